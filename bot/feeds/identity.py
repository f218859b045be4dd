"""By what an entry is known again.

Within one feed an entry is the one already known if any of its keys is known. The keys are

- its guid, and its link, as long as they tell this entry from the others of the document: not when
  entries of other titles share them, nor when the link is a site's front page. Both are compared in
  canonical form (`canonical`), and a guid that is a URL is a link like any other, so that feeds that
  swap http for https, add tracking parameters, or regenerate one of the two are seen through;
- its title with the minute of its date, when it has both, so that feeds which regenerate both are too:
  not when the title has fewer than TELLING_WORDS words, since a "Breaking" of this morning and one of
  tonight are two where a feed dates by the day, nor when entries with other guids or links share it in
  the document;
- its title with its summary, when it has neither a guid nor a link that tells it apart.

So an edited title, text or date makes no new entry as long as the guid or the link is the same; nor does
leaving the feed for a while and coming back.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url

from bot.model import Entry, Identity

TELLING_WORDS = 4
"""Words from which on a title is taken to be of one article. Feeds head flashes and columns with fewer."""

_FOR_PHONES = re.compile(r"^(?:m|mobile|amp)\.(?=[^/]+\.)")

_KEY_BYTES = 16
_DEFAULT_PORTS = {80, 443}

# What nearly every link looks like: put in its form in a twentieth of the time that any link takes.
_PLAIN = re.compile(
    r"https?://((?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]+)((?:/(?!\.)[\w.~-]*)+)(?:\?([\w.~-]+=[\w.~-]*(?:&[\w.~-]+=[\w.~-]*)*))?",
    re.ASCII,
)

_TRACKING = re.compile(
    r"""(?:
    utm_\w+ | at_\w+ | mtm_\w+ | pk_(?:campaign|source|medium|kwd|keyword|content|cid) | hsa_\w+  # campaigns
    | fbclid | gclid | gclsrc | dclid | msclkid | yclid | twclid | igshid | igsh | mc_cid | mc_eid  # clicks
    | _ga | _gl | _hsenc | _hsmi | mkt_tok | vero_id | wt_mc | wickedid | oly_enc_id | oly_anon_id  # mail
    | ocid | cmp | cmpid | xtor | xtcr | smid | smtyp | ns_\w+ | ito | ftag | maca  # publishers' own
    | rss | from_rss | ref_src | traffic_source
    )(?:=.*)?
    | (?:ref|referrer|source|src|from|partner|feature)=
      (?:rss\w*|feed\w*|atom|twitter|facebook|telegram|whatsapp|newsletter|e?mail|home\w*|share\w*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Query parameters that say where a reader came from and not what is read.

Names that elsewhere hold an article's number count only with a value that cannot be one: to take two
articles for one loses news, the reverse only repeats it.
"""


class _Marks(NamedTuple):
    """What an entry could be known by, in comparable form."""

    guid: str | None
    link: str | None
    title: str
    moment: str | None  # title and minute, of a title that tells articles apart
    text: str  # title and summary


def identify(entries: Sequence[Entry]) -> list[Identity]:
    """The identity of each entry of one document, in order."""
    marks = [_marks(entry) for entry in entries]
    # Entries of the same title are one item shown twice; of different titles, the mark is not theirs alone.
    shared = _shared((mark, each.title) for each in marks for mark in {each.guid, each.link})
    shared |= _shared((each.moment, (each.guid, each.link)) for each in marks)
    return [_identity(each, shared) for each in marks]


def digest(entry: Entry) -> bytes:
    """A fingerprint of an entry's words: title, summary and content."""
    return _key("words", f"{entry.title}\0{entry.summary}\0{entry.content}")


def link_keys(url: str) -> list[bytes]:
    """By which the entries with this link, as somebody pasted it, are known.

    Its own key comes first, then, if it is of a page for phones, that of the other one. None at all when the
    link is one that no entry can be known by; see `canonical`.
    """
    known = canonical(url if "://" in url else f"https://{url}")
    if known is None:
        return []
    marks = dict.fromkeys((known, _FOR_PHONES.sub("", known)))
    return [_key("entry", f"url\0{mark}") for mark in marks]


def canonical(url: str) -> str | None:
    """A link without what may change while it leads to the same.

    Dropped: scheme, www., default port, fragment, tracking parameters, trailing slash; put in one form:
    the order of the query, percent-encoding. None when it is no http(s) URL, or a site's front page.
    """
    if plain := _PLAIN.fullmatch(url):
        return _canonical(plain)
    try:
        parts = urlsplit(canonicalize_url(url))
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    pairs = [pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair)]
    query, path = "&".join(pairs), parts.path.rstrip("/")
    if not path and not query:
        return None
    port_part = "" if port is None or port in _DEFAULT_PORTS else f":{port}"
    return f"{host}{port_part}{path}" + (f"?{query}" if query else "")


def _canonical(plain: re.Match[str]) -> str | None:
    """The same for a link of which nothing needs another form but the order of its query."""
    host, path, query = plain.groups()
    pairs = sorted(
        pair.split("=") for pair in (query or "").split("&") if pair and not _TRACKING.fullmatch(pair)
    )
    path = path.rstrip("/")
    if not path and not pairs:
        return None
    return host.removeprefix("www.") + path + ("?" if pairs else "") + "&".join(map("=".join, pairs))


def _marks(entry: Entry) -> _Marks:
    title = _fold(entry.title)
    tells = len(title.split()) >= TELLING_WORDS
    minute = entry.published and entry.published.strftime("%Y-%m-%dT%H:%M")
    return _Marks(
        guid=_guid(entry.guid),
        link=_tagged("url", canonical(entry.link) if entry.link else None),
        title=title,
        moment=_tagged("moment", f"{title}\0{minute}") if tells and minute else None,
        text=f"text\0{title}\0{_fold(entry.summary)}",
    )


def _guid(guid: str | None) -> str | None:
    if guid and guid.lower().startswith(("http://", "https://")):
        return _tagged("url", canonical(guid))
    return _tagged("guid", guid)


def _tagged(tag: str, value: str | None) -> str | None:
    return f"{tag}\0{value}" if value else None


def _shared(pairs: Iterable[tuple[str | None, Hashable]]) -> set[str]:
    """Marks that stand with more than one thing."""
    beside: dict[str, set[Hashable]] = defaultdict(set)
    for mark, thing in pairs:
        if mark is not None:
            beside[mark].add(thing)
    return {mark for mark, things in beside.items() if len(things) > 1}


def _identity(marks: _Marks, shared: set[str]) -> Identity:
    own = {mark for mark in (marks.guid, marks.link) if mark and mark not in shared}
    link = marks.link if marks.link in own else None
    keys = own or {marks.text}
    if marks.moment and marks.moment not in shared:
        keys = keys | {marks.moment}
    return Identity(frozenset(_key("entry", key) for key in keys), (link and _key("entry", link)) or None)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _key(tag: str, text: str) -> bytes:
    return hashlib.blake2b(
        text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES, person=tag.encode()
    ).digest()
