import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config.locate import DEPTH, KeyPath, Locator

SOURCE = """\
# a comment
a.b.c = 1
[x."y z"]
text = '''
[watch]
'''
list = [ # not this line
    1,
    # nor this
    { u = 1, v.w = [
        2, 3] },
]
[[watch]]
name = "first"
[watch.meeting]
people = ["haftar",
    "sisi"]
[[watch]]
meeting.people = ["x"]
[[watch.sub]]
q = 1
[[watch.sub]]
q = 2
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 2),
        (("a", "b", "c"), 2),
        (("x", "y z"), 3),
        (("x", "y z", "text"), 4),
        (("x", "y z", "list"), 7),
        (("x", "y z", "list", 0), 8),
        (("x", "y z", "list", 1), 10),
        (("x", "y z", "list", 1, "v", "w", 0), 11),
        (("watch",), 13),
        (("watch", 0, "name"), 14),
        (("watch", 0, "meeting"), 15),
        (("watch", 0, "meeting", "people", 0), 16),
        (("watch", 0, "meeting", "people", 1), 17),
        (("watch", 1), 18),
        (("watch", 1, "meeting", "people", 0), 19),
        (("watch", 1, "sub", 0, "q"), 21),
        (("watch", 1, "sub", 1), 22),
        (("watch", 1, "sub", 1, "q"), 23),
    ],
)
def test_finds_the_line_of_a_key(path: KeyPath, line: int) -> None:
    assert Locator(SOURCE).line(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [(("watch", 0, "title"), 13), (("watch", 1, "casualties", "of"), 18), (("feed", 0), None), ((), None)],
)
def test_what_is_not_written_has_the_line_of_what_is_around_it(path: KeyPath, line: int | None) -> None:
    assert Locator(SOURCE).line(path) == line


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_line_end_counts_once(newline: str) -> None:
    assert Locator(newline.join(["[bot]", "", 'language = "ar"'])).line(("bot", "language")) == 3


def test_endless_nesting_costs_no_more_than_its_first_steps() -> None:
    deep = ".".join(["a"] * 3_000) + " = 1"
    assert Locator("\n" + deep).line(("a",) * 3_000) == 2
    assert Locator("x = " + "[" * 2_000 + "]" * 2_000).line(("x", *[0] * (DEPTH + 5))) == 1


keys = st.text(st.sampled_from("ab -_ي\"'\\."), min_size=1, max_size=4)
values: st.SearchStrategy[Any] = st.recursive(
    st.integers(0, 9) | st.text('[]={}#" ي', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    tables=st.dictionaries(keys, st.lists(st.dictionaries(keys, values, max_size=3), min_size=1, max_size=3))
)
def test_finds_whatever_tomllib_finds(tables: dict[str, list[dict[str, Any]]]) -> None:
    source, expected = written(tables)
    assert tomllib.loads(source) == tables
    locator = Locator(source)
    assert {path: locator.line(path) for path in expected} == expected


def written(tables: dict[str, list[dict[str, Any]]]) -> tuple[str, dict[KeyPath, int]]:
    """TOML of lists of tables, a key a line, with the line of each."""
    lines: list[str] = []
    where: dict[KeyPath, int] = {}
    for name, items in tables.items():
        for number, item in enumerate(items):
            lines.append(f"[[{toml(name)}]]")
            where[name, number] = len(lines)
            for key, value in item.items():
                lines.append(f"{toml(key)} = {toml(value)}")
                where[name, number, key] = len(lines)
    return "\n".join(lines), where


def toml(value: object) -> str:
    match value:
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{toml(key)} = {toml(item)}" for key, item in value.items()) + "}"
        case _:
            return str(value)
