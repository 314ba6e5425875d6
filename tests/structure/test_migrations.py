"""Steps of the schema have names, say what they do, and stand alone."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "exeat"
STEPS = [path for path in sorted(ROOT.glob("*/migrations/*.py")) if path.name != "__init__.py"]


def test_no_step_is_named_by_a_machine():
    assert STEPS
    assert [str(path) for path in STEPS if "_auto_" in path.name] == []


def test_no_step_imports_the_rest_of_exeat():
    wrong = []
    for path in STEPS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            wrong += [(path.name, name) for name in names if name.startswith("exeat")]

    assert wrong == []
