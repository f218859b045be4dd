"""Where a key stands in a TOML file: tomllib gives the values, the syntax tree gives their lines."""

import tomllib
from collections.abc import Iterator

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

KeyPath = tuple[str | int, ...]
"""The way to a value through tables (str) and lists (int, from 0): ("watch", 0, "meeting", "people", 1)."""

DEPTH = 8
"""Deeper paths get the line of the part this deep: the config's own keys reach five."""

_HEADERS = frozenset({"table", "table_array_element"})


class Locator:
    """The lines of every key and list item of one TOML text that tomllib accepts."""

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}  # elements so far of each [[list of tables]]
        parser = Parser(Language(tree_sitter_toml.language()))
        for statement in parser.parse(text.encode()).root_node.named_children:
            self._index(statement, self._base(statement))

    def line(self, path: KeyPath) -> int | None:
        """The 1-based line of a path, or of the nearest table or list around it when it is not written."""
        for length in range(min(len(path), DEPTH), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return None

    def _index(self, statement: Node, base: KeyPath) -> None:
        # A list of work rather than recursion: how deep it nests is the file's choice.
        work = [(statement, base)]
        while work:
            node, path = work.pop()
            for length in range(1, min(len(path), DEPTH) + 1):  # dotted keys make tables on the way
                self._lines.setdefault(path[:length], node.start_point.row + 1)
            if len(path) < DEPTH:
                work.extend(reversed(list(_inside(node, path))))

    def _base(self, statement: Node) -> KeyPath:
        """The table that a statement at the top of the file opens; () for a key before the first table."""
        if statement.type not in _HEADERS:
            return ()
        *outer, last = _names(statement.named_children[0])
        path: KeyPath = ()
        for name in outer:
            path = self._current((*path, name))
        path = (*path, last)
        if statement.type == "table_array_element":
            self._counts[path] = self._counts.get(path, 0) + 1
        return self._current(path)

    def _current(self, path: KeyPath) -> KeyPath:
        """Behind [[a]], the header [a.b] speaks of the last a."""
        return (*path, self._counts[path] - 1) if path in self._counts else path


def _inside(node: Node, path: KeyPath) -> Iterator[tuple[Node, KeyPath]]:
    """The keys and items one level down, each with its path."""
    children = [child for child in node.named_children if child.type != "comment"]
    if node.type == "pair":
        full = (*path, *_names(children[0]))
        # The key before its value, which may start lines below: the key is what people look for.
        yield from ((child, full) for child in children)
    elif node.type == "array":
        yield from ((item, (*path, number)) for number, item in enumerate(children))
    elif node.type in _HEADERS or node.type == "inline_table":
        yield from ((child, path) for child in children if child.type == "pair")


def _names(key: Node) -> list[str]:
    """The parts of a key: a."b c".d -> a, b c, d. Parts beyond DEPTH are left out."""
    parts: list[str] = []
    work = [key]
    while work:
        node = work.pop()
        if node.type == "dotted_key":
            work.extend(reversed(node.named_children))
        else:
            parts.append(_name((node.text or b"").decode()))
    return parts[:DEPTH]


def _name(text: str) -> str:
    """One part of a key, its quotes and escapes read as TOML reads them."""
    return next(iter(tomllib.loads(f"{text} = 0"))) if text[:1] in {'"', "'"} else text
