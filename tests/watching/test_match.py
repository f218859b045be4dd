from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Casualties, Entry, Match, Meeting, MeetingStatus, Span, Watch
from bot.reading.facts import CasualtyFact, Fact, MeetingFact, casualties, meetings
from bot.reading.spans import PARTS, reading_order
from bot.watching.explain import explain
from bot.watching.match import Matcher
from tests.reading.strategies import texts

PEOPLE = {
    "haftar": ["خليفة حفتر", "المشير حفتر", "حفتر", "Khalifa Haftar", "Haftar"],
    "sisi": ["عبد الفتاح السيسي", "السيسي", "Sisi", "Sissi"],
    "sarraj": ["فايز السراج", "السراج", "Sarraj"],
}
PLACES = {"libya": ["LY", "طرابلس", "Tripoli"], "sudan": ["SD"]}

MEETING = Watch("haftar-sisi", "Haftar–Sisi", meeting=Meeting(("haftar", "sisi")))
CASUALTIES = Watch("libya", "Libya", casualties=Casualties(("libya",), ("killed", "wounded", "displaced")))


def entry(title: str = "", summary: str = "", content: str = "", feed: str = "Wire") -> Entry:
    return Entry(feed, title, summary, content, published=datetime(2019, 5, 9, 12, tzinfo=UTC))


def match(watch: Watch, it: Entry, *facts: Fact) -> Match | None:
    """What a watch makes of an entry, with these facts in it, or else with those that are read there."""
    matcher = Matcher([watch], PEOPLE, PLACES)
    reading = matcher.read(it)
    if facts:
        reading = replace(reading, facts=facts, lead=tuple(casualties(facts)))
    found = matcher.matches(it, reading)
    return found[0] if found else None


def words(it: Entry, found: Match | None) -> list[str]:
    assert found is not None
    return [getattr(it, span.part)[span.start : span.end] for span in found.spans]


def spot(it: Entry, said: str) -> Span:
    """Where an entry first says this."""
    part = next(part for part in PARTS if said in getattr(it, part))
    start = getattr(it, part).index(said)
    return Span(part, start, start + len(said))


def meeting(it: Entry, quote: str, *people: str, status: MeetingStatus = "held") -> MeetingFact:
    spans = tuple(spot(it, word) for word in quote.split())
    return MeetingFact(people or ("haftar", "sisi"), status, spot(it, quote), spans)


def killed(it: Entry, quote: str, number: int = 10) -> CasualtyFact:
    return CasualtyFact("killed", number, number, "exact", spot(it, quote), (spot(it, quote),))


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("السيسي يستقبل حفتر في القاهرة", {"السيسي", "يستقبل", "حفتر"}),
        ("السيسي يلتقي المشير حفتر", {"السيسي", "يلتقي", "المشير حفتر"}),
        ("Egypt's Sisi meets Libya's Haftar in Cairo", {"Sisi", "meets", "Haftar"}),
    ],
)
def test_a_meeting_that_is_told_is_matched_and_marked(title: str, marked: set[str]) -> None:
    it = entry(title)
    assert marked <= set(words(it, match(MEETING, it)))


@pytest.mark.parametrize(
    "it",
    [
        entry("حفتر يزور موسكو", "السيسي يفتتح قناة."),  # two pieces of news
        entry("خبر", "التقى حفتر وفدا من القبائل. وافتتح السيسي مصنعا."),
        entry("خبر", "السيسي وحفتر على غلاف مجلة. عقد اجتماع لاحق."),
        entry("السيسي وحفتر في صورة واحدة"),
        entry("حفتر يلتقي السراج"),
        entry("حفتر في لقاء تلفزيوني: موقف السيسي ثابت"),
        entry("حفترون والسيسيون يجتمعون"),
        entry(),
    ],
)
def test_names_together_are_no_meeting_by_themselves(it: Entry) -> None:
    assert match(MEETING, it) is None


@pytest.mark.parametrize(
    ("status", "matches"),
    [
        ("held", True),
        ("planned", True),
        ("cancelled", True),
        ("denied", True),
        ("past", False),
        ("possible", False),
        ("contact", False),
    ],
)
def test_what_is_said_of_a_meeting_decides(status: MeetingStatus, *, matches: bool) -> None:
    it = entry("Haftar and Sisi and a meeting")
    fact = meeting(it, "Haftar and Sisi", status=status)
    assert bool(match(MEETING, it, fact)) is matches
    wanting = replace(MEETING, meeting=Meeting(("haftar", "sisi"), ("past", "possible", "contact")))
    assert bool(match(wanting, it, fact)) is not matches


def test_a_meeting_of_more_people_is_one_of_these_too_and_one_of_others_is_not() -> None:
    it = entry("Haftar met Sisi and Sarraj")
    assert match(MEETING, it, meeting(it, "met", "haftar", "sarraj", "sisi"))
    assert not match(MEETING, it, meeting(it, "met", "haftar", "sarraj"))


def test_a_watch_for_one_person_wants_any_meeting_of_theirs() -> None:
    it = entry("Haftar met Sisi")
    watch = Watch("haftar", "Haftar", meeting=Meeting(("haftar",)))
    assert match(watch, it, meeting(it, "Haftar met Sisi"))
    assert not match(watch, it, meeting(it, "met", "sarraj", "sisi"))


def test_the_reason_tells_the_meetings_and_quotes_them() -> None:
    it = entry("Haftar met Sisi", "A planned\u2003talk. Later.")
    first = replace(meeting(it, "Haftar met Sisi"), date=date(2019, 5, 9))
    found = match(MEETING, it, first, meeting(it, "planned", status="planned"))
    assert found is not None
    assert found.why == (
        "meeting held of haftar and sisi on 2019-05-09: «Haftar met Sisi»,"
        " meeting planned of haftar and sisi: «planned»"
    )
    assert words(it, found) == ["Haftar", "met", "Sisi", "planned"]


def test_a_reason_lists_the_first_of_many_facts_and_says_how_many_more() -> None:
    it = entry("Tripoli", "Killed " * 8)
    found = match(CASUALTIES, it, *(killed(it, "Killed", number) for number in range(1, 9)))
    assert found is not None
    assert found.why.startswith("libya as «Tripoli», killed 1: «Killed», killed 2:")
    assert found.why.endswith("killed 4: «Killed», and 4 more")


@pytest.mark.parametrize(
    ("it", "quote", "marked"),
    [
        (entry("مقتل عشرة في طرابلس"), "مقتل عشرة", ["مقتل عشرة", "طرابلس"]),
        (entry("معارك طرابلس", "وقتل ثلاثة في القصف."), "قتل ثلاثة", ["طرابلس", "قتل ثلاثة"]),
        (
            entry("معارك", "في طرابلس معارك.", "بدأت ليلا. ثم هدأت. وبعدها تجددت. وقُتل جنديان."),
            "قُتل جنديان",
            ["طرابلس", "قُتل جنديان"],
        ),
        (
            entry("خبر", "", "بيان.\nنشرته وكالة:\nمعارك في ليبيا. هدنة. خرق. قتل ألف شخص."),
            "قتل ألف",
            ["ليبيا", "قتل ألف"],
        ),
        (
            entry("خبر", "", "أولا. ثانيا. ثالثا. رابعا. سقط ستة قتلى في طرابلس."),
            "ستة قتلى",
            ["ستة قتلى", "طرابلس"],
        ),
    ],
)
def test_casualties_are_told_of_a_place_that_the_entry_is_about_or_that_the_sentence_names(
    it: Entry, quote: str, marked: list[str]
) -> None:
    assert words(it, match(CASUALTIES, it, killed(it, quote))) == marked


@pytest.mark.parametrize(
    ("it", "quote"),
    [
        (entry("مقتل عشرة في الخرطوم"), "مقتل عشرة"),
        (entry("مقتل عشرة في الخرطوم", "", "أولا. ثانيا. ثالثا. رابعا. وفي طرابلس انتخابات."), "مقتل عشرة"),
    ],
)
def test_casualties_elsewhere_are_none_there(it: Entry, quote: str) -> None:
    assert match(CASUALTIES, it, killed(it, quote)) is None


@pytest.mark.parametrize(
    ("change", "matches"),
    [
        (lambda fact: fact, True),
        (lambda fact: replace(fact, low=None, high=None, bound="unspecified"), True),
        (lambda fact: replace(fact, category="wounded", mixed=True), True),
        (lambda fact: replace(fact, category="wounded"), False),
        (lambda fact: replace(fact, category="sick", mixed=True), False),
        (lambda fact: replace(fact, status="denied"), False),
        (lambda fact: replace(fact, status="hypothetical"), False),
        (lambda fact: replace(fact, scope="background"), False),
    ],
)
def test_only_what_is_asserted_and_news_and_of_a_category_counts(
    change: Callable[[CasualtyFact], CasualtyFact], *, matches: bool
) -> None:
    it = entry("مقتل عشرة في طرابلس")
    watch = Watch("libya", "", casualties=Casualties(("libya",), ("killed",)))
    assert bool(match(watch, it, change(killed(it, "مقتل عشرة")))) is matches


@pytest.mark.parametrize(
    "it",
    [
        entry("انتخابات في طرابلس"),
        entry("مظاهرة في ميدان الشهداء في طرابلس"),
        entry("اعتقال ناشط في طرابلس"),  # not one of the categories
        entry("مقتل عشرة في الخرطوم"),
    ],
)
def test_words_of_casualties_are_none_by_themselves(it: Entry) -> None:
    assert match(CASUALTIES, it) is None


def test_figures_that_are_told_are_matched_with_their_source() -> None:
    it = entry("معارك طرابلس", "أعلنت الأمم المتحدة مقتل 121 شخصا وإصابة 561 آخرين.")
    found = match(CASUALTIES, it)
    assert found is not None
    assert "killed 121 (الأمم المتحدة): «" in found.why
    assert "wounded 561 (الأمم المتحدة): «" in found.why
    assert "libya as «طرابلس»" in found.why


def test_a_day_is_that_of_the_outlet() -> None:
    it = replace(entry("السيسي يلتقي حفتر اليوم"), published=datetime(2019, 5, 9, 23, 30, tzinfo=UTC))
    zones = {"Wire": ZoneInfo("Africa/Cairo")}
    for matcher, day in (
        (Matcher([MEETING], PEOPLE, PLACES), 9),
        (Matcher([MEETING], PEOPLE, PLACES, zones), 10),
        (Matcher([MEETING], PEOPLE, PLACES, {}, ZoneInfo("Africa/Cairo")), 10),
    ):
        (fact,) = meetings(matcher.read(it).facts)
        assert fact.date == date(2019, 5, day)


def test_any_of_some_phrases() -> None:
    watch = Watch("oil", "Oil", any=("الهلال النفطي", "oil crescent"))
    it = entry("قصف للهلال النفطي", "The Oil  Crescent again")
    found = match(watch, it)
    assert words(it, found) == ["لهلال النفطي", "Oil  Crescent"]
    assert found is not None
    assert found.why == '"الهلال النفطي" as «لهلال النفطي», "oil crescent" as «Oil Crescent»'
    assert match(watch, entry("نفط")) is None


def test_all_phrases_anywhere_in_the_entry() -> None:
    watch = Watch("oil", "Oil", all=("النفط", "طرابلس"))
    it = entry("أسعار النفط", "", "في طرابلس")
    assert words(it, match(watch, it)) == ["النفط", "طرابلس"]
    assert match(watch, entry("أسعار النفط")) is None


def test_none_of_the_excluded_phrases() -> None:
    watch = Watch("oil", "Oil", any=("النفط",), none=("زيت الزيتون", "مباراة"))
    found = match(watch, entry("أسعار النفط"))
    assert found is not None
    assert found.why.endswith(", with none of the excluded phrases")
    assert match(watch, entry("أسعار النفط", "", "وبعد المباراة")) is None


def test_only_entries_of_its_feeds() -> None:
    watch = Watch("wire", "Wire", feeds=("Wire", "Agency"))
    found = match(watch, entry("خبر", feed="Agency"))
    assert found == Match("wire", (), "it follows every entry, from Agency")
    assert match(watch, entry("خبر", feed="Other")) is None


def test_a_watch_without_conditions_follows_every_entry() -> None:
    assert match(Watch("all", "All"), entry()) == Match("all", (), "it follows every entry")


def test_every_condition_must_be_fulfilled() -> None:
    watch = Watch("both", "Both", meeting=Meeting(("haftar", "sisi")), any=("القاهرة",), none=("موسكو",))
    it = entry("السيسي يلتقي حفتر في القاهرة")
    assert {"السيسي", "يلتقي", "حفتر", "القاهرة"} == set(words(it, match(watch, it)))
    assert match(watch, entry("السيسي يلتقي حفتر")) is None
    assert match(watch, entry("القاهرة")) is None
    assert match(watch, entry("السيسي يلتقي حفتر في القاهرة", "قادما من موسكو")) is None


def test_finds_that_overlap_are_marked_once() -> None:
    watch = Watch("oil", "Oil", any=("ميناء السدرة", "السدرة النفطي"))
    it = entry("إغلاق ميناء السدرة النفطي")
    assert words(it, match(watch, it)) == ["ميناء السدرة النفطي"]


def test_watches_are_matched_in_their_order() -> None:
    watches = [CASUALTIES, Watch("all", "All"), MEETING]
    found = Matcher(watches, PEOPLE, PLACES).matches(entry("السيسي وحفتر يجتمعان بعد مقتل عشرة في طرابلس"))
    assert [one.watch for one in found] == ["libya", "all", "haftar-sisi"]


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(KeyError, match="haftar-sisi names sisi"):
        Matcher([MEETING], {"haftar": ["حفتر"]}, {})
    with pytest.raises(KeyError, match="libya names libya"):
        Matcher([CASUALTIES], {}, {})


@given(texts, texts, texts)
def test_spans_are_in_reading_order_and_do_not_overlap(title: str, summary: str, content: str) -> None:
    watch = Watch("w", "W", any=("حفتر", "السيسي", "لقاء", "حفتر لقاء", "Haftar"))
    found = match(watch, entry(title, summary, content))
    for before, after in pairwise(found.spans if found else ()):
        assert reading_order(before) < reading_order(after)
        assert before.part != after.part or before.end <= after.start


@pytest.mark.parametrize("piece", ["التقى السيسي حفتر ", "قتل في ليبيا. ", "\ud800"])
def test_a_megabyte_of_anything_is_matched(piece: str) -> None:
    matcher = Matcher([MEETING, CASUALTIES, Watch("all", "All")], PEOPLE, PLACES)
    assert matcher.matches(entry(content=piece * (1_000_000 // len(piece))))[-1].watch == "all"


NOT_ENOUGH = "Being named together is not enough."


@pytest.mark.parametrize(
    ("watch", "sentences"),
    [
        (Watch("w", "W"), ["on every entry."]),
        (Watch("w", "W", feeds=("Wire",)), ["on every entry from Wire."]),
        (Watch("w", "W", any=("a", "b", "c")), ["when an entry contains «a», «b» or «c»."]),
        (
            Watch("w", "W", all=("d", "e"), none=("f",), feeds=("X", "Y")),
            ["when an entry from X or Y contains «d» and «e»; and does not contain «f»."],
        ),
        (
            MEETING,
            [
                "when an entry says that haftar and sisi met, will meet,",
                "or that a meeting was cancelled or denied.",
                NOT_ENOUGH,
                "Not on earlier meetings, offers or calls and letters.",
            ],
        ),
        (
            Watch("w", "W", meeting=Meeting(("haftar",), ("held", "contact"))),
            [
                "when an entry says that haftar and anybody else of [people] met",
                "or spoke or wrote to each other.",
                NOT_ENOUGH,
                "Not on plans, cancellations, denials, earlier meetings or offers.",
            ],
        ),
        (
            Watch("w", "W", meeting=Meeting(("a", "b"), ("denied",)), any=("c",)),
            [
                "when an entry says that a meeting of a and b was denied; and contains «c».",
                NOT_ENOUGH,
                "Not on meetings held, plans, cancellations, earlier meetings, offers or calls and letters.",
            ],
        ),
        (
            CASUALTIES,
            [
                "when an entry says that people were killed, wounded or displaced, and names libya",
                "in its title, summary or first sentences, or in the sentence that says so.",
                "Not on figures that are denied, only feared, or of older events.",
            ],
        ),
        (
            Watch(
                "w",
                "W",
                cooldown=timedelta(minutes=90),
                corroborated=2,
                corroborated_within=timedelta(hours=1),
                update="edit",
            ),
            [
                "on every entry.",
                "A new story waits until 2 publishers report it; after 1 hour it is told as unconfirmed.",
                "What is new in a story is written into its first message; a correction comes as a message.",
                "After an alert higher figures of its story wait for 90 minutes and come as one;",
                "corrections and the steps of a meeting do not.",
            ],
        ),
        (
            Watch("w", "W", urgent=True),
            [
                "on every entry.",
                "Where a platform is what holds things up, its alerts go before those of other watches.",
            ],
        ),
        (
            Watch("w", "W", update="silent"),
            ["on every entry.", "Of what is new in a story nothing is sent, but corrections."],
        ),
    ],
)
def test_explains_what_a_watch_will_do(watch: Watch, sentences: list[str]) -> None:
    assert explain(watch) == f"Alerts {' '.join(sentences)}"


def test_places_that_are_named_again_and_again_do_not_crowd_out_what_happened() -> None:
    places = {"libya": ["Tripoli", "Misrata", "Sirte"]}
    matcher = Matcher([Watch("w", "W", casualties=Casualties(("libya",), ("killed",)))], {}, places)
    it = entry(content="Markets in Tripoli, Misrata and Sirte reopened. In Sirte 121 people were killed.")
    fact = killed(it, "121 people were killed", 121)
    (found,) = matcher.matches(it, replace(matcher.read(it), facts=(fact,), lead=(fact,)))
    assert words(it, found) == ["Tripoli", "Sirte", "121 people were killed"]


@pytest.mark.parametrize(
    ("it", "told"),
    [
        # What title and summary tell is what an article is about; further down it looks back.
        (
            entry("Blast in Tripoli kills 12", content="In March a blast killed 40, police say."),
            [(12, False)],
        ),
        (entry("Blast in Tripoli", "It killed 12.", "Since 2014 some 900 were killed."), [(12, False)]),
        # By the way an article tells what a source vouches for, and what stands beside that.
        (
            entry("Tripoli, a city at war", "", "The fighting killed 121, the UN says. It displaced 13,000."),
            [(121, True), (13_000, True)],
        ),
        (entry("Tripoli, a city at war", "", "The fighting killed 121. It displaced 13,000."), []),
        # Without title and summary the content is all there is.
        (entry("", "", "The fighting in Tripoli killed 121."), [(121, False)]),
    ],
)
def test_figures_are_those_of_title_and_summary_and_others_are_told_by_the_way(
    it: Entry, told: list[tuple[int, bool]]
) -> None:
    found = match(CASUALTIES, it)
    assert [(figure.low, figure.aside) for figure in (found.figures if found else ())] == told


ORDERS = (
    MEETING,
    CASUALTIES,
    Watch("with-anybody", "Haftar", meeting=Meeting(("haftar",)), none=("exercise",)),
    Watch(
        "dead-of-a-raid", "Raid", casualties=Casualties(("sudan", "libya"), ("killed",)), any=("غارة", "raid")
    ),
    Watch("both", "Both", all=("oil", "gas"), feeds=("Wire",)),
    Watch("either", "Either", any=("oil", "gas"), none=("football",)),
    Watch("elsewhere", "Elsewhere", any=("oil",), feeds=("Agency",)),
    Watch("everything-but", "But", none=("football",)),
)
PIECES = (
    *(
        "Haftar met Sisi in Cairo.",
        "السيسي يستقبل حفتر.",
        "حفتر وصل إلى القاهرة.",
        "Sarraj and Haftar will meet.",
    ),
    *(
        "A raid killed 12 people in Tripoli.",
        "مقتل 3 جنود في غارة على طرابلس.",
        "Tripoli is calm.",
        "Oil fell.",
    ),
    *(
        "Gas rose.",
        "A football match.",
        "An exercise began.",
        "Five were killed in Sudan.",
        "Nothing happened.",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.lists(st.sampled_from(PIECES), max_size=6))
def test_what_is_read_only_when_a_watch_may_match_matches_as_if_it_were_always_read(
    summary: list[str], content: list[str]
) -> None:
    matcher = Matcher(ORDERS, PEOPLE, PLACES)
    it = entry("", " ".join(summary), " ".join(content))
    reading = matcher.read(it)
    places, found = matcher.seen(it)
    assert found == matcher.matches(it, reading)
    assert not found or places == reading.places.keys() | reading.countries.keys()
