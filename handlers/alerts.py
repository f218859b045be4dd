"""Alerts in few lines, where several are shown."""

from collections.abc import Sequence

from bot.model import Alert, Line
from handlers.asking import Asked


def briefly(asked: Asked, alerts: Sequence[Alert], *, of_one: bool = False) -> list[Line]:
    """Of each alert its title and source, and its watches unless they are all `of_one`."""
    lines: list[Line] = []
    for alert in alerts:
        message = asked.desk.alert(alert, asked.language)
        foot = len(message.lines) - message.lines[::-1].index(())
        title, source, found_by = message.lines[0], message.lines[foot], message.lines[-1]
        lines += [title, source, *([] if of_one else [found_by]), ()]
    return lines[:-1]
