"""What a watch will do, as sentences for people."""

from collections.abc import Iterable, Iterator

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
    if not conditions:
        return f"Alerts on every entry{feeds}."
    return " ".join((f"Alerts when an entry{feeds} {conditions}.", *_exceptions(watch)))


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
