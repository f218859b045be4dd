"""The buttons below an alert: what they say, what they bring back when they are pressed. Pure.

What a button brings back is a letter, the delivery below which it is and the second of its alert, since the
numbers of deliveries begin anew with another database. Anything may come back, so nothing in it is believed.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from babel.dates import format_datetime

from bot.model import Action, Alert, Button, Delivery, Language
from bot.telling.wording import Wording

_LETTERS: Final[dict[Action, str]] = {
    "why": "w",
    "sources": "s",
    "mute-story": "m",
    "unmute-story": "u",
    "mute-watches": "h",
    "unmute-watches": "r",
}
_ACTIONS: Final[dict[str, Action]] = {letter: action for action, letter in _LETTERS.items()}
_PRESS = re.compile(r"([a-z]):([0-9a-f]{1,15}):([0-9a-f]{1,15})")  # hexadecimal numbers that a database holds


@dataclass(frozen=True, slots=True)
class Read:
    """What came back, if it is what a button of ours brings back."""

    action: Action
    delivery: int
    second: int


def read(press: str) -> Read | None:
    """What came back of a button; None when no button of ours brings that back."""
    found = _PRESS.fullmatch(press)
    action = found and _ACTIONS.get(found[1])
    return Read(action, int(found[2], 16), int(found[3], 16)) if found and action else None


def is_of(found: Read, alert: Alert) -> bool:
    """Whether it was a button below this alert."""
    return found.second == _second(alert)


def compose_buttons(delivery: Delivery, language: Language, wording: Wording) -> tuple[Button, ...]:
    """The buttons below a delivery, by what its channel mutes now; a notice has none."""
    alert = delivery.what
    if not isinstance(alert, Alert):
        return ()
    labels: dict[Action, str] = {"why": wording.text(language, "button-why")}
    if alert.story is not None:
        labels["sources"] = wording.text(language, "button-sources")
        story: Action = "unmute-story" if delivery.story_muted else "mute-story"
        labels[story] = wording.text(language, f"button-{story}")
    if until := muted_until(delivery):
        pattern = wording.text(language, "button-time-pattern")
        time = format_datetime(until, pattern, tzinfo=wording.zone, locale=language)
        labels["unmute-watches"] = wording.text(language, "button-unmute-watches", time=time)
    elif count := len(alert.watches):
        labels["mute-watches"] = wording.text(language, "button-mute-watches", count=count)
    tail = f"{delivery.id:x}:{_second(alert):x}"
    return tuple(Button(label, f"{_LETTERS[action]}:{tail}") for action, label in labels.items())


def muted_until(delivery: Delivery) -> datetime | None:
    """Until when every watch of a delivery is muted by its name; None when one is not."""
    watches = delivery.what.watches if isinstance(delivery.what, Alert) else ()
    ends = {mute.watch: mute.until for mute in delivery.mutes}
    return min((ends[watch] for watch in watches), default=None) if ends.keys() >= {*watches} else None


def _second(alert: Alert) -> int:
    return int(alert.at.timestamp())
