"""What becomes of a message where its picture cannot be shown."""

from dataclasses import replace

from bot.model import Message, Run

FSI, PDI = "\u2068", "\u2069"


def without_picture(message: Message, why: str) -> Message:
    """The text alone; below it that the picture is missing, and why in the platform's words."""
    if message.picture is None:
        return message
    reason = (Run(f"{message.picture.failed} {FSI}"), Run(why, code=True), Run(PDI))
    return replace(message, lines=(*message.lines, *[()] * bool(message.lines), reason), picture=None)
