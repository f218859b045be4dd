"""The words that many types have in common: languages, categories, kinds of decisions."""

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["ar", "en", "fr"]
"""The languages that Rasid itself speaks, and reads."""

Part = Literal["title", "summary", "content"]
"""The texts of an entry."""

Category = Literal["killed", "wounded", "missing", "detained", "displaced", "abducted", "sick"]
"""What may have happened to people, as casualty figures are counted."""

MeetingStatus = Literal["held", "planned", "cancelled", "denied", "past", "possible", "contact"]
"""What is said of a meeting: past is before the news, possible a wish or offer, contact a call or letter."""

CATEGORIES: tuple[Category, ...] = get_args(Category)
"""The gravest first."""

Bound = Literal["exact", "at_least", "at_most", "about", "range", "vague", "unspecified"]
"""How a figure is meant: vague is "dozens", unspecified a plural without any number."""

DecisionKind = Literal["new", "update", "correction", "wait", "corroborate", "ignore"]
"""What a watch makes of an entry; the first three are told, and what waits may be later."""

Every = Literal["daily", "weekdays", "hourly"]
"""How often digests come; weekdays are the working days of the country whose time zone it is."""

Update = Literal["message", "edit", "silent"]
"""How an update is told: by a message, in the story's first message, which is edited, or not at all."""

Action = Literal["why", "sources", "mute-story", "unmute-story", "mute-watches", "unmute-watches"]
"""What the buttons below an alert do."""

ReasonKey = Literal[
    "silent",  # older than the first poll of its feed looks back
    "told",  # told already, from the `outlet`
    "aside",  # said by the way, and no news beside what was told of this story or another
    "few",  # fewer than the `number` that the watch wants to begin with
    "first",  # a new story
    "late",  # matches now, and did not when it was first read
    "alone",  # waits `until` then for another publisher
    "unconfirmed",  # no other publisher says so, after all that waiting
    "changed",  # something new in a story that was told
    "small",  # a change smaller than the watch wants
    "cooldown",  # waits `until` the cooldown is over
    "doubt",  # so many more that it waits `until` then for another publisher
    "doubtful",  # so many more that another publisher should say so; it waited, or was taken back
    "waiting",  # waits already, `until` then
    "same",  # what the `outlet` said before
    "less",  # adds nothing to what was told before
    "step",  # nothing new of a meeting
    "day",  # nothing new of a meeting, but another day than was told before
    "words",  # as an older Rasid worded it
]
"""Why a watch decides as it does."""

URGENCY: Mapping[DecisionKind, int] = {"new": 1, "correction": 2}
"""What goes first where a platform takes no more for a moment: a correction, since what stands in channels is
wrong until it comes; then what nobody knows yet; then what adds to that, and all else, with 0."""

OF_URGENT_WATCH = 3
"""Added to the urgency of what is told for an urgent watch: all of it goes before all of the others."""

TO_OPERATOR = 6
"""The urgency of what the operator is told: it is little, and says that something fails."""

SAMPLE_URL = "rasid:sample"
"""Of the feed that ships with the project."""
