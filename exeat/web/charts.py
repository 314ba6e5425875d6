"""Charts as SVG made on the server: no script, drawn twice, for a wide page and for a phone, and readable in grey.

Petrol solid is what is; brass hatched is what a draft would add; hollow and dashed cannot be compared; grey hatched
is withheld. Every chart stands beside a table with the same numbers, which is what people hear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

STYLES = {
    "solid": 'fill="#0f3d4a" stroke="#0f3d4a"',
    "found": 'fill="#a8741a" stroke="#a8741a"',
    "draft": 'fill="url(#{0}b)" stroke="#a8741a" stroke-width="2"',
    "hollow": 'fill="#fff" stroke="#a8741a" stroke-width="2" stroke-dasharray="5 3"',
    "withheld": 'fill="url(#{0}w)" stroke="#4a5960" stroke-dasharray="4 3"',
}
WITHHELD_SHARE = 0.18  # how long a bar is whose number is not shown: always the same, so that it tells nothing


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its number (None is withheld), the number in words, and what kind of number it is."""

    label: str
    value: float | None
    words: str
    style: str = "solid"
    note: str = ""


def bars(name: str, rows: Sequence[Bar]) -> SafeString:
    """Horizontal bars that start at zero, one under another, at two widths."""
    return mark_safe(_wide(name, rows) + _narrow(name, rows))  # noqa: S308  # drawn here; every word is escaped


def _defs(key: str) -> str:
    return (
        f'<defs><pattern id="{key}w" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" fill="#fff"/><rect width="1.6" height="6" fill="#4a5960"/></pattern>'
        f'<pattern id="{key}b" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#a8741a"/></pattern></defs>'
    )


def _length(bar: Bar, most: float, room: float) -> float:
    return room * WITHHELD_SHARE if bar.value is None else room * bar.value / most


def _most(rows: Sequence[Bar]) -> float:
    return max([bar.value for bar in rows if bar.value is not None] + [1.0])


def _rect(key: str, bar: Bar, x: float, y: float, length: float) -> str:
    style = STYLES["withheld" if bar.value is None else bar.style].format(key)
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{length:.1f}" height="20" {style}/>'


def _wide(name: str, rows: Sequence[Bar]) -> str:
    key, most, left, room = f"{name}-l", _most(rows), 280, 560
    out = [f'<svg viewBox="0 0 1120 {42 * len(rows) + 16}" aria-hidden="true" class="x-fig__wide">{_defs(key)}']
    for n, bar in enumerate(rows):
        y = 12 + 42 * n
        length = _length(bar, most, room)
        out.append(f'<text class="t" x="{left - 16}" y="{y + 15}" text-anchor="end">{escape(bar.label)}</text>')
        out.append(_rect(key, bar, left, y, length))
        out.append(f'<text class="t s" x="{left + length + 10:.0f}" y="{y + 15}">{escape(bar.words)}')
        out.append(f'<tspan class="q" dx="10">{escape(bar.note)}</tspan></text>')
    return "".join([*out, "</svg>"])


def _narrow(name: str, rows: Sequence[Bar]) -> str:
    key, most, room = f"{name}-s", _most(rows), 220
    out = [f'<svg viewBox="0 0 350 {64 * len(rows) + 8}" aria-hidden="true" class="x-fig__narrow">{_defs(key)}']
    for n, bar in enumerate(rows):
        y = 8 + 64 * n
        length = _length(bar, most, room)
        out.append(f'<text class="t" x="2" y="{y + 13}">{escape(bar.label)}</text>')
        out.append(_rect(key, bar, 4, y + 22, length))
        out.append(f'<text class="t s" x="{length + 12:.0f}" y="{y + 37}">{escape(bar.words)}</text>')
    return "".join([*out, "</svg>"])
