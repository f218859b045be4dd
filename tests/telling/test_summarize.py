from hypothesis import assume, given
from hypothesis import strategies as st

from bot.model import Entry, Span
from bot.reading.sentences import sentences
from bot.telling.summarize import LONGEST_TITLE, clip, excerpts, headline, quoted, size
from tests.telling.samples import ALL_TEXT, ARABIC, ENGLISH, FRENCH, entries, spans

LIMIT = 800


def said(entry: Entry, *words: str, limit: int = LIMIT) -> list[str]:
    return [quoted(entry, one) for one in excerpts(entry, spans(entry, *words), limit)]


@given(entries(), st.integers(20, 2000))
def test_every_excerpt_is_a_whole_sentence_unless_nothing_else_fits(entry: Entry, limit: int) -> None:
    chosen = excerpts(entry, (), limit)
    for one in chosen:
        whole = sentences(getattr(entry, one.part))
        assert any(start == one.start for start, _ in whole)
        assert one.cut or (one.start, one.end) in whole
    assert not any(one.cut for one in chosen) or len(chosen) == 1
    assert len(chosen) <= 3


@given(entries(), st.integers(20, 2000))
def test_excerpts_together_are_within_the_limit(entry: Entry, limit: int) -> None:
    assert sum(size(quoted(entry, one)) for one in excerpts(entry, (), limit)) <= limit


@given(entries())
def test_the_headline_is_within_its_limit(entry: Entry) -> None:
    found = headline(entry)
    assert found is None or size(quoted(entry, found)) <= LONGEST_TITLE


@given(ALL_TEXT, st.integers(10, 200))
def test_names_are_clipped_to_a_size(text: str, limit: int) -> None:
    assert size(clip(text, limit)) <= limit


@given(entries())
def test_excerpts_stand_in_reading_order_and_only_once(entry: Entry) -> None:
    order = ["summary", "content"]
    places = [(order.index(one.part), one.start) for one in excerpts(entry, (), LIMIT)]
    assert places == sorted(set(places))


def test_the_lead_and_what_carries_the_match_is_quoted() -> None:
    assert said(ENGLISH.entry, "Haftar", "Sisi") == [
        "Field Marshal Khalifa Haftar landed in Cairo on Thursday and was met by President Sisi.",
        "Haftar’s office declined to comment.",
    ]


def test_subheads_and_repetitions_of_the_summary_are_not_quoted() -> None:
    quotes = said(ARABIC.entry, "حفتر", "السيسي")
    assert len(quotes) == 3
    assert not any("تفاصيل الزيارة" in quote for quote in quotes)
    assert sum("صباح الخميس" in quote for quote in quotes) == 1


def test_without_matched_words_the_first_two_sentences_are_quoted() -> None:
    entry = Entry("f", "Title here", content="One two three. Four five six. Seven eight nine.")
    assert said(entry) == ["One two three.", "Four five six."]


def test_the_title_is_not_repeated() -> None:
    entry = Entry("f", "Port reopens after a week", "Port reopens after a week. Ships were waiting outside.")
    assert said(entry, "Port") == ["Ships were waiting outside."]


def test_an_entry_without_a_title_is_headed_by_its_first_sentence() -> None:
    found = headline(FRENCH.entry)
    assert found is not None
    head = "Le maréchal Haftar a été reçu jeudi au Caire par le président Al-Sissi."
    assert quoted(FRENCH.entry, found) == head
    assert head not in said(FRENCH.entry, "Haftar")


def test_an_entry_without_any_text_has_no_headline() -> None:
    assert headline(Entry("f", " \u200b", "…", "")) is None


def test_a_sentence_too_long_gives_way_to_one_that_fits() -> None:
    entry = Entry("f", "Title", content="Oil " + "word " * 400 + "end. Oil flows again today.")
    assert said(entry, "Oil") == ["Oil flows again today."]


def test_when_nothing_fits_the_first_sentence_is_cut_at_a_word() -> None:
    entry = Entry("f", "Title", content="wording " * 400 + "end.")
    (one,) = excerpts(entry, (), 100)
    assert one.cut
    assert quoted(entry, one).split() == ["wording"] * len(quoted(entry, one).split())
    assert 80 < size(quoted(entry, one)) <= 100


def test_a_teaser_broken_off_gives_way_to_the_whole_sentence() -> None:
    entry = Entry(
        "f",
        "Talks",
        "The two sides met in the old port city on Monday and…",
        "The two sides met in the old port city on Monday and agreed to a truce. It holds.",
    )
    assert said(entry)[0].endswith("agreed to a truce.")


def test_sizes_count_as_the_strictest_platform_does() -> None:
    assert size("ab") == 3
    assert size("a😀") == 4
    assert size("a&b") == 8
    assert size("قال Reuters إن") == len("قال Reuters إن") + 3


@given(entries(), st.data())
def test_any_spans_are_taken(entry: Entry, data: st.DataObject) -> None:
    assume(entry.content)
    start = data.draw(st.integers(0, len(entry.content)))
    end = data.draw(st.integers(start, len(entry.content)))
    assert excerpts(entry, (Span("content", start, end),), LIMIT) is not None


def test_what_made_the_entry_match_is_quoted_however_far_down_it_stands() -> None:
    filler = [
        f"The army of Tripoli said for the {number}. time that it would hold its lines."
        for number in range(25)
    ]
    toll = "By the evening 121 people had been killed and 561 wounded."
    entry = Entry("Wire", "A day in the west", content="\n".join([*filler, toll]))
    assert toll in said(entry, "Tripoli", "killed", "wounded")


def test_a_match_beyond_the_lead_that_is_looked_at_is_found() -> None:
    filler = [f"Report number {number} of the day says nothing of interest." for number in range(200)]
    toll = "By the evening 121 people had been killed."
    assert toll in said(Entry("Wire", "A day", content="\n".join([*filler, toll])), "killed")
