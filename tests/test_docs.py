"""What the documents promise is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
NAMES = ("guarantees.md", "reliability.md", "security.md")
PAGES = {name: (ROOT / "docs" / name).read_text("utf-8") for name in NAMES}


@pytest.mark.parametrize("path", sorted({path for page in PAGES.values() for path, _ in NAMED.findall(page)}))
def test_every_test_that_a_page_names_exists(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    there = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    named = {name for page in PAGES.values() for where, name in NAMED.findall(page) if where == path}
    assert named - there == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_row_names_a_test(page: str) -> None:
    rows = [row for row in PAGES[page].splitlines() if row.startswith("| ") and "The test that" not in row]
    assert rows
    assert [row for row in rows if not NAMED.search(row.rpartition(" | ")[2])] == []
