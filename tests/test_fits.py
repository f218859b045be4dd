"""Every alert is one message on every platform, whatever feeds say, so that none is ever half sent."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Alert, Button, Change, Figure, Language, Message, Run, Span, Step
from bot.telling.compose import compose_alert, remarked
from bot.telling.details import LONGEST_LINK
from bot.telling.wording import LANGUAGES
from handlers.slack.render import MOST_BLOCKS, render_one
from handlers.telegram.render import RAW_LIMIT, split
from handlers.telegram.render import render as for_telegram
from tests.fakes.desk import tripoli
from tests.fakes.slack_blocks import TOTAL, check_blocks
from tests.telling.samples import ALL_TEXT, PARTS, SEEN
from tests.telling.test_compose import WORDY, alerts, grown

LONG = "https://example.org/" + "a" * (LONGEST_LINK - 20)


def linked(one: Figure | Step, length: int) -> Figure | Step:
    return replace(one, said=replace(one.said, link=LONG[:length]))


def all_linked(changes: tuple[Change, ...], length: int) -> tuple[Change, ...]:
    return tuple(
        replace(
            one,
            now=linked(one.now, length),
            before=one.before and linked(one.before, length),
            others=tuple(linked(other, length) for other in one.others),
        )
        for one in changes
    )


@st.composite
def hostile(draw: st.DrawFn) -> Alert:
    """An alert with words in bold all over, and as many links as can be, each as long as can be."""
    told = draw(alerts() | grown())
    stride, length = draw(st.integers(2, 9)), draw(st.sampled_from([30, 500, LONGEST_LINK]))
    dense = [
        Span(part, at, at + 1) for part in PARTS for at in range(0, len(getattr(told.entry, part)), stride)
    ]
    return replace(
        told,
        entry=replace(told.entry, link=LONG),
        spans=tuple(sorted(dense)),
        changes=all_linked(told.changes, length),
        later=all_linked(told.later, length),
    )


def words(lines: tuple[tuple[Run, ...], ...]) -> str:
    return "".join(run.text for line in lines for run in line)


@settings(max_examples=60)
@given(hostile(), st.lists(ALL_TEXT | WORDY, min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_an_alert_is_one_whole_message_on_every_platform(
    what: Alert, watches: list[str], language: Language
) -> None:
    wording = tripoli()
    said = compose_alert(what, watches, what.entry.feed, language, wording)
    buttons = tuple(Button(label * 5, f"why:{2**62}:{label}") for label in "abcd")
    message = replace(remarked(said, wording, late=SEEN, repeated=True), buttons=buttons)
    assert len(split(message)) == 1
    assert len(for_telegram(message).encode()) <= RAW_LIMIT
    posted = render_one(message)
    assert posted is not None
    assert len(posted.blocks) <= MOST_BLOCKS
    assert len(json.dumps(posted.blocks, ensure_ascii=False)) <= TOTAL
    check_blocks(posted.blocks)
    shown = [e for block in posted.blocks[:-1] for section in block["elements"] for e in section["elements"]]
    assert "".join(e["text"] for e in shown) == words(message.lines)
    assert [e["url"] for e in shown if "url" in e][-1] == LONG


def test_on_slack_a_message_loses_styles_before_links_and_links_before_words() -> None:
    bold = tuple(Run("a", bold=bool(number % 2)) for number in range(200))
    near, last = Run("b", link=LONG), Run("c", link=LONG)

    def kept(*lines: tuple[Run, ...]) -> tuple[bool, int, str]:
        posted = render_one(Message("en", lines))
        assert posted is not None
        runs = [e for block in posted.blocks for section in block["elements"] for e in section["elements"]]
        return (
            any("style" in e for e in runs),
            sum("url" in e for e in runs),
            "".join(e["text"] for e in runs),
        )

    assert kept((near,), (last,)) == (False, 2, "bc")
    assert kept((Run("x", bold=True), near), (last,)) == (True, 2, "xbc")
    assert kept(bold, (near,), (last,)) == (False, 2, "a" * 200 + "bc")
    assert kept(bold, *[(near,)] * 9, (last,)) == (False, 1, "a" * 200 + "b" * 9 + "c")
    assert kept((Run("x" * 20_000),))[2].endswith("…")
