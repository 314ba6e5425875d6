"""The wordings of a regime over time: the days on which it changes, and the picture of what held when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from exeat.regimes import Rulebook
from exeat.regimes.shapes import KINDS, Destination, said
from exeat.web import wording

TICKS = 9  # years named on the picture, at most
LETTER = 7.4  # width of a letter on the picture, roughly
INK, BRASS, RED, LINE = "#0f3d4a", "#a8741a", "#9b1c31", "#d9d2c3"


@dataclass(frozen=True)
class Bar:
    """A wording, a gap between wordings, or the wording of a draft; `until` is open where it has no end."""

    first: date
    until: date | None
    words: str
    kind: str


@dataclass(frozen=True)
class Row:
    """One part of a regime over time."""

    label: str
    bars: list[Bar]


def change_days(book: Rulebook) -> list[date]:
    """Every day on which the words of a regime change, in order."""
    wordings = [w for _kind, _name, part in _parts(book) for w in part.wordings]
    return sorted({w.in_force for w in wordings} | {w.until for w in wordings if w.until})


def neighbours(book: Rulebook, day: date) -> tuple[date | None, date | None]:
    """The first day of the wording before the one of a day, and of the one after it."""
    days = change_days(book)
    so_far, later = [each for each in days if each <= day], [each for each in days if each > day]
    return (so_far[-2] if len(so_far) > 1 else None), (later[0] if later else None)


def rows(book: Rulebook, language: str, draft: Rulebook | None = None) -> list[Row]:
    """Every rule and list, and of the other parts those that have a history; a draft's other wordings below each."""
    rule_began = min(w.in_force for part in book.provisions.values() for w in part.wordings)
    shown = []
    for kind, name, part in _parts(book):
        other = getattr(draft, kind).get(name) if draft else None
        changed = other is not None and other.wordings != part.wordings
        if kind in ("provisions", "destinations") or len(part.wordings) > 1 or part.wordings[0].until or changed:
            label = said(part.label, language) or name.replace("_", " ").replace("-", " ").capitalize()
            gaps = kind == "destinations"
            shown.append(Row(label, _bars(part.wordings, language, rule_began if gaps else None)))
            if changed and other is not None:
                new = [w for w in other.wordings if w not in part.wordings]
                shown.append(Row(gettext("In the draft"), [_bar(w, language, "draft") for w in new]))
    if draft:
        for kind, name, part in _parts(draft):
            if name not in getattr(book, kind):
                label = said(part.label, language) or name
                shown.append(Row(label, [_bar(w, language, "draft") for w in part.wordings]))
    return shown


def row(part: Any, name: str, language: str) -> Row:
    """One part of a regime over time."""
    return Row(said(part.label, language) or name, _bars(part.wordings, language, None))


def picture(shown: Sequence[Row], *, day: date, today: date) -> SafeString:
    """The rows up to today or their last change, for a wide page and for a phone; a table says the same in words."""
    first = min([day] + [bar.first for row in shown for bar in row.bars])
    last = max([day, today] + [each for row in shown for bar in row.bars for each in (bar.first, bar.until) if each])
    scale = _Scale(date(first.year, 1, 1), date(last.year + 1, 7, 1))
    drawn = _drawn("w", shown, day, scale, left=250, width=866, step=34, wide=True)
    drawn += _drawn("n", shown, day, scale, left=2, width=344, step=46, wide=False)
    return mark_safe(drawn)  # noqa: S308  # drawn here; every word is escaped


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def share(self, value: date | None) -> float:
        """How far along the picture a day lies, from 0 to 1; no end is the right edge."""
        if value is None:
            return 1.0
        return max(0.0, min(1.0, (value - self.first).days / (self.last - self.first).days))

    def years(self) -> list[int]:
        """The years that are named, so few that they do not touch."""
        every = range(self.first.year, self.last.year + 1)
        step = -(-len(every) // TICKS)
        return list(every)[::step]


def _parts(book: Rulebook) -> Iterator[tuple[str, str, Any]]:
    for kind in ("provisions", *(each for each in KINDS if each != "provisions")):
        for name, part in getattr(book, kind).items():
            yield kind, name, part


def _bars(wordings: Sequence[Any], language: str, rule_began: date | None) -> list[Bar]:
    made = []
    ended = rule_began
    for each in wordings:
        if ended is not None and ended < each.in_force:
            made.append(Bar(ended, each.in_force, gettext("nothing listed"), "gap"))
        made.append(_bar(each, language, "wording"))
        ended = each.until
    return made


def _bar(each: Any, language: str, kind: str) -> Bar:
    last = each.until - timedelta(days=1) if each.until else None
    told = wording.span(each.in_force, last, language)
    return Bar(each.in_force, each.until, f"{told}{_listed(each, language)}", kind)


def _listed(each: Any, language: str) -> str:
    if not isinstance(each, Destination):
        return ""
    names = [wording.country(code, language) for code in each.countries]
    names += [wording.place(code, language) for code in each.territories]
    return f": {', '.join(names)}" if names else ""


def _drawn(
    key: str, shown: Sequence[Row], day: date, scale: _Scale, *, left: int, width: int, step: int, wide: bool
) -> str:
    height = 24 + step * len(shown)
    css, whole = ("x-fig__wide", 1120) if wide else ("x-fig__narrow", 350)
    out = [f'<svg viewBox="0 0 {whole} {height}" aria-hidden="true" focusable="false" class="{css}">']
    out.append(
        f'<defs><pattern id="times-{key}" width="6" height="6" patternTransform="rotate(45)" '
        f'patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/>'
        f'<rect width="1.6" height="6" fill="{BRASS}"/></pattern></defs>'
    )
    for year in scale.years() if wide else scale.years()[::2]:
        x = left + width * scale.share(date(year, 1, 1))
        out.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="18" y2="{height}" stroke="{LINE}"/>')
        out.append(f'<text class="q" x="{x + 4:.1f}" y="13">{year}</text>')
    for n, row in enumerate(shown):
        top = 26 + step * n
        room = int(left / LETTER) if wide else int(width / LETTER)
        label = row.label if len(row.label) <= room else f"{row.label[: room - 1]}\u2026"
        place = f'x="{left - 10}" y="{top + 16}" text-anchor="end"' if wide else f'x="2" y="{top + 14}"'
        out.append(f'<text class="t s" {place}>{escape(label)}</text>')
        out.extend(_rect(key, bar, scale, left, width, top if wide else top + 19, wide=wide) for bar in row.bars)
    x = left + width * scale.share(day)
    out.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{height}" stroke="{RED}" stroke-width="2"/>')
    return "".join([*out, "</svg>"])


def _rect(key: str, bar: Bar, scale: _Scale, left: int, width: int, top: int, *, wide: bool) -> str:
    x, end = left + width * scale.share(bar.first), left + width * scale.share(bar.until)
    long, high = max(end - x, 2.0), 22 if wide else 16
    style = {
        "wording": f'fill="{INK}" stroke="#fff"',
        "gap": f'fill="url(#times-{key})" stroke="{BRASS}"',
        "draft": f'fill="#fff" stroke="{BRASS}" stroke-width="2" stroke-dasharray="5 3"',
    }[bar.kind]
    drawn = f'<rect x="{x:.1f}" y="{top}" width="{long:.1f}" height="{high}" {style}/>'
    if not wide or bar.kind == "gap" or len(bar.words) * LETTER > long - 16:
        return drawn
    ink = "#fff" if bar.kind == "wording" else "#14232a"
    return f'{drawn}<text x="{x + 10:.1f}" y="{top + 16}" fill="{ink}" font-size="14">{escape(bar.words)}</text>'
