"""The bot's page as a view of Slack's, and what was chosen in one. Pure.

docs.slack.dev/reference/views/home-tab-views, docs.slack.dev/reference/block-kit/block-elements
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from bot.model import Address, Language, Line, Message, Run
from handlers.asking import echo
from handlers.base import Choice, Listed, Page
from handlers.slack.render import Block, render
from handlers.slack.words import KIND, in_slack

MOST_BLOCKS = 100
VIEW_SIZE = 200_000  # bytes of JSON; Slack takes 250 KB
MOST_OPTIONS = 100

CHOOSE, FOLLOW, LANGUAGE = "home-choose", "home-follow", "home-language"
"""What can be chosen, as Slack names it to us."""

NAMES: Mapping[Language, str] = {"ar": "العربية", "en": "English", "fr": "Français"}
_RESERVE = 2  # blocks below the channels: how many more there are, the rule above the alerts

View = dict[str, Any]


def view_of(
    page: Page, *, menu: Iterable[str], metadata: str, nonce: str, uninvited: str | None = None
) -> View:
    """The page as Slack shows it, within its limits: what has no room is counted.

    `menu` names the bot's commands, `uninvited` is the id of a channel of the page that the bot is not in.
    Blocks with controls have the nonce in their ids.
    """
    drawn = _Drawn(page, tuple(menu), nonce, uninvited)
    above, below = drawn.above(), drawn.alerts()
    room = MOST_BLOCKS - len(above) - len(below) - _RESERVE
    size = VIEW_SIZE - _size(above) - _size(below)
    middle: list[Block] = []
    shown = 0
    for listed in page.channels:
        blocks = drawn.channel(listed)
        if len(middle) + len(blocks) > room or (size := size - _size(blocks)) < 0:
            break
        middle += blocks
        shown += 1
    middle += drawn.left_out(len(page.channels) - shown)
    blocks = [*above, *middle, {"type": "divider"}, *below]
    return {"type": "home", "private_metadata": metadata, "blocks": blocks}


def choice_of(action: Mapping[str, Any], view: View) -> Choice | None:
    """What was chosen for a channel of the page; None when it was nothing of ours."""
    kind, _, rest = str(action.get("block_id")).partition(":")
    address = Address(KIND, rest.partition(":")[0])
    if kind == LANGUAGE:
        wanted = (action.get("selected_option") or {}).get("value")
        return next((Choice(address, language=one) for one in get_args(Language) if one == wanted), None)
    if kind != FOLLOW:
        return None
    block: Block = next((b for b in view["blocks"] if b.get("block_id") == action["block_id"]), {})
    before = block.get("accessory", {}).get("initial_options", [])
    return Choice(address, _values(before), _values(action.get("selected_options", [])))


class _Drawn:
    """The parts of one page."""

    def __init__(self, page: Page, menu: Sequence[str], nonce: str, uninvited: str | None) -> None:
        self._page = page
        self._menu = menu
        self._nonce = nonce
        self._uninvited = uninvited

    def above(self) -> list[Block]:
        """What it is, and the field in which a channel is looked for."""
        blocks = self._said(self._page.head)
        if not self._page.editable:
            return blocks
        chooser = {
            "type": "conversations_select",
            "action_id": CHOOSE,
            "placeholder": _plain(self._page.text("home-add.hint")),
            "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        }
        return [*blocks, self._control(f"{CHOOSE}:{self._nonce}", "home-add", chooser)]

    def channel(self, listed: Listed) -> list[Block]:
        """A channel, what holds in it, and for who may change that the controls."""
        chat = listed.channel.address.chat
        lines = list(listed.lines)
        if chat == self._uninvited:
            lines.append((Run(self._page.text("home-invite"), bold=True),))
        more = len({*self._page.watches, *listed.channel.watches}) - MOST_OPTIONS
        if self._page.editable and more > 0:
            lines.append((Run(self._page.text("home-watches", count=more)),))
        blocks = self._said(lines)
        blocks[0] = blocks[0] | {"elements": [self._name(chat), *blocks[0]["elements"]]}
        if not self._page.editable:
            return [{"type": "divider"}, *blocks]
        return [{"type": "divider"}, *blocks, self._follow(listed), self._language(listed)]

    def left_out(self, count: int) -> list[Block]:
        """How many channels are not shown."""
        key = "home-more" if self._page.editable else "and-more"
        return self._said([(Run(self._page.text(key, count=count)),)]) if count else []

    def alerts(self) -> list[Block]:
        """The last ones."""
        title = (Run(self._page.text("home-alerts"), bold=True),)
        return self._said([title, (), *self._page.alerts], quoting=True)

    def _name(self, chat: str) -> Block:
        """The channel by its id, so that it is shown by the name it has by then, to those who may know it."""
        if chat.startswith("D"):
            text = self._page.text("home-direct")
            element: Block = {"type": "text", "text": text}
        else:
            element = {"type": "channel", "channel_id": chat}
        return {"type": "rich_text_section", "elements": [element | {"style": {"bold": True}}]}

    def _follow(self, listed: Listed) -> Block:
        """Which watches it follows: those come first, since not all of them always have room."""
        follows, chat = listed.channel.watches, listed.channel.address.chat
        order = [*follows, *(name for name in self._page.watches if name not in follows)]
        titles = {name: self._page.watches.get(name, name) for name in order}
        options = [_option(echo(title), name) for name, title in titles.items()][:MOST_OPTIONS]
        initial = {"initial_options": options[: len(follows)]} if follows else {}
        menu = {
            "type": "multi_static_select",
            "action_id": FOLLOW,
            "placeholder": _plain(self._page.text("home-follow.hint")),
            "options": options,
        }
        return self._control(f"{FOLLOW}:{chat}:{self._nonce}", "home-follow", menu | initial)

    def _language(self, listed: Listed) -> Block:
        options = {language: _option(name, language) for language, name in NAMES.items()}
        menu = {
            "type": "static_select",
            "action_id": LANGUAGE,
            "options": list(options.values()),
            "initial_option": options[listed.language],
        }
        chat = listed.channel.address.chat
        return self._control(f"{LANGUAGE}:{chat}:{self._nonce}", "home-language", menu)

    def _control(self, id_: str, label: str, element: Block) -> Block:
        text = _plain(self._page.text(label))
        return {"type": "section", "block_id": id_, "text": text, "accessory": element}

    def _said(self, lines: Sequence[Line], *, quoting: bool = False) -> list[Block]:
        own = in_slack(Message(self._page.language, tuple(lines)), self._menu, quoting=quoting)
        return [block for part in render(own) for block in part.blocks]


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _option(text: str, value: str) -> Block:
    return {"text": _plain(text), "value": value}


def _values(options: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(option["value"] for option in options)


def _size(blocks: Sequence[Block]) -> int:
    return len(json.dumps(blocks).encode()) + 2
