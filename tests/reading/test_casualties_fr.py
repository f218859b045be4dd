"""French casualty figures: own sentences of each construction, and what is read from them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from bot.model import Category, Entry
from bot.reading.facts import Bound, CasualtyFact, Status, casualties
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader

READER = Reader({}, {}, (), load_lexicons())
PUBLISHED = datetime(2023, 5, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Claim:
    """What is read; the source only where a test names it."""

    category: Category
    low: int | None
    high: int | None
    bound: Bound
    mixed: bool = False
    scope: str = "news"
    status: Status = "asserted"
    source: str | None = None


def read(text: str) -> tuple[CasualtyFact, ...]:
    is_title = text[-1] != "."
    entry = Entry(
        "Wire",
        text if is_title else "",
        "" if is_title else text,
        published=PUBLISHED,
        language="fr",
    )
    return tuple(casualties(READER.read(entry).facts))


def claim(fact: CasualtyFact) -> Claim:
    return Claim(
        fact.category, fact.low, fact.high, fact.bound, fact.mixed, fact.scope, fact.status, fact.source
    )


CASES: list[tuple[str, tuple[Claim, ...]]] = [
    (
        "Au moins douze personnes ont été tuées dans une attaque contre un village du nord du Burkina Faso.",
        (Claim("killed", 12, None, "at_least"),),
    ),
    (
        "Une bombe a explosé sur le marché de Gao, tuant 5 civils et blessant une vingtaine de passants.",
        (
            Claim("killed", 5, 5, "exact"),
            Claim("wounded", 20, 20, "about"),
        ),
    ),
    (
        "L'accident a fait 17 morts et 34 blessés, selon la gendarmerie.",
        (
            Claim("killed", 17, 17, "exact", source="la gendarmerie"),
            Claim("wounded", 34, 34, "exact", source="la gendarmerie"),
        ),
    ),
    (
        "Le bilan du séisme s'alourdit à 2 862 morts.",
        (Claim("killed", 2862, 2862, "exact"),),
    ),
    (
        "Le bilan de l'explosion est passé à 41 morts, a annoncé le ministère de la Santé.",
        (Claim("killed", 41, 41, "exact", source="le ministère de la Santé"),),
    ),
    (
        "Le nombre de morts s'élève désormais à 13 000.",
        (Claim("killed", 13000, 13000, "exact"),),
    ),
    (
        "Les inondations ont fait près de 300 morts et des milliers de sans-abri au Tchad.",
        (
            Claim("killed", 300, 300, "about"),
            Claim("displaced", 1000, None, "vague"),
        ),
    ),
    (
        "Deux soldats maliens et cinq jihadistes ont été tués lors d'affrontements près de Mopti.",
        (
            Claim("killed", 2, 2, "exact"),
            Claim("killed", 5, 5, "exact"),
        ),
    ),
    (
        "Trois policiers, dont un commissaire, ont trouvé la mort dans une embuscade.",
        (Claim("killed", 3, 3, "exact"),),
    ),
    (
        "Sept personnes ont péri dans l'incendie, parmi lesquelles quatre enfants.",
        (Claim("killed", 7, 7, "exact"),),
    ),
    (
        "Un homme a été arrêté à Dakar après la découverte d'un arsenal.",
        (Claim("detained", 1, 1, "exact"),),
    ),
    (
        "La police nigériane a arrêté 23 suspects dans l'État de Kano.",
        (Claim("detained", 23, 23, "exact"),),
    ),
    (
        "Plus de deux cents manifestants ont été interpellés à Conakry, affirme l'opposition.",
        (Claim("detained", 200, None, "at_least", source="l'opposition"),),
    ),
    (
        "Quatre journalistes ont été enlevés par des hommes armés dans l'est de la RDC.",
        (Claim("abducted", 4, 4, "exact"),),
    ),
    (
        "Des hommes armés ont enlevé une cinquantaine de lycéennes à Katsina.",
        (Claim("abducted", 50, 50, "about"),),
    ),
    (
        "Les combats ont déplacé plus de 80 000 personnes en une semaine, indique l'ONU.",
        (Claim("displaced", 80000, None, "at_least", source="l'ONU"),),
    ),
    (
        "Des centaines d'habitants ont fui la ville de Bunia.",
        (Claim("displaced", 100, None, "vague"),),
    ),
    (
        "Quinze migrants sont portés disparus au large de la Tunisie.",
        (Claim("missing", 15, 15, "exact"),),
    ),
    (
        "Le pays compte 1 204 cas confirmés et 37 décès, selon l'OMS.",
        (
            Claim("sick", 1204, 1204, "exact", source="l'OMS"),
            Claim("killed", 37, 37, "exact", source="l'OMS"),
        ),
    ),
    (
        "Le choléra a tué 19 personnes dans le nord du Cameroun.",
        (Claim("killed", 19, 19, "exact"),),
    ),
    ("Le chanteur congolais est mort à l'âge de 71 ans des suites d'une longue maladie.", ()),
    ("L'ancien ministre est décédé lundi à Paris à 88 ans.", ()),
    (
        "Un journaliste a été tué par balle à Mogadiscio.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Un enfant de 6 ans est mort noyé dans une piscine à Bamako.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Une dizaine de personnes ont été blessées, dont trois grièvement.",
        (Claim("wounded", 10, 10, "about"),),
    ),
    (
        "Des dizaines de morts et de blessés dans un attentat à Kaboul",
        (Claim("killed", 10, None, "vague", mixed=True),),
    ),
    (
        "L'attentat a fait des dizaines de morts.",
        (Claim("killed", 10, None, "vague"),),
    ),
    (
        "Soixante-dix-huit passagers ont perdu la vie dans le naufrage.",
        (Claim("killed", 78, 78, "exact"),),
    ),
    (
        "Quatre-vingt-douze personnes sont mortes dans la bousculade.",
        (Claim("killed", 92, 92, "exact"),),
    ),
    (
        "Entre 15 et 20 rebelles ont été abattus par l'armée.",
        (Claim("killed", 15, 20, "range"),),
    ),
    (
        "L'explosion a coûté la vie à onze mineurs.",
        (Claim("killed", 11, 11, "exact"),),
    ),
    (
        "Une frappe de drone a causé la mort de neuf personnes.",
        (Claim("killed", 9, 9, "exact"),),
    ),
    (
        "L'armée annonce avoir tué 30 combattants islamistes.",
        (Claim("killed", 30, 30, "exact", source="L'armée"),),
    ),
    (
        "Il y a 26 ans, le génocide a fait 800 000 morts au Rwanda.",
        (Claim("killed", 800000, 800000, "exact", scope="background"),),
    ),
    (
        "Le procès des auteurs présumés de l'attentat qui avait fait 19 morts s'ouvre à Abidjan.",
        (Claim("killed", 19, 19, "exact", scope="background"),),
    ),
    (
        "Condamné à perpétuité pour le meurtre de sa femme, il fait appel.",
        (Claim("killed", 1, 1, "exact", scope="background"),),
    ),
    (
        "Le gouvernement dément que dix civils aient été tués par l'armée.",
        (Claim("killed", 10, 10, "exact", status="denied"),),
    ),
    ("L'attaque n'a fait aucun mort.", ()),
    (
        "L'épidémie pourrait tuer 200 000 personnes, prévient l'ONU.",
        (Claim("killed", 200000, 200000, "exact", status="hypothetical"),),
    ),
    (
        "Il menace de tuer ses otages.",
        (Claim("killed", None, None, "unspecified", status="hypothetical"),),
    ),
    ("L'attaquant sénégalais blessé au genou manquera la CAN.", ()),
    ("Le milieu de terrain, blessé, est forfait pour le match.", ()),
    ("Le joueur a inscrit deux buts et délivré trois passes.", ()),
    ("Condamné à mort, il attend son exécution.", ()),
    ("Cinq ans de prison ont été requis contre l'ancien maire.", ()),
    ("Le président ivoirien se rend à Paris avec douze ministres.", ()),
    (
        "Un agriculteur de 54 ans a été retrouvé mort dans son champ, tué par un éléphant.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Les corps de 14 migrants ont été retrouvés sur une plage libyenne.",
        (Claim("killed", 14, 14, "exact"),),
    ),
    (
        "Au moins 3 000 personnes ont été évacuées avant l'arrivée du cyclone.",
        (Claim("displaced", 3000, None, "at_least"),),
    ),
    (
        "Un couple et leurs trois enfants ont été tués dans l'effondrement de leur maison.",
        (Claim("killed", 5, 5, "exact"),),
    ),
    (
        "La mère et ses deux fils ont été tués par balle.",
        (Claim("killed", 3, 3, "exact"),),
    ),
    (
        "L'opposant a été arrêté mardi à l'aéroport de Cotonou.",
        (Claim("detained", 1, 1, "exact"),),
    ),
    ("Six humanitaires ont été libérés après deux mois de captivité.", ()),
    (
        "Le rapt de dix écoliers a suscité l'indignation au Nigeria.",
        (Claim("abducted", 10, 10, "exact"),),
    ),
    (
        "Quelque 40 000 réfugiés centrafricains ont traversé la frontière camerounaise.",
        (Claim("displaced", 40000, 40000, "about"),),
    ),
    (
        "Mort de deux touristes dans un accident de montgolfière à Louxor",
        (Claim("killed", 2, 2, "exact"),),
    ),
    (
        "Deux morts et cinq blessés dans une fusillade à Marseille",
        (
            Claim("killed", 2, 2, "exact"),
            Claim("wounded", 5, 5, "exact"),
        ),
    ),
    (
        "Burkina : six gendarmes tués, une dizaine de disparus",
        (
            Claim("killed", 6, 6, "exact"),
            Claim("missing", 10, 10, "about"),
        ),
    ),
    (
        "Sénégal : au moins neuf morts dans les manifestations, selon le ministre de l'Intérieur",
        (Claim("killed", 9, None, "at_least", source="le ministre de l'Intérieur"),),
    ),
    (
        "Mali : l'armée dit avoir « neutralisé » 15 terroristes",
        (Claim("killed", 15, 15, "exact"),),
    ),
    (
        "Le paludisme tue chaque année plus de 400 000 personnes en Afrique.",
        (Claim("killed", 400000, None, "at_least", scope="background"),),
    ),
    (
        "Les violences ont fait 52 morts, dont 12 femmes, et 130 blessés, d'après un bilan de la police.",
        (
            Claim("killed", 52, 52, "exact"),
            Claim("wounded", 130, 130, "exact"),
        ),
    ),
    (
        "Trente-quatre élèves intoxiqués dans un internat de Thiès",
        (Claim("wounded", 34, 34, "exact"),),
    ),
    ("L'avion transportait 66 passagers et membres d'équipage.", ()),
    (
        "Une fillette est décédée et douze personnes ont été hospitalisées après un repas contaminé.",
        (
            Claim("killed", 1, 1, "exact"),
            Claim("wounded", 12, 12, "exact"),
        ),
    ),
    (
        "Huit personnes, parmi lesquelles deux députés, sont détenues depuis vendredi.",
        (Claim("detained", 8, 8, "exact"),),
    ),
    (
        "Jusqu'à 150 personnes auraient été tuées, affirment des témoins.",
        (Claim("killed", None, 150, "at_most", source="des témoins"),),
    ),
    (
        "On déplore un mort et 1,5 million de sinistrés.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Commémoration : il y a 50 ans, des centaines de manifestants étaient tués par la police.",
        (Claim("killed", 100, None, "vague", scope="background"),),
    ),
    (
        "Au Cameroun, plus de 3 000 personnes sont mortes depuis le début de la crise anglophone.",
        (Claim("killed", 3000, None, "at_least"),),
    ),
    (
        "Trois étudiants ont perdu la vie lors des manifestations de lundi à Lubumbashi.",
        (Claim("killed", 3, 3, "exact"),),
    ),
    (
        "Le virus Ebola a déjà fait 2 200 morts en RDC depuis mars dernier.",
        (Claim("killed", 2200, 2200, "exact"),),
    ),
    (
        "Le gouvernement nigérian a confirmé l'enlèvement de 110 jeunes filles à Dapchi.",
        (Claim("abducted", 110, 110, "exact", source="Le gouvernement nigérian"),),
    ),
    ("Boko Haram a relâché 21 lycéennes de Chibok.", ()),
    (
        "L'armée française annonce la mort d'un soldat au Mali.",
        (Claim("killed", 1, 1, "exact", source="L'armée française"),),
    ),
    (
        "Un casque bleu tchadien a été tué et quatre autres blessés à Kidal.",
        (
            Claim("killed", 1, 1, "exact"),
            Claim("wounded", 4, 4, "exact"),
        ),
    ),
    (
        "Les autorités ont arrêté le rappeur kényan à son domicile.",
        (Claim("detained", 1, 1, "exact"),),
    ),
    (
        "Le journaliste Samuel Wazizi est mort en détention.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Sept civils tués par une mine au Mali",
        (Claim("killed", 7, 7, "exact"),),
    ),
    (
        "Naufrage au large de la Libye : 74 morts, 47 survivants",
        (Claim("killed", 74, 74, "exact"),),
    ),
    (
        "Ouganda : 20 morts dans l'effondrement d'un immeuble",
        (Claim("killed", 20, 20, "exact"),),
    ),
    ("Le paludisme reste une maladie mortelle, rappelle l'OMS.", ()),
    ("Comment l'arrêt du tabac améliore la santé", ()),
    ("Le réalisateur est mort à 94 ans, a annoncé sa famille.", ()),
    ("L'ancien président Moussa Traoré est décédé à l'âge de 83 ans.", ()),
    ("Sa mort a suscité une vague d'émotion dans le monde du football.", ()),
    ("Les Lions ont battu les Éléphants deux buts à un devant 40 000 spectateurs.", ()),
    ("Blessé à la cuisse, Sadio Mané manquera deux matchs.", ()),
    (
        "Il y a dix ans, un séisme dévastait Haïti, tuant plus de 200 000 personnes.",
        (Claim("killed", 200000, None, "at_least", scope="background"),),
    ),
    (
        "En 1994, environ 800 000 Tutsis ont été massacrés.",
        (Claim("killed", 800000, 800000, "about", scope="background"),),
    ),
    ("Le procès des assassins de Thomas Sankara s'ouvre lundi.", ()),
    ("Des milliers de migrants vivent dans des camps.", ()),
    ("Des milliers de personnes ont manifesté à Alger.", ()),
    (
        "Une centaine de personnes ont été évacuées par hélicoptère.",
        (Claim("displaced", 100, 100, "about"),),
    ),
    (
        "Deux pêcheurs portés disparus depuis samedi au large de Saint-Louis",
        (Claim("missing", 2, 2, "exact"),),
    ),
    ("Dix mille réfugiés rwandais rentrent chez eux.", ()),
    (
        "La Zambie enregistre 12 nouveaux cas de choléra.",
        (Claim("sick", 12, 12, "exact"),),
    ),
    (
        "Le pays a enregistré 45 décès et 1 320 contaminations en 24 heures.",
        (
            Claim("killed", 45, 45, "exact"),
            Claim("sick", 1320, 1320, "exact"),
        ),
    ),
    (
        "Cinq personnes ont été testées positives au coronavirus à Lagos.",
        (Claim("sick", 5, 5, "exact"),),
    ),
    (
        "La police a tiré sur la foule, faisant deux morts et une quinzaine de blessés.",
        (
            Claim("killed", 2, 2, "exact"),
            Claim("wounded", 15, 15, "about"),
        ),
    ),
    (
        "Une femme enceinte et son bébé sont morts faute de soins.",
        (Claim("killed", 2, 2, "exact"),),
    ),
    (
        "Un homme a poignardé trois passants à Nice.",
        (Claim("wounded", 3, 3, "exact"),),
    ),
    (
        "Quatre Chinois enlevés au Nigeria",
        (Claim("abducted", 4, 4, "exact"),),
    ),
    (
        "L'opposant Kizza Besigye a été de nouveau arrêté.",
        (Claim("detained", 1, 1, "exact"),),
    ),
    ("Des dizaines de prisonniers se sont évadés de la prison de Bukavu.", ()),
    (
        "Le tribunal a condamné l'ex-ministre à dix ans de prison.",
        (Claim("detained", 1, 1, "exact"),),
    ),
    (
        "Kinshasa : un policier tué par balles, deux suspects interpellés",
        (
            Claim("killed", 1, 1, "exact"),
            Claim("detained", 2, 2, "exact"),
        ),
    ),
    ("La Côte d'Ivoire compte 1,8 million de séropositifs.", ()),
    ("Elle a perdu son mari dans un accident de la route.", ()),
    (
        "Un accident de la route a coûté la vie à l'artiste DJ Arafat.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    ("Un crocodile a dévoré un pêcheur au Zimbabwe.", ()),
    (
        "Au moins quarante-deux morts et plus d'une centaine de disparus après le passage du cyclone Idai",
        (
            Claim("killed", 42, None, "at_least"),
            Claim("missing", 100, None, "at_least"),
        ),
    ),
    # fighters against the state are a side of their own
    (
        "Vingt rebelles et huit villageois ont été tués dans les combats.",
        (Claim("killed", 20, 20, "exact"), Claim("killed", 8, 8, "exact")),
    ),
    ("L'opposition parle de plus de 300 morts.", (Claim("killed", 300, None, "at_least"),)),
    ("La crue du fleuve a emporté quatre élèves.", (Claim("killed", 4, 4, "exact"),)),
    ("Le président sortant l'a emporté sur onze candidats.", ()),
    ("Cinq combattants ont été mis hors d'état de nuire.", (Claim("killed", 5, 5, "exact"),)),
    ("Deux gendarmes ont été grièvement touchés.", (Claim("wounded", 2, 2, "exact"),)),
    ("La descente a permis d'arrêter six trafiquants.", (Claim("detained", 6, 6, "exact"),)),
    ("L'assassinat du magistrat a provoqué une vive émotion.", (Claim("killed", 1, 1, "exact"),)),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_casualties_are_read(text: str, expected: tuple[Claim, ...]) -> None:
    found = [claim(fact) for fact in read(text)]
    for want in expected:
        same = [it for it in found if want in (it, replace(it, source=None))]
        assert same, f"{want} is not among {found}"
        found.remove(same[0])
    assert not found


def figure(fact: CasualtyFact) -> str:
    """A fact in short: "killed 5", "killed 10-", "wounded -12"; "?" where it is not asserted."""
    low, high = fact.low or "", fact.high or ""
    number = f"{low}" if low == high else f"{low}-{high}"
    return f"{fact.category} {number}" + "?" * (fact.status != "asserted")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one of a count, joined to others
        ("Quatre morts et un blessé léger à Lomé.", ["killed 4", "wounded 1"]),
        ("Un mort et cinq blessés graves à Lomé.", ["killed 1", "wounded 5"]),
        ("Trois agents kényans tués à Garissa, un quatrième blessé.", ["killed 3", "wounded 1"]),
        # an age between
        ("Une commerçante de 51 ans et ses quatre filles ont péri dans les flammes.", ["killed 5"]),
        ("Un pêcheur âgé de 60 ans et son cousin ont été tués.", ["killed 2"]),
        ("Deux sœurs âgées de 3 et 6 ans ont été tuées.", ["killed 2"]),
        # what is feared
        ("Les secouristes redoutent des centaines de morts.", ["killed 100-?"]),
        ("On craint plus de trente morts.", ["killed 30-?"]),
        # whom it befell behind the whole verb
        ("Ont perdu la vie trois pompiers.", ["killed 3"]),
        ("Ont été blessés quatre passants.", ["wounded 4"]),
        ("Dans le naufrage ont péri seize migrants.", ["killed 16"]),
        ("Ils ont été tués par deux hommes.", []),
        # a number that grew
        ("Le bilan de la crue est passé de 31 à 44 morts.", ["killed 44"]),
        ("Le drame porte à quinze le nombre de morts.", ["killed 15"]),
        # a comma alone parts clauses, with "et" it makes a list
        ("Sur les 90 passagers, 17 sont portés disparus.", ["missing 17"]),
        ("Deux femmes, trois enfants et un berger ont été tués.", ["killed 6"]),
        # a clause between a subject and its verb
        ("Le tireur, qui a fait trois morts, a été abattu.", ["killed 1", "killed 3"]),
        ("L'agresseur, qui a blessé six élèves, a été arrêté.", ["detained 1", "wounded 6"]),
        ("Neuf habitants soupçonnés d'avoir tué deux éleveurs ont été arrêtés.", ["detained 9", "killed 2"]),
        # fighters are eliminated, all others lose
        ("L'armée a éliminé vingt jihadistes.", ["killed 20"]),
        ("Le vote a éliminé deux candidats.", []),
        ("Trois chefs rebelles et cinq habitants tués.", ["killed 3", "killed 5"]),
        # victims and bodies
        ("L'attentat a fait neuf victimes.", ["killed 9"]),
        ("L'association aide neuf victimes.", []),
        ("Le corps d'un randonneur a été retrouvé.", ["killed 1"]),
        ("Les corps de six mineurs ont été extraits des décombres.", ["killed 6"]),
        ("Son corps a été repêché dans le fleuve.", ["killed 1"]),
        ("Le corps d'un homme est fait d'eau.", []),
        # to condemn with words or to prison
        ("Le ministre condamne l'attentat qui a tué huit fidèles.", ["killed 8"]),
        ("Quatre militants ont été condamnés à cinq ans de prison.", ["detained 4"]),
        # who is let go in the end
        ("Sept otages enlevés en mai dans le nord ont été libérés.", []),
        ("Douze étudiants arrêtés lors de la marche ont été relâchés.", []),
        # who had to leave, who is out of danger, who is known by an ending
        ("La crue a contraint 900 riverains à quitter leurs maisons.", ["displaced 900"]),
        ("Les 40 passagers ont été évacués sains et saufs.", []),
        ("La douane a arrêté les quatre convoyeurs.", ["detained 4"]),
        ("Les plongeurs ont remonté les corps de deux marins.", ["killed 2"]),
        # bounds behind the noun
        ("La collision a fait six morts au plus.", ["killed -6"]),
        ("La collision a fait six morts environ.", ["killed 6"]),
        ("Vingt blessés au bas mot.", ["wounded 20-"]),
        ("L'explosion n'a fait ni mort ni blessé.", []),
    ],
)
def test_how_many_they_are(text: str, expected: list[str]) -> None:
    assert [figure(fact) for fact in read(text)] == expected


def test_zero_is_nobody() -> None:
    entry = Entry("Wire", "", "0 personne a été tuée dans l'attaque", language="fr")
    assert not casualties(READER.read(entry).facts)


def test_a_span_of_years_is_background() -> None:
    (fact,) = read("Au moins 70 détenus sont morts dans cette prison entre 2009 et 2014.")
    assert fact.scope == "background"


# Families of constructions: what is told as news, as "category low high"
FAMILIES: list[tuple[str, set[str]]] = [
    ("Un homme de 41 ans et sa fille de 6 ans ont été retrouvés morts à leur domicile.", {"killed 2 2"}),
    ("Une mère de cinq enfants a été tuée dans une explosion à Kati.", {"killed 1 1"}),
    ("Sont tombés malades les pompiers du village.", set()),
    ("Ont été arrêtés dans la nuit deux officiers.", {"detained 2 2"}),
    ("Sont morts dans l'incendie cinq ouvriers.", {"killed 5 5"}),
    ("Deux mineurs restent ensevelis sous les décombres.", {"missing 2 2"}),
    ("La marine est sans nouvelles de neuf pêcheurs.", {"missing 9 9"}),
    ("Deux avocates ont été placées en garde à vue lundi.", {"detained 2 2"}),
    ("Trois infirmières sont retenues en otage par une milice.", {"abducted 3 3"}),
    ("Sa femme, grièvement brûlée, est décédée mardi.", {"killed 1 1"}),
    ("La femme portée disparue samedi a été retrouvée morte.", {"killed 1 1"}),
    ("Huit hommes arrêtés mardi ont été retrouvés morts en cellule.", {"killed 8 8"}),
    (
        "L'épidémie a fait 210 morts dans le nord, où plus de 6 000 cas ont été recensés.",
        {"killed 210 210", "sick 6000 -"},
    ),
    ("Le bilan de l'épidémie s'élève à 310 cas et 42 décès.", {"sick 310 310", "killed 42 42"}),
    ("Deux blessés ont succombé, ce qui porte le bilan à neuf morts.", {"killed 2 2", "killed 9 9"}),
    ("La coulée de boue a fait une victime et douze blessés.", {"killed 1 1", "wounded 12 12"}),
    ("L'accident a causé la mort de la conductrice et d'un passager.", {"killed 2 2"}),
    ("Un reporter d'Al Jazeera et son chauffeur ont été tués.", {"killed 2 2"}),
    ("Il n'y a aucun survivant parmi les 51 passagers.", {"killed 51 51"}),
    ("L'avocat de l'opposant a été interpellé jeudi.", {"detained 1 1"}),
    ("Trois ans de prison pour deux militants qui avaient bloqué une route.", {"detained 2 2"}),
    ("Trois ans de prison pour corruption.", set()),
    ("Une hyène a mordu deux enfants avant d'être abattue.", set()),
    (
        "Selon l'avocat, le nombre de détenus atteint 54, certains ayant été arrêtés chez eux.",
        {"detained 54 54"},
    ),
    ("La fille du chef rebelle tué au Mali a été reçue à Paris.", set()),
    ("Deux suspects ont été lapidés à mort par la foule.", {"killed 2 2"}),
    ("Un corps a été repêché dans le port.", {"killed 1 1"}),
    ("Mon père a été arrêté par les gendarmes.", set()),
    ("Le choc a entraîné la mort instantanée de 14 passagers.", {"killed 14 14"}),
    ("L'ONU a condamné l'attaque qui a tué huit soldats.", {"killed 8 8"}),
    ("Le maire est retenu par des mutins dans une caserne.", {"detained 1 1"}),
    ("L'ancien ministre du Mali assassiné ce mois-ci était aimé.", set()),
    ("Le film parle d'hommes morts.", set()),
    ("Le rapport fait état de plusieurs morts de part et d'autre.", {"killed - -"}),
    ("L'assaut a fait plusieurs morts des deux côtés.", {"killed - -"}),
    ("Le chef dit que 30 rebelles et huit soldats « amis » ont été tués.", {"killed 30 30", "killed 8 8"}),
    (
        'Neuf bandits et trois agents "côté forces de l\'ordre" ont été blessés.',
        {"wounded 9 9", "wounded 3 3"},
    ),
    ("Plus de 20 morts et plusieurs personnes enlevées dans le nord.", {"killed 20 -", "abducted - -"}),
    (
        "Le tribunal a condamné hier trois hommes à la prison à vie pour le meurtre d'un policier.",
        {"detained 3 3"},
    ),
    ("Le chauffeur blessé dans l'accident a été évacué.", {"wounded 1 1"}),
    ("Le gendarme tué mardi était père de trois enfants.", {"killed 1 1"}),
    ("Le gendarme tué dans l'embuscade était père de trois enfants.", set()),
    ("L'opposant arrêté dimanche reste en garde à vue.", {"detained 1 1"}),
    ("Le club a payé après la disparition du joueur.", set()),
    # what was before the news
    ("Quatre de ses voisins avaient péri dans un incendie.", set()),
    ("Une première frappe avait fait onze morts.", set()),
    ("Mardi, une première frappe avait fait onze morts.", {"killed 11 11"}),
    ("Le ministre annonce que onze personnes avaient été tuées.", {"killed 11 11"}),
    # people of whom more is said between commas
    ("Jean Durand, figure de l'opposition, a été abattu lundi à Lomé.", {"killed 1 1"}),
    ("Jean Durand, cinq ans, a été retrouvé sans vie au pied d'un pont.", {"killed 1 1"}),
    ("Jeanne Durand, visage du mouvement, arrêtée à Paris", {"detained 1 1"}),
    ("Une centaine de Belges, hommes et femmes, sont détenus au Tchad.", {"detained 100 100"}),
    ("Ils dénoncent la mort de Jean Durand, un Noir tué par un gendarme.", set()),
    ("Paul et son cousin Jean ont été brûlés vifs par la foule.", {"killed 2 2"}),
    ("Jean Durand et Paul Petit ont été interpellés mercredi.", {"detained 2 2"}),
    ("Un prêtre et neuf oblats périssent dans un incendie", {"killed 10 10"}),
    ("Six marins manquent toujours à l'appel.", {"missing 6 6"}),
    ("Le bilan a dépassé jeudi 2 300 morts.", {"killed 2300 -"}),
    ("Huit ouvriers souffrant de brûlures ont été évacués vers la capitale.", {"wounded 8 8"}),
    ("Plus de 3 000 personnes chassées par les combats.", {"displaced 3000 -"}),
    ("Une femme déclarée morte par erreur se réveille", set()),
    ("Neuf rescapés du naufrage ont été hospitalisés.", {"wounded 9 9"}),
    ("Trois personnes, deux Belges et un Français, ont été tuées.", {"killed 3 3"}),
    ("Le nombre de personnes contaminées s'élève à 4 170.", {"sick 4170 4170"}),
    ("Un homme tuait neuf passants à Dayton.", {"killed 9 9"}),
    ("Un homme armé retient une vingtaine de passagers.", {"abducted 20 20"}),
    ("Le pire séisme depuis des décennies a fait 300 morts.", {"killed 300 300"}),
    ("Aucun des 39 occupants n'a survécu au crash.", {"killed 39 39"}),
    ("Jean Durand et son cousin, arrêtés lundi, sont en prison.", {"detained 2 2"}),
    (
        "Bilan : 3 morts • 12 personnes arrêtées • 40 familles déplacées",
        {"killed 3 3", "detained 12 12", "displaced 40 40"},
    ),
    ("Plus de 60 000 personnes ont déjà fui vers le Tchad.", {"displaced 60000 -"}),
    ("L'auteur présumé et sa mère ont été retrouvés morts.", {"killed 2 2"}),
    ("Trois marins ont péri et six sont dans un état critique.", {"killed 3 3", "wounded 6 6"}),
    ("Un sous-marin disparu au large du Chili", set()),
    ("Les pluies de l'été dernier ont fait 80 morts.", set()),
]


@pytest.mark.parametrize(("text", "expected"), FAMILIES, ids=[text for text, _ in FAMILIES])
def test_families_of_constructions_are_read(text: str, expected: set[str]) -> None:
    current = [fact for fact in read(text) if (fact.scope, fact.status) == ("news", "asserted")]
    told = {f"{fact.category} {fact.low or '-'} {fact.high or '-'}" for fact in current}
    assert told == expected


def test_what_a_title_dates_long_ago_is_background() -> None:
    title, text = "La grippe de 1918 et ses leçons", "La maladie a tué neuf millions de personnes."
    facts = casualties(READER.read(Entry("Wire", title, text, published=PUBLISHED, language="fr")).facts)
    assert [(fact.low, fact.scope) for fact in facts] == [(9_000_000, "background")]
