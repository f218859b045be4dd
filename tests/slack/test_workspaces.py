"""One app in several workspaces: installed from its page, each served by itself, removed and back again."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.errors import ChannelGoneError, TransportDownError
from bot.model import Access, Address, Channel, Installation, Watch
from handlers.commands import Commands
from handlers.slack.install import SCOPES
from handlers.slack.views import FOLLOW
from handlers.slack.workspaces import SlackWorkspaces
from tests.contract.harness import RecordingInbox, message, reserved_port
from tests.fakes.desk import FakeDesk
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import (
    BOT_ID,
    BOT_TOKEN,
    BOT_USER,
    CLIENT_SECRET,
    SIGNING_SECRET,
    TEAM,
    Broken,
)
from tests.slack.manifest import Manifest
from tests.slack.sites import SECOND, FakeRegister, Site, made

# The SDK gives out its client secret in a way that a later aiohttp has another name for.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

AT = f"<@{BOT_USER}>"
THERE = Address("slack", f"{SECOND}/C0NEWS")


@pytest.fixture
def register() -> FakeRegister:
    return FakeRegister()


@pytest.fixture
async def port() -> int:
    return reserved_port()


@pytest.fixture
async def workspaces(slack: FakeSlack, register: FakeRegister, port: int) -> AsyncIterator[SlackWorkspaces]:
    """With a token of its own for one workspace; the others install."""
    transport = made(slack, register, port, BOT_TOKEN)
    yield transport
    await transport.stop()


@pytest.fixture
async def heard(workspaces: SlackWorkspaces) -> RecordingInbox:
    inbox = RecordingInbox(message("As you wish."))
    await workspaces.start(inbox)
    return inbox


@pytest.fixture
async def site(slack: FakeSlack, heard: RecordingInbox, port: int) -> Site:
    return Site(slack, port)


def test_the_page_asks_for_what_the_manifest_does(manifest: Manifest) -> None:
    assert set(SCOPES) == manifest.scopes


async def test_an_installed_workspace_is_heard_and_answered_with_its_own_token(
    site: Site, heard: RecordingInbox, register: FakeRegister, workspaces: SlackWorkspaces
) -> None:
    assert await site.install() == 200
    (kept,) = register.kept.values()
    assert (kept.workspace, kept.user, kept.bot) == (SECOND, BOT_USER, BOT_ID)
    assert site.slack.tokens[kept.token] == SECOND
    assert await heard.event() == ("installed", Address("slack", SECOND), None)
    assert await workspaces.hears()

    assert await site.tell(site.slack.mention(f"{AT} latest 3")) == 200
    request = await heard.request()
    assert (request.address, request.user) == (THERE, f"{SECOND}/U0ADA")
    await site.slack.until(lambda: site.slack.posted)
    assert [(posted.channel, posted.team) for posted in site.slack.posted] == [("C0NEWS", SECOND)]


async def test_the_workspace_of_the_configs_token_keeps_its_plain_ids(
    site: Site, heard: RecordingInbox, workspaces: SlackWorkspaces
) -> None:
    await site.install()
    await site.tell(site.slack.mention(f"{AT} latest 3"), TEAM)
    request = await heard.request()
    assert (request.address, request.user) == (Address("slack", "C0NEWS"), "U0ADA")
    await site.slack.until(lambda: site.slack.posted)

    await workspaces.send(Address("slack", "C0NEWS"), message("Here."), 1)
    await workspaces.send(THERE, message("There."), 2)
    assert [posted.team for posted in site.slack.posted] == [TEAM, TEAM, SECOND]


async def test_a_command_that_only_sends_reads_the_register_by_itself(
    slack: FakeSlack, register: FakeRegister, port: int
) -> None:
    slack.tokens["xoxb-1-kept"] = SECOND
    register.kept[SECOND] = Installation(SECOND, "xoxb-1-kept", BOT_USER, BOT_ID)
    transport = made(slack, register, port)
    sent = await transport.send(THERE, message("There."), 1)
    await transport.edit(THERE, sent, message("There now."), 1)
    assert [(posted.team, posted.shown()) for posted in slack.posted] == [(SECOND, "There now.")]
    with pytest.raises(ChannelGoneError):
        await transport.send(Address("slack", "C0NEWS"), message("Nowhere."), 2)
    await transport.stop()


async def test_after_a_restart_it_is_served_as_before(
    site: Site, slack: FakeSlack, register: FakeRegister, workspaces: SlackWorkspaces
) -> None:
    await site.install()
    await workspaces.stop()
    port = reserved_port()
    again, inbox = made(slack, register, port), RecordingInbox()
    await again.start(inbox)
    assert await Site(slack, port).tell(slack.mention(f"{AT} latest")) == 200
    assert (await inbox.request()).address == THERE
    await again.stop()


@pytest.mark.parametrize("type_", ["app_uninstalled", "tokens_revoked"])
async def test_a_workspace_that_removes_it_stops_alone_and_comes_back(
    site: Site, heard: RecordingInbox, register: FakeRegister, workspaces: SlackWorkspaces, type_: str
) -> None:
    await site.install("T0THIRD")
    await site.install()
    for team in ("T0THIRD", SECOND):
        assert (await heard.event())[1] == Address("slack", team)
    site.slack.uninstall(SECOND)
    await site.tell(site.slack.event(type_, tokens={"bot": [BOT_USER]}))
    assert await heard.event() == ("uninstalled", Address("slack", SECOND), None)
    assert set(register.kept) == {"T0THIRD"}
    with pytest.raises(ChannelGoneError):
        await workspaces.send(THERE, message("There."), 1)
    await workspaces.send(Address("slack", "T0THIRD/C0NEWS"), message("Elsewhere."), 2)

    await site.install()
    assert await heard.event() == ("installed", Address("slack", SECOND), None)
    await workspaces.send(THERE, message("There again."), 3)
    assert [posted.team for posted in site.slack.posted] == ["T0THIRD", SECOND]


async def test_a_removal_that_is_told_late_ends_no_newer_installation(
    site: Site, heard: RecordingInbox, register: FakeRegister
) -> None:
    await site.install()
    await heard.event()
    await site.tell(site.slack.event("tokens_revoked", tokens={"bot": [BOT_USER]}))
    await site.tell(site.slack.mention(f"{AT} help"))
    await heard.request()
    assert set(register.kept) == {SECOND}
    assert heard.events.empty()


async def test_a_token_that_is_refused_stops_no_other_workspace(
    site: Site, workspaces: SlackWorkspaces
) -> None:
    await site.install()
    site.slack.uninstall(SECOND)  # and no event came
    with pytest.raises(ChannelGoneError):
        await workspaces.send(THERE, message("There."), 1)
    await workspaces.send(Address("slack", "C0NEWS"), message("Here."), 2)


async def test_who_did_not_come_from_the_page_installs_nothing(site: Site, register: FakeRegister) -> None:
    site.slack.codes["c0de"] = SECOND
    state, cookie = await site.begin()
    assert await site.end("guessed", cookie.partition("=")[0] + "=guessed") == 401
    assert await site.end(state, "none=0") == 400  # another browser
    assert await site.end(state, cookie, code="wrong") == 401
    assert await site.end(state, cookie) == 401  # good for once
    assert register.kept == {}


@pytest.mark.parametrize("trouble", ["store", "network", "own"])
async def test_an_installation_that_fails_is_said_and_kept_nowhere(
    site: Site, register: FakeRegister, trouble: str
) -> None:
    register.full = trouble == "store"
    if trouble == "network":
        site.slack.fail_next("oauth.v2.access", Broken(accepted=False))
    status = await site.install(TEAM if trouble == "own" else SECOND)
    assert status == (502 if trouble == "network" else 500)
    assert register.kept == {}


async def test_requests_of_strangers_do_nothing_and_bad_signatures_are_refused(
    site: Site, slack: FakeSlack, heard: RecordingInbox
) -> None:
    url = f"{site.url}/slack/events"
    assert await site.tell(slack.mention(f"{AT} latest"), "T0STRANGER") == 200
    assert (await slack.request(url, {"type": "url_verification", "challenge": "c0ffee"}))[0] == 200
    for team in (TEAM, "T0STRANGER"):
        payload = slack.of_team(slack.mention(f"{AT} latest"), team)
        assert (await slack.request(url, payload, secret="wrong" * 6))[0] == 401
        assert (await slack.request(url, payload, age=301))[0] == 401
    assert heard.requests.empty()


async def test_slack_being_down_at_the_start_is_waited_out(
    slack: FakeSlack, register: FakeRegister, workspaces: SlackWorkspaces, port: int
) -> None:
    await slack.close()
    inbox = RecordingInbox()
    await workspaces.start(inbox)
    await slack.open()
    await Site(slack, port).tell(slack.mention(f"{AT} latest"), TEAM)
    assert (await inbox.request()).address == Address("slack", "C0NEWS")


async def test_an_address_in_use_is_said(slack: FakeSlack, site: Site, port: int) -> None:
    second = made(slack, FakeRegister(), port)
    with pytest.raises(TransportDownError, match=str(port)):
        await second.start(RecordingInbox())
    await second.stop()


async def test_each_home_shows_its_own_workspace_and_its_admins_change_no_other(
    slack: FakeSlack, register: FakeRegister, workspaces: SlackWorkspaces, port: int
) -> None:
    own = Address("slack", "C0NEWS")
    desk = FakeDesk(configured=[Watch("oil", "Oil"), Watch("rain", "Rain")])
    desk.channels = {address: Channel(address, watches=("oil",)) for address in (own, THERE)}
    desk.allowed = Access(admins=frozenset({f"slack:{SECOND}/U0ADA"}))
    await workspaces.start(Commands(desk))
    site = Site(slack, port)
    await site.install()

    await site.tell(slack.home_opened())
    await slack.until(lambda: "U0ADA" in slack.views)
    shown = str(slack.views["U0ADA"])
    assert shown.count("'channel_id'") == 1
    assert SECOND not in shown
    await site.tell(slack.chosen(FOLLOW, "C0NEWS", "oil", "rain"))
    await slack.until(lambda: slack.journal.count(("published", "U0ADA")) == 2)
    assert desk.channels[THERE].watches == ("oil", "rain")
    await site.tell(slack.slash_command("/unsubscribe"), TEAM)  # there they are nobody
    await slack.until(lambda: slack.posted)
    assert desk.channels[own].watches == ("oil",)


async def test_what_waits_for_a_removed_workspace_goes_on_when_it_is_back(
    slack: FakeSlack, workspaces: SlackWorkspaces, port: int
) -> None:
    desk = FakeDesk()
    elsewhere = Address("slack", "T0THIRD/C0NEWS")
    desk.channels = {address: Channel(address, watches=("*",)) for address in (THERE, elsewhere)}
    await workspaces.start(Commands(desk))
    site = Site(slack, port)
    await site.install()
    slack.uninstall(SECOND)
    await site.tell(slack.event("app_uninstalled"))
    await slack.until(lambda: not desk.channels[THERE].active or slack.calls[-1][0] == "auth.test")
    while desk.channels[THERE].active:
        await site.tell(slack.event("app_uninstalled"), "T0STRANGER")  # a turn of the loop or two
    assert desk.channels[elsewhere].active
    await site.install()
    assert desk.channels[THERE] == replace(Channel(THERE), watches=("*",))


async def test_no_token_is_logged(
    site: Site, register: FakeRegister, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    await site.install()
    (kept,) = register.kept.values()
    site.slack.codes.clear()
    await site.end(*await site.begin())
    seen = caplog.text + "".join(capfd.readouterr()) + repr(kept)
    for secret in (kept.token, CLIENT_SECRET, SIGNING_SECRET):
        assert secret not in seen
