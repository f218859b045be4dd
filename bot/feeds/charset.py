"""From bytes to characters, for documents that do not say, or do not know, how they are encoded.

UTF-8 is tried before any label is read: other text is practically never valid UTF-8 by chance, and
servers label what they did not look at. Then the document's own label goes before the server's.
"""

import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

ARABIC, WESTERN, UTF_8 = "cp1256", "cp1252", "utf-8"

_LABEL_WITHIN = 4096  # bytes from the start that are searched for a label, as browsers do (1024) and more
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 200_000
_MOSTLY = 0.5
_CHARSETS = re.compile(r"cp\d+|iso8859-\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*")
_WESTERN_LABELS = frozenset({"cp1252", "iso8859-1", "iso8859-15"})


def decode(body: bytes, content_type: str | None) -> str:
    """The characters of an XML or HTML document; what cannot be read becomes U+FFFD."""
    encoding, bom = read_bom(body)
    if encoding is not None and bom is not None:
        return body[len(bom) :].decode(encoding, "replace")
    try:
        return body.decode(UTF_8)
    except UnicodeDecodeError:
        return to_unicode(body, _encoding(body, content_type))


def _encoding(body: bytes, content_type: str | None) -> str:
    """The encoding of a body that is not valid UTF-8."""
    labels = (html_body_declared_encoding(body[:_LABEL_WITHIN]), http_content_type_encoding(content_type))
    # Python knows more codecs than there are charsets of documents, and not all of them make text.
    label = next((label for label in labels if label is not None and _CHARSETS.fullmatch(label)), None)
    if label is not None and label not in _WESTERN_LABELS:
        return label
    if label is None and _is_damaged_utf8(body):
        return UTF_8
    # Unlabelled, or labelled as servers label everything: the bytes tell the two apart.
    return ARABIC if _has_words_of_high_bytes(body) else WESTERN


def _is_damaged_utf8(body: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: a text cut in mid-character, or one bad byte."""
    text = body[:_SAMPLE].decode(UTF_8, "replace")
    foreign = [char for char in text if not char.isascii()]
    return foreign.count("\ufffd") < len(foreign) * _MOSTLY


def _has_words_of_high_bytes(body: bytes) -> bool:
    """Whether bytes over 127 come in words, as in windows-1256, and not singly, as in French."""
    runs = [len(run) for run in _HIGH_RUNS.findall(body[:_SAMPLE])]
    return sum(length for length in runs if length > 1) > sum(runs) * _MOSTLY
