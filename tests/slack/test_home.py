"""The bot's page in Slack: who sees what, what can be changed there, and that it is drawn anew."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Access, Address, Channel, Language, Mute, Quiet, Run, Watch
from handlers.base import Listed, Page
from handlers.commands import Commands
from handlers.slack.transport import SlackTransport
from handlers.slack.views import CHOOSE, FOLLOW, LANGUAGE, MOST_BLOCKS, choice_of, view_of
from tests.contract.harness import reserved_port
from tests.fakes.desk import FakeDesk, tripoli
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import check_view
from tests.fakes.slack_parts import BOT_TOKEN, SIGNING_SECRET, Broken, Error
from tests.telling.samples import SAMPLES

BOSS = "U0BOSS"
NEWS, PRIVATE = Address("slack", "C0NEWS"), Address("slack", "G0PRIVATE")
WATCHES = (Watch("haftar-sisi", "Haftar–Sisi meetings"), Watch("oil", "Oil crescent"), Watch("rain", "مطر"))
INTRODUCTION = (
    "Rasid reads the news as it comes out and alerts a channel when a watch that it follows finds something."
)
INVITATION = (
    "Rasid is not in this channel yet, and can send no alerts there. Type “/invite @Rasid” in the channel."
)
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))


@pytest.fixture
def desk() -> FakeDesk:
    """Two channels that follow something, one of them set in the config; admins of the workspace may edit."""
    channels = [
        Channel(NEWS, watches=("oil", "haftar-sisi"), fixed=("haftar-sisi",)),
        Channel(PRIVATE, "ar", watches=("*",)),
        Channel(Address("slack", "C0FORMER")),
        Channel(Address("telegram", "-1005"), watches=("oil",)),
    ]
    return FakeDesk(
        configured=WATCHES,
        allowed=Access(group_admins=True),
        channels={channel.address: channel for channel in channels},
    )


@pytest.fixture
async def home(slack: FakeSlack, transport: SlackTransport, desk: FakeDesk) -> FakeSlack:
    """The workspace, with the bot started."""
    slack.channels["C0NEWS"].people = {"U0ADA"}
    await transport.start(Commands(desk))
    return slack


async def opened(slack: FakeSlack, user: str = BOSS) -> dict[str, Any]:
    """The page that somebody sees after opening it."""
    return await published(slack, slack.home_opened(user=user), user)


async def published(slack: FakeSlack, payload: dict[str, Any], user: str = BOSS) -> dict[str, Any]:
    """The page that somebody sees after this."""
    before = slack.journal.count(("published", user))
    slack.push(payload)
    await slack.until(lambda: slack.journal.count(("published", user)) > before)
    return slack.views[user]


def read(view: dict[str, Any]) -> str:
    """What is to be read, a line for a section; channels by their ids, controls by label and choice."""
    lines: list[str] = []
    for block in view["blocks"]:
        if block["type"] == "rich_text":
            for section in block["elements"]:
                texts = (e.get("text") or f"#{e['channel_id']}" for e in section["elements"])
                lines.append("".join(texts))
        elif block["type"] == "section":
            menu = block["accessory"]
            chosen = menu.get("initial_options") or [menu.get("initial_option")]
            values = [option["text"]["text"] for option in chosen if option]
            lines.append(f"[{block['text']['text']}: {', '.join(values)}]")
    return "\n".join(lines).translate(MARKS)


async def test_who_may_change_things_sees_every_channel_with_controls(home: FakeSlack) -> None:
    assert read(await opened(home)).splitlines() == [
        INTRODUCTION,
        "[Find a channel, or add one: ]",
        "#C0NEWS",
        "This chat follows 2 watches: Oil crescent, Haftar–Sisi meetings.",
        "Set in the bot’s config, which is the only place to change it: Haftar–Sisi meetings.",
        "[Watches followed: Oil crescent, Haftar–Sisi meetings]",
        "[Language of the channel: English]",
        "#G0PRIVATE",
        "This chat follows every watch.",
        "[Watches followed: All watches, also those added later]",
        "[Language of the channel: العربية]",
        "Latest alerts",
        "No alerts yet.",
    ]


async def test_others_see_the_channels_that_they_are_in_and_why_they_can_change_nothing(
    home: FakeSlack,
) -> None:
    text = read(await opened(home, "U0ADA"))
    assert "#C0NEWS" in text
    assert "#G0PRIVATE" not in text
    assert "[" not in text.replace("[access]", "")
    assert "Only administrators may change anything here" in text
    assert "slack:U0ADA" in text


@pytest.mark.parametrize("user", ["U0ADA", "U0GUEST"])
async def test_who_is_in_no_channel_that_follows_something_hears_what_to_do(
    home: FakeSlack, desk: FakeDesk, user: str
) -> None:
    home.channels["C0NEWS"].people = set()
    desk.alerts = tuple(SAMPLES.values())
    text = read(await opened(home, user))
    assert "None of the channels that you are in follows a watch yet." in text
    assert "#" not in text
    assert "No alerts yet." in text


async def test_when_slack_cannot_say_who_is_where_nobody_sees_more(home: FakeSlack) -> None:
    home.fail_next("users.conversations", Error("missing_scope"))
    assert "#" not in read(await opened(home, "U0ADA"))
    home.fail_next("users.info", Error("internal_error"))
    assert "Only administrators" in read(await opened(home))


async def test_long_lists_of_channels_are_read_to_their_end(home: FakeSlack) -> None:
    home.page = 1
    home.channels["G0PRIVATE"].people = {"U0ADA"}
    assert "#G0PRIVATE" in read(await opened(home, "U0ADA"))


async def test_a_direct_chat_is_shown_to_nobody_else(home: FakeSlack, desk: FakeDesk) -> None:
    for chat in ("D0ADA", "D0OTHER"):
        desk.channels[Address("slack", chat)] = Channel(Address("slack", chat), watches=("oil",))
    assert read(await opened(home)).count("Your direct messages with Rasid") == 1
    assert read(await opened(home, "U0ADA")).count("Your direct messages with Rasid") == 1


async def test_an_empty_page_says_what_to_do(home: FakeSlack, desk: FakeDesk) -> None:
    desk.channels.clear()
    assert "No channel follows a watch yet. Choose a channel below" in read(await opened(home))
    desk.configured = ()
    assert "The bot’s config has no watch yet." in read(await opened(home))


async def test_the_last_alerts_are_those_of_the_channels_shown(home: FakeSlack, desk: FakeDesk) -> None:
    alerts = list(SAMPLES.values())
    desk.alerts = [replace(alerts[0], watches=("oil",)), replace(alerts[1], watches=("rain",))]
    assert "Watch: Oil crescent" in read(await opened(home, "U0ADA"))
    assert "Watch: مطر" not in read(await opened(home, "U0ADA"))
    assert "Watch: مطر" in read(await opened(home))


@pytest.mark.parametrize(
    ("channel", "values", "watches"),
    [
        ("C0NEWS", ["oil", "haftar-sisi", "rain"], {"oil", "haftar-sisi", "rain"}),
        ("C0NEWS", ["haftar-sisi"], {"haftar-sisi"}),
        ("C0NEWS", [], {"haftar-sisi"}),  # which the config sets
        ("C0NEWS", ["oil", "haftar-sisi", "*"], {"oil", "haftar-sisi", "*"}),
        ("G0PRIVATE", ["*", "rain"], {"*"}),
        ("G0PRIVATE", ["rain"], {"rain"}),
        ("G0PRIVATE", [], set()),
    ],
)
async def test_a_channel_follows_what_is_chosen(
    home: FakeSlack, desk: FakeDesk, channel: str, values: list[str], watches: set[str]
) -> None:
    await opened(home)
    view = await published(home, home.chosen(FOLLOW, channel, *values, user=BOSS))
    assert set(desk.channels[Address("slack", channel)].watches) == watches
    assert f"#{channel}" in read(view)


async def test_a_choice_changes_only_what_was_chosen(home: FakeSlack, desk: FakeDesk) -> None:
    """Somebody else changed something since the page was drawn."""
    await opened(home)
    await desk.subscribe(NEWS, ("rain",))
    view = await published(home, home.chosen(FOLLOW, "C0NEWS", "haftar-sisi", user=BOSS))
    assert desk.channels[NEWS].watches == ("haftar-sisi", "rain")
    assert "[Watches followed: Haftar–Sisi meetings, مطر]" in read(view)


async def test_a_menu_shows_what_holds_and_not_what_was_chosen(home: FakeSlack) -> None:
    """Slack keeps a choice in a menu as long as its block has the same id."""
    first = await opened(home)
    second = await published(home, home.chosen(FOLLOW, "C0NEWS", user=BOSS))  # one is set in the config
    ids = [{block["block_id"] for block in view["blocks"] if "block_id" in block} for view in (first, second)]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_a_channel_is_written_to_in_the_language_chosen(
    home: FakeSlack, desk: FakeDesk, language: Language
) -> None:
    await opened(home)
    await published(home, home.chosen(LANGUAGE, "C0NEWS", language, user=BOSS))
    assert desk.channels[NEWS].language == language


async def test_a_channel_is_looked_for_and_added(home: FakeSlack, desk: FakeDesk) -> None:
    await opened(home)
    view = await published(home, home.chosen(CHOOSE, "", "C0FORMER", user=BOSS))
    assert read(view).splitlines()[2:6] == [
        "#C0FORMER",
        "This channel does not follow any watch yet. Choose some below.",
        INVITATION,
        "[Watches followed: ]",
    ]
    view = await published(home, home.chosen(FOLLOW, "C0FORMER", "rain", user=BOSS))
    assert desk.channels[Address("slack", "C0FORMER")].watches == ("rain",)
    assert read(view).index("#C0FORMER") < read(view).index("#C0NEWS")
    assert read(await opened(home)).index("#C0FORMER") > read(view).index("#C0NEWS")


async def test_one_that_the_bot_is_in_needs_no_invitation(home: FakeSlack) -> None:
    await opened(home)
    view = await published(home, home.chosen(CHOOSE, "", "C0NEWS", user=BOSS))
    assert "/invite" not in read(view)
    home.fail_next("conversations.info", Error("internal_error"))
    view = await published(home, home.chosen(CHOOSE, "", "C0NEWS", user=BOSS))
    assert "/invite" not in read(view)


async def test_who_may_not_changes_nothing_with_a_page_from_before(home: FakeSlack, desk: FakeDesk) -> None:
    await opened(home)
    before = dict(desk.channels)
    desk.allowed = Access()
    for payload in (
        home.chosen(FOLLOW, "C0NEWS", "rain", user=BOSS),
        home.chosen(LANGUAGE, "C0NEWS", "ar", user=BOSS),
    ):
        view = await published(home, payload)
        home.views[BOSS] = payload["view"] | {"hash": view["hash"]}  # they still look at the old one
    assert "Only administrators" in read(view)
    assert desk.channels == before


async def test_a_watch_that_is_gone_can_be_left_and_not_taken_up(home: FakeSlack, desk: FakeDesk) -> None:
    await opened(home)
    desk.configured = WATCHES[:1]  # no more oil or rain
    await published(home, home.chosen(FOLLOW, "C0NEWS", "haftar-sisi", "oil", "rain", user=BOSS))
    assert desk.channels[NEWS].watches == ("oil", "haftar-sisi")
    await published(home, home.chosen(FOLLOW, "C0NEWS", "haftar-sisi", user=BOSS))
    assert desk.channels[NEWS].watches == ("haftar-sisi",)


@pytest.mark.parametrize(
    ("locale", "of_chat", "words"),
    [
        ("fr-FR", None, "Dernières alertes"),
        ("en-GB", None, "أحدث التنبيهات"),  # Slack speaks no Arabic
        ("de-DE", None, "أحدث التنبيهات"),
        ("fr-FR", "en", "Latest alerts"),
    ],
)
async def test_the_language_of_the_page(
    home: FakeSlack, desk: FakeDesk, locale: str, of_chat: Language | None, words: str
) -> None:
    desk.language = "ar"
    direct = Address("slack", "D0ADA")
    desk.channels[direct] = Channel(direct, of_chat)
    home.users[BOSS]["locale"] = locale
    assert words in read(await opened(home))


async def test_the_messages_tab_is_none_of_ours(home: FakeSlack) -> None:
    home.push(home.home_opened(user=BOSS, tab="messages"))
    await opened(home, "U0ADA")
    assert set(home.views) == {"U0ADA"}


async def test_a_page_takes_no_newer_ones_place_unless_it_is_the_newest(home: FakeSlack) -> None:
    await opened(home)
    old = home.chosen(LANGUAGE, "C0NEWS", "fr", user=BOSS)  # made on a page that is replaced meanwhile
    await opened(home)
    await published(home, old)
    hashes = [form.get("hash") for method, form in home.calls if method == "views.publish"]
    assert hashes[0] is None  # there was none
    assert hashes[1] == hashes[2] == old["view"]["hash"]
    assert hashes[3] is None  # refused, and made anew


@pytest.mark.parametrize("fault", [Broken(accepted=False), Error("not_enabled")], ids=repr)
async def test_a_page_that_cannot_be_shown_ends_nothing(home: FakeSlack, fault: Error | Broken) -> None:
    home.fail_next("views.publish", fault)
    home.push(home.home_opened(user=BOSS))
    assert await opened(home)


async def test_it_works_by_signed_requests_too(slack: FakeSlack, desk: FakeDesk) -> None:
    port = reserved_port()
    transport = SlackTransport(
        bot_token=BOT_TOKEN, signing_secret=SIGNING_SECRET, base_url=slack.base_url, port=port
    )
    await transport.start(Commands(desk))
    url = f"http://127.0.0.1:{port}/slack/events"
    assert (await slack.request(url, slack.home_opened(user=BOSS)))[0] == 200
    await slack.until(lambda: BOSS in slack.views)
    choice = slack.chosen(LANGUAGE, "C0NEWS", "fr", user=BOSS)
    assert (await slack.request(url, choice, age=301))[0] == 401
    assert (await slack.request(url, choice, secret="wrong" * 6))[0] == 401
    assert desk.channels[NEWS].language is None
    assert await slack.request(url, choice) == (200, "")
    await slack.until(lambda: desk.channels[NEWS].language == "fr")
    await transport.stop()


# --- drawing --------------------------------------------------------------------------------------


def a_page(channels: list[Listed], watches: dict[str, str], *, editable: bool = True) -> Page:
    def text(key: str, **args: str | int) -> str:
        return tripoli().text("ar", key, **args)

    alerts = tuple((Run("A headline " * 9, bold=True),) for _ in range(15))
    return Page("ar", editable, ((Run("What it is"),),), tuple(channels), watches, alerts, text)


def drawn(page: Page) -> dict[str, Any]:
    return view_of(page, menu=["mute", "help"], metadata="{}", nonce="0badcafe", uninvited="C00000")


@pytest.mark.parametrize("editable", [True, False])
@pytest.mark.parametrize("watches", [0, 1, 99, 150])
@pytest.mark.parametrize("channels", [0, 1, 30, 300])
def test_a_page_of_any_size_is_within_slacks_limits(channels: int, watches: int, *, editable: bool) -> None:
    titles = {"*": "All"} | {f"{'م' * 60}{number}": "م" * 200 for number in range(watches)}
    listed = [
        Listed(
            Channel(Address("slack", f"C{number:05}"), watches=tuple(titles)[:3]),
            "ar",
            tuple((Run("س" * 1500),) for _ in range(3)),
        )
        for number in range(channels)
    ]
    view = drawn(a_page(listed, titles, editable=editable))
    check_view(view)
    shown = json.dumps(view).count('"channel_id"')
    left_out = channels - shown
    assert shown or not channels
    assert (left_out > 0) >= (channels == 300)
    assert (left_out > 0) <= (channels > 1)
    assert not left_out or str(left_out) in read(view)
    assert read(view).count("A headline") == 15 * 9
    too_many = "لا تتسع القائمة" in read(view)
    assert too_many == (editable and channels > 0 and watches > 99)


def test_a_long_page_fills_its_blocks_and_counts_the_rest() -> None:
    listed = [
        Listed(Channel(Address("slack", f"C{n:05}"), watches=("*",)), "en", ((Run("x"),),)) for n in range(99)
    ]
    view = drawn(a_page(listed, {"*": "All"}))
    assert MOST_BLOCKS - 4 <= len(view["blocks"]) <= MOST_BLOCKS


def test_commands_are_named_as_they_are_typed_here_but_not_in_headlines() -> None:
    lines = ((Run("Type /mute or /latest"),),)
    page = a_page([Listed(Channel(NEWS), "en", lines)], {"*": "All"})
    page = replace(page, alerts=((Run("The /help desk"),),))
    text = read(drawn(page))
    assert "Type /rasid mute or /latest" in text
    assert "The /help desk" in text


def test_what_feeds_and_configs_say_can_mention_nobody() -> None:
    hostile = "<!channel> *b* :boom: <https://x.example|y>"
    page = a_page([Listed(Channel(NEWS), "en", ((Run(hostile),),))], {"*": "All", "x": hostile})
    for block in drawn(replace(page, alerts=((Run(hostile),),)))["blocks"]:
        texts = (
            [block["text"], *(o["text"] for o in block["accessory"].get("options", []))]
            if (block["type"] == "section")
            else []
        )
        assert all(text["type"] == "plain_text" and text["emoji"] is False for text in texts)
        assert block["type"] in {"rich_text", "section", "divider"}


@given(st.text(), st.dictionaries(st.sampled_from(["selected_options", "selected_option"]), st.none()))
def test_what_is_none_of_ours_is_no_choice(block: str, more: dict[str, Any]) -> None:
    action = {"block_id": block} | {key: value for key, value in more.items() if value}
    assert choice_of(action, {"blocks": []}) is None or block.startswith("home-")


# --- what holds in a channel ----------------------------------------------------------------------


async def test_mutes_quiet_hours_and_holds_are_shown(home: FakeSlack, desk: FakeDesk) -> None:
    until = desk.clock.replace(hour=15)
    night = Quiet(until.time(), desk.clock.time(), "Africa/Tripoli")
    desk.channels[NEWS] = replace(desk.channels[NEWS], mutes=(Mute("*", until),), quiet=night, active=False)
    text = read(await opened(home))
    assert "Muted until" in text
    assert "Quiet every day from" in text
    assert "on hold" in text
