"""The differences of two texts as a page tells them: by what changes, each kind with its count and one trip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from exeat.regimes.comparing import Difference, open_readings
from exeat.regimes.shapes import Rulebook, said
from exeat.regimes.situating import Told
from exeat.web.drafts.wording import REQUIREMENTS, SHAPES

WAY, PARTS = " → ", " · "


@dataclass(frozen=True)
class Group:
    """Situations that change in the same way: whom, what else must hold, since when, and one trip."""

    who: str
    more: str
    since: date
    until: date | None
    example: str


@dataclass(frozen=True)
class Section:
    """All situations with one change: what was asked, what is asked, whether that is more."""

    anchor: str
    before: str | Promise
    after: str | Promise
    shapes: tuple[str, str]  # of what was and of what is asked
    heavier: bool
    under_way: bool  # journeys that had begun before the rule did
    groups: list[Group]

    @property
    def example(self) -> str:
        """The plainest trip on which the two differ so."""
        return self.groups[0].example


def sections(found: Iterable[Difference]) -> list[Section]:
    """The differences by what changes: where more is asked first, journeys already under way last."""
    kinds: dict[tuple[bool, str, str], list[Difference]] = {}
    for each in found:
        kinds.setdefault((each.under_way, each.before, each.after), []).append(each)
    shown = [
        Section(
            anchor=f"{before}-{after}{'-under-way' if under_way else ''}",
            before=REQUIREMENTS[before],
            after=REQUIREMENTS[after],
            shapes=(SHAPES[before], SHAPES[after]),
            heavier=group[0].heavier,
            under_way=under_way,
            groups=[_group(each) for each in group],
        )
        for (under_way, before, after), group in kinds.items()
    ]
    return sorted(shown, key=lambda each: (each.under_way, not each.heavier))


@dataclass(frozen=True)
class OtherReading:
    """Another reading of an open point, and a trip on which it changes the answer; `example` is empty without one."""

    question: str
    reading: str
    example: str
    before: str | Promise
    after: str | Promise


def readings(one: Rulebook, two: Rulebook, language: str) -> list[OtherReading]:
    """Each other reading of each open point of two texts; what both leave open alike is told once."""
    told = Told(one.jurisdiction, language)
    shown = []
    for each in open_readings(one, two):
        point = (one if each.regime == one.regime else two).open_points[each.point]
        shown.append(
            OtherReading(
                question=said(point.question, language),
                reading=said(point.words.get(each.reading), language) or each.reading,
                example=told.trip(each.witness) if each.witness is not None else "",
                before=REQUIREMENTS.get(each.before, ""),
                after=REQUIREMENTS.get(each.after, ""),
            )
        )
    return list(dict.fromkeys(shown))


def _group(found: Difference) -> Group:
    """The words of a difference without what changes and without its days, which have places of their own."""
    parts = found.words.split(PARTS)[1:-1]
    who = "".join(found.who)
    more = parts[len(who.split(PARTS)) :] if who else parts
    return Group(who, PARTS.join(more), found.since, found.until, found.witness_words)
