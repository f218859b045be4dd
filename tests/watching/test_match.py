import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from bot.model import Casualties, Entry, Match, Meeting, Watch
from bot.reading.spans import reading_order
from bot.watching.match import Matcher, explain
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
    return Entry(feed, title, summary, content)


def match(watch: Watch, it: Entry) -> Match | None:
    found = Matcher([watch], PEOPLE, PLACES).matches(it)
    return found[0] if found else None


def words(it: Entry, found: Match | None) -> list[str]:
    assert found is not None
    return [getattr(it, span.part)[span.start : span.end] for span in found.spans]


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("السيسي يستقبل حفتر في القاهرة", ["السيسي", "يستقبل", "حفتر"]),
        ("لقاء جديد بين المشير حفتر والسيسى", ["لقاء", "المشير حفتر", "السيسى"]),
        ("قمة للسيسي وضيفه الليبي.. ولحفتر كلمة", ["قمة", "لسيسي", "حفتر"]),
        ("حَفتر الْتقى السّيسي", ["حَفتر", "الْتقى", "السّيسي"]),
        ("Egypt's SISI hosts Libya's Haftar", ["SISI", "hosts", "Haftar"]),
        ("Le Caire : al-Sissi reçoit le maréchal Haftar dans la capitale", ["Sissi", "reçoit", "Haftar"]),
    ],
)
def test_a_meeting_is_both_names_and_a_word_of_meeting_in_a_title(title: str, marked: list[str]) -> None:
    it = entry(title)
    assert words(it, match(MEETING, it)) == marked


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


def test_a_meeting_in_the_text_is_marked_in_each_sentence_that_tells_it_and_nowhere_else() -> None:
    it = entry(
        "خبر من القاهرة", "وصل حفتر.", "وكان السيسي قد التقى بحفتر. ثم غادر حفتر. واجتمع السيسي وحفتر مجددا."
    )
    found = match(MEETING, it)
    assert words(it, found) == ["السيسي", "التقى", "حفتر", "اجتمع", "السيسي", "حفتر"]
    assert found is not None
    assert found.why == "haftar as «حفتر», sisi as «السيسي», meeting word «التقى»"


@pytest.mark.parametrize(
    ("it", "marked"),
    [
        (entry("مقتل عشرة في طرابلس"), ["مقتل", "طرابلس"]),
        (entry("معارك طرابلس", "وأصيب ثلاثة في القصف."), ["طرابلس", "أصيب"]),
        (
            entry("معارك", "في طرابلس معارك.", "بدأت ليلا. ثم هدأت. وبعدها تجددت. وقُتل جنديان."),
            ["طرابلس", "قُتل"],
        ),
        (entry("خبر", "", "بيان.\nنشرته وكالة:\nمعارك في ليبيا. هدنة. خرق. نزح ألف شخص."), ["ليبيا", "نزح"]),
        (entry("خبر", "", "أولا. ثانيا. ثالثا. رابعا. سقط قتلى في طرابلس."), ["قتلى", "طرابلس"]),
        (entry("Clashes in the south of Libya leave 12 of them dead"), ["Libya", "dead"]),
        (entry("En Libye, les combats dans la capitale font trois blessés"), ["Libye", "blessés"]),
    ],
)
def test_casualties_are_told_of_a_place_that_the_entry_is_about_or_that_the_sentence_names(
    it: Entry, marked: list[str]
) -> None:
    assert words(it, match(CASUALTIES, it)) == marked


@pytest.mark.parametrize(
    "it",
    [
        entry("مقتل عشرة في الخرطوم"),
        entry("انتخابات في طرابلس"),
        entry("اعتقال ناشط في طرابلس"),  # not one of the categories
        entry("مقتل عشرة في الخرطوم", "", "أولا. ثانيا. ثالثا. رابعا. وفي طرابلس انتخابات."),
        entry("مظاهرة في ميدان الشهداء في طرابلس"),
    ],
)
def test_other_places_and_other_words_are_no_casualties_there(it: Entry) -> None:
    assert match(CASUALTIES, it) is None


def test_casualties_say_which_word_is_of_which_category() -> None:
    found = match(CASUALTIES, entry("طرابلس: 12 قتيلا و30 جريحا", "وكان قتيل آخر سقط في ليبيا أمس."))
    assert found is not None
    assert found.why == "libya as «طرابلس», killed word «قتيلا», wounded word «جريحا»"


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
    assert words(it, match(watch, it)) == ["السيسي", "يلتقي", "حفتر", "القاهرة"]
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


@pytest.mark.parametrize(
    ("watch", "words"),
    [
        (Watch("w", "W"), "every entry."),
        (Watch("w", "W", feeds=("Wire",)), "every entry from Wire."),
        (MEETING, "an entry if one sentence names haftar and sisi together with a word of meeting."),
        (Watch("w", "W", any=("a", "b", "c")), "an entry if it contains «a», «b» or «c»."),
        (
            Watch("w", "W", all=("d", "e"), none=("f",), feeds=("X", "Y")),
            "an entry from X or Y if it contains «d» and «e»; and it does not contain «f».",
        ),
    ],
)
def test_explains_what_a_watch_will_do(watch: Watch, words: str) -> None:
    assert explain(watch) == f"Alerts on {words}"


def test_explains_where_a_place_is_looked_for() -> None:
    assert explain(CASUALTIES) == (
        "Alerts on an entry if a word says that people were killed, wounded or displaced,"
        " and libya is named in the title, the summary, the first sentences of the article,"
        " or that word's own sentence."
    )


SEEDS = Path(__file__).parents[3] / "shared" / "seeds" / "articles.jsonl"


@pytest.mark.skipif(not SEEDS.exists(), reason="the two articles are not part of the project")
def test_the_two_seed_articles() -> None:
    matcher = Matcher([MEETING, CASUALTIES], PEOPLE, PLACES)
    found = {}
    for line in SEEDS.read_text("utf-8").splitlines():
        article = json.loads(line)
        it = entry(article["title"], article["summary"], article["content"])
        found[article["id"][:3]] = {one.watch: one.why for one in matcher.matches(it)}
    assert {"haftar-sisi", "libya"} <= found["003"].keys()
    assert all(f"{what} word" in found["003"]["libya"] for what in ("killed", "wounded", "displaced"))
    assert "haftar-sisi" in found["000"]


def test_places_that_are_named_again_and_again_do_not_crowd_out_what_happened() -> None:
    places = {"libya": ["Tripoli", "Misrata", "Sirte"]}
    matcher = Matcher([Watch("w", "W", casualties=Casualties(("libya",), ("killed",)))], {}, places)
    text = "Markets in Tripoli, Misrata and Sirte reopened. In Sirte 121 people were killed."
    (match,) = matcher.matches(entry(content=text))
    assert [text[span.start : span.end] for span in match.spans] == ["Tripoli", "Sirte", "killed"]
