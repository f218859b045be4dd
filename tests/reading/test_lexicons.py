"""The word lists and the grammar that names them know of each other."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from bot.reading.lexicons import Lexicon, load_lexicons
from bot.reading.normalize import fold
from bot.reading.tokens import Tokenizer

READING = Path(__file__).parents[2] / "bot" / "reading"
LEXICONS = load_lexicons()
by_language = pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda lexicon: lexicon.language)


def lists(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list and every table of numbers of a lexicon's file, by its path; paradigms left out."""
    numbers = [key for key, content in table.items() if isinstance(content, int)]
    if numbers:
        yield path, numbers
    for key, content in table.items():
        if isinstance(content, list):
            yield f"{path}.{key}".removeprefix("."), content
        elif isinstance(content, dict) and (path or key != "paradigms"):
            yield from lists(content, f"{path}.{key}".removeprefix("."))


def written(lexicon: Lexicon) -> dict[str, list[str]]:
    text = files("bot.reading").joinpath("lexicon", f"{lexicon.language}.toml").read_text("utf-8")
    return dict(lists(tomllib.loads(text)))


def tags(lexicon: Lexicon) -> set[str]:
    return {tag for phrase in lexicon.phrases for tag in phrase.tags}


def constants() -> set[str]:
    """Every text that stands in the code of the reading room, documentation left out."""
    found: set[str] = set()
    for path in READING.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        }
    return found


CONSTANTS = constants()
HIDING = ("traps.", "things.", ".other")  # of lists that only hide what their words would mean elsewhere
LONGEST_LINE = 110  # as of the code
BY_GROUP = {"meeting.cue.does"}  # what the grammar of meetings asks for as any of its table
THROUGH = ("casualties", "people", "numbers", "dates")  # tables through which the grammar goes
ALL_TAGS = set().union(*map(tags, LEXICONS))


def test_there_is_one_for_each_language() -> None:
    assert [lexicon.language for lexicon in LEXICONS] == ["ar", "en", "fr"]


@by_language
def test_no_line_is_too_long_to_be_compared(lexicon: Lexicon) -> None:
    text = files("bot.reading").joinpath("lexicon", f"{lexicon.language}.toml").read_text("utf-8")
    assert [line for line in text.splitlines() if len(line) > LONGEST_LINE] == []


@by_language
def test_no_list_says_the_same_twice(lexicon: Lexicon) -> None:
    for tag, phrases in written(lexicon).items():
        folded = [fold(phrase).text for phrase in phrases]
        assert [phrase for phrase in folded if folded.count(phrase) > 1] == [], tag


@by_language
def test_every_list_is_read_by_the_grammar(lexicon: Lexicon) -> None:
    assert [tag for tag in sorted(tags(lexicon)) if not (hides(tag) or is_read(tag))] == []


def hides(tag: str) -> bool:
    return tag.startswith(HIDING) or tag.endswith(HIDING)


def is_read(tag: str) -> bool:
    """Whether code names the list: by its tag, its table, or its end where it goes through tables."""
    table, _, role = tag.partition(".")
    names = {tag, f"{tag.rpartition('.')[0]}."}
    if tag in BY_GROUP:
        return True
    if table == "meeting":
        names = {role}
    elif table in THROUGH:
        names |= {tag.split(".", skip)[-1] for skip in range(2, tag.count(".") + 1)}
    return not CONSTANTS.isdisjoint(names)


def test_every_tag_that_the_grammar_names_is_in_a_lexicon() -> None:
    """The grammar of meetings leaves out the name of its table: "cue.planned"."""
    known = ALL_TAGS | {tag.removeprefix("meeting.") for tag in ALL_TAGS if tag.startswith("meeting.")}
    tables = {tag.partition(".")[0] for tag in known}
    named = {text for text in CONSTANTS if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", text)}
    named = {text for text in named if text.partition(".")[0] in tables}
    assert {
        text for text in named if not any(tag == text or tag.startswith(f"{text}.") for tag in known)
    } == set()


@by_language
def test_every_category_has_words(lexicon: Lexicon) -> None:
    known = {tag.split(".")[1] for tag in tags(lexicon) if tag.startswith("casualties.")}
    assert {"killed", "wounded", "missing", "detained", "displaced", "abducted", "sick"} <= known


@by_language
def test_every_phrase_is_found_where_it_stands_in_a_text(lexicon: Lexicon) -> None:
    """As one token; what ends in an elision wants a word behind it."""
    tokenizer = Tokenizer(lexicon)
    lost = []
    for phrase in lexicon.phrases:
        words = " ".join(phrase.words).replace("' ", "'")
        found, *others = tokenizer.tokens(f"{words}z" if words.endswith("'") else words)
        if not found.tags or len(others) != words.endswith("'"):
            lost.append(words)
    assert lost == []


def test_english_and_french_are_told_apart_by_words_of_one_only() -> None:
    english, french = (lexicon.of("common") for lexicon in LEXICONS[1:])
    assert english
    assert french
    assert not english & french


def test_a_form_of_a_paradigm_is_of_the_class_that_the_paradigm_says() -> None:
    lexicon = Lexicon(
        "en", {"paradigms": {"plain": {"one": ["{}"], "many": ["{}s"]}}, "a": {"plain": ["child"]}}
    )
    assert lexicon.of("a.one") == {"child"}
    assert lexicon.of("a.many") == {"childs"}


def test_a_word_may_be_of_several_classes_and_has_one_value() -> None:
    lexicon = Lexicon("en", {"a": {"x": ["Two Words", "ten"]}, "b": {"two words": 2}})
    (phrase, _) = sorted(lexicon.phrases, key=lambda phrase: -len(phrase.tags))
    assert phrase.tags == {"a.x", "b"}
    assert (phrase.words, phrase.value) == (("two", "words"), 2)
    assert lexicon.starting_with("two") == [phrase]
    assert lexicon.starting_with("words") == []


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"a": {"x": ["ـــ"]}}, "en: a.x: nothing to look for"),
        ({"a": {"one": 1}, "b": {"One": 2}}, "has two values"),
    ],
)
def test_a_list_that_cannot_be_meant_is_refused(tables: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Lexicon("en", tables)
