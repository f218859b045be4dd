"""How a message looks: to be read in an editor, and whether its direction marks are in order."""

from bot.model import Message, Run
from bot.telling.bidi import PDI

VISIBLE = {"\u200e": "‹LRM›", "\u200f": "‹RLM›", "\u2068": "‹FSI›", "\u2069": "‹PDI›", "\u00a0": "‹NBSP›"}


def dump(message: Message) -> str:
    """A message as one can read it in an editor: styles as in Markdown, marks by name."""

    def run(one: Run) -> str:
        text = "".join(VISIBLE.get(char, char) for char in one.text)
        text = f"**{text}**" if one.bold else f"`{text}`" if one.code else text
        return f"[{text}]({one.link})" if one.link else text

    return "\n".join("".join(map(run, line)) for line in message.lines) + "\n"


def is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in "\u2066\u2067\u2068") - (char == PDI)
        if depth < 0:
            return False
    return depth == 0
