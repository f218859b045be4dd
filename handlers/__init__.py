"""The registry of platforms.

To add one, copy a folder and add its line here; then let the config know it. In `bot.config`: `schema` (its
table, and its kind among those of a channel), `values` (what its ids look like), `checks` and `translate`
(which of its keys are secrets), `settings` and `load`. In `bot.platforms`: `platforms_of`, which makes
the arguments of its transport. `tests/contract/harness.py` says how it joins the suite that all must pass.
"""

import pkgutil
from collections.abc import Mapping
from typing import Any, Final

from handlers.base import Transport

PLATFORMS: Final[Mapping[str, str]] = {
    "console": "handlers.console.transport:ConsoleTransport",
    "slack": "handlers.slack.workspaces:slack",
    "telegram": "handlers.telegram.transport:TelegramTransport",
}
"""Kind of a channel -> what makes its transport, imported when it is wanted: their libraries are large."""


def transport(kind: str, settings: Mapping[str, Any]) -> Transport:
    """A transport of this kind; `settings` are its constructor's arguments. Nothing is connected yet."""
    made: Transport = pkgutil.resolve_name(PLATFORMS[kind])(**settings)
    return made
