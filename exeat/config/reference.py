"""Documents that are made from the code, so that they cannot be wrong: docs/reference/.

python -m exeat.config.reference            writes them
python -m exeat.config.reference --check    says which are stale; exit status 1 if any is
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exeat.values.moves import Move
from exeat.values.rights import Right

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "reference"
HEAD = "<!-- Made by `python -m exeat.config.reference`; never edited. -->\n\n"


def rights() -> str:
    """What each role may do."""
    from exeat.access.policy import FROM_REGISTER, ROLES

    out = [f"{HEAD}# Rights\n\nWhat each role may do within its institution, or nationally. The code is"]
    out.append(" `exeat/access/policy.py`.\n")
    for role, held in sorted(ROLES.items()):
        given = "by the register" if role in FROM_REGISTER else "by an administrator"
        out.append(f"\n## {role}\n\nGiven {given}.\n\n")
        out.extend(f"- `{right.value}`\n" for right in Right if right in held)
    return "".join(out)


def routes() -> str:
    """Every page of ours and whom it is for."""
    from django.urls import get_resolver

    rows = [
        (path, view.exeat_guard, view.exeat_right.value if view.exeat_right else "")
        for path, view in _routes(get_resolver(), "")
        if view.__module__.startswith("exeat.")
    ]
    out = [f"{HEAD}# Pages\n\nEvery address and whom it is for; a page that does not say is refused.\n\n"]
    out.append("| address | for | right | roles that hold it |\n|---|---|---|---|\n")
    for path, mark, right in sorted(rows):
        out.append(f"| `/{path}` | {mark} | {f'`{right}`' if right else ''} | {_holders(right)} |\n")
    return "".join(out)


def _holders(right: str) -> str:
    """The roles that hold a right; nothing for a page that needs none."""
    from exeat.access.policy import ROLES

    return ", ".join(role for role, held in sorted(ROLES.items()) if right in held)


def _routes(resolver: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from _routes(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry.callback


def states(noun: str, moves: tuple[Move[Any], ...], final: frozenset[Any]) -> str:
    """The states of a kind of file, drawn, and the table of its moves with the right and the guards of each."""
    out = [f"{HEAD}# States of {noun}\n\n```mermaid\nstateDiagram-v2\n"]
    for move in moves:
        out.append(f"    {move.source} --> {move.target}: {move.verb}\n")
    out.extend(f"    {state} --> [*]\n" for state in sorted(final))
    out.append("```\n\n| from | verb | to | right | guards |\n|---|---|---|---|---|\n")
    for move in moves:
        guards = ", ".join(guard.__name__.replace("_", " ") for guard in move.guards)
        out.append(f"| {move.source} | {move.verb} | {move.target} | `{move.needs.value}` | {guards} |\n")
    return "".join(out)


def personal_data() -> str:
    """Every field of every table: what is personal and how long it is kept."""
    from django.apps import apps

    out = [f"{HEAD}# Personal data\n\nEach field that says something about a person, and when it is erased.\n"]
    for model in sorted(_models(apps), key=lambda m: m._meta.label):
        kept: dict[str, str] = model.personal
        if kept:
            out.append(f"\n## {model._meta.label}\n\n| field | kept |\n|---|---|\n")
            out.extend(f"| {field} | {rule} |\n" for field, rule in kept.items())
    return "".join(out)


def _models(apps: Any) -> Iterator[Any]:
    return (m for config in apps.get_app_configs() if config.name.startswith("exeat.") for m in config.get_models())


def law() -> str:
    """Every rulebook as readable law, on the day its latest wording began."""
    from exeat.regimes import rulebook, rulebooks
    from exeat.regimes.prose import latest_day, prose

    out = [f"{HEAD}# The rulebooks in words\n\nThis describes the law; it is not the law. Another day:"]
    out.append(" `exeat rulebook show REGIME --on DATE`.\n")
    for name in rulebooks(status=None):
        book = rulebook(name)
        for language in ("en", "lt") if book.jurisdiction in ("LT", "XX") else ("en",):
            text = prose(book, latest_day(book), language)
            out.append(f"\n## {name} ({language})\n\n```text\n{text}\n```\n")
    return "".join(out)


def schema() -> str:
    """The JSON Schema of a rulebook, to which editors can be pointed."""
    import json

    from exeat.regimes.schema import json_schema

    return json.dumps(json_schema(), indent=1, sort_keys=True) + "\n"


def order() -> str:
    """The JSON Schema of an order that other registers receive."""
    import json

    from exeat.cases.outbox import SCHEMA

    return json.dumps(SCHEMA, indent=1, sort_keys=True) + "\n"


def acknowledgement() -> str:
    """The JSON Schema of what another register signs when it answers an order."""
    import json

    from exeat.cases.receipts import SCHEMA

    return json.dumps(SCHEMA, indent=1, sort_keys=True) + "\n"


def shapes() -> str:
    """The known shapes of rules against the rulebooks that show them, and how each is written."""
    from exeat.regimes import rulebook, rulebooks
    from exeat.regimes.showing import known_shapes, marks

    shown: dict[int, list[str]] = {number: [] for number in known_shapes()}
    for name in rulebooks(status=None):
        for mark in marks(rulebook(name)):
            shown[mark.shape].append(f"{name}: `{mark.path}`")
    written = sum(1 for found in shown.values() if found)
    out = [f"{HEAD}# Shapes of rules\n\nThe shapes that rules on travel show in many countries, how a rulebook writes"]
    out.append(f" each, and which rulebooks do. {written} of {len(shown)} are written; the others say why not.\n\n")
    out.append("| number | shape | how it is written | where |\n|---|---|---|---|\n")
    for number, entry in known_shapes().items():
        how = entry.get("how") or f"Not written. {entry['reason']}"
        out.append(f"| {number} | {entry['shape']} | {how} | {'; '.join(shown[number])} |\n")
    return "".join(out)


def findings() -> str:
    """Every kind of finding of the check, in both languages; what stands in braces is filled in."""
    from exeat.regimes import vocabulary

    out = [f"{HEAD}# What the check may find\n\nThe words of `exeat rulebook check`. What stands in braces is"]
    out.append(" filled in.\n\n")
    out.append("| word | in English | in Lithuanian |\n|---|---|---|\n")
    for word, told in sorted(vocabulary.load("words/findings.yaml").items()):
        out.append(f"| `{word}` | {told['en']} | {told['lt']} |\n")
    return "".join(out)


def settings() -> str:
    """Every variable of the environment that is read, and what it is for."""
    from exeat.config.environment import MEANINGS

    out = [f"{HEAD}# Settings\n\nRead from the environment when the program starts.\n\n"]
    out.append("| variable | what it says |\n|---|---|\n")
    out.extend(f"| `{name}` | {meaning} |\n" for name, meaning in MEANINGS.items())
    return "".join(out)


def documents() -> dict[str, str]:
    """Each document by its file name."""
    from exeat.applications import policy as applications
    from exeat.cases import policy as cases
    from exeat.regimes import keys

    return {
        "rights.md": rights(),
        "rulebooks.md": law(),
        "rulebook.schema.json": schema(),
        "rulebook-keys.md": HEAD + keys.page(),
        "order.schema.json": order(),
        "acknowledgement.schema.json": acknowledgement(),
        "shapes.md": shapes(),
        "findings.md": findings(),
        "pages.md": routes(),
        "settings.md": settings(),
        "personal-data.md": personal_data(),
        "states-of-applications.md": states("an application", applications.MOVES, applications.FINAL),
        "states-of-cases.md": states("a case", cases.MOVES, cases.FINAL),
    }


def main() -> int:
    """Write the documents, or say which are stale."""
    from exeat.config import start

    start()
    stale = [
        name
        for name, text in documents().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv[1:]:
        for name in stale:
            sys.stdout.write(f"docs/reference/{name} is stale. Type: python -m exeat.config.reference\n")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"docs/reference: {len(stale)} written anew\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
