"""Draws docs/packages.svg from the import contracts, so that the picture cannot be wrong: draw_packages.py [--check]"""

from __future__ import annotations

import ast
import configparser
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "packages.svg"
PURE = {"values", "engines", "regimes", "linkage"}
ROW, WIDTH, LEFT, BOX = 46, 900, 24, 190


def layers() -> list[list[str]]:
    """The rows of the layers contract, highest first; packages of one row never import each other."""
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter")
    rows = read["importlinter:contract:layers"]["layers"].split("\n")
    return [[name.strip() for name in row.split("|")] for row in rows if row.strip()]


def sentence(package: str) -> str:
    """The first sentence of what a package says of itself."""
    text = ast.get_docstring(ast.parse((ROOT / "exeat" / package / "__init__.py").read_text(encoding="utf-8"))) or ""
    return text.split("\n\n")[0].replace("\n", " ")


def wrapped(words: str, width: int) -> list[str]:
    """A sentence in at most two lines."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) < 3 else [lines[0], f"{lines[1].rstrip(',;:')} …"]


def drawing() -> str:
    """The whole picture as SVG, readable in grey and on paper."""
    rows = [(package, len(row) > 1) for row in layers() for package in row]
    height = ROW * len(rows) + 86
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        ' aria-label="The packages of Exeat in the order in which they may import each other">',
        "<style>text{font:14px 'Source Sans 3',system-ui,sans-serif;fill:#16252b}",
        ".n{font-weight:600}.s{fill:#4a5960}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fbf9f4"/>',
        f'<text x="{LEFT}" y="24" class="s">Each package imports only from those below it; two marked | never import'
        " each other.</text>",
        f'<text x="{LEFT}" y="44" class="s">A double edge: pure, no database and no framework.</text>',
    ]
    y = 58
    for package, beside in rows:
        stroke = "#0f3d4a"
        out.append(
            f'<rect x="{LEFT}" y="{y}" width="{BOX}" height="{ROW - 10}" fill="#ffffff" stroke="{stroke}" rx="3"/>'
        )
        if package in PURE:
            out.append(
                f'<rect x="{LEFT + 3}" y="{y + 3}" width="{BOX - 6}" height="{ROW - 16}"'
                f' fill="none" stroke="{stroke}"/>'
            )
        out.append(f'<text x="{LEFT + 14}" y="{y + 23}" class="n">{package}{"  |" if beside else ""}</text>')
        for n, line in enumerate(lines := wrapped(sentence(package), 92)):
            at = y + (23 if len(lines) == 1 else 15 + 18 * n)
            out.append(f'<text x="{LEFT + BOX + 18}" y="{at}" class="s">{escape(line)}</text>')
        y += ROW
    out.append(
        f'<text x="{LEFT}" y="{y + 14}" class="s">exeat_seal stands outside: a border post installs it alone.'
        " permits, web and cli use it.</text></svg>"
    )
    return "\n".join(out) + "\n"


def main() -> int:
    """Draw, or check that what is drawn is fresh."""
    wanted = drawing()
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
            sys.stderr.write(f"{TARGET.relative_to(ROOT)} is stale. Type: python tools/draw_packages.py\n")
            return 1
        return 0
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
