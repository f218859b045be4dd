import re
from pathlib import Path

from handlers.slack.updates import EVENTS
from handlers.slack.words import SLASH_COMMANDS
from tests.fakes.slack_parts import HISTORY_SCOPES
from tests.slack.manifest import Manifest


def test_it_registers_the_slash_commands_that_are_heeded(manifest: Manifest) -> None:
    assert manifest.commands == {f"/{command}" for command in SLASH_COMMANDS}


def test_it_subscribes_to_the_events_that_are_heeded(manifest: Manifest) -> None:
    assert manifest.events == {"message.im" if event == "message" else event for event in EVENTS}


def test_words_behind_a_slash_command_come_as_they_were_typed(manifest: Manifest) -> None:
    commands = manifest.document["features"]["slash_commands"]
    assert [command["should_escape"] for command in commands] == [False] * len(commands)


def test_it_lets_the_bot_see_what_arrived(manifest: Manifest) -> None:
    assert set(HISTORY_SCOPES.values()) <= manifest.scopes


def test_it_is_for_socket_mode_and_lets_people_write_to_the_bot(manifest: Manifest) -> None:
    assert manifest.document["settings"]["socket_mode_enabled"] is True
    home = manifest.document["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False


def test_the_guide_names_every_command_and_scope(manifest: Manifest) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "slack.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<=`)/\w+", guide)) | set(re.findall(r"`([a-z_]+:[a-z]+|commands)`", guide))

    assert manifest.commands | manifest.scopes <= named
