"""What is wrong with the shape of a file, in words for who wrote it rather than for who validates it."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.config.locate import KeyPath
from bot.config.schema import ITEM, Table, keys
from bot.config.wording import Fault, closest, did_you_mean, dotted, listed, shown

_SECRETIVE = frozenset({"telegram", "slack"})
"""Tables none of whose values are quoted: a secret may stand in any line of them by mistake."""

_WANTED = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
}

_KEYS: dict[KeyPath, FieldInfo] = dict(keys())

Shape = TypeVar("Shape", bound=Table)


def validate(data: dict[str, Any], shape: type[Shape]) -> tuple[Shape | None, list[Fault]]:
    """The file in this shape, or all that is wrong with that."""
    errors: Sequence[ErrorDetails] = ()
    try:
        return shape.model_validate(data), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    return None, _faults(errors)


def _faults(errors: Sequence[ErrorDetails]) -> list[Fault]:
    # Who wrote "nmae" is told of that, and not that "name" is missing as well.
    mistyped = {_meant(error["loc"]) for error in errors if error["type"] == "extra_forbidden"}
    return [
        _fault(error) for error in errors if not (error["type"] == "missing" and error["loc"] in mistyped)
    ]


def _fault(error: ErrorDetails) -> Fault:
    at, context = error["loc"], error.get("ctx", {})
    quotable = at[0] not in _SECRETIVE or isinstance(error["input"], dict | list)
    subject = shown(error["input"]) if quotable else "This value"
    match error["type"]:
        case "missing":
            return Fault(at, "This key is missing.", _example(at))
        case "extra_forbidden":
            return Fault(at, "There is no such key here.", _known_key(at))
        case "rasid":
            return Fault(at, f"{subject} {context['what']}.", context["advice"] or _example(at))
        case "literal_error":
            choices = re.findall(r"'(.*?)'", context["expected"])
            return Fault(
                at,
                f"{subject} is not one of {listed(choices)}.",
                did_you_mean(error["input"], choices, _example(at)),
            )
        case "too_short":
            return Fault(at, "This list is empty.", _example(at))
        case "greater_than_equal":
            return Fault(at, f"{subject} is below {context['ge']}.", _example(at))
        case "less_than_equal":
            return Fault(at, f"{subject} is above {context['le']}.", _example(at))
        case kind if kind in _WANTED:
            return Fault(at, f"{subject} stands where {_WANTED[kind]} belongs.", _example(at))
        case _:
            return Fault(at, f"{subject} cannot be used here.", _example(at))


def _known_key(at: KeyPath) -> str:
    meant = _meant(at)
    return f"Did you mean {shown(meant[-1])}?" if meant else f"These are known: {listed(_siblings(at))}."


def _meant(at: KeyPath) -> KeyPath | None:
    """The path with its last key as it probably should be."""
    close = closest(at[-1], _siblings(at))
    return None if close is None else (*at[:-1], close)


def _siblings(at: KeyPath) -> list[str]:
    """The keys that are known in the table of this one."""
    table = _general(at[:-1])
    return [str(path[-1]) for path in _KEYS if path[:-1] == table]


def _example(at: KeyPath) -> str:
    """What to write for this key, or for the list around this item."""
    while len(at) > 1 and isinstance(at[-1], int):
        at = at[:-1]
    key, field = at[-1], _KEYS.get(_general(at))
    if field is None:  # an id of [people] or [places]
        return f'Write a list of names, as {dotted(at[1:])} = ["…", "…"].'
    examples = " or ".join(map(str, field.examples or ()))
    return f"Write {examples}." if len(at) == 1 else f"Write {key} = {examples}."


def _general(at: KeyPath) -> KeyPath:
    return tuple(ITEM if isinstance(part, int) else part for part in at)
