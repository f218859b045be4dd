"""Reducing markup to text, and text to what may be stored, matched and shown."""

import re

from selectolax.lexbor import LexborHTMLParser

LONGEST_MARKUP = 500_000
"""Characters of one element that are looked at; an article has a tenth of that."""

_UNREAD = ["script", "style", "noscript", "template", "iframe", "object", "svg", "head", "button", "form"]
_BLOCKS = (
    "p,div,br,hr,li,ul,ol,dl,dt,dd,table,tr,td,th,h1,h2,h3,h4,h5,h6,blockquote,pre,section,article,"
    "header,footer,aside,nav,main,figure,figcaption,address,details,summary"
)
_LINE_ENDS = re.compile(r"[\r\x85\u2028\u2029\x0b\x0c]")  # empty lines, as between \r and \n, go
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen and zero-width marks, which split words in two
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates: whoever shows a text sets its own
    "\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"  # annotations, surrogates, tags
)


def to_text(markup: str, limit: int) -> str:
    """HTML, or text that may hold some, as clean text; blocks become lines. See `clean`."""
    markup = markup[:LONGEST_MARKUP]
    if not ("<" in markup or "&" in markup):
        return clean(markup, limit)
    tree = LexborHTMLParser(markup)
    if tree.body is None:
        return ""
    tree.strip_tags(_UNREAD)
    for block in tree.css(_BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    return clean(tree.body.text(), limit)


def clean(text: str, limit: int) -> str:
    """Text without control characters and direction controls, whitespace tidied, bounded.

    Lines are kept, empty ones are not. `limit` counts code points; the cut is made between words.
    Joiners and the marks U+200E, U+200F and U+061C are text and stay.
    """
    text = _tidied(_UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    return text if len(text) <= limit else _tidied(_cut(text, limit))


def _tidied(text: str) -> str:
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _cut(text: str, limit: int) -> str:
    head = text[:limit]
    if text[limit].isspace():
        return head
    words = re.match(r"(?s).*\s", head)
    return words[0] if words else head
