"""Well-formed feeds of common elements, read many times as fast as feedparser does, and to the same end.

feedparser is the measure of what a feed means, and reads whatever is not plain. A document is plain when it
is well-formed XML, has no document type, and consists of elements that stand in the tables below, where they
stand there, without the attributes that change the meaning of others. In each doubt it is not. That the two
agree is shown on feedparser's own test-suite, on ours, and on documents made by chance
(tests/feeds/test_plain.py).
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

# What feedparser does with links and encodings is best done by it; the tests compare.
from feedparser.mixin import _cp1252, _FeedParserMixin
from feedparser.urls import _urljoin

MOST_ELEMENTS = 20_000
"""A feed of 200 entries has a quarter of that."""

PLAIN_LINK = re.compile(
    r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]+(?:/[\w.~/-]*(?:\?[\w.~=&-]+)?)?", re.ASCII
)
"""What nearly every link looks like: absolute, and with nothing to be put in another form."""

_LANGUAGES = ("http://www.w3.org/XML/1998/namespace lang", "lang")
_PROSE_TYPES = frozenset({"text", "html", "text/plain", "text/html"})
_LINK_ATTRIBUTES = frozenset({"href", "rel", "type", "title", "hreflang", "length"})
_PAGES = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_BEYOND_LATIN = re.compile("[^\x00-\xff]")
_CONTROLS = re.compile("[\x80-\x9f]")
_REFERENCE = re.compile(r"&([A-Za-z0-9_]+);")

_PREFIXES = {uri.lower(): prefix for uri, prefix in _FeedParserMixin.namespaces.items()}
_STANDARD = frozenset(_PREFIXES.values()) - {""}

_Attributes = Mapping[str, str]


class _NotPlainError(Exception):
    """A document that feedparser must read."""


@dataclass(slots=True)
class Document:
    """What a feed says, in the keys of feedparser."""

    feed: dict[str, Any] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Element:
    """What may stand in an element, and what is done where it begins and ends."""

    inside: Mapping[str, "_Element"] = field(default_factory=dict)  # by namespace, space, name
    begin: Callable[["_Reader", _Attributes], None] | None = None
    end: Callable[["_Reader", str], None] | None = None  # given its text


def read(text: str, base: str, most: int = MOST_ELEMENTS) -> Document | None:
    """What a plain document with entries says; None for any other, also if it has more than `most` elements.

    `base` is its URL.
    """
    reader = _Reader(base, most)
    try:
        reader.parse(text)
    except (_NotPlainError, expat.ExpatError):
        return None
    return reader.document if reader.document.entries else None


class _Reader:
    """Follows a document through the tables."""

    def __init__(self, base: str, most: int) -> None:
        self.document = Document()
        self.base = base
        self.entry: dict[str, Any] = {}
        self.permalink = False  # whether the guid is a link
        self.languages: list[str | None] = [None]  # those in force, outermost first
        self.retitled = False  # whether a title within media may take the place of the entry's own
        self._within: list[_Element] = [_Element(_ROOTS)]
        self._text: list[str] = []
        self._left = most

    def parse(self, text: str) -> None:
        """Read it all. Raises _NotPlainError, and what expat raises."""
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartNamespaceDeclHandler = _check_prefix
        parser.Parse(text.encode("utf-8", "replace"), True)

    def _begin(self, name: str, attributes: _Attributes) -> None:
        element = self._within[-1].inside.get(name)
        self._left -= 1
        if element is None or self._left < 0:
            raise _NotPlainError
        self._within.append(element)
        self.languages.append(_language(attributes, self.languages[-1]) if attributes else self.languages[-1])
        self._text.clear()
        if element.begin:
            element.begin(self, attributes)

    def _end(self, _: str) -> None:
        element = self._within.pop()
        if element.end:
            element.end(self, "".join(self._text).strip())
        self.languages.pop()
        self._text.clear()

    def put(self, key: str, value: object) -> None:
        """Set what an entry says of this; once, since feedparser weighs one against the other."""
        if key in self.entry:
            raise _NotPlainError
        self.entry[key] = value


def _refuse(*_: object) -> None:
    raise _NotPlainError


def _check_prefix(prefix: str | None, uri: str | None) -> None:
    """Refuse a prefix that feedparser gives to one namespace, and the document to another that it knows."""
    known = _PREFIXES.get((uri or "").lower())
    if known is not None and prefix != known and prefix in _STANDARD:
        raise _NotPlainError


def _language(attributes: _Attributes, outside: str | None) -> str | None:
    """The language in force within an element with these attributes; none of them may set a base."""
    for name in attributes:
        local = name.rpartition(" ")[2].lower()
        if local == "base" or (local == "lang" and name not in _LANGUAGES):
            raise _NotPlainError
    return next((attributes[name] or None for name in _LANGUAGES if name in attributes), outside)


def _joined(base: str, link: str) -> str:
    return link if PLAIN_LINK.fullmatch(link) else str(_urljoin(base, link))


def _mended(text: str) -> str:
    """The text with the mistakes of encoding undone that feedparser undoes."""
    if text.isascii():
        return text
    if not _BEYOND_LATIN.search(text):
        with suppress(UnicodeError):
            text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_cp1252) if _CONTROLS.search(text) else text


def _names(attributes: _Attributes) -> set[str]:
    return set(attributes).difference(_LANGUAGES)


def _bare(_: _Reader, attributes: _Attributes) -> None:
    """An element of which attributes would make another thing."""
    if _names(attributes):
        raise _NotPlainError


def _unadorned(_: _Reader, attributes: _Attributes) -> None:
    """An element that feedparser does not know: it keeps either its text or its attributes."""
    if attributes:
        raise _NotPlainError


def _begin_root(reader: _Reader, _: _Attributes) -> None:
    if language := reader.languages[-1]:
        reader.document.feed["language"] = language.replace("_", "-")


def _begin_entry(reader: _Reader, attributes: _Attributes) -> None:
    _bare(reader, attributes)
    reader.entry = {}
    reader.permalink = reader.retitled = False
    reader.document.entries.append(reader.entry)


def _prose(_: _Reader, attributes: _Attributes) -> None:
    if attributes and (
        _names(attributes) - {"type"} or attributes.get("type", "text").lower() not in _PROSE_TYPES
    ):
        raise _NotPlainError


def _told(key: str, begin: Callable[[_Reader, _Attributes], None] = _unadorned) -> _Element:
    """A text of the feed as a whole."""

    def end(reader: _Reader, text: str) -> None:
        reader.document.feed[key] = _mended(text)

    return _Element(begin=begin, end=end)


def _dated(key: str) -> _Element:
    def end(reader: _Reader, text: str) -> None:
        reader.put(key, _mended(text))

    return _Element(begin=_bare, end=end)


def _end_title(reader: _Reader, text: str) -> None:
    reader.put("title", _mended(text))
    reader.put("title_detail", {"language": reader.languages[-1]})


def _end_summary(reader: _Reader, text: str) -> None:
    # The content stands for a summary that comes later, or never.
    if reader.entry.get("content"):
        reader.entry.pop("summary", None)
    reader.put("summary_detail", {"language": reader.languages[-1]})
    reader.put("summary", _mended(text))


def _end_content(reader: _Reader, text: str) -> None:
    text = _mended(text)
    reader.put("content", [{"value": text, "language": reader.languages[-1]}])
    reader.entry.setdefault("summary", text)


def _begin_guid(reader: _Reader, attributes: _Attributes) -> None:
    if attributes and _names(attributes) - {"isPermaLink"}:
        raise _NotPlainError
    reader.permalink = attributes.get("isPermaLink", "true") == "true"


def _end_guid(reader: _Reader, text: str) -> None:
    if reader.permalink and text:
        text = _joined(reader.base, text)
    text = _mended(text)
    reader.put("id", text)
    if reader.permalink:
        reader.entry.setdefault("link", text)


def _end_link(reader: _Reader, text: str) -> None:
    """A link as RSS writes it; once, but it may take the place of one that was an attribute."""
    reader.put("links", text)
    if text:
        text = _REFERENCE.sub(r"&\g<1>", _mended(_joined(reader.base, text)).replace("&amp;", "&"))
    reader.entry["link"] = text


def _begin_href(reader: _Reader, attributes: _Attributes) -> None:
    """A link as Atom writes it; the last one to a page is the entry's."""
    if not attributes.get("href") or _names(attributes) - _LINK_ATTRIBUTES:
        raise _NotPlainError
    page = attributes.get("type", "text/html").lower() in _PAGES
    if page and attributes.get("rel", "alternate").lower() == "alternate":
        reader.entry["link"] = _joined(reader.base, attributes["href"])


def _end_original(reader: _Reader, text: str) -> None:
    reader.put("feedburner_origlink", _mended(text))


def _begin_source(reader: _Reader, _: _Attributes) -> None:
    reader.retitled = True


def _begin_media_title(reader: _Reader, _: _Attributes) -> None:
    """It is not the entry's title, as long as that has come before."""
    if not reader.entry.get("title") or reader.retitled:
        raise _NotPlainError


_ATOM = "http://www.w3.org/2005/Atom "
_CONTENT = "http://purl.org/rss/1.0/modules/content/ "
_DC = "http://purl.org/dc/elements/1.1/ "
_FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0 "
_MEDIA = "http://search.yahoo.com/mrss/ "
_SLASH = "http://purl.org/rss/1.0/modules/slash/ "
_SY = "http://purl.org/rss/1.0/modules/syndication/ "
_THR = "http://purl.org/syndication/thread/1.0 "
_WFW = "http://wellformedweb.org/CommentAPI/ "

_UNREAD = _Element()  # whatever its text and attributes


def _unread(namespace: str, *names: str) -> dict[str, _Element]:
    return {f"{namespace}{name}": _UNREAD for name in names}


_DUBLIN = _unread(_DC, "creator", "publisher", "subject", "rights", "type", "format", "identifier")
_PICTURES = {
    **_unread(_MEDIA, "thumbnail", "credit", "copyright", "text"),
    f"{_MEDIA}title": _Element(begin=_begin_media_title),
}
_EXTRAS = {
    **_DUBLIN,
    **_PICTURES,
    **_unread(_SLASH, "comments", "section", "department"),
    **_unread(_WFW, "comment", "commentRss"),
    **_unread(_THR, "total"),
    f"{_MEDIA}content": _Element(_PICTURES),
    f"{_MEDIA}group": _Element({**_PICTURES, f"{_MEDIA}content": _Element(_PICTURES)}),
    f"{_FEEDBURNER}origLink": _Element(begin=_unadorned, end=_end_original),
    f"{_DC}date": _dated("updated"),
    f"{_CONTENT}encoded": _Element(begin=_bare, end=_end_content),
}
_WISHES = {
    f"{_SY}updatePeriod": _told("sy_updateperiod"),
    f"{_SY}updateFrequency": _told("sy_updatefrequency"),
    f"{_SY}updateBase": _UNREAD,
    **_unread(_FEEDBURNER, "info", "feedburnerHostname", "emailServiceId"),
}
_ITEM = {
    **_EXTRAS,
    **_unread("", "author", "category", "comments", "enclosure"),
    "title": _Element(begin=_bare, end=_end_title),
    "link": _Element(begin=_bare, end=_end_link),
    "description": _Element(begin=_bare, end=_end_summary),
    "guid": _Element(begin=_begin_guid, end=_end_guid),
    "pubDate": _dated("published"),
    "source": _Element(begin=_begin_source),
    f"{_ATOM}link": _Element(begin=_begin_href),
}
_CHANNEL = {
    **_DUBLIN,
    **_WISHES,
    **_unread("", "title", "description", "copyright", "managingEditor", "webMaster", "pubDate"),
    **_unread("", "lastBuildDate", "category", "generator", "docs", "cloud", "rating"),
    **_unread(_DC, "date"),
    **_unread(_ATOM, "link"),
    "link": _Element(begin=_bare),
    "image": _Element(
        _unread("", "url", "title", "width", "height", "description") | {"link": _Element(begin=_bare)}
    ),
    "skipHours": _Element(_unread("", "hour")),
    "skipDays": _Element(_unread("", "day")),
    "language": _told("language", _bare),
    f"{_DC}language": _told("language", _bare),
    "ttl": _told("ttl"),
    "item": _Element(_ITEM, begin=_begin_entry),
}
_SOMEBODY = _Element(_unread(_ATOM, "name", "uri", "email"))
_ENTRY = {
    **_EXTRAS,
    **_unread(_ATOM, "category"),
    f"{_ATOM}author": _SOMEBODY,
    f"{_ATOM}title": _Element(begin=_prose, end=_end_title),
    f"{_ATOM}link": _Element(begin=_begin_href),
    f"{_ATOM}summary": _Element(begin=_prose, end=_end_summary),
    f"{_ATOM}content": _Element(begin=_prose, end=_end_content),
    f"{_ATOM}id": _Element(begin=_begin_guid, end=_end_guid),
    f"{_ATOM}published": _dated("published"),
    f"{_ATOM}updated": _dated("updated"),
}
_FEED = {
    **_DUBLIN,
    **_WISHES,
    **_unread(
        _ATOM, "title", "subtitle", "id", "updated", "rights", "icon", "logo", "generator", "category", "link"
    ),
    f"{_ATOM}author": _SOMEBODY,
    f"{_ATOM}entry": _Element(_ENTRY, begin=_begin_entry),
}
_ROOTS = {
    "rss": _Element({"channel": _Element(_CHANNEL, begin=_bare)}, begin=_begin_root),
    f"{_ATOM}feed": _Element(_FEED, begin=_begin_root),
}
