"""The app manifest, read with as much of YAML as it uses: maps, lists, plain and double-quoted scalars."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Manifest:
    """What the app is allowed and told."""

    commands: frozenset[str]
    scopes: frozenset[str]
    events: frozenset[str]
    document: dict[str, Any]


def read_manifest(text: str) -> Manifest:
    lines = [line for raw in text.splitlines() if (line := re.sub(r"(^|\s)#.*", "", raw).rstrip())]
    document = _block(_Lines(lines), 0)
    return Manifest(
        frozenset(command["command"] for command in document["features"]["slash_commands"]),
        frozenset(document["oauth_config"]["scopes"]["bot"]),
        frozenset(document["settings"]["event_subscriptions"]["bot_events"]),
        document,
    )


class _Lines:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def at(self, indent: int) -> Iterator[str]:
        """The lines of this depth, until one that is less deep."""
        while self._lines and self.indent() == indent:
            yield self._lines.pop(0).strip()

    def indent(self) -> int:
        return len(self._lines[0]) - len(self._lines[0].lstrip()) if self._lines else -1

    def put_back(self, line: str) -> None:
        self._lines.insert(0, line)


def _block(lines: _Lines, indent: int) -> Any:
    found: Any = None
    for line in lines.at(indent):
        if line.startswith("- "):
            found = found or []
            if re.match(r"- \w+: ", line):  # a map whose first key stands behind the dash
                lines.put_back(" " * (indent + 2) + line[2:])
                found.append(_block(lines, indent + 2))
            else:
                found.append(_scalar(line[2:]))
        else:
            found = found or {}
            key, _, value = line.partition(":")
            found[key] = _scalar(value.strip()) if value.strip() else _block(lines, lines.indent())
    return found


def _scalar(text: str) -> Any:
    return json.loads(text) if text in {"true", "false"} or text.startswith('"') else text
