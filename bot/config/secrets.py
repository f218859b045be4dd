"""Secrets: the config names where they are, in the environment or in a file; here they are fetched."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.config.locate import KeyPath
from bot.config.wording import Fault

LONGEST = 4096
"""Bytes of a secret; the tokens of both platforms are below 200."""

_WEBHOOK = re.compile(r"[A-Za-z0-9_-]{1,256}")  # Bot API: setWebhook, secret_token

_OTHERS = 0o077
"""The permissions of a file's group and of everybody else."""

_BEGINNINGS = {"bot_token": "xoxb-", "app_token": "xapp-"}
"""How Slack's tokens begin (docs.slack.dev: token types); they are easily taken for one another."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What became of the places that the config names."""

    values: Mapping[KeyPath, SecretStr]
    off: Mapping[str, str]  # table -> why it cannot be used: a variable that is not set
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


def fetch(places: Iterable[tuple[KeyPath, str]], env: Mapping[str, str], folder: Path) -> Secrets:
    """The secrets behind "env:NAME" and "file:PATH"; relative paths start at `folder`.

    A variable that is not set, or empty, is no mistake: one config serves the desk and the server.
    """
    values: dict[KeyPath, SecretStr] = {}
    unset: dict[str, list[str]] = {}
    faults: list[Fault] = []
    notes: list[Fault] = []
    for at, place in places:
        kind, _, where = place.partition(":")
        if kind == "env" and not env.get(where, "").strip():
            unset.setdefault(str(at[0]), []).append(where)
            continue
        found = env[where].strip() if kind == "env" else _from_file(at, folder, where, notes)
        fault = found if isinstance(found, Fault) else _unfit(at, found)
        if fault:
            faults.append(fault)
        else:
            notes.extend(_doubts(at, str(found)))
            values[at] = SecretStr(str(found))
    off = {table: _not_set(variables) for table, variables in unset.items()}
    notes += [Fault((table,), f"[{table}] is off: {why}.") for table, why in off.items()]
    return Secrets(values, off, tuple(faults), tuple(notes))


def _unfit(at: KeyPath, secret: str) -> Fault | None:
    if not (secret.isascii() and secret.isprintable()) or " " in secret:
        return Fault(at, "What stands in its place is not one word, as a secret is.", "Copy it again.")
    if at[-1] == "secret" and not _WEBHOOK.fullmatch(secret):
        return Fault(
            at, "What stands in its place is not of letters, digits, _ and - only, as Telegram wants it."
        )
    return None


def _not_set(variables: Sequence[str]) -> str:
    if len(variables) == 1:
        return f"the variable {variables[0]} is not set"
    return f"the variables {', '.join(variables[:-1])} and {variables[-1]} are not set"


def _from_file(at: KeyPath, folder: Path, where: str, notes: list[Fault]) -> str | Fault:
    # `where` is never quoted: somebody may have written the secret itself behind "file:".
    path = folder / where
    try:
        if not path.is_file():  # a pipe would keep us waiting
            return Fault(
                at, "The file it names is not there.", f"Relative paths start at {folder.absolute()}."
            )
        if path.stat().st_mode & _OTHERS:
            notes.append(
                Fault(at, "Others on this machine may read the file it names.", "chmod 600 ends that.")
            )
        with path.open("rb") as file:
            text = file.read(LONGEST).decode("ascii", "replace").strip()
    except OSError as error:
        return Fault(at, f"The file it names cannot be read: {error.strerror}.")
    return text or Fault(at, "The file it names is empty.", "Write the secret into it.")


def _doubts(at: KeyPath, secret: str) -> list[Fault]:
    beginning = _BEGINNINGS.get(str(at[-1]), "")
    if secret.startswith(beginning):
        return []
    return [
        Fault(at, f"What stands in its place does not begin with {beginning}.", "It may be another token.")
    ]
