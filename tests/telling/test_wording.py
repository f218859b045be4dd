import re
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import resources

import pytest
from bidi import get_display
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language
from bot.telling.bidi import FSI, PDI, RLM
from bot.telling.wording import LANGUAGES, LONGEST_ARGUMENT, Wording
from tests.fakes.desk import tripoli
from tests.telling.looks import is_balanced

NOON = datetime(2019, 5, 9, 12, 5, tzinfo=UTC)


class Variables(Visitor):
    """Which arguments a text takes, and the plural forms it has for a count."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.forms: list[set[str]] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  fluent's own name
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802  as above
        keys = [variant.key for variant in node.variants]
        self.forms.append({key.name for key in keys if isinstance(key, ast.Identifier)})
        self.generic_visit(node)


def read(language: Language) -> Mapping[str, Variables]:
    source = resources.files("bot.telling").joinpath("locale", f"{language}.ftl").read_text("utf-8")
    found: dict[str, Variables] = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ast.Junk), f"{language}: {entry.content}"
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{language}: {entry.id.name} stands there twice"
            patterns = {"": entry.value} | {f".{a.id.name}": a.value for a in entry.attributes}
            for suffix, pattern in patterns.items():
                found[entry.id.name + suffix] = Variables()
                found[entry.id.name + suffix].visit(pattern)
    return found


TEXTS = {language: read(language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def wording() -> Wording:
    return tripoli()


def test_every_language_has_every_text_with_the_same_arguments() -> None:
    said = {language: {key: found.names for key, found in texts.items()} for language, texts in TEXTS.items()}
    assert said["ar"] == said["en"] == said["fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_worded_for_every_number(wording: Wording, language: Language) -> None:
    for key, found in TEXTS[language].items():
        for count in (0, 1, 2, 3, 11, 100, 1234):
            args: dict[str, str | int] = dict.fromkeys(found.names, "x")
            text = wording.text(language, key, **(args | ({"count": count} if "count" in args else {})))
            assert text.strip()
            assert "{" not in text
            assert all(is_balanced(line) for line in text.split("\n"))


def test_arabic_counts_in_all_its_forms() -> None:
    forms = [form for found in TEXTS["ar"].values() for form in found.forms]
    assert forms
    assert all(form >= {"one", "two", "few", "many", "other"} for form in forms)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "لا رسائل تنتظر"),
        (1, "رسالة واحدة تنتظر"),
        (2, "رسالتان تنتظران"),
        (3, f"{FSI}3{PDI} رسائل تنتظر"),
        (11, f"{FSI}11{PDI} رسالة تنتظر"),
        (100, f"{FSI}100{PDI} رسالة تنتظر"),
        (103, f"{FSI}103{PDI} رسائل تنتظر"),
    ],
)
def test_arabic_plurals(wording: Wording, count: int, text: str) -> None:
    assert wording.text("ar", "status-waiting", count=count).removeprefix(RLM).startswith(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thu 9 May 2019, 14:05"),
        ("fr", "jeu. 9 mai 2019 à 14\u202fh\u202f05"),
        ("ar", "الخميس 9 مايو 2019، 14:05"),
    ],
)
def test_times_are_written_in_the_zone_and_the_language(
    wording: Wording, language: Language, text: str
) -> None:
    assert text in wording.text(language, "status-polled", time=NOON)


@pytest.mark.parametrize(
    ("day", "text"),
    [(1, "mer. 1er mai 2019 à 14"), (2, "jeu. 2 mai 2019 à 14"), (11, "sam. 11 mai 2019 à 14")],
)
def test_french_writes_the_first_of_a_month_as_an_ordinal(wording: Wording, day: int, text: str) -> None:
    assert text in wording.text("fr", "status-polled", time=NOON.replace(day=day))
    midnight = datetime(2019, 5, 31, 22, 30, tzinfo=UTC)  # the first of June in Tripoli
    assert "sam. 1er juin 2019" in wording.text("fr", "status-polled", time=midnight)
    assert "Sat 1 Jun 2019" in wording.text("en", "status-polled", time=midnight)


def test_what_is_put_in_is_isolated_and_cannot_break_out(wording: Wording) -> None:
    text = wording.text("en", "watch-unknown", name=f"a\u202e{PDI}{FSI}b\x1b[31m")
    assert text == f"There is no watch named {FSI}ab [31m{PDI}."


def test_lines_put_in_are_closed_one_by_one(wording: Wording) -> None:
    text = wording.text("ar", "notice-config-bad", count=2, mistakes="config.toml:1: a\nconfig.toml:2: b")
    assert text.split("\n")[1:] == [f"{RLM}{FSI}config.toml:1: a{PDI}", f"{RLM}{FSI}config.toml:2: b{PDI}"]


@given(st.text(), st.sampled_from(LANGUAGES))
def test_hostile_arguments_leave_every_line_whole(name: str, language: Language) -> None:
    text = tripoli().text(language, "watch-unknown", name=name)
    assert all(is_balanced(line) for line in text.split("\n"))
    assert not re.search("[\u202a-\u202e\x00-\x09\x0b-\x1f]", text)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "no longer polled"), ("fr", "n’est plus interrogé"), ("ar", "ولن يُقرأ بعد الآن")],
)
def test_a_feed_that_is_gone_is_said_to_be_left_alone(
    wording: Wording, language: Language, said: str
) -> None:
    text = wording.text(language, "notice-feed-gone", feed="Herald")
    assert said in text
    assert f"{FSI}Herald{PDI}" in text
    assert "url" in text


def test_an_endless_argument_is_cut(wording: Wording) -> None:
    text = wording.text("en", "notice-feed-failing", feed="f", error="x" * 100_000)
    assert len(text) < LONGEST_ARGUMENT + 200
    assert "…" in text


def test_a_text_that_is_missing_or_lacks_an_argument_is_an_error(wording: Wording) -> None:
    with pytest.raises(KeyError):
        wording.text("en", "no-such-text")
    with pytest.raises(ValueError, match="watch-unknown"):
        wording.text("en", "watch-unknown")


def test_french_keeps_its_punctuation_by_its_word(wording: Wording) -> None:
    source = resources.files("bot.telling").joinpath("locale", "fr.ftl").read_text("utf-8")
    texts = [line for line in source.splitlines() if not line.startswith("#")]
    assert not [line for line in texts if re.search("[^\u202f][;:?!»](?!\\S)|«(?!\u202f)", line)]


def test_arabic_has_one_spelling_for_a_word_and_one_for_the_bot() -> None:
    source = resources.files("bot.telling").joinpath("locale", "ar.ftl").read_text("utf-8")
    words = {*re.findall(r"[\u0621-\u0652]+", source)}
    marked = {word.replace("\u064b", "") for word in words if word.endswith("\u064b\u0627")}
    assert marked
    assert not words & marked  # an accusative has its tanwin everywhere, or nowhere
    assert not re.search("(?<!«)راصد(?!»)", source)


def test_commands_are_isolated_in_arabic() -> None:
    source = resources.files("bot.telling").joinpath("locale", "ar.ftl").read_text("utf-8")
    texts = [line for line in source.splitlines() if not line.startswith(("-", "#"))]  # terms are isolated
    assert not [line for line in texts if re.search(r"(?<!\S)/[a-z]|rasid [a-z]", line)]


@pytest.mark.parametrize("command", ["mute", "unmute"])
def test_the_number_of_a_story_stands_right_behind_arabic_words(wording: Wording, command: str) -> None:
    # Behind Arabic letters the algorithm would put the # on the other side of its number (W2, N1).
    usage = wording.text("ar", f"command-{command}.usage")
    assert "| #12" in get_display(f"/{command} {usage}", base_dir="L").replace("\u200e", "")


def test_a_list_of_isolated_names_runs_as_the_language_does(wording: Wording) -> None:
    # An isolate whose content is all isolated runs left to right (UAX #9, rules P2 and P3).
    assert wording.text("ar", "list-separator").startswith(RLM)
