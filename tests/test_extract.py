"""Lines of entries in, lines of what they say out."""

import io
import json
import lzma
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import ReadingSettings
from bot.errors import LineError
from bot.extract import Extractor, as_json
from bot.lines import LONGEST, numbered, published, unpacked
from bot.model import Entry, Span
from bot.reading.facts import CasualtyFact, MeetingFact
from tests.reading.strategies import texts

CAIRO = ZoneInfo("Africa/Cairo")
SETTINGS = ReadingSettings(
    people={"haftar": ("حفتر", "Haftar"), "sisi": ("السيسي", "Sisi"), "sarraj": ("السراج", "Sarraj")},
    places={"libya": ("LY", "طرابلس")},
    zones={"Ahram": CAIRO},
)
EXTRACTOR = Extractor(SETTINGS)


def extracted(row: object, extractor: Extractor = EXTRACTOR) -> dict[str, Any]:
    line = extractor.line(json.dumps(row).encode())
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_line_tells_language_people_places_and_facts_with_where_they_stand() -> None:
    row = {"id": "a1", "title": "حفتر في ليبيا", "summary": "مقتل 3 أشخاص، وعودة حفتر", "url": "https://x"}
    found = extracted(row)
    assert list(found) == ["id", "language", "people", "places", "facts"]
    assert (found["id"], found["language"]) == ("a1", "ar")
    assert found["people"] == {"haftar": [["title", 0, 4], ["summary", 20, 24]]}
    assert found["places"] == {"libya": [["title", 8, 13]]}


def test_a_figure_is_told_with_all_that_is_known_of_it() -> None:
    it = Entry("", "Three killed: the UN", "")
    fact = CasualtyFact(
        "killed", 3, None, "at_least", Span("title", 0, 12), (Span("title", 0, 5),), source="the UN"
    )
    assert as_json(it, fact) == {
        "kind": "casualties",
        "category": "killed",
        "low": 3,
        "high": None,
        "bound": "at_least",
        "mixed": False,
        "scope": "news",
        "status": "asserted",
        "extent": None,
        "who": None,
        "source": "the UN",
        "place": None,
        "additional": False,
        "lowered": False,
        "quote": "Three killed",
        "at": ["title", 0, 12],
        "spans": [["title", 0, 5]],
    }


def test_a_meeting_is_told_with_all_that_is_known_of_it() -> None:
    it = Entry("", "", "Haftar met\u2003Sisi")
    fact = MeetingFact(
        ("haftar", "sisi"), "held", Span("summary", 0, 15), (Span("summary", 7, 10),), certainty="inferred"
    )
    assert as_json(it, fact) == {
        "kind": "meeting",
        "people": ("haftar", "sisi"),
        "status": "held",
        "meeting_kind": "face_to_face",
        "date": None,
        "certainty": "inferred",
        "place": None,
        "ordinal": None,
        "quote": "Haftar met\u2003Sisi",
        "at": ["summary", 0, 15],
        "spans": [["summary", 7, 10]],
    }


def test_a_date_is_reckoned_where_the_outlet_of_the_line_writes() -> None:
    row = {"id": 1, "feed": "Ahram", "title": "السيسي يلتقي حفتر اليوم", "published": "2019-05-09T23:30:00Z"}
    assert extracted(row)["facts"][0]["date"] == "2019-05-10"
    assert extracted({**row, "feed": "Wire"})["facts"][0]["date"] == "2019-05-09"


def test_only_the_people_asked_for_are_told_of_and_their_meetings() -> None:
    row = {"id": 1, "title": "Haftar met Sisi. Sarraj spoke.", "published": "2019-05-09T12:00:00Z"}
    text = "السيسي يلتقي حفتر. السراج يلتقي السيسي. مقتل 3 أشخاص."
    assert set(extracted(row, Extractor(SETTINGS, ["sarraj"]))["people"]) == {"sarraj"}
    everything, some = (
        extracted({"id": 1, "content": text}, Extractor(SETTINGS, only))["facts"]
        for only in (None, ["sarraj"])
    )
    assert [fact for fact in everything if fact["kind"] == "casualties" or "sarraj" in fact["people"]] == some
    assert len(some) < len(everything)


@pytest.mark.parametrize("missing", [{}, {"title": None, "summary": None, "feed": None, "published": None}])
def test_all_but_the_id_may_be_missing(missing: dict[str, object]) -> None:
    assert extracted({"id": 7, **missing}) == {
        "id": 7,
        "language": "en",
        "people": {},
        "places": {},
        "facts": [],
    }


@pytest.mark.parametrize(
    ("claimed", "language"), [("fr", "fr"), ("FR", "fr"), ("fr-BE", "fr"), ("es", None), ("", "en")]
)
def test_the_claimed_language_is_heeded(claimed: str, language: str | None) -> None:
    assert extracted({"id": 1, "title": "Haftar", "language": claimed})["language"] == language


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"nonsense", "It is not JSON: Expecting value"),
        (b'{"id": 1', "It is not JSON"),
        (b'{"id": ' + b"1" * 5_000 + b"}", "It is not JSON: Exceeds the limit"),
        (b"[" * 100_000, "It is nested too deep."),
        (b'{"id": "\xff"}', "It is not UTF-8."),
        (b"[1]", "It is JSON, and no object."),
        (b"null", "It is JSON, and no object."),
        (b"{}", 'It needs an "id"'),
        (b'{"id": null}', 'It needs an "id"'),
        (b'{"id": true}', 'It needs an "id"'),
        (b'{"id": 1.5}', 'It needs an "id"'),
        (b'{"id": 1, "title": 7}', 'Its "title" is no text.'),
        (b'{"id": 1, "content": ["a"]}', 'Its "content" is no text.'),
        (b'{"id": 1, "feed": {}}', 'Its "feed" is no text.'),
        (b'{"id": 1, "language": 1}', 'Its "language" is no text.'),
        (b'{"id": 1, "published": 1557403200}', 'Its "published" is no text.'),
        (b'{"id": 1, "published": "yesterday"}', 'Its "published" is no time.'),
        (b'{"id": 1, "title": "' + b"a" * LONGEST + b'"}', "It is longer than 4 MB."),
    ],
)
def test_what_is_no_entry_is_said(line: bytes, said: str) -> None:
    with pytest.raises(LineError) as raised:
        EXTRACTOR.line(line)
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2019-04-14T16:00:00Z", datetime(2019, 4, 14, 16, tzinfo=UTC)),
        ("2019-04-14T16:00+02:00", datetime(2019, 4, 14, 14, tzinfo=UTC)),
        (" 2019-04-14 16:00 ", datetime(2019, 4, 14, 14, tzinfo=UTC)),  # by the clocks of Cairo
        ("2019-04-14", datetime(2019, 4, 13, 22, tzinfo=UTC)),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_a_time_without_an_offset_is_that_of_the_outlet(text: str, when: datetime | None) -> None:
    assert published(text, CAIRO) == when


@pytest.mark.parametrize(
    "text",
    ["2019-13-01", "14/04/2019", "٢٠١٩", "2019"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(LineError, match="no time"):
        published(text, timezone(timedelta(hours=14)))


def test_half_a_surrogate_pair_comes_out_as_it_went_in() -> None:
    line = EXTRACTOR.line(b'{"id": "\\ud800", "title": "\\udfff Haftar"}')
    assert json.loads(line)["id"] == "\ud800"
    line.decode("utf-8")


@given(texts, texts, texts)
def test_any_text_makes_one_line_whose_spans_are_in_it(title: str, summary: str, content: str) -> None:
    texts_of_entry = {"id": title, "title": title, "summary": summary, "content": content}
    row = json.loads(json.dumps(texts_of_entry))  # which joins the halves of a character
    found = extracted(row)
    assert found["id"] == row["id"]
    marks = [at for spans in (*found["people"].values(), *found["places"].values()) for at in spans]
    for fact in found["facts"]:
        part, start, end = fact["at"]
        assert row[part][start:end] == fact["quote"]
        marks += fact["spans"]
    assert all(0 <= start < end <= len(row[part]) for part, start, end in marks)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_line_or_a_mistake(raw: bytes) -> None:
    for _, line in numbered(io.BytesIO(raw)):
        with suppress(LineError):
            assert EXTRACTOR.line(line)


def test_lines_are_numbered_and_blank_ones_passed_over() -> None:
    file = io.BytesIO(b"\xef\xbb\xbf{}\r\n\n  \nlast")
    assert list(numbered(file)) == [(1, b"\xef\xbb\xbf{}\r\n"), (4, b"last")]


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST + 1, 3 * LONGEST])
@pytest.mark.parametrize("end", [b"\n", b""])
def test_of_a_line_that_is_too_long_only_the_beginning_is_kept(length: int, end: bytes) -> None:
    file = io.BytesIO(b"a" * length + end + b"b\n" * bool(end))
    (_, first), *others = numbered(file)
    assert len(first) <= LONGEST + 1
    assert (len(first.rstrip()) > LONGEST) == (length > LONGEST)
    assert others == ([(2, b"b\n")] if end else [])


@pytest.mark.parametrize("pack", [bytes, lzma.compress])
def test_what_is_packed_is_told_by_its_first_bytes(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(pack(b"one\ntwo\n"))
    with path.open("rb") as file:
        assert [line for _, line in numbered(unpacked(file))] == [b"one\n", b"two\n"]
