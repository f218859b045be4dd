"""What every store promises of workspaces: they are known over a restart, each by its last token."""

from dataclasses import replace

from bot.model import Installation
from bot.store.base import Store
from tests.store.builders import DAY, NOW
from tests.store.stores import Opener

ONE = Installation("T0ONE", "xoxb-1-first", "U0RASID", "B0RASID")
TWO = Installation("T0TWO", "xoxb-2-first", "U0RASID", "B0RASID", "E0CORP")


async def test_workspaces_are_known_over_a_restart(opener: Opener) -> None:
    store = await opener()
    assert await store.installations("slack") == []
    await store.install("slack", TWO, NOW)
    await store.install("slack", ONE, NOW)
    await store.close()
    again = await opener()
    assert await again.installations("slack") == [ONE, TWO]
    assert await again.installations("telegram") == []
    await again.close()


async def test_the_last_token_of_a_workspace_counts(store: Store) -> None:
    await store.install("slack", ONE, NOW)
    newer = replace(ONE, token="xoxb-1-second", enterprise="E0CORP")
    await store.install("slack", newer, NOW + DAY)
    assert await store.installations("slack") == [newer]


async def test_what_was_removed_is_gone_and_no_other(store: Store) -> None:
    for one in (ONE, TWO):
        await store.install("slack", one, NOW)
    await store.uninstall("telegram", "T0ONE")
    await store.uninstall("slack", "T0ONE")
    await store.uninstall("slack", "T0ONE")
    assert await store.installations("slack") == [TWO]


def test_a_token_is_not_shown_with_its_installation() -> None:
    assert "xoxb" not in repr(ONE)
