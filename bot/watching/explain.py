"""What a watch will do, as sentences for people."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.model import Casualties, Meeting, MeetingStatus, Watch

_DID: dict[MeetingStatus, str] = {
    "held": "met",
    "planned": "will meet",
    "past": "met some time ago",
    "possible": "may meet",
    "contact": "spoke or wrote to each other",
}
_WAS: dict[MeetingStatus, str] = {"cancelled": "cancelled", "denied": "denied"}
_LEFT_OUT: dict[MeetingStatus, str] = {
    "held": "meetings held",
    "planned": "plans",
    "cancelled": "cancellations",
    "denied": "denials",
    "past": "earlier meetings",
    "possible": "offers",
    "contact": "calls and letters",
}


def explain(watch: Watch) -> str:
    """What a watch will do."""
    feeds = f" from {_listed(watch.feeds, 'or')}" if watch.feeds else ""
    conditions = "; and ".join(_conditions(watch))
    first = f"when an entry{feeds} {conditions}" if conditions else f"on every entry{feeds}"
    return " ".join((f"Alerts {first}.", *_exceptions(watch), *_waits(watch)))


def _conditions(watch: Watch) -> Iterator[str]:
    if watch.meeting:
        yield f"says that {_meeting(watch.meeting)}"
    if watch.casualties:
        yield _casualties(watch.casualties)
    if watch.any:
        yield f"contains {_listed(map(_quoted, watch.any), 'or')}"
    if watch.all:
        yield f"contains {_listed(map(_quoted, watch.all), 'and')}"
    if watch.none:
        yield f"does not contain {_listed(map(_quoted, watch.none), 'or')}"


def _exceptions(watch: Watch) -> Iterator[str]:
    if watch.meeting:
        left_out = [words for status, words in _LEFT_OUT.items() if status not in watch.meeting.status]
        yield "Being named together is not enough."
        if left_out:
            yield f"Not on {_listed(left_out, 'or')}."
    if watch.casualties:
        yield "Not on figures that are denied, only feared, or of older events."
        if watch.at_least > 1:
            yield f"Not below {watch.at_least}, nor when a figure rises by less."


def _waits(watch: Watch) -> Iterator[str]:
    if watch.urgent:
        yield "Where a platform is what holds things up, its alerts go before those of other watches."
    if watch.corroborated > 1:
        yield (
            f"A new story waits until {watch.corroborated} publishers report it; after"
            f" {length(watch.corroborated_within)} it is told as unconfirmed."
        )
    if watch.update == "edit":
        yield "What is new in a story is written into its first message; a correction comes as a message."
    if watch.update == "silent":
        yield "Of what is new in a story nothing is sent, but corrections."
    if watch.cooldown:
        yield (
            f"After an alert higher figures of its story wait for {length(watch.cooldown)} and come as one;"
            " corrections and the steps of a meeting do not."
        )


def length(duration: timedelta) -> str:
    """A length of time as the config writes it: in the largest unit that leaves no rest."""
    seconds = int(duration.total_seconds())
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds % size == 0:
            return counted(seconds // size, unit)
    return counted(seconds, "second")


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things, in words."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _meeting(meeting: Meeting) -> str:
    people = meeting.people if len(meeting.people) > 1 else (*meeting.people, "anybody else of [people]")
    names = _listed(people, "and")
    did, was = (
        [words for status, words in said.items() if status in meeting.status] for said in (_DID, _WAS)
    )
    if not did:
        return f"a meeting of {names} was {_listed(was, 'or')}"
    if not was:
        return f"{names} {_listed(did, 'or')}"
    return f"{names} {', '.join(did)}, or that a meeting was {_listed(was, 'or')}"


def _casualties(casualties: Casualties) -> str:
    return (
        f"says that people were {_listed(casualties.of, 'or')}, and names {_listed(casualties.places, 'or')}"
        " in its title, summary or first sentences, or in the sentence that says so"
    )


def _quoted(phrase: str) -> str:
    return f"«{phrase}»"


def _listed(words: Iterable[str], last: str) -> str:
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final
