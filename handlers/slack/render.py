"""From a Message to what Slack shows.

Texts go into `rich_text` blocks, where a text is data: no mrkdwn is read in it, so a headline can neither
mention anybody nor start a link nor turn bold (docs.slack.dev/reference/block-kit/blocks/rich-text-block).
A paragraph is a block; a line is a section of its own, which Slack shows as a line with its own direction.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.model import Button, Line, Message, Run
from handlers.cutting import place

# Slack's documented limits are 50 blocks a message and 3,000 characters a text; undocumented is that all
# blocks together may have about 13,200 (slackapi/bolt-js#2509). We count the JSON, and stay well below.
MOST_BLOCKS = 50
BLOCK_SIZE = 3_000
MESSAGE_SIZE = 10_000
TEXT_SIZE = 30_000  # of 40,000; escapes can make the text longer than the blocks that it stands for
_PIECE = 1_000  # code points of a run; even if JSON escapes each of them, it fits into a message
_LONGEST_LINK = 3_000  # code points, as everywhere in Block Kit that a URL stands

_LINKED = re.compile(r"<(https?://[^<>|]+)(?:\|[^<>]*)?>")

Block = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One Slack message."""

    text: str  # escaped mrkdwn, for notifications and for clients that show no blocks
    blocks: list[Block]


def render(message: Message) -> list[Rendered]:
    """All of it, in as many Slack messages as its length takes; none when there is nothing to read."""
    blocks = [block for paragraph in _paragraphs(message) for block in _pack(paragraph, _size, BLOCK_SIZE)]
    sized = [(lines, _rich_text(lines)) for lines in blocks]
    parts = _pack(sized, lambda pair: len(_json(pair[1])) + 2, MESSAGE_SIZE, MOST_BLOCKS)
    return [Rendered(_fallback(lines for lines, _ in part), [block for _, block in part]) for part in parts]


def is_one(message: Message) -> bool:
    """Whether one Slack message holds all of it."""
    return len(render(message)) <= 1


def render_one(message: Message) -> Rendered | None:
    """What one Slack message can hold of it, with an ellipsis where it is cut, and its buttons below.

    Before it is cut it loses its styles, then its links but the last: a run in a style of its own takes
    as much room as fifty letters.
    """
    parts = render(message)
    for slimmed in (_unstyled, _unlinked):
        if len(parts) > 1:
            parts = render(slimmed(message))
    if not parts:
        return None
    first, *rest = parts
    below = [_actions(message.buttons)] if message.buttons else []
    cut = [_rich_text([(Run("…"),)])] if rest or len(first.blocks) + len(below) > MOST_BLOCKS else []
    text = f"{first.text}\n…" if cut else first.text
    return Rendered(text, [*first.blocks[: MOST_BLOCKS - len(cut) - len(below)], *cut, *below])


def _unstyled(message: Message) -> Message:
    """The same words and links in as few runs as these take."""
    plain = (tuple(replace(run, bold=False, code=False) for run in line) for line in message.lines)
    return replace(message, lines=tuple(map(_joined, plain)))


def _unlinked(message: Message) -> Message:
    """The same words with no link but the last, which is the article's."""
    last = next((line for line in reversed(message.lines) if any(run.link for run in line)), ())
    lines = (
        line if line is last else tuple(replace(run, link=None) for run in line) for line in message.lines
    )
    return _unstyled(replace(message, lines=tuple(lines)))


def _joined(line: Line) -> Line:
    """Neighbours that look alike as one."""
    runs: list[Run] = []
    for run in line:
        if runs and replace(runs[-1], text="") == replace(run, text=""):
            runs[-1] = replace(run, text=runs[-1].text + run.text)
        else:
            runs.append(run)
    return tuple(runs)


def escape(text: str) -> str:
    """Text that Slack's mrkdwn takes as it stands (docs.slack.dev/messaging/formatting-message-text)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What somebody typed, from the text of an event: links without what Slack puts around them."""
    return _LINKED.sub(r"\1", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _paragraphs(message: Message) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in message.lines:
        if "".join(run.text for run in line).strip():
            pieces = [piece for run in line for piece in _pieces(run)]
            paragraph += _pack(pieces, _element_size, BLOCK_SIZE)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _pieces(run: Run) -> Iterator[Run]:
    """The run in pieces that a block can hold, cut between sentences or words where there are any."""
    text = run.text
    while len(text) > _PIECE:
        cut = place(text, _PIECE)
        yield replace(run, text=text[:cut])
        text = text[cut:]
    if text:
        yield replace(run, text=text)


def _pack(
    items: Iterable[T], size: Callable[[T], int], limit: int, most: int | None = None
) -> Iterator[tuple[T, ...]]:
    """Neighbours together as long as their sizes add up to no more than the limit, `most` at a time."""
    pack: list[T] = []
    room = limit
    for item in items:
        needed = size(item)
        if pack and (needed > room or len(pack) == most):
            yield tuple(pack)
            pack, room = [], limit
        pack.append(item)
        room -= needed
    if pack:
        yield tuple(pack)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _element_size(run: Run) -> int:
    return len(_json(_element(run))) + 2


def _size(line: Line) -> int:
    return len(_json(_section(line))) + 2


def _actions(buttons: Sequence[Button]) -> Block:
    """Buttons side by side (docs.slack.dev/reference/block-kit/blocks/actions-block)."""
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "text": {"type": "plain_text", "text": button.label, "emoji": False},
                "action_id": button.press,  # unlike that of any other in the message
                "value": button.press,
            }
            for button in buttons
        ],
    }


def _rich_text(lines: Sequence[Line]) -> Block:
    return {"type": "rich_text", "elements": [_section(line) for line in lines]}


def _section(line: Line) -> Block:
    return {"type": "rich_text_section", "elements": [_element(run) for run in line]}


def _element(run: Run) -> Block:
    link = _link(run)
    element: Block = {"type": "link", "url": link} if link else {"type": "text"}
    element["text"] = run.text
    style = {name: True for name, wanted in (("bold", run.bold), ("code", run.code)) if wanted}
    return element | ({"style": style} if style else {})


def _link(run: Run) -> str | None:
    """The run's link with what would end it in mrkdwn percent-encoded; None when Slack would refuse it."""
    if run.link is None or not run.link.startswith(("https://", "http://")):
        return None
    link = run.link
    for char in ' <>|"':
        link = link.replace(char, f"%{ord(char):02X}")
    return link if len(link) <= _LONGEST_LINK else None


def _fallback(paragraphs: Iterable[Sequence[Line]]) -> str:
    texts = ("\n".join("".join(map(_mrkdwn, line)) for line in lines) for lines in paragraphs)
    return "\n\n".join(next(_pack(texts, len, TEXT_SIZE)))


def _mrkdwn(run: Run) -> str:
    link = _link(run)
    if link is None:
        return escape(run.text)
    return f"<{escape(link)}|{escape(run.text.replace('|', '¦'))}>"  # a bar would end the address
