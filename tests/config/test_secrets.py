import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Config, load
from bot.errors import ConfigError

TELEGRAM = '[telegram]\ntoken = "file:token"\n'


def said(path: Path, text: str, **env: str) -> str:
    """Everything that comes out of a config, errors and all."""
    path.write_text(text)
    try:
        config = load(path, env)
    except ConfigError as error:
        return "".join((str(error), repr(error), *chain(error)))
    return f"{config!r} {config} {config.notes}"


def chain(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{error!r} {error.__dict__}"
        error = error.__cause__ or error.__context__


def loaded(path: Path, text: str) -> Config:
    path.write_text(text)
    return load(path, {})


letters = string.ascii_letters + string.digits
tokens = st.one_of(
    st.builds("{}:{}".format, st.integers(10**8, 10**10), st.text(letters + "_-", min_size=35, max_size=35)),
    st.builds("xoxb-{}-{}".format, st.integers(10**10, 10**12), st.text(letters, min_size=24, max_size=24)),
    st.builds("xapp-1-{}".format, st.text(letters, min_size=40, max_size=60)),
)
signing = st.text("0123456789abcdef", min_size=32, max_size=32)

SECRET_LINES = (
    '[telegram]\ntoken = "{}"',
    '[telegram]\ntoken = ["{}"]',
    '[telegram]\ntoken = "env:{}"',
    '[telegram]\ntoken = "file:{}"',
    '[telegram]\ntoken = "file:/run/secrets/{}"',
    '[telegram]\ntoken = " {} "',
    '[telegram]\ntokken = "{}"',
    '[telegram]\nbase_url = "ftp://127.0.0.1/bot{}"',
    '[telegram]\nwebhook = {{ url = "{}", port = 443, secret = "{}" }}',
    '[slack]\nbot_token = "{}"\napp_token = "env:{}"',
    '[slack]\nsigning_secret = "{}"\nlisten = "{} "',
    'telegram = "{}"',
)
ANYWHERE = (
    '[[channel]]\ntransport = "telegram"\nid = "{}"',
    '[[feed]]\nname = "F"\nurl = "https://user:{}@example.org/"',
    '[[feed]]\nname = "F"\nurl = "htps://example.org/rss?key={}"',
    '[[watch]]\nname = "{}?"',
    '[bot]\n"{}" = 1',
    '[access]\nadmins = ["{}"]',
)


@settings(deadline=None)
@given(line=st.sampled_from(SECRET_LINES), secret=tokens | signing)
def test_a_secret_in_the_table_of_a_platform_is_never_told(
    line: str, secret: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "secret.toml"
    assert secret not in said(path, line.replace("{}", secret).replace("{{", "{").replace("}}", "}"))


@settings(deadline=None)
@given(line=st.sampled_from(ANYWHERE), token=tokens)
def test_a_token_is_not_told_wherever_it_stands(
    line: str, token: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "token.toml"
    assert token not in said(path, line.replace("{}", token))


@settings(deadline=None)
@given(line=st.sampled_from(SECRET_LINES[:3]), secret=tokens | signing)
def test_a_secret_is_not_told_when_the_file_is_not_toml(
    line: str, secret: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "broken.toml"
    assert secret not in said(path, line.replace("{}", secret).replace('"', "", 1))


@pytest.mark.parametrize("place", ["env:T", "file:token"])
def test_a_secret_that_was_fetched_is_not_in_what_the_config_shows(place: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("123:hunter2\n")
    text = f'[telegram]\ntoken = "{place}"\n[slack]\nbot_token = "{place}"\napp_token = "{place}"'
    shown = said(tmp_path / "config.toml", text, T="123:hunter2")
    assert "telegram=TelegramSettings" in shown
    assert "hunter2" not in shown


def test_a_secret_that_does_not_fit_is_refused_untold(tmp_path: Path) -> None:
    text = '[telegram]\ntoken = "env:T"\nwebhook = { url = "https://example.org", secret = "env:S" }'
    shown = said(tmp_path / "config.toml", text, T="hunter2 hunter2", S="hunter2!")
    assert "telegram.token: What stands in its place is not one word" in shown
    assert "telegram.webhook.secret: What stands in its place is not of letters" in shown
    assert "hunter2" not in shown


def test_a_file_beside_the_config_holds_a_secret(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("123:abc\n")
    token.chmod(0o600)
    config = loaded(tmp_path / "config.toml", TELEGRAM)
    assert config.telegram
    assert config.telegram.token.get_secret_value() == "123:abc"
    assert config.notes == ()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_secret_that_others_may_read_is_noted(mode: int, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("123:abc")
    token.chmod(mode)
    (note,) = loaded(tmp_path / "config.toml", TELEGRAM).notes
    assert note.line == 2
    assert note.problem == "Others on this machine may read the file it names."


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    assert "telegram.token: The file it names is not there." in said(tmp_path / "config.toml", TELEGRAM)


def test_a_folder_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "token").mkdir()
    assert "telegram.token: The file it names is not there." in said(tmp_path / "config.toml", TELEGRAM)


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_an_empty_file_is_a_mistake(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(content)
    assert "telegram.token: The file it names is empty." in said(tmp_path / "config.toml", TELEGRAM)


@pytest.mark.parametrize("content", [b"\xff\xfe1\x002\x00", b"two words", b"two\nlines", b"\x00" * 9])
def test_a_file_of_anything_else_is_a_mistake(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(content)
    shown = said(tmp_path / "config.toml", TELEGRAM)
    assert "telegram.token: What stands in its place is not one word" in shown


def test_slacks_tokens_taken_for_one_another_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[slack]\nbot_token = "env:A"\napp_token = "env:B"')
    config = load(path, {"A": "xapp-1", "B": "xoxb-1"})
    assert [(note.line, note.problem) for note in config.notes] == [
        (2, "What stands in its place does not begin with xoxb-."),
        (3, "What stands in its place does not begin with xapp-."),
    ]
