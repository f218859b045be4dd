"""The command line as a user meets it: real processes, exit codes, and what they print."""

import json
import lzma
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click import Context

from bot.cli import rasid

ROOT = Path(__file__).parents[1]
CONFIG = """
[[feed]]
name = "Sample"
url = "rasid:sample"
first_poll = "all"

[people]
haftar = ["حفتر"]
sisi = ["السيسي"]

[[watch]]
name = "haftar-sisi"
title = "Haftar–Sisi meetings"
meeting = { people = ["haftar", "sisi"] }

[[watch]]
name = "elsewhere"
any = ["Haftar"]
feeds = ["Sample"]
"""

MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))


class Shell:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config.write_text(CONFIG, encoding="utf-8")

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    def __call__(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_a_valid_config_is_explained(shell: Shell) -> None:
    done = shell("check")
    assert done.returncode == 0
    assert "config.toml is fine." in done.stdout
    assert "nothing older than 1 hour is told" in done.stdout
    assert "haftar-sisi: Alerts when an entry says that haftar and sisi met, will meet" in done.stdout
    assert "Not on earlier meetings, offers or calls and letters." in done.stdout


def test_every_mistake_is_told_with_its_line_and_the_exit_code_is_2(shell: Shell) -> None:
    broken = CONFIG.replace('["haftar", "sisi"]', '["hafter", "sisi"]') + '[bot]\nlangauge = "en"\n'
    shell.config.write_text(broken, encoding="utf-8")
    done = shell("check")
    assert done.returncode == 2
    assert "config.toml:14:" in done.stderr
    assert "haftar" in done.stderr
    assert "config.toml:21:" in done.stderr
    assert "language" in done.stderr
    assert shell("run").returncode == 2


def test_a_config_that_is_not_there_is_said_so(shell: Shell) -> None:
    done = shell("check", "nowhere.toml")
    assert done.returncode == 2
    assert "nowhere.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_round_tells_the_sample_once_and_the_rest_can_be_looked_up(shell: Shell) -> None:
    first = shell("poll", "--once")
    assert first.returncode == 0, first.stderr
    assert first.stdout.count("second-meeting") == 1
    again = shell("poll", "--once")
    assert "second-meeting" not in again.stdout
    latest = shell("latest", "haftar-sisi", "-n", "1")
    assert "second-meeting" in latest.stdout
    assert "السيسي يستقبل حفتر" not in latest.stdout  # the one before, of which only the day is told

    number = latest.stdout.split("#")[1].split()[0]  # as it is copied, with what isolates it
    story = shell("story", number)
    assert f"Story #{number.translate(MARKS)}" in story.stdout.translate(MARKS)
    (link,) = (line for line in story.stdout.splitlines() if line.startswith("http"))
    why = shell("why", link.replace("https://", "http://www.") + "?utm_source=x")
    assert (why.returncode, "✓ Haftar–Sisi meetings — told" in why.stdout.translate(MARKS)) == (0, True)
    assert why.stdout.translate(MARKS).split("told", 1)[1] in shell("why", number).stdout.translate(MARKS)
    for nothing in ("story", "999"), ("why", "999"), ("why", "https://example.org/nothing"):
        assert (shell(*nothing).returncode, shell(*nothing).stdout) == (1, "")
    assert [shell(command, "nonsense").returncode for command in ("story", "why")] == [2, 2]
    found = shell("search", "حفتر", "-haystack", "--limit", "3")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.translate(MARKS).count("Sample · ") in range(1, 4)
    assert "Nothing that Rasid keeps says" in shell("search", "-haftar", "nonsense").stdout
    for words in "-nonsense", "?!", "":
        assert (shell("search", words).returncode, shell("search", words).stdout) == (2, "")
    feeds = shell("feeds")
    assert "Sample" in feeds.stdout
    assert "fine" in feeds.stdout
    assert shell("health").returncode == 0


def test_before_the_first_poll_there_is_nothing_and_that_is_said(shell: Shell) -> None:
    assert "No alerts yet" in shell("latest").stderr
    assert "There is no story 1" in shell("story", "1").stderr
    assert "Nothing is stored yet" in shell("search", "haftar").stderr
    assert "No feeds are known yet" in shell("feeds").stdout


def test_a_feed_that_fails_makes_a_round_fail(shell: Shell) -> None:
    shell.config.write_text(CONFIG.replace("rasid:sample", "http://127.0.0.1/feed"), encoding="utf-8")
    done = shell("poll", "--once")
    assert done.returncode == 1
    assert "not a public address" in done.stderr + done.stdout


@pytest.mark.parametrize("how", ["argument", "file", "standard input"])
def test_a_text_is_tried(shell: Shell, how: str) -> None:
    text = "التقى السيسي المشير حفتر في القاهرة"
    (shell.folder / "text.txt").write_text(text, encoding="utf-8")
    argument = {"argument": text, "file": "text.txt", "standard input": "-"}[how]
    done = shell("try", argument, stdin=text)
    assert done.returncode == 0, done.stderr
    assert "yes  haftar-sisi: meeting held of haftar and sisi" in done.stdout
    assert "no   elsewhere" in done.stdout


def test_what_a_text_says_is_shown_with_its_date(shell: Shell) -> None:
    text = "التقى السيسي حفتر أمس. وقتل 121 شخصا بحسب الأمم المتحدة."
    done = shell("try", text, "--published", "2019-05-09T12:00Z", "--language", "ar")
    assert done.returncode == 0, done.stderr
    _, _, facts = done.stdout.partition("Facts\n")
    assert "meeting held of haftar and sisi on 2019-05-08" in facts
    assert "killed 121 (الأمم المتحدة) · news · asserted" in facts
    assert facts.count("التقى السيسي حفتر") == 2  # in the line of each fact


def test_that_a_text_says_nothing_is_shown(shell: Shell) -> None:
    assert "no figures of casualties, and no meetings" in shell("try", "حفتر في القاهرة").stdout


def test_a_text_that_is_tried_cannot_command_the_terminal(shell: Shell) -> None:
    (shell.folder / "text.txt").write_text("\x1b]0;title\x07 3 killed in \u202ecity", encoding="utf-8")
    done = shell("try", "text.txt")
    assert "killed 3" in done.stdout
    assert not set("\x1b\x07\u202e") & set(done.stdout)


@pytest.mark.parametrize("when", ["yesterday", "14/04/2019"])
def test_a_time_of_publication_that_is_none_is_wrong_usage(shell: Shell, when: str) -> None:
    assert shell("try", "text", "--published", when).returncode == 2


def test_a_watch_of_certain_feeds_can_be_tried_too(shell: Shell) -> None:
    assert "yes  elsewhere" in shell("try", "Haftar spoke").stdout


def test_an_address_that_may_not_be_reached_is_not_tried(shell: Shell) -> None:
    done = shell("try", "http://127.0.0.1:1/latest/meta-data")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["latest", "nix"], ["poll"], ["nix"], ["latest", "-n", "0"]])
def test_wrong_usage_is_2(shell: Shell, arguments: list[str]) -> None:
    done = shell(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


ROW = '{"id": "1", "title": "السيسي يلتقي حفتر"}\n'


@pytest.mark.parametrize("how", ["file", "packed file", "standard input"])
def test_lines_of_entries_become_lines_of_facts(shell: Shell, how: str) -> None:
    (shell.folder / "rows").write_text(ROW * 3, encoding="utf-8")
    (shell.folder / "packed").write_bytes(lzma.compress((ROW * 3).encode()))
    name = {"file": "rows", "packed file": "packed", "standard input": "-"}[how]
    done = shell("extract", name, stdin=ROW * 3)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], set(row["people"])) for row in rows] == [("1", {"haftar", "sisi"})] * 3


def test_a_line_that_is_no_entry_is_told_and_passed_over(shell: Shell) -> None:
    done = shell("extract", "-", stdin=f"{ROW}nonsense\n\n{ROW}")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.startswith("-:2: It is not JSON: ")


def test_reading_needs_no_more_of_a_config_than_its_names(shell: Shell) -> None:
    shell.config.write_text('[people]\nhaftar = ["حفتر"]\n[[watch]]\nnmae = 7\n[slack]\n', encoding="utf-8")
    assert set(json.loads(shell("extract", "-", stdin=ROW).stdout)["people"]) == {"haftar"}
    shell.config.write_text('[people]\nhaftar = "حفتر"\n[places]\nlibya = []\n', encoding="utf-8")
    done = shell("extract", "-", stdin=ROW)
    assert done.returncode == 2
    assert "config.toml:2: people.haftar" in done.stderr
    assert "config.toml:4: places.libya" in done.stderr


def test_reading_needs_no_config_at_all_unless_one_is_named(shell: Shell) -> None:
    shell.config.unlink()
    done = shell("extract", "-", stdin=ROW)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["people"] == {}
    assert shell("extract", "-", "--config", "config.toml", stdin=ROW).returncode == 2


def test_people_are_asked_for_by_their_ids(shell: Shell) -> None:
    done = shell("extract", "-", "--people", "haftar", stdin=ROW)
    assert set(json.loads(done.stdout)["people"]) == {"haftar"}
    both = shell("extract", "-", "--people", "haftar,sisi", stdin=ROW)
    assert set(json.loads(both.stdout)["people"]) == {"haftar", "sisi"}
    unknown = shell("extract", "-", "--people", "hafter", stdin=ROW)
    assert unknown.returncode == 2
    assert "hafter" in unknown.stderr


def test_a_packed_file_that_is_damaged_is_told_behind_what_could_be_read(shell: Shell) -> None:
    (shell.folder / "packed.xz").write_bytes(lzma.compress((ROW * 3).encode())[:-10])
    done = shell("extract", "packed.xz")
    assert done.returncode == 1
    assert "packed.xz is damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_who_reads_the_output_may_stop(shell: Shell) -> None:
    (shell.folder / "rows").write_text(ROW * 2_000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "extract", "rows"],
        cwd=shell.folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("name", sorted(rasid.commands))
def test_help_is_for_people(name: str) -> None:
    command = rasid.commands[name]
    shown = command.get_help(Context(command, info_name=name))
    assert "Usage:" in shown
    assert "\\b" not in shown


def test_every_command_is_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in rasid.commands:
        assert f"`rasid {name}" in readme


@pytest.mark.parametrize("what", ["", "  ", "nowhere/text.txt", "article.html", "."])
def test_what_looks_like_a_file_and_is_none_is_not_tried_as_a_text(shell: Shell, what: str) -> None:
    done = shell("try", what)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_what_could_not_be_sent_makes_a_round_fail(shell: Shell) -> None:
    channel = '[telegram]\ntoken = "file:token"\nbase_url = "http://127.0.0.1:9"\n'
    channel += '[[channel]]\ntransport = "telegram"\nid = 1\n'
    (shell.folder / "token").write_text("123456789:AAfake-token-of-the-test-server-12345")
    shell.config.write_text(CONFIG + channel, encoding="utf-8")
    done = shell("poll", "--once")
    assert done.returncode == 1
    assert "Not sent yet: 2 messages." in done.stderr


ROWS = """\
{"id": 1, "feed": "A", "title": "حفتر يلتقي السيسي في القاهرة", "published": "2019-04-14T12:00Z"}
{"id": 2, "feed": "B", "title": "السيسي يلتقي حفتر في القاهرة", "published": "2019-04-14T13:00Z"}
{"id": 3, "feed": "B", "title": "أمطار في القاهرة", "published": "2019-04-15T13:00Z"}
"""


def test_a_backtest_writes_a_line_for_each_match(shell: Shell) -> None:
    (shell.folder / "rows").write_text(ROWS, encoding="utf-8")
    done = shell("backtest", "rows")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["entry"], row["watch"], row["alert"]) for row in rows] == [
        (1, "haftar-sisi", "new"),
        (2, "haftar-sisi", None),
    ]
    later = shell("backtest", "rows", "--since", "2019-04-14T12:30Z", "--until", "2019-04-15").stdout
    assert [json.loads(line)["entry"] for line in later.splitlines()] == [2]
    for no_time in ("soon", "", "9999-01-01"):
        assert shell("backtest", "rows", "--since", no_time).returncode == 2


def test_a_backtest_of_what_the_bot_has_stored(shell: Shell) -> None:
    nothing = shell("backtest", "--stored")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "no bot has run" in nothing.stderr
    assert shell("poll", "--once").returncode == 0
    done = shell("backtest", "--stored", "--until", "2019-05-01")
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["alert"] for line in done.stdout.splitlines()] == ["new"]
    assert len(shell("backtest", "--stored").stdout.splitlines()) > 1
    (shell.folder / "rows").write_text(ROWS, encoding="utf-8")
    for both_or_neither in ((), ("rows", "--stored")):
        assert shell("backtest", *both_or_neither).returncode == 2


def test_a_backtest_against_another_config(shell: Shell) -> None:
    (shell.folder / "rows").write_text(ROWS, encoding="utf-8")
    (shell.folder / "new.toml").write_text(CONFIG + '[[watch]]\nname = "rain"\nany = ["أمطار"]\n', "utf-8")
    done = shell("backtest", "rows", "--config", "new.toml", "--against", "config.toml")
    assert done.returncode == 0, done.stderr
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row == {
        "entry": 3,
        "watch": "rain",
        "change": "gained",
        "alert": "new",
        "reason": "a new story",
        "against": {"alert": None, "reason": None},
    }
    assert shell("backtest", "rows", "--against", "config.toml").stdout == ""


CASUALTIES = """
[places]
libya = ["ليبيا", "Libye", "Tripoli", "طرابلس"]

[[watch]]
name = "toll"
casualties = { places = ["libya"], of = ["killed", "wounded"] }
"""


def test_a_chart_is_drawn_of_the_newest_story_of_a_watch_or_of_a_number(shell: Shell) -> None:
    shell.config.write_text(CONFIG + CASUALTIES, encoding="utf-8")
    assert "Nothing was told of toll yet." in shell("chart", "toll", "-o", "a.png").stderr
    assert shell("poll", "--once").returncode == 0
    drawn = shell("chart", "toll", "-o", "a.png", "--language", "ar", "--dark")
    assert drawn.returncode == 0, drawn.stderr
    assert "القتلى" in drawn.stdout
    assert (shell.folder / "a.png").read_bytes().startswith(b"\x89PNG")
    assert shell("chart", "1", "-o", "a.png").returncode == 0  # over the other


@pytest.mark.parametrize(
    ("what", "code", "said"),
    [
        (("tol", "-o", "a.png"), 2, "did you mean toll?"),
        (("nothing-like-it", "-o", "a.png"), 2, "there are: haftar-sisi, elsewhere, toll"),
        (("haftar-sisi", "-o", "a.png"), 2, "does not watch casualties; these do: toll."),
        (("toll",), 2, "Missing option"),
        (("99", "-o", "a.png"), 1, "There is no story 99."),
        (("toll", "-o", "config.toml"), 1, "config.toml is there already and no PNG"),
        (("toll", "-o", "nowhere/a.png"), 1, "nowhere/a.png cannot be written"),
    ],
)
def test_a_chart_that_cannot_be_says_why(shell: Shell, what: tuple[str, ...], code: int, said: str) -> None:
    shell.config.write_text(CONFIG + CASUALTIES, encoding="utf-8")
    if code == 1:
        shell("poll", "--once")
    done = shell("chart", *what)
    assert done.returncode == code
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_articles_are_summarized(shell: Shell) -> None:
    text = "The harbour of the town opened again on Monday. " + "Ships came in one by one. " * 40
    done = shell("summarize", "-", stdin=json.dumps({"id": 7, "content": text}) + "\nnonsense\n")
    assert done.returncode == 1
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["id"] == 7
    assert row["summary"] == "The harbour of the town opened again on Monday. Ships came in one by one."


def test_the_outbox_shows_what_was_given_up_and_settles_it(shell: Shell) -> None:
    for _ in range(2):  # without a database, and with one
        empty = shell("outbox")
        assert (empty.returncode, empty.stdout) == (0, "Every message was delivered, or still waits to be.\n")
        assert shell("poll", "--once").returncode == 0
    with closing(sqlite3.connect(shell.folder / "rasid.db")) as db, db:
        db.execute("update deliveries set status = 'dead', error = 'too long', uncertain = 1 where id <= 2")
    listed = shell("outbox").stdout
    assert listed.count("may have arrived: too long") == 2
    assert shell("outbox", "retry", "1").returncode == shell("outbox", "drop", "2").returncode == 0
    assert "too long" not in shell("outbox").stdout
    assert shell("poll", "--once").returncode == 0
    with closing(sqlite3.connect(shell.folder / "rasid.db")) as db:
        assert db.execute("select status from deliveries where id <= 2 order by id").fetchall() == [
            ("sent",),
            ("cancelled",),
        ]


@pytest.mark.parametrize(
    "arguments",
    [("--config", "{}", "retry", "1"), ("retry", "1", "--config", "{}"), ("drop", "--config", "{}", "1")],
)
def test_the_config_may_be_named_on_either_side_of_what_is_done_to_a_message(
    shell: Shell, arguments: tuple[str, ...]
) -> None:
    there = shell.config.rename(shell.folder / "another.toml")
    done = shell("outbox", *(one.format(there) for one in arguments))
    assert (done.returncode, "No message 1 was given up" in done.stderr) == (1, True)


@pytest.mark.parametrize("number", ["1", "0", "9" * 40])
def test_a_message_that_was_not_given_up_cannot_be_settled(shell: Shell, number: str) -> None:
    done = shell("outbox", "retry", number)
    assert done.returncode == 1
    assert f"No message {number} was given up" in done.stderr
