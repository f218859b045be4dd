import sys
import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Config, load
from bot.config.load import LARGEST
from bot.errors import ConfigError
from bot.model import Access, Address, Casualties, Channel, Feed, Meeting, Watch

EVAL = Path(__file__).parents[2] / ".." / "shared" / "eval"

FULL = """
[bot]
database = "state/rasid.db"
timezone = "Africa/Tripoli"
language = "ar"
retention = "30d"
first_poll = "all"
[telegram]
token = "env:TOKEN"
base_url = "http://127.0.0.1:8081/bot"
webhook = { url = "https://bot.example.org/t", listen = "0.0.0.0", port = 443, secret = "env:SECRET" }
[slack]
bot_token = "env:BOT"
app_token = "env:APP"
signing_secret = "env:SIGNING"
base_url = "http://127.0.0.1:9000/api/"
listen = "0.0.0.0"
port = 3001
[console]
bidi = "visual"
[fetch]
allow_private = ["127.0.0.1:8900"]
user_agent = "Newsroom/1.0"
concurrency = 7
silent_after = "1d"
failing_after = "2h"
[access]
admins = ["telegram:123", "slack:U012"]
chats = ["telegram:-100123"]
group_admins = true
[operator]
channel = { transport = "telegram", id = 123, topic = 7 }
[[feed]]
name = "Herald"
url = "https://example.org/rss.xml"
every = "90s"
language = "en"
article = true
enabled = false
first_poll = "0s"
timezone = "Africa/Cairo"
[[feed]]
name = "Sample"
url = "rasid:sample"
[people]
haftar = ["حفتر", "Haftar"]
[places]
libya = ["LY", "طرابلس"]
[[watch]]
name = "plain"
[[watch]]
name = "مواعيد"
title = "Meetings"
meeting = { people = ["haftar"], status = ["held", "contact"] }
casualties = { places = ["libya"], of = ["missing"] }
any = ["a"]
urgent = true
all = ["b", "c"]
none = ["d"]
feeds = ["Herald"]
formerly = ["old"]
update = "edit"
cooldown = "45m"
corroborated = 3
corroborated_within = "2h"
[[channel]]
transport = "telegram"
id = -100123
watches = ["plain"]
language = "fr"
[[channel]]
transport = "slack"
id = "C012"
"""

FULL_ENV = {
    "TOKEN": "123:abc",
    "SECRET": "s3cret",
    "BOT": "xoxb-1",
    "APP": "xapp-1",
    "SIGNING": "8f742231b10e8888abcd99yyyzzz85a5",
}


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str | bytes], Path]:
    (tmp_path / "state").mkdir()

    def write(text: str | bytes) -> Path:
        path = tmp_path / "config.toml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


Written = Callable[[str | bytes], Path]


def mistakes(path: Path, **env: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load(path, env)
    return [str(mistake).removeprefix(f"{path.parent}/") for mistake in raised.value.mistakes]


def test_every_key_reaches_the_config(written: Written, tmp_path: Path) -> None:
    config = load(written(FULL), FULL_ENV)
    assert config.database == tmp_path / "state" / "rasid.db"
    assert (config.timezone, config.language) == (ZoneInfo("Africa/Tripoli"), "ar")
    assert (config.retention, config.first_poll) == (timedelta(days=30), timedelta.max)
    assert config.bidi == "visual"
    assert config.fetch.allow_private == ("127.0.0.1:8900",)
    assert (config.fetch.user_agent, config.fetch.concurrency) == ("Newsroom/1.0", 7)
    assert (config.fetch.silent_after, config.fetch.failing_after) == (timedelta(days=1), timedelta(hours=2))
    assert config.access == Access(
        frozenset({"telegram:123", "slack:U012"}), frozenset({"telegram:-100123"}), group_admins=True
    )
    assert config.operator == Address("telegram", "123", "7")
    assert config.people == {"haftar": ("حفتر", "Haftar")}
    assert config.places == {"libya": ("LY", "طرابلس")}


def test_every_key_of_a_platform_reaches_the_config(written: Written) -> None:
    config = load(written(FULL), FULL_ENV)
    assert config.telegram
    assert config.telegram.webhook
    assert config.slack
    assert config.slack.app_token
    assert config.slack.signing_secret
    assert config.telegram.token.get_secret_value() == "123:abc"
    assert config.telegram.base_url == "http://127.0.0.1:8081"
    webhook = config.telegram.webhook
    assert (webhook.url, webhook.listen, webhook.port) == ("https://bot.example.org/t", "0.0.0.0", 443)
    assert (config.slack.base_url, config.slack.listen, config.slack.port) == (
        "http://127.0.0.1:9000/api/",
        "0.0.0.0",
        3001,
    )
    assert config.secrets() == frozenset(FULL_ENV.values())


def test_feeds_watches_and_channels_reach_the_config(written: Written) -> None:
    config = load(written(FULL), FULL_ENV)
    assert config.feeds == (
        Feed(
            "Herald",
            "https://example.org/rss.xml",
            every=timedelta(seconds=90),
            language="en",
            article=True,
            enabled=False,
            first_poll=timedelta(0),
            timezone=ZoneInfo("Africa/Cairo"),
        ),
        Feed("Sample", "rasid:sample", timezone=ZoneInfo("Africa/Tripoli")),
    )
    assert config.watches == (
        Watch("plain", "plain"),
        Watch(
            "مواعيد",
            "Meetings",
            meeting=Meeting(("haftar",), ("held", "contact")),
            casualties=Casualties(("libya",), ("missing",)),
            any=("a",),
            all=("b", "c"),
            none=("d",),
            feeds=("Herald",),
            formerly=("old",),
            update="edit",
            urgent=True,
            cooldown=timedelta(minutes=45),
            corroborated=3,
            corroborated_within=timedelta(hours=2),
        ),
    )
    assert config.channels == (
        Channel(Address("telegram", "-100123"), "fr", watches=("plain",), fixed=("plain",)),
        Channel(Address("slack", "C012"), None, watches=("*",), fixed=("*",)),
    )


@pytest.mark.parametrize("text", ["", " \n\r\n\t", "# [bot]\n# language = 'ar'\n", "\ufeff"])
def test_a_file_without_any_key_is_a_mistake(text: str, written: Written) -> None:
    assert mistakes(written(text)) == [
        "config.toml: The file is empty. Copy config.example.toml into it to begin with."
    ]


def test_all_but_one_key_may_be_left_out_for_the_documented_defaults(
    written: Written, tmp_path: Path
) -> None:
    config = load(written("[people]"), {})
    assert config.database == tmp_path / "rasid.db"
    assert (config.timezone, config.language) == (ZoneInfo("UTC"), "en")
    assert (config.retention, config.first_poll) == (timedelta(days=180), timedelta(hours=1))
    assert (config.telegram, config.slack, config.operator) == (None, None, None)
    assert config.access == Access()
    assert (config.feeds, config.watches, config.channels, config.notes) == ((), (), (), ())


@pytest.mark.parametrize("name", ["people.toml", "everything.toml", "tolls/kabul.toml"])
def test_configs_of_a_few_tables_load(name: str) -> None:
    if not EVAL.exists():
        pytest.skip("the labelled news is not here")
    config = load(EVAL / name, {})
    assert config.people or config.watches
    assert config.notes == ()


def test_the_path_is_kept_and_absolute_databases_stay_where_they_are(
    written: Written, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = tmp_path_factory.mktemp("data") / "rasid.db"
    path = written(f'[bot]\ndatabase = "{database}"')
    config = load(path, {})
    assert (config.path, config.database) == (path, database)


@pytest.mark.parametrize(
    "database", ["none/rasid.db", "/none/rasid.db", "config.toml/rasid.db", "a" * 300 + "/a"]
)
def test_a_database_in_a_folder_that_is_not_there_is_a_mistake(database: str, written: Written) -> None:
    path = written(f'[bot]\n\ndatabase = "{database}"')
    assert (
        "config.toml:3: bot.database: The folder that this file shall be in is not there. "
        f"Make the folder first. Relative paths start at {path.parent}."
    ) in mistakes(path)


@pytest.fixture
def without_the_article_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)  # as Python has it for what cannot be imported


ARTICLES = '[[feed]]\nname = "A"\nurl = "https://a.example"\narticle = true\n'


@pytest.mark.usefixtures("without_the_article_extra")
def test_reading_articles_without_the_extra_is_a_mistake(written: Written) -> None:
    (mistake,) = mistakes(written(ARTICLES))
    assert mistake == (
        "config.toml:4: feed[1].article: What reads articles is not installed. "
        "Install Rasid with its article extra (pip install 'rasid[article]'), or take this out."
    )


@pytest.mark.usefixtures("without_the_article_extra")
def test_a_feed_that_is_off_needs_no_extra(written: Written) -> None:
    assert load(written(ARTICLES + "enabled = false"), {}).feeds[0].article


def test_articles_are_read_with_the_extra(written: Written) -> None:
    pytest.importorskip("trafilatura")
    assert load(written(ARTICLES), {}).feeds[0].article


def test_opening_the_bot_to_the_administrators_of_any_group_is_noted(written: Written) -> None:
    telegram = '[telegram]\ntoken = "env:T"\n'
    (note,) = load(written(f"[access]\ngroup_admins = true\n{telegram}"), {"T": "1:x"}).notes
    assert str(note).endswith(
        "config.toml:2: access.group_admins: "
        "On Telegram anybody can add the bot to a group of their own, and subscribe it there. "
        "Unless all may have these alerts, take this out: name people in admins, and channels in chats."
    )
    assert load(written(f"[access]\ngroup_admins = false\n{telegram}"), {"T": "1:x"}).notes == ()
    assert load(written("[access]\ngroup_admins = true"), {}).notes == ()  # no Telegram, no strangers


@pytest.mark.parametrize("text", ["\ufeff[bot]\r\nlanguage = 'ar'\r\n", "[bot]\nlanguage = 'ar'"])
def test_what_windows_editors_add_is_no_mistake(text: str, written: Written) -> None:
    assert load(written(text), {}).language == "ar"


def test_lines_are_right_behind_windows_line_ends(written: Written) -> None:
    assert mistakes(written("\ufeff[bot]\r\n\r\nlanguage = 'xx'\r\n"))[0].startswith("config.toml:3:")


def test_a_file_that_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path / "none.toml")[0].startswith("none.toml: There is no such file.")
    assert "This is a folder." in mistakes(tmp_path)[0]


def test_a_file_that_is_too_large_is_not_read(written: Written) -> None:
    assert "larger than 5 MB" in mistakes(written("#" * (LARGEST + 1)))[0]


@pytest.mark.parametrize("text", ["a = " + "[" * 5_000 + "]" * 5_000, "a = " + "1" * 5_000])
def test_toml_that_breaks_the_parser_is_a_mistake(text: str, written: Written) -> None:
    assert "This is not TOML" in mistakes(written(text))[0]


def test_whole_tables_can_be_written_inline(written: Written) -> None:
    text = 'feed = [{ name = "A", url = "https://a.example" },\n{ name = "A", url = "https://b.example" }]'
    assert mistakes(written(text))[0].startswith("config.toml:2: feed[2].name:")


@pytest.mark.parametrize("end", ["", "/", "/bot", "/bot/"])
def test_a_bot_api_server_is_named_by_its_root(end: str, written: Written) -> None:
    text = f'[telegram]\ntoken = "env:T"\nbase_url = "http://127.0.0.1:8081{end}"'
    config = load(written(text), {"T": "1:x"})
    assert config.telegram
    assert config.telegram.base_url == "http://127.0.0.1:8081"


def test_telegram_calls_a_webhook_by_https_only_unless_it_is_our_own(written: Written) -> None:
    webhook = '[telegram]\ntoken = "env:T"\nwebhook = { url = "http://127.0.0.1/t", secret = "env:S" }\n'
    own = 'base_url = "http://127.0.0.1:8081"'
    assert "telegram: This table has a webhook without https" in mistakes(written(webhook))[0]
    assert load(written(webhook + own), {"T": "1:x", "S": "s"}).telegram


@pytest.mark.parametrize("name", ["Libye\u00a0: le bilan", "\u200fسبها", "می\u200cخواهم"])
def test_names_keep_the_marks_of_their_script(name: str, written: Written) -> None:
    feed = f'[[feed]]\nname = "{name}"\nurl = "https://example.org"'
    assert load(written(feed), {}).feeds[0].name == name


def test_a_transport_without_its_variables_is_off_with_a_note(written: Written) -> None:
    text = '[telegram]\ntoken = "env:T"\n[slack]\nbot_token = "env:B"\napp_token = "env:A"\n'
    config = load(written(text), {"B": "xoxb-1", "A": " "})
    assert (config.telegram, config.slack) == (None, None)
    assert [note.problem for note in config.notes] == [
        "[telegram] is off: the variable T is not set.",
        "[slack] is off: the variable A is not set.",
    ]
    assert [note.line for note in config.notes] == [1, 3]
    both = load(written(text), {"T": "1:x"})
    assert both.telegram
    assert both.notes[0].problem == "[slack] is off: the variables B and A are not set."


def test_one_of_slacks_ways_to_hear_is_enough(written: Written) -> None:
    config = load(
        written('[slack]\nbot_token = "env:B"\nsigning_secret = "env:S"'), {"B": "xoxb-1", "S": "s"}
    )
    assert config.slack
    assert config.slack.app_token is None


SEVERAL = '[slack]\nclient_id = "1.2"\nclient_secret = "env:C"\nsigning_secret = "env:S"\n'


@pytest.mark.parametrize("own", ["", 'bot_token = "env:B"'])
def test_an_app_for_several_workspaces_may_have_a_token_for_one(own: str, written: Written) -> None:
    config = load(written(SEVERAL + own), {"B": "xoxb-1", "S": "s", "C": "client-secret"})
    assert config.slack
    assert config.slack.client_id == "1.2"
    assert (config.slack.bot_token is None) == (own == "")
    assert "client-secret" in config.secrets()


def test_chats_and_admins_of_several_workspaces_are_named_with_theirs(written: Written) -> None:
    chats = '[access]\nadmins = ["slack:T0ONE/U0ADA"]\nchats = ["slack:T0ONE/C0NEWS"]\n'
    channel = '[[channel]]\ntransport = "slack"\nid = "T0ONE/C0NEWS"\n'
    config = load(written(SEVERAL + chats + channel), {"S": "s", "C": "c"})
    assert config.access.chats == {"slack:T0ONE/C0NEWS"}
    assert config.channels[0].address == Address("slack", "T0ONE/C0NEWS")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('signing_secret = "env:S"', "says not by which token"),
        ('client_id = "1.2"\nsigning_secret = "env:S"', "one of client_id and client_secret"),
        ('bot_token = "env:B"\nclient_secret = "env:C"\napp_token = "env:A"', "one of client_id and"),
        ('client_id = "1.2"\nclient_secret = "env:C"\napp_token = "env:A"', "listened to by HTTP"),
        ('client_id = "1.2"\nclient_secret = "env:C"', "listened to by HTTP"),
    ],
)
def test_half_an_app_is_a_mistake(table: str, problem: str, written: Written) -> None:
    with pytest.raises(ConfigError, match=problem):
        load(written(f"[slack]\n{table}\n"), {"A": "xapp-1", "B": "xoxb-1", "C": "c", "S": "s"})


@pytest.mark.parametrize(
    ("feed", "problem"),
    [
        ('every = "59s"', '"F" is polled more often than once a minute.'),
        ('url = "http://127.0.0.1/rss"', "The guard refuses this address: it is not a public one."),
        ('url = "http://localhost/rss"', "The guard refuses this address: it is not a public one."),
        ('url = "http://[::1]/rss"', "The guard refuses this address: it is not a public one."),
        ('url = "https://example.org:8443/rss"', "The guard refuses this address: it is not a public one."),
    ],
)
def test_what_is_hardly_meant_is_noted(feed: str, problem: str, written: Written) -> None:
    url = "" if "url" in feed else 'url = "https://example.org/rss"'
    (note,) = load(written(f'[[feed]]\nname = "F"\n{url}\n{feed}'), {}).notes
    assert (note.problem, note.line) == (problem, 4)


def test_more_publishers_than_feeds_are_noted(written: Written) -> None:
    feed = '[[feed]]\nname = "F{0}"\nurl = "https://example.org/{0}"\n'
    watch = '[[watch]]\nname = "w"\ncorroborated = 2\n'
    (note,) = load(written(feed.format(1) + watch), {}).notes
    assert str(note).endswith(
        "config.toml:6: watch[1].corroborated: More publishers than feeds: all is told late, as unconfirmed. "
        "Add feeds, or ask for fewer."
    )
    assert load(written(feed.format(1) + feed.format(2) + watch), {}).notes == ()


def test_a_meeting_with_nobody_is_noted(written: Written) -> None:
    people, watch = '[people]\na = ["A"]\n', '[[watch]]\nname = "w"\nmeeting = { people = ["a"] }\n'
    (note,) = load(written(people + watch), {}).notes
    assert str(note).endswith(
        "config.toml:5: watch[1].meeting.people: Nobody else is in [people], so no meeting can be found. "
        "Add whom they may meet, here or in [people]."
    )
    assert load(written(f'{people}b = ["B"]\n{watch}'), {}).notes == ()


def test_a_meeting_counts_as_the_page_says_unless_its_status_is_given(written: Written) -> None:
    watch = '[people]\na = ["A"]\nb = ["B"]\n[[watch]]\nname = "w"\nmeeting = { people = ["a", "b"] }\n'
    assert load(written(watch), {}).watches[0].meeting == Meeting(
        ("a", "b"), ("held", "planned", "cancelled", "denied")
    )


@pytest.mark.parametrize("host", ["127.0.0.1:80", "[::1]:80", "example.org:8443"])
def test_an_address_that_is_allowed_is_not_noted(host: str, written: Written) -> None:
    text = f'[fetch]\nallow_private = ["{host}"]\n[[feed]]\nname = "F"\nurl = "http://{host}/rss"'
    assert load(written(text), {}).notes == ()


def test_the_address_to_allow_is_told(written: Written) -> None:
    (note,) = load(written('[[feed]]\nname = "F"\nurl = "http://127.0.0.1/rss"'), {}).notes
    assert note.advice == 'If it is yours, write allow_private = ["127.0.0.1:80"] in [fetch].'


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "It cannot be read" in mistakes(tmp_path / ("long" * 100))[0]


KEYS = sorted(
    {part for part in FULL.replace("=", " ").replace("[", " ").replace("]", " ").split() if part.isascii()}
)
toml_ish = st.lists(
    st.sampled_from(
        [*KEYS, "=", "\n", "[", "]", "[[", "]]", "{", "}", ",", '"', "\n[bot]\n", "\n[[watch]]\n", "1"]
    )
    | st.text(max_size=5),
    max_size=60,
).map(" ".join)
lines_of_full = st.lists(st.sampled_from(FULL.splitlines()), max_size=40).map("\n".join)


@settings(deadline=None)
@given(text=toml_ish | lines_of_full | st.text())
def test_any_text_is_a_config_or_mistakes_within_it(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    path = tmp_path_factory.getbasetemp() / "any-text.toml"
    path.write_bytes(raw)
    within(path, raw)


@settings(deadline=None)
@given(raw=st.binary())
def test_any_bytes_are_a_config_or_mistakes(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any-bytes.toml"
    path.write_bytes(raw)
    within(path, raw)


toml_value: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(
        [
            "1",
            "-1",
            "0.5",
            "nan",
            "true",
            "2026-01-01",
            "07:30:00",
            "0x" + "f" * 5_000,
            '""',
            '"5m"',
            '"env:A"',
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(["a", "id", "people", "name"]), inner, max_size=2).map(
            lambda items: "{" + ", ".join(f"{key} = {item}" for key, item in items.items()) + "}"
        )
    ),
    max_leaves=5,
)
assignments = [line for line in FULL.splitlines() if "=" in line]


@settings(deadline=None)
@given(line=st.sampled_from(assignments), value=toml_value)
def test_any_value_of_any_key_is_right_or_a_mistake(
    line: str, value: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = FULL.replace(line, f"{line.partition('=')[0]} = {value}", 1)
    tomllib.loads(text)
    path = tmp_path_factory.getbasetemp() / "any-value.toml"
    path.write_text(text)
    within(path, text.encode())


def within(path: Path, raw: bytes) -> None:
    """Load; every mistake or note lies within the file and is a sentence."""
    (path.parent / "state").mkdir(exist_ok=True)  # where FULL has its database
    try:
        config = load(path, FULL_ENV)
    except ConfigError as error:
        told = error.mistakes
        assert told
    else:
        assert isinstance(config, Config)
        told = config.notes
    for mistake in told:
        assert mistake.line is None or 1 <= mistake.line <= raw.count(b"\n") + 1
        assert mistake.problem.endswith(".")
