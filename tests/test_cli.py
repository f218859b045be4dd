"""The command line as a user meets it: real processes, exit codes, and what they print."""

import subprocess
import sys
from pathlib import Path

import pytest

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
    assert "haftar-sisi: Alerts on an entry if one sentence names haftar and sisi" in done.stdout


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
    assert "first-meeting" not in latest.stdout
    feeds = shell("feeds")
    assert "Sample" in feeds.stdout
    assert "fine" in feeds.stdout
    assert shell("health").returncode == 0


def test_before_the_first_poll_there_is_nothing_and_that_is_said(shell: Shell) -> None:
    assert "No alerts yet" in shell("latest").stderr
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
    assert "yes  haftar-sisi: haftar as «حفتر», sisi as «السيسي»" in done.stdout
    assert "no   elsewhere" in done.stdout


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
