"""Texts as hostile as feeds can make them."""

from hypothesis import strategies as st

_NAMES = ["حفتر", "السيسي", "للسيسى", "ولحفتر", "قُتِلَ", "ـــ", "لقاء", "Haftar", "Straße"]
_OTHERS = ["É", "l’", "ﷲ", "ﻻ", "١٢٣", "۴", "13.5", "د.", "U.S.", "M.", "İ", "ǆ", "ŉ", "½"]
_SIGNS = [".", "..", "…", "؟", "!", "«", "»", '"', "-", "–", "_", "#", "'"]
_MARKS = ["\u0301", "\u064b", "\u0610", "\u0670"]
_UNSEEN = ["\u200f", "\u2067", "\u200b", "\u00ad", "\ufeff", "\ud800", "\udfff", "\x00", "\U0001f600"]
_SPACES = [" ", "  ", "\u00a0", "\n", "\r\n", "\u2028", "\t"]

anything = st.text(st.characters(exclude_categories=()), max_size=60)
newslike = st.lists(st.sampled_from(_NAMES + _OTHERS + _SIGNS + _MARKS + _UNSEEN + _SPACES), max_size=30).map(
    "".join
)
texts = newslike | anything | st.lists(newslike | anything, max_size=4).map("".join)
