"""What the documents promise is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUARANTEES = (ROOT / "docs" / "guarantees.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize("path", sorted({path for path, _ in NAMED.findall(GUARANTEES)}))
def test_every_test_that_a_guarantee_names_exists(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    there = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert {name for where, name in NAMED.findall(GUARANTEES) if where == path} - there == set()


def test_every_guarantee_names_a_test() -> None:
    rows = [row for row in GUARANTEES.splitlines() if row.startswith("| ") and "The test that" not in row]
    assert rows
    assert [row for row in rows if not NAMED.search(row.rpartition(" | ")[2])] == []
