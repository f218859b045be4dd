"""What Slack accepts as blocks: the rules that its reference states, and the size that it does not state.

docs.slack.dev/reference/block-kit/blocks; slackapi/bolt-js#2509 for the total size.
"""

import json
import re
from typing import Any

MOST_BLOCKS = 50
TOTAL = 13_200
MOST_IN_VIEW = 100
VIEW = 250_000
MENUS = {"conversations_select", "multi_static_select", "static_select"}
STYLES = {"bold", "italic", "strike", "code"}


class RejectedError(Exception):
    """The error code, and the sentences that Slack adds in response_metadata."""

    def __init__(self, code: str, *messages: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = [f"[ERROR] {message}" for message in messages]


def check_blocks(blocks: Any) -> None:
    """Of a message. Raises RejectedError."""
    _check_all(blocks, MOST_BLOCKS)
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    _expect(len(ids) == len(set(ids)), "block_id already exists", "/blocks")
    if len(json.dumps(blocks, ensure_ascii=False)) > TOTAL:
        raise RejectedError("msg_blocks_too_long")


def check_view(view: Any) -> None:
    """Of a Home tab (docs.slack.dev/reference/views/home-tab-views). Raises RejectedError."""
    _expect(isinstance(view, dict) and view.get("type") == "home", "must be home", "/view/type")
    _only(view, {"type", "blocks", "private_metadata", "callback_id", "external_id"}, "/view")
    _expect(len(view.get("private_metadata", "")) <= 3_000, "must be less than 3001 characters", "/view")
    _check_all(view.get("blocks"), MOST_IN_VIEW)
    ids = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    _expect(len(ids) == len(set(ids)), "block_id already exists", "/view/blocks")
    if len(json.dumps(view)) > VIEW:
        raise RejectedError("view_too_large")


def _check_all(blocks: Any, most: int) -> None:
    _expect(isinstance(blocks, list), "must be an array", "/blocks")
    _expect(len(blocks) <= most, f"no more than {most} items allowed", "/blocks")
    for number, block in enumerate(blocks):
        _check_block(block, f"/blocks/{number}")
        _expect(len(block.get("block_id", "")) <= 255, "must be less than 256 characters", f"/{number}")


def _expect(condition: bool, problem: str, where: str) -> None:  # noqa: FBT001  reads as a sentence
    if not condition:
        raise RejectedError("invalid_blocks", f"{problem} [json-pointer:{where}]")


def _only(value: dict[str, Any], allowed: set[str], where: str) -> None:
    extra = set(value) - allowed
    _expect(not extra, f"invalid additional property: {', '.join(sorted(extra))}", where)


def _check_block(block: Any, where: str) -> None:
    _expect(isinstance(block, dict), "must be an object", where)
    match block.get("type"):
        case "rich_text":
            _only(block, {"type", "elements", "block_id"}, where)
            _each(block, "elements", where, _check_rich)
        case "section":
            _check_section(block, where)
        case "header":
            _only(block, {"type", "text", "block_id"}, where)
            _expect(block.get("text", {}).get("type") == "plain_text", "must be plain_text", f"{where}/text")
            _check_text(block["text"], 150, f"{where}/text")
        case "context":
            _only(block, {"type", "elements", "block_id"}, where)
            elements = block.get("elements", [])
            _expect(1 <= len(elements) <= 10, "no more than 10 items allowed", f"{where}/elements")
            for number, text in enumerate(elements):
                _check_text(text, 3_000, f"{where}/elements/{number}")
        case "actions":
            _check_actions(block, where)
        case "divider":
            _only(block, {"type", "block_id"}, where)
        case other:
            _expect(False, f"unsupported type: {other}", f"{where}/type")


def _check_section(block: dict[str, Any], where: str) -> None:
    _only(block, {"type", "text", "fields", "block_id", "accessory"}, where)
    _expect("text" in block or "fields" in block, "missing required field: text", where)
    if "text" in block:
        _check_text(block["text"], 3_000, f"{where}/text")
    for number, text in enumerate(block.get("fields", [])):
        _check_text(text, 2_000, f"{where}/fields/{number}")
    _expect(len(block.get("fields", [])) <= 10, "no more than 10 items allowed", f"{where}/fields")
    if "accessory" in block:
        _check_menu(block["accessory"], f"{where}/accessory")


def _check_actions(block: dict[str, Any], where: str) -> None:
    _only(block, {"type", "elements", "block_id"}, where)
    elements = block.get("elements", [])
    _expect(1 <= len(elements) <= 25, "no more than 25 items allowed", f"{where}/elements")
    _each(block, "elements", where, _check_button)
    ids = {element["action_id"] for element in elements}
    _expect(len(ids) == len(elements), "action_id must be unique", f"{where}/elements")


def _check_button(button: Any, where: str) -> None:
    _expect(isinstance(button, dict) and button.get("type") == "button", "unsupported type", where)
    _only(button, {"type", "text", "action_id", "value", "style", "url", "accessibility_label"}, where)
    _expect(button.get("text", {}).get("type") == "plain_text", "must be plain_text", f"{where}/text")
    _check_text(button["text"], 75, f"{where}/text")
    _expect(1 <= len(button.get("action_id", "")) <= 255, "must be 1 to 255 characters", f"{where}/action_id")
    _expect(len(button.get("value", "")) <= 2_000, "must be less than 2001 characters", f"{where}/value")


def _check_text(text: Any, limit: int, where: str) -> None:
    _expect(isinstance(text, dict) and text.get("type") in {"plain_text", "mrkdwn"}, "no text object", where)
    _expect(bool(text.get("text")), "must be more than 0 characters", f"{where}/text")
    _expect(len(text["text"]) <= limit, f"must be less than {limit + 1} characters", f"{where}/text")


def _check_menu(menu: Any, where: str) -> None:
    """A menu beside a section (docs.slack.dev/reference/block-kit/block-elements)."""
    kind = menu.get("type")
    _expect(kind in MENUS, f"unsupported type: {kind}", f"{where}/type")
    _expect(1 <= len(menu.get("action_id", "")) <= 255, "must be less than 256 characters", where)
    if "placeholder" in menu:
        _check_plain(menu["placeholder"], 150, f"{where}/placeholder")
    if kind == "conversations_select":
        _only(menu, {"type", "action_id", "placeholder", "filter", "initial_conversation"}, where)
        return
    initial = "initial_options" if kind == "multi_static_select" else "initial_option"
    _only(menu, {"type", "action_id", "placeholder", "options", initial}, where)
    options = menu.get("options") or []
    _expect(1 <= len(options) <= 100, "no more than 100 items allowed", f"{where}/options")
    for number, option in enumerate(options):
        _only(option, {"text", "value"}, f"{where}/options/{number}")
        _check_plain(option["text"], 75, f"{where}/options/{number}/text")
        _expect(1 <= len(option["value"]) <= 150, "must be less than 151 characters", where)
    if initial in menu:
        chosen = menu[initial] if kind == "multi_static_select" else [menu[initial]]
        _expect(bool(chosen), "must have at least 1 item", f"{where}/{initial}")
        _expect(all(option in options for option in chosen), "must be among the options", where)


def _check_plain(text: Any, limit: int, where: str) -> None:
    _expect(isinstance(text, dict) and text.get("type") == "plain_text", "must be plain_text", where)
    _check_text(text, limit, where)


def _each(value: dict[str, Any], key: str, where: str, check: Any) -> None:
    items = value.get(key)
    _expect(isinstance(items, list), "must be an array", f"{where}/{key}")
    for number, item in enumerate(items or []):
        check(item, f"{where}/{key}/{number}")


def _check_rich(section: Any, where: str) -> None:
    _expect(isinstance(section, dict) and section.get("type") == "rich_text_section", "unsupported", where)
    _only(section, {"type", "elements"}, where)
    _each(section, "elements", where, _check_element)


def _check_element(element: Any, where: str) -> None:
    kind = element.get("type")
    if kind == "channel":
        _only(element, {"type", "channel_id", "style"}, where)
        _expect(bool(re.fullmatch("[CG][A-Z0-9]+", element.get("channel_id", ""))), "no channel", where)
        return
    _expect(kind in {"text", "link"}, f"unsupported type: {kind}", f"{where}/type")
    _only(element, {"type", "text", "style"} | ({"url"} if kind == "link" else set()), where)
    text = element.get("text")
    _expect(isinstance(text, str) and bool(text), "must be more than 0 characters", f"{where}/text")
    _expect(set(element.get("style", {})) <= STYLES, "invalid style", f"{where}/style")
    if kind == "link":
        url = element.get("url", "")
        valid = url.startswith(("http://", "https://")) and not set(url) & set(' <>|"\n')
        _expect(valid and len(url) <= 3_000, "invalid url", f"{where}/url")
