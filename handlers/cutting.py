"""Where a text that no message can hold is cut."""

import re

_SENTENCE_END = re.compile(r"""[.!?؟。…]+["'”’»)\]\u2069]*\s+""")


def place(text: str, most: int) -> int:
    """How many of the first `most` code points go together: to the end of a sentence, else of a word.

    A sentence that ends in the first third does not count, so that no text falls into many small pieces.
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(text, most // 3, most)]
    return ends[-1] if ends else text.rfind(" ", 1, most) + 1 or most
