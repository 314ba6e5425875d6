"""What the list of features claims is shown: each link to a test bears the name of a test that is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs" / "features.md"
ROWS = [line for line in LIST.read_text(encoding="utf-8").splitlines() if re.match(r"\| [A-Z]?\d+[a-z]? \|", line)]


def written_in(path):
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def as_test(words):
    """The name of the test of which these are the words."""
    return "test_" + "_".join(re.findall(r"[a-z0-9]+", words.casefold().replace("’", " ")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_each_row_links_to_something_and_each_test_that_it_names_is_there(row):
    links = re.findall(r"\[([^\]]+)\]\(([^)#\s]+)", row.rsplit(" | ", 1)[1])

    assert links
    for words, target in links:
        if target.endswith(".py"):
            assert as_test(words) in written_in((LIST.parent / target).resolve()), f"{target}: {words}"
