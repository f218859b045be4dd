"""What Telegram's servers do to a text: HTML parsing, cleaning, and finding mentions, links and commands.

Written from the behaviour of tdlib (MessageEntity.cpp, misc.cpp) and core.telegram.org/bots/api#html-style.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "span": "spoiler",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}

_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(?:x([0-9a-fA-F]+)|([0-9]+)));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = r"""\s+([^\s=>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))"""
_START = re.compile(rf"<([^\s>/][^\s>]*)((?:{_ATTRIBUTE})*|\s+expandable)\s*>")
_END = re.compile(r"</([^\s>]*)\s*>")
_BIDI_MARKS = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")
# Found in plain text. A code point before an @ or a slash must not belong to a word.
_FOUND = (
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])", re.ASCII)),
    ("url", re.compile(r"\bhttps?://[^\s<>\"\u2066-\u2069]+")),
)


class ParseError(Exception):
    """The text is not what Telegram's HTML parser accepts; the message is the one it gives."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text in code points, end exclusive."""

    kind: str
    start: int
    end: int
    url: str | None = None


def parse_html(raw: str) -> tuple[str, list[Entity]]:
    """The text without markup, and what was marked. Raises ParseError."""
    out: list[str] = []
    entities: list[Entity] = []
    nested: list[tuple[str, str | None, int]] = []
    position = 0
    while position < len(raw):
        char = raw[position]
        if char == "&" and (found := _REFERENCE.match(raw, position)):
            out.append(_decoded(found))
            position = found.end()
        elif char == "<":
            position = _tag(raw, position, out, nested, entities)
        else:
            out.append(char)
            position += 1
    if nested:
        raise ParseError(f"can't find end tag corresponding to start tag {nested[-1][0]}")
    return "".join(out), sorted(entities, key=lambda entity: (entity.start, -entity.end))


def _decoded(found: re.Match[str]) -> str:
    named, hexadecimal, decimal = found.groups()
    if named:
        return _NAMED[named]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x110000 else found.group()


def _tag(
    raw: str,
    position: int,
    out: list[str],
    nested: list[tuple[str, str | None, int]],
    entities: list[Entity],
) -> int:
    """Read the tag that begins here; where it ends."""
    at = f"at byte offset {len(raw[:position].encode())}"
    if end := _END.match(raw, position):
        if not nested:
            raise ParseError(f"unexpected end tag {at}")
        name, url, start = nested.pop()
        if end[1] and end[1].lower() != name:
            raise ParseError(f'unmatched end tag {at}, expected "</{name}>", found "</{end[1].lower()}>"')
        if len(out) > start:
            _close(name, url or "".join(out[start:]), start, len(out), entities)
        return end.end()
    name = (re.match(r"<([^\s>]*)", raw[position:]) or [""])[1].lower()
    if name and name not in KINDS and not name.startswith("/"):
        raise ParseError(f'unsupported start tag "{name}" {at}')
    begun = _START.match(raw, position)
    if not begun:
        raise ParseError(f"unclosed start tag {at}")
    nested.append((name, _argument(name, begun[2], at), len(out)))
    return begun.end()


def _argument(name: str, attributes: str, at: str) -> str | None:
    values = {
        key: _REFERENCE.sub(_decoded, double or single or bare)
        for key, double, single, bare in re.findall(_ATTRIBUTE, attributes)
    }
    if name == "span" and values.get("class") != "tg-spoiler":
        raise ParseError(f'tag "span" must have class "tg-spoiler" {at}')
    if name == "blockquote" and attributes.strip() == "expandable":
        return "expandable"
    return values.get("href") if name == "a" else None


def _close(name: str, url: str, start: int, end: int, entities: list[Entity]) -> None:
    if name == "blockquote" and url == "expandable":
        entities.append(Entity("expandable_blockquote", start, end))
    elif name != "a":
        entities.append(Entity(KINDS[name], start, end))
    elif urlsplit(url).scheme in {"http", "https", "tg", "mailto"} and "." in url:
        entities.append(Entity("text_link", start, end, url))
    # An href that is not a link is dropped without a word.


def clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text as stored: control characters, embeddings and the space around it are gone."""
    out: list[str] = []
    places: list[int] = []  # where each code point went
    for char in text:
        places.append(len(out))
        if char == "\r" or "\u2028" <= char <= "\u202e" or char in "\u0333\u033f\u030a":
            continue
        out.append(" " if char < " " and char != "\n" else char)
    places.append(len(out))
    kept = _BIDI_MARKS.sub(lambda run: "\u200c" * len(run[0]), "".join(out))
    left = len(kept) - len(kept.lstrip(" \n"))
    stripped = kept.strip(" \n")
    moved = (
        replace(
            entity,
            start=min(max(places[entity.start] - left, 0), len(stripped)),
            end=min(max(places[entity.end] - left, 0), len(stripped)),
        )
        for entity in entities
    )
    return stripped, [entity for entity in moved if entity.end > entity.start]


def find(text: str, taken: list[Entity]) -> list[Entity]:
    """Mentions, commands and addresses that Telegram makes clickable by itself."""
    closed = [(e.start, e.end) for e in taken if e.kind in {"code", "pre", "text_link"}]
    return [
        Entity(kind, found.start(), found.end())
        for kind, pattern in _FOUND
        for found in pattern.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in closed)
    ]


def as_json(text: str, entities: list[Entity]) -> list[dict[str, object]]:
    """As the Bot API shows entities: offsets and lengths in UTF-16 units."""
    shown = []
    for entity in sorted(entities, key=lambda entity: (entity.start, -entity.end)):
        item: dict[str, object] = {
            "type": entity.kind,
            "offset": utf16(text[: entity.start]),
            "length": utf16(text[entity.start : entity.end]),
        }
        if entity.url is not None:
            item["url"] = entity.url
        shown.append(item)
    return shown


def utf16(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text.encode("utf-16-le")) // 2
