"""English casualty figures: own sentences of each construction, and what is read from them."""

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
        language="en",
    )
    return tuple(casualties(READER.read(entry).facts))


def claim(fact: CasualtyFact) -> Claim:
    return Claim(
        fact.category, fact.low, fact.high, fact.bound, fact.mixed, fact.scope, fact.status, fact.source
    )


CASES: list[tuple[str, tuple[Claim, ...]]] = [
    (
        "At least twelve people were killed when a ferry sank off Zanzibar.",
        (Claim("killed", 12, None, "at_least"),),
    ),
    (
        "A roadside bomb killed five soldiers and wounded nine others in Helmand, the ministry said.",
        (
            Claim("killed", 5, 5, "exact", source="the ministry"),
            Claim("wounded", 9, 9, "exact", source="the ministry"),
        ),
    ),
    (
        "The blast left 16 people dead and more than 40 injured.",
        (
            Claim("killed", 16, 16, "exact"),
            Claim("wounded", 40, None, "at_least"),
        ),
    ),
    (
        "Three people dead, eight injured in motorway pile-up",
        (
            Claim("killed", 3, 3, "exact"),
            Claim("wounded", 8, 8, "exact"),
        ),
    ),
    (
        "The death toll from the landslide rose on Monday to 205.",
        (Claim("killed", 205, 205, "exact"),),
    ),
    (
        "Landslide death toll climbs as rescuers dig on",
        (Claim("killed", None, None, "unspecified"),),
    ),
    (
        "Gunmen kidnapped 30 pupils from a school in Kaduna, according to local officials.",
        (Claim("abducted", 30, 30, "exact", source="local officials"),),
    ),
    (
        "Two journalists are being held hostage by the group.",
        (Claim("abducted", 2, 2, "exact"),),
    ),
    (
        "Some 13,000 people have fled their homes since Friday, the UN says.",
        (Claim("displaced", 13000, 13000, "about", source="the UN"),),
    ),
    (
        "Police arrested 21 protesters outside the parliament.",
        (Claim("detained", 21, 21, "exact"),),
    ),
    (
        "A retired teacher has been arrested over the fire.",
        (Claim("detained", 1, 1, "exact"),),
    ),
    (
        "Marta Kowalska, 63, was arrested this morning at a hotel in Lublin.",
        (Claim("detained", 1, 1, "exact"),),
    ),
    (
        "A gunman shot a bus driver in Leeds.",
        (Claim("wounded", 1, 1, "exact"),),
    ),
    (
        "Two teenagers were shot and killed outside a cinema.",
        (Claim("killed", 2, 2, "exact"),),
    ),
    (
        "Dozens of fishermen are missing after the cyclone.",
        (Claim("missing", 10, None, "vague"),),
    ),
    ("The missing hiker was found alive on Tuesday.", ()),
    (
        "Hundreds of thousands have been displaced by the fighting.",
        (Claim("displaced", 100000, None, "vague"),),
    ),
    (
        "Health officials reported 933 new cases of cholera and 14 deaths.",
        (
            Claim("sick", 933, 933, "exact"),
            Claim("killed", 14, 14, "exact"),
        ),
    ),
    (
        "Between 10 and 15 miners were killed in the collapse.",
        (Claim("killed", 10, 15, "range"),),
    ),
    (
        "Up to 50 migrants drowned, the coastguard said.",
        (Claim("killed", None, 50, "at_most", source="the coastguard"),),
    ),
    (
        "About 20 passengers were hurt when the train derailed.",
        (Claim("wounded", 20, 20, "about"),),
    ),
    (
        "Scores of civilians were killed or wounded in the shelling.",
        (Claim("killed", 20, None, "vague", mixed=True),),
    ),
    (
        "Nine people, including four children, died in the blaze.",
        (Claim("killed", 9, 9, "exact"),),
    ),
    (
        "Four others, including a policeman and three nurses, were also injured in the attack.",
        (Claim("wounded", 4, 4, "exact"),),
    ),
    (
        "A man shot two neighbours dead, police said.",
        (Claim("killed", 2, 2, "exact", source="police"),),
    ),
    (
        "He fatally shot his wife, her mother and their five kids on Sunday.",
        (Claim("killed", 7, 7, "exact"),),
    ),
    (
        "A bear killed a mother and her 1-year-old son.",
        (Claim("killed", 2, 2, "exact"),),
    ),
    (
        "Militants killed the mayor Omar Hadi and his driver.",
        (Claim("killed", 2, 2, "exact"),),
    ),
    (
        "Five children and a woman were injured.",
        (Claim("wounded", 6, 6, "exact"),),
    ),
    (
        "Two soldiers and eleven militants were killed in the clash.",
        (
            Claim("killed", 2, 2, "exact"),
            Claim("killed", 11, 11, "exact"),
        ),
    ),
    (
        "Rafael Ortega has been detained along with two others.",
        (Claim("detained", 3, 3, "exact"),),
    ),
    (
        "A 6-year-old boy drowned in a hotel pool.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Executive, father of 4, gunned down outside his home",
        (Claim("killed", 1, 1, "exact"),),
    ),
    ("The beloved novelist has died at 87.", ()),
    ("The singer died of cancer on Monday, her agent said.", ()),
    (
        "A climber died in an avalanche on Mont Blanc.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    ("The striker is out with a knee injury and will miss the World Cup.", ()),
    (
        "The trial opens of a man who killed three women in 2016.",
        (Claim("killed", 3, 3, "exact", scope="background"),),
    ),
    (
        "The film marks the anniversary of the bombing that killed 168 people.",
        (Claim("killed", 168, 168, "exact", scope="background"),),
    ),
    (
        "A court will hear the lawsuit over Keith Lamar's murder.",
        (Claim("killed", 1, 1, "exact", scope="background"),),
    ),
    (
        "Hundreds marched after the killing of a teenager by police.",
        (Claim("killed", 1, 1, "exact", scope="background"),),
    ),
    (
        "Malaria kills more than 600,000 people every year.",
        (Claim("killed", 600000, None, "at_least", scope="background"),),
    ),
    (
        "The earthquake could kill 10,000 people, experts warn.",
        (Claim("killed", 10000, 10000, "exact", status="hypothetical"),),
    ),
    (
        "Officers foiled a plot to kill two ministers.",
        (Claim("killed", 2, 2, "exact", status="hypothetical"),),
    ),
    (
        "The army denied that 40 villagers were killed.",
        (Claim("killed", 40, 40, "exact", status="denied"),),
    ),
    ("No one was hurt in the fire.", ()),
    ("Volunteers mourn three dead seals on a Cornish beach.", ()),
    ("The captain killed time with two of his officers.", ()),
    ("The drone was shot down over the Black Sea.", ()),
    ("The minister travelled with 12 officials for 3 days.", ()),
    (
        "All aboard were killed when the jet crashed.",
        (Claim("killed", None, None, "unspecified"),),
    ),
    (
        "The flood claimed 12 lives and left 5,000 homeless.",
        (
            Claim("killed", 12, 12, "exact"),
            Claim("displaced", 5000, 5000, "exact"),
        ),
    ),
    ("Storms claim attention of 12 ministers.", ()),
    (
        "52 injured people remain in hospital.",
        (Claim("wounded", 52, 52, "exact"),),
    ),
    (
        "Six were killed and another eight were wounded.",
        (
            Claim("killed", 6, 6, "exact"),
            Claim("wounded", 8, 8, "exact"),
        ),
    ),
    (
        "Seven people have been killed and 19 wounded, say hospital officials.",
        (
            Claim("killed", 7, 7, "exact"),
            Claim("wounded", 19, 19, "exact"),
        ),
    ),
    (
        "Police: 5 arrested after riot in Malmo",
        (Claim("detained", 5, 5, "exact", source="Police"),),
    ),
    (
        "A judge jailed the former banker for six years.",
        (Claim("detained", 1, 1, "exact"),),
    ),
    ("Dozens were rescued and three hostages were released on Friday.", ()),
    (
        "Bodies of 35 migrants were found in a lorry.",
        (Claim("killed", 35, 35, "exact"),),
    ),
    ("The police chief was among those killed.", ()),
    (
        "Supporters of former president Luis Prado were arrested in the capital.",
        (Claim("detained", None, None, "unspecified"),),
    ),
    (
        "Indian Olympic wrestlers detained in Delhi",
        (Claim("detained", None, None, "unspecified"),),
    ),
    (
        "Officials urge an inquiry after 28 die in raid on village",
        (Claim("killed", 28, 28, "exact"),),
    ),
    (
        "A reporter detained in May 2019 wrote to his family.",
        (Claim("detained", 1, 1, "exact", scope="background"),),
    ),
    (
        "Rebels have taken a pilot hostage in the highlands.",
        (Claim("abducted", 1, 1, "exact"),),
    ),
    (
        "More than a dozen people were hospitalized after a chlorine leak.",
        (Claim("wounded", 12, None, "at_least"),),
    ),
    (
        "Sheriff's deputy shot in the leg during traffic stop",
        (Claim("wounded", 1, 1, "exact"),),
    ),
    (
        "The city is calm following the killing of a police officer.",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "A man who killed a nurse was sentenced to life",
        (
            Claim("killed", 1, 1, "exact", scope="background"),
            Claim("detained", 1, 1, "exact"),
        ),
    ),
    (
        "Police search for the missing father of three",
        (Claim("missing", 1, 1, "exact"),),
    ),
    (
        "Fan stabs man to death outside stadium",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Guard fatally choked homeless man on train",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Storm deaths climb to 31",
        (Claim("killed", 31, 31, "exact"),),
    ),
    (
        "Funeral of Ann Lee has been held after she was shot dead",
        (Claim("killed", 1, 1, "exact"),),
    ),
    (
        "Dozens of foreigners evacuating from the capital",
        (Claim("displaced", 10, None, "vague"),),
    ),
    (
        "2 dead, several injured in pile-up near Lyon",
        (
            Claim("killed", 2, 2, "exact"),
            Claim("wounded", None, None, "unspecified"),
        ),
    ),
    (
        "The gunman left three children and two teachers dead.",
        (Claim("killed", 5, 5, "exact"),),
    ),
    (
        "Two pilots died and one remains in critical condition after the helicopter crashed.",
        (
            Claim("killed", 2, 2, "exact"),
            Claim("wounded", 1, 1, "exact"),
        ),
    ),
    (
        "Death toll rises to 15 after opposition leader is convicted",
        (Claim("killed", 15, 15, "exact"),),
    ),
    (
        "Four people suspected of robbing a shop in January have been arrested.",
        (Claim("detained", 4, 4, "exact"),),
    ),
    (
        "Suspect is in custody following fire at museum",
        (Claim("detained", 1, 1, "exact"),),
    ),
    ("Coast guard detains migrant rescue ship", ()),
    ("Stabbing victim speaks of her ordeal", ()),
    (
        "A guard who robbed and murdered two women in 2019 has been sentenced to 12 more months.",
        (
            Claim("killed", 2, 2, "exact", scope="background"),
            Claim("detained", 1, 1, "exact"),
        ),
    ),
    (
        "Mother and stepfather jailed for neglect",
        (Claim("detained", 2, 2, "exact"),),
    ),
    (
        "A woman accused of fatally shooting her cousin was arrested late on Tuesday.",
        (
            Claim("killed", 1, 1, "exact"),
            Claim("detained", 1, 1, "exact"),
        ),
    ),
    ("A Moscow court orders the arrest of two directors.", ()),
    (
        "Judge sentences three teenagers for arson",
        (Claim("detained", 3, 3, "exact"),),
    ),
    (
        "Search for missing schoolgirl enters third day",
        (Claim("missing", 1, 1, "exact"),),
    ),
    (
        "The army said it had killed 40 rebels; the health ministry said 70 civilians died.",
        (
            Claim("killed", 40, 40, "exact", source="The army"),
            Claim("killed", 70, 70, "exact", source="the health ministry"),
        ),
    ),
    (
        "Five soldiers were killed and Cairo said 12 people were wounded.",
        (Claim("killed", 5, 5, "exact"), Claim("wounded", 12, 12, "exact", source="Cairo")),
    ),
    (
        "Death toll of the Derna hospital shelling in Libya rises to 19",
        (Claim("killed", 19, 19, "exact"),),
    ),
    (
        "Cholera has sickened 3,400 and killed 82.",
        (Claim("sick", 3400, 3400, "exact"), Claim("killed", 82, 82, "exact")),
    ),
    ("Ebola has infected 3,400 people.", (Claim("sick", 3400, 3400, "exact"),)),
    ("The worm infected 3,000 computers.", ()),
    ("Police made a third arrest in the case.", (Claim("detained", 1, 1, "exact"),)),
    ("Officers arrest man in Leeds", (Claim("detained", 1, 1, "exact"),)),
    ("The island confirmed its first death from cholera.", (Claim("killed", 1, 1, "exact"),)),
    ("At least one death was reported in the crash.", (Claim("killed", 1, None, "at_least"),)),
    ("A pilot is being held by Iranian authorities.", (Claim("detained", 1, 1, "exact"),)),
    ("Two suspects were being held on Tuesday.", (Claim("detained", 2, 2, "exact"),)),
    ("Talks of the two ministers were held in Rome.", ()),
    ("A vigil for the three victims is being held on Friday.", ()),
    ("Three people at a rally held in Gaza were killed.", (Claim("killed", 3, 3, "exact"),)),
    ("Body found after fire in Leeds", (Claim("killed", 1, 1, "exact"),)),
    ("Two bodies pulled from the rubble in Gaza", (Claim("killed", 2, 2, "exact"),)),
    ("Bull gores farmer to death", (Claim("killed", 1, 1, "exact"),)),
    ("The film bored critics to death.", ()),
    ("Court sentences three men to death", ()),
    (
        "Three soldiers, five rebels killed in ambush",
        (Claim("killed", 3, 3, "exact"), Claim("killed", 5, 5, "exact")),
    ),
    ("Two men, 33 and 57, were arrested in Belfast.", (Claim("detained", 2, 2, "exact"),)),
    ("The island confirmed its second death from cholera.", (Claim("killed", 1, 1, "exact"),)),
    ("Two ministers were held responsible for the delay.", ()),
    ("The two injured soldiers were flown home.", (Claim("wounded", 2, 2, "exact"),)),
    ("Police question stab suspect", ()),
    ("Police arrest suspect in Leeds", (Claim("detained", 1, 1, "exact"),)),
    ("Coast guard hunts missing Pacific yacht", ()),
    ("Defendant in fraud case arrested in Rome", (Claim("detained", 1, 1, "exact"),)),
    ("The two engineers were arrested.", (Claim("detained", 2, 2, "exact"),)),
    ("The two were killed in a crash.", (Claim("killed", 2, 2, "exact"),)),
    ("Two leaders were killed.", (Claim("killed", 2, 2, "exact"),)),
    ("The couple was killed in a fire.", (Claim("killed", 2, 2, "exact"),)),
    ("Rebels captured the town.", ()),
    ("Rebels captured the pilot.", (Claim("detained", 1, 1, "exact"),)),
    ("The striker is missing the match.", ()),
    ("The team is missing the injured players.", ()),
    (
        "The crash left three dead and injured eight.",
        (Claim("killed", 3, 3, "exact"), Claim("wounded", 8, 8, "exact")),
    ),
    ("Three workers plunged to their deaths.", (Claim("killed", 3, 3, "exact"),)),
    (
        "Doctors said the number of wounded had reached 150.",
        (Claim("wounded", 150, 150, "exact", source="Doctors"),),
    ),
    ("Nurse suffers stab wounds in attack", (Claim("wounded", 1, 1, "exact"),)),
    ("Storm claims four lives", (Claim("killed", 4, 4, "exact", source=None),)),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_casualties_are_read(text: str, expected: tuple[Claim, ...]) -> None:
    found = [claim(fact) for fact in read(text)]
    for want in expected:
        same = [it for it in found if want in (it, replace(it, source=None))]
        assert same, f"{want} is not among {found}"
        found.remove(same[0])
    assert not found


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A blast killed 12 people, most of them fighters.", "fighters"),
        ("A blast killed 12 people, most of them civilians.", "civilians"),
        ("A blast killed 12 people, most of them in the market.", None),
    ],
)
def test_says_who_most_of_them_were(text: str, who: str | None) -> None:
    facts = casualties(READER.read(Entry("Wire", "", text, language="en")).facts)
    assert [(fact.low, fact.who) for fact in facts] == [(12, who)]


@pytest.mark.parametrize("text", ["who died in the Fire", "'s death shocked the House of Roe"])
def test_nobody_is_found_before_a_sentence_begins(text: str) -> None:
    assert read(text) == ()


def test_zero_is_nobody() -> None:
    assert not read("0 people were killed in the blast")


# Families of constructions: what is told as news, as "category low high"
FAMILIES: list[tuple[str, set[str]]] = [
    ("A reporter held by the Belarusian authorities was visited by a consul.", {"detained 1 1"}),
    ("Four nurses were held by rebel forces near Bunia.", {"detained 4 4"}),
    ("Talks held by the two governments ended without a result.", set()),
    ("Firefighters have found a body after the fire.", {"killed 1 1"}),
    ("Two sisters are among five victims of a house fire in Hull.", {"killed 5 5"}),
    ("One of the three prisoners who escaped from a jail in Ohio has been found dead.", {"killed 1 1"}),
    ("A hiker escaped injury when a bridge collapsed.", set()),
    ("The former mayor is set to be sentenced on Friday.", set()),
    ("Twelve sailors are believed to be missing after the ferry sank.", {"missing 12 12"}),
    ("Rallies continue weeks after police killed a boy in Lille.", set()),
    ("Twenty years after a ferry sank, killing 90 people, families met.", set()),
    ("The woman reported missing on Monday was found dead in a quarry.", {"killed 1 1"}),
    ("Officers fatally shot a transient in Reno.", set()),
    ("Hunters killed and roasted two goats.", set()),
    ("Dead crows fell on the town.", set()),
    ("Which presidents were jailed?", set()),
    ("Walkers look for a dog still missing.", set()),
    ("No lawyer for the two students arrested in Minsk.", {"detained 2 2"}),
    ("Officials report the first human death from bird flu.", {"killed 1 1"}),
    ("The navy evacuates 40 diplomats.", {"displaced 40 40"}),
    ("Five climbers remember how Jane Roe died in the crash.", {"killed 1 1"}),
    ("Jane Roe jailed for nine years over fraud", {"detained 1 1"}),
    ("A week after police arrested him, he was moved.", set()),
    ("The mayor saw how soldiers arrested him.", {"detained 1 1"}),
    ("Residents prepare to evacuate.", set()),
    ("Mafia boss Joe Roe arrested after 30 years on the run", {"detained 1 1"}),
    ("The death toll from last week's quake now exceeds 40,000.", {"killed 40000 -"}),
    ("Six wounded amid remembrance for a singer", {"wounded 6 6"}),
    ("The flood forced hundreds of people from their homes.", {"displaced 100 -"}),
    ("Fighting leaves 13 displaced people dead.", {"killed 13 13"}),
    ("The war has killed hundreds despite cease-fire talks.", {"killed 100 -"}),
    ("The funeral of the woman who was killed drew thousands.", set()),
    ("Missing man's body recovered after a landslide", {"killed 1 1"}),
    ("The ferry sank in 1951, killing 90 sailors.", set()),
    ("The plan goes beyond arresting hackers.", set()),
    ("The threat to kill ten hostages was withdrawn.", set()),
    ("A former MP and her driver have been shot dead.", {"killed 2 2"}),
    ("My father was detained by the police.", set()),
    ("Crews have recovered the body of a boy, aged nine, bringing the death toll to six.", {"killed 6 6"}),
    ("Rescuers found the bodies of two miners, raising the toll to 14.", {"killed 2 2", "killed 14 14"}),
    ("The girl was hospitalized for complications of asthma.", set()),
    ("Three people were hospitalized after a crash.", {"wounded 3 3"}),
    ("Lawyers seek to visit jailed opposition leader in Minsk.", {"detained 1 1"}),
    ("Gunmen plan to kidnap leaders.", set()),
    ("Who is Jane Roe, the opposition leader arrested in Chad?", {"detained 1 1"}),
    ("Which leaders were jailed?", set()),
    ("Strikes kill at least 20 as talks seek a settlement with rebels.", {"killed 20 -"}),
    ("A man wrongly declared dead woke up in the morgue.", set()),
    ("Protester arrests mar the jubilee", {"detained - -"}),
    ("Ex-official wanted over missing pupils", set()),
    ("Jane Roe and John Smith are jailed for fraud.", {"detained 2 2"}),
    ("The driver hit a wall, critically injuring himself.", {"wounded 1 1"}),
    ("A bishop and 13 postulants were killed in the blast.", {"killed 14 14"}),
    ("The killing of Jane Roe, a nurse shot by a patient, shook the ward.", set()),
    # signs that mean a number, and what is left of markup
    ("Landslide kills >300", {"killed 300 -"}),
    ("<b>12 killed in a raid", {"killed 12 12"}),
    ("Live > 12 killed in a raid", {"killed 12 12"}),
    # sent to hospital; shot, and dead or not
    ("The blaze sent more than a dozen, among them two nurses, to the hospital.", {"wounded 12 -"}),
    ("A crash left three people in hospital.", {"wounded 3 3"}),
    ("The union sent letters to hospitals.", set()),
    ("The fatal officer-involved shooting of three men shook the town.", {"killed 3 3"}),
    ("A nurse shot by a patient is recovering.", {"wounded 1 1"}),
    ("Police investigate the shooting of two men. Both men died. Two men were killed.", {"killed 2 2"}),
    ("One man was shot dead and another was shot in the leg.", {"killed 1 1", "wounded 1 1"}),
    ("A girl who was one of the pupils stabbed is at home. Six pupils were stabbed.", {"wounded 6 6"}),
    # times that only say how great it is; what is made up; what is no victim
    ("In the worst crash in decades, 31 people were killed.", {"killed 31 31"}),
    ("Three of the 12 dead were children.", {"killed 12 12"}),
    ("In this tale of a lost village, a teacher kills two pupils.", set()),
    ("Carelessness is killing Roe's plan.", set()),
    ("Shares fell after missing Wall Street targets.", set()),
    ("The number of people displaced by the war has reached 2 million.", {"displaced 2000000 2000000"}),
    ("The number of confirmed dead stands at 56.", {"killed 56 56"}),
    ("Five officers, one of them a captain, were killed.", {"killed 5 5"}),
    ("None of the 44 people on board survived the crash.", {"killed 44 44"}),
    ("There were no survivors among the 72 passengers.", {"killed 72 72"}),
    ("Four people survived the crash.", set()),
    (
        "Key points: 3 killed • 12 people arrested • 40 families displaced",
        {"killed 3 3", "detained 12 12", "displaced 40 40"},
    ),
    # clauses that only say which place, time or thing is meant
    ("The house where Jane Roe was murdered has been sold.", set()),
    ("The town where a man was killed on Monday is calm.", {"killed 1 1"}),
    ("A barrel that has gone missing may be dangerous.", set()),
    ("A man upset about a missing laptop was arrested.", {"detained 1 1"}),
    ("It follows a crash in 2021 that killed 26. At least 12 people died.", {"killed 12 -"}),
    ("Last winter's floods killed 170 people.", set()),
    ("Weeks after a storm that swamped the largest city of the country and killed four people", set()),
    ("Floods in May killed 17 people.", {"killed 17 17"}),
    ("The shooting left three dead. The suspect died of a gunshot wound.", {"killed 3 3", "killed 1 1"}),
    ("Police looking for three missing singers find two bodies", {"missing 3 3", "killed 2 2"}),
    ("Seven kidnapped girls are still held by gunmen.", {"abducted 7 7"}),
    ("The 12 arrested protesters were released.", set()),
    ("The bodies of two men and two women were found in a flat.", {"killed 4 4"}),
    ("A man and his pregnant wife have been found dead.", {"killed 2 2"}),
    ("Missing tourist sub likely intact", set()),
    ("The toll from a collision in the east crosses 230.", {"killed 230 -"}),
    ("Jane Roe was one of 64 protesters held during the parade.", {"detained 64 64"}),
    ("Three leaders held talks in Rome.", set()),
    ("He told of a gunman who went on to kill seven people.", {"killed 7 7"}),
    ("John Smith is accused of murdering nine-year-old Jane Roe in her home.", set()),
    ("Four minors, aged between one and 17, were injured.", {"wounded 4 4"}),
    ("He mourns one of 39 migrants who died at a centre.", {"killed 39 39"}),
    ("The blast killed three. The man then fatally shot himself.", {"killed 3 3", "killed 1 1"}),
]


@pytest.mark.parametrize(("text", "expected"), FAMILIES, ids=[text for text, _ in FAMILIES])
def test_families_of_constructions_are_read(text: str, expected: set[str]) -> None:
    part = ("", text) if text.endswith(".") else (text, "")
    facts = casualties(READER.read(Entry("Wire", *part, language="en", published=PUBLISHED)).facts)
    current = [fact for fact in facts if (fact.scope, fact.status) == ("news", "asserted")]
    assert {f"{fact.category} {fact.low or '-'} {fact.high or '-'}" for fact in current} == expected


@pytest.mark.parametrize(
    ("text", "additional"),
    [
        ("Three soldiers were killed. Five others were killed near the river.", [False, True]),
        ("Three soldiers were killed and five others were wounded.", [False, False]),
        ("Ten more were injured.", [True]),
        ("A further three people were hurt.", [True]),
        ("Five killed in a raid. Two soldiers and three others were killed.", [False]),
    ],
)
def test_what_is_to_be_added_to_a_total_is_told(text: str, additional: list[bool]) -> None:
    facts = casualties(READER.read(Entry("Wire", "", text, language="en", published=PUBLISHED)).facts)
    assert [fact.additional for fact in facts] == additional


def test_two_people_of_different_names_are_two_claims() -> None:
    title, text = "MP John Smith is stabbed to death", "It follows the murder of Jane Roe in 2016."
    facts = casualties(READER.read(Entry("Wire", title, text, language="en", published=PUBLISHED)).facts)
    assert [(fact.low, fact.scope) for fact in facts] == [(1, "news"), (1, "background")]
