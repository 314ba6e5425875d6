"""A rulebook as articles that a person can read: the wording of a day, its citation, its doubts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from exeat.regimes import Rulebook, keeping, lists, vocabulary, words
from exeat.regimes.shapes import said
from exeat.web import wording
from exeat.web.drafts.wording import REQUIREMENTS

BLANK = frozenset({"unknown", "silent"})


@dataclass(frozen=True)
class Case:
    """A worked example and its answer, in words."""

    name: str
    answer: str
    step: str = ""  # the exception that decides it, if one does


@dataclass(frozen=True)
class Article:
    """One part of a rulebook on a day: what it says, on what it rests and what is doubtful about it.

    `anchor` is its stable name on the page; `own` is its name in a language of the land of the regime.
    """

    anchor: str
    title: str
    lines: list[tuple[str, str]]
    cites: list[str]
    when: str
    in_force: bool
    doubts: list[tuple[str, str]] = field(default_factory=list)
    own: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""  # a remark of whoever described it; no part of the law
    examples: list[Case] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Articles of one kind under one heading."""

    title: str
    articles: list[Article]


@dataclass(frozen=True)
class Page:
    """A whole regime as it reads on a day."""

    name: str
    title: str
    status: str
    aim: str
    groups: list[Group]
    doubts: list[tuple[str, str, list[str]]]
    sources: list[tuple[str, str, str]]
    examples: list[Case]
    compared: date | None


def page(book: Rulebook, *, on: date, language: str, decided: Sequence[keeping.Decided] = ()) -> Page:
    """The rulebook in words, as it reads on a day; `decided` are its examples with what decides each."""
    reader = Reader(book, on, language, decided)
    return Page(
        name=book.regime,
        title=said(book.title, language),
        status=status(book),
        aim=said(book.aim.words, language) if book.aim else "",
        groups=[group for group in reader.groups() if group.articles],
        doubts=reader.doubts(),
        sources=reader.sources(),
        examples=[case for cases in reader.cases.values() for case in cases],
        compared=max((w.checked_on for part in reader.parts() for w in part.wordings if w.checked_on), default=None),
    )  # fmt: skip


def status(book: Rulebook | keeping.Head) -> str:
    """What kind of rule this is, in one word or two."""
    if book.supplements:
        return gettext("order of an institution")
    return {
        "law": gettext("law in force"),
        "partial": gettext("law, described in part"),
        "draft": pgettext("law", "draft"),
        "withdrawn": gettext("withdrawn"),
    }[book.status]


def headings() -> dict[str, str]:
    """The heading of each kind of part, in the order of a law."""
    return {
        "provisions": gettext("What is asked"),
        "categories": gettext("Whom it binds"),
        "destinations": gettext("Where"),
        "grounds": gettext("Grounds"),
        "procedures": gettext("How one asks"),
        "duties": gettext("What else is to be done"),
        "breaches": gettext("What the law attaches to a breach"),
        "remedies": gettext("How one complains"),
        "factors": gettext("What is weighed in a case"),
        "clocks": gettext("How much time a case has"),
    }


class Reader:
    """Turns the parts of one rulebook into articles."""

    def __init__(self, book: Rulebook, on: date, language: str, decided: Sequence[keeping.Decided]) -> None:
        self.book, self.on, self.language = book, on, language
        self.cases: dict[str, list[Case]] = {}
        self.resting_on: dict[str, list[Case]] = {}  # by the fingerprint of a wording
        for each in decided:
            case = Case(each.name, words.asks(each.requires, language), self._step(each))
            self.cases.setdefault(each.provision, []).append(case)
            for law in each.law:
                self.resting_on.setdefault(law, []).append(case)

    def _step(self, each: keeping.Decided) -> str:
        """The exception that decides an example, in words; empty where the rule itself does."""
        part = self.book.provisions.get(each.provision)
        wordings = part.wordings if part and each.exception else ()
        found = [w.exceptions[each.exception] for w in wordings if each.exception in w.exceptions]
        return said(found[-1].label, self.language) or each.exception if found else ""

    def parts(self) -> Iterable[Any]:
        """Every part that can be compared with a source."""
        for kind in ("provisions", "categories", "destinations", "grounds", "procedures", "duties", "breaches"):
            yield from getattr(self.book, kind).values()

    def groups(self) -> list[Group]:
        """Every kind of part under its heading, in the order of a law."""
        return [
            Group(title, [self.article(kind, name, n) for n, name in enumerate(getattr(self.book, kind), start=1)])
            for kind, title in headings().items()
        ]

    def article(self, kind: str, name: str, number: int) -> Article:
        """One part as it reads on the day."""
        part = getattr(self.book, kind)[name]
        current = part.on(self.on)
        shown = current or part.wordings[0]
        return Article(
            anchor=f"{kind}.{name}",
            title=f"{number}. {self.label(part, name)}" if kind == "provisions" else self.label(part, name),
            lines=[*self.lines(kind, shown), *self._later(kind, part)],
            cites=[words.citation(self.book, text, self.language).words for text in shown.cite],
            when=self._when(shown, current is not None),
            in_force=current is not None,
            doubts=[(gettext("Assumed"), said(each.why, self.language)) for each in self.book.assumed
                    if each.on == f"{kind}.{name}" or each.on.startswith(f"{kind}.{name}.")],
            note=said(shown.note, self.language),
            own=[(code, text) for code, text in sorted((part.label or {}).items()) if code not in ("en", "lt")],
            examples=self.cases.get(name, []) if kind == "provisions" else [],
        )  # fmt: skip

    def lines(self, kind: str, shown: Any) -> list[tuple[str, str]]:
        """What one wording says, line by line."""
        found: list[tuple[str, str]] = {
            "provisions": self._provision, "destinations": self._destination, "grounds": self._ground,
            "procedures": self._procedure, "duties": self._duty, "breaches": self._breach, "remedies": self._remedy,
            "factors": self._factor, "clocks": self._clock,
        }.get(kind, lambda _shown: [])(shown)  # fmt: skip
        return found

    def _later(self, kind: str, part: Any) -> list[tuple[str, str]]:
        """What the wordings that follow say, with the days from which they will."""
        coming = [each for each in part.wordings if each.in_force > self.on and part.on(self.on) is not None]
        told = []
        for each in coming:
            since = wording.span(each.in_force, None, self.language)
            told.append((since[0].upper() + since[1:], "; ".join(value for _label, value in self.lines(kind, each))))
        return [line for line in told if line[1]]

    def label(self, part: Any, name: str) -> str:
        """What a part is called; its name in plain letters where it has no label."""
        return said(part.label, self.language) or name.replace("_", " ").replace("-", " ").capitalize()

    def _when(self, shown: Any, in_force: bool) -> str:
        first = wording.span(shown.in_force, None, self.language)
        if not in_force:
            return gettext("Not in force on this day. In force %(since)s.") % {"since": first}
        if shown.until:
            days = wording.span(shown.in_force, shown.until, self.language)
            return gettext("In force: %(days)s.") % {"days": days}
        return gettext("In force %(since)s.") % {"since": first}

    def _labels(self, kind: str, names: Sequence[str]) -> str:
        parts: Mapping[str, Any] = getattr(self.book, kind)
        return "; ".join(self.label(parts[name], name) for name in names if name in parts)

    def _blank(self, value: Any) -> str:
        """A value in words; what was not found says so."""
        if value in (None, [], {}):
            return ""
        if value == "silent":
            return gettext("the act says nothing")
        if value == "unknown":
            return gettext("not found")
        if isinstance(value, str):
            return self._span(value) or vocabulary.role(value, self.language)
        if isinstance(value, list):
            return "; ".join(dict.fromkeys(filter(None, map(self._one_of, value))))
        return ""

    def _one_of(self, each: Any) -> str:
        """One of several values in words: a name, words by language, or the decider of one case."""
        if isinstance(each, str):
            return self._blank(each)
        return said(each, self.language) if isinstance(each, dict) else self._blank(getattr(each, "decider", None))

    def _span(self, value: str) -> str:
        """A length of time in words; empty for what is no length of time."""
        number, _space, unit = value.partition(" ")
        if not number.isdigit():
            return ""
        n = int(number)
        patterns = {
            "days": ngettext("%(n)d day", "%(n)d days", n),
            "working_days": ngettext("%(n)d working day", "%(n)d working days", n),
            "weeks": ngettext("%(n)d week", "%(n)d weeks", n),
            "months": ngettext("%(n)d month", "%(n)d months", n),
            "years": ngettext("%(n)d year", "%(n)d years", n),
            "hours": ngettext("%(n)d hour", "%(n)d hours", n),
        }
        return patterns[unit] % {"n": n} if unit in patterns else ""

    def _kept(self, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
        return [(label, value) for label, value in pairs if value]

    def _provision(self, shown: Any) -> list[tuple[str, str]]:
        purposes = {"private": gettext("private"), "duty": gettext("on service or work")}
        lines = self._kept(
            (gettext("What is asked"), words.asks(shown.requires, self.language)),
            (gettext("Whom it binds"), self._labels("categories", shown.binds)),
            (gettext("Where"), self._labels("destinations", shown.to)),
            (gettext("Which trips"), ", ".join(purposes[each] for each in shown.purpose)),
            (gettext("Passing through"), self._transit(shown.transit)),
        )
        for each in shown.exceptions.values():
            value = f"{said(each.label, self.language)}. {words.asks(each.requires, self.language)}"
            lines.append((gettext("Exception"), value))
        return lines

    def _transit(self, value: str) -> str:
        return {
            "counts": gettext("counts"),
            "exempt": gettext("does not count"),
            "exempt_airside": gettext("does not count inside the transit zone of an airport"),
            "unknown": gettext("not found; read as counting"),
        }.get(value, gettext("the act says nothing"))

    def _destination(self, shown: Any) -> list[tuple[str, str]]:
        if shown.all_except == []:
            return self._kept((gettext("States and territories"), gettext("every country")))
        return self._kept((gettext("States and territories"), lists.told(shown, self.on, self.language)))

    def _ground(self, shown: Any) -> list[tuple[str, str]]:
        reasons = shown.reasons if isinstance(shown.reasons, list) else []
        named = "; ".join(words.reason(each, self.language) for each in reasons)
        return self._kept(
            (gettext("What one may claim"), named or self._blank(shown.reasons)),
            (gettext("What shows it"), self._blank(shown.evidence)),
        )

    def _procedure(self, shown: Any) -> list[tuple[str, str]]:
        return self._kept(
            (gettext("Who decides"), self._blank(shown.decider)),
            (gettext("Who may refuse"), self._blank(shown.refused_by)),
            (gettext("Who must agree"), self._blank(shown.approvals)),
            (gettext("Who may forbid it"), self._blank(shown.may_be_forbidden_by)),
            (gettext("To whom"), self._blank(shown.addressee)),
            (gettext("How long before"), self._blank(shown.apply_before or shown.give_before)),
            (gettext("Decided within"), self._blank(shown.decide_within)),
            (gettext("What silence means"), self._blank(shown.silence)),
            (gettext("Who is consulted"), "; ".join(self._blank(each.body) for each in shown.opinions)),
        )

    def _duty(self, shown: Any) -> list[tuple[str, str]]:
        sides = {
            "before_departure": gettext("before departure"), "during_stay": gettext("during the stay"),
            "after_return": gettext("after return"),
        }  # fmt: skip
        strengths = {"recommended": gettext("recommended"), "on_request": gettext("where it is asked for")}
        when = [sides[shown.side], *filter(None, [strengths.get(shown.strength)])]
        return self._kept(
            (gettext("When"), ", ".join(when)),
            (gettext("Within"), self._blank(shown.within)),
            (gettext("Counts for"), self._blank(shown.valid_for)),
            (gettext("By whom"), self._blank(shown.from_)),
            (gettext("To whom"), self._blank(shown.to)),
        )

    def _breach(self, shown: Any) -> list[tuple[str, str]]:
        measures = [*shown.measures] if isinstance(shown.measures, Mapping) else shown.measures
        since = wording.span(shown.measures_from, None, self.language) if shown.measures_from else ""
        return self._kept(
            (
                gettext("What was asked and not done"),
                ", ".join(str(REQUIREMENTS[each]) for each in shown.unmet),
            ),
            (gettext("Measures"), self._blank(measures)),
            (gettext("What follows from them"), self._blank([*shown.chained.values()])),
            (gettext("Measures are taken"), since),
            (gettext("Who imposes them"), self._blank(shown.imposed_by)),
        )

    def _factor(self, shown: Any) -> list[tuple[str, str]]:
        sides = {
            "for": gettext("For the person"), "against": gettext("Against the person"), "either": gettext("Either way"),
        }  # fmt: skip
        return [(gettext("Speaks"), sides[shown.weighs])]

    def _clock(self, shown: Any) -> list[tuple[str, str]]:
        return self._kept((gettext("Within"), self._blank(shown.within)))

    def _remedy(self, shown: Any) -> list[tuple[str, str]]:
        return self._kept((gettext("To whom"), self._blank(shown.body)), (gettext("Within"), self._blank(shown.within)))

    def doubts(self) -> list[tuple[str, str, list[str]]]:
        """Each open point: the question, how it is read here, and the other readings."""
        shown = []
        for point in self.book.open_points.values():
            labels = {name: self._reading(point, name) for name in point.readings}
            others = [label for name, label in labels.items() if name != point.default]
            shown.append((said(point.question, self.language), labels.get(point.default, point.default), others))
        return shown

    def _reading(self, point: Any, name: str) -> str:
        named = getattr(point, "words", None) or getattr(point, "labels", None) or {}
        return said(named.get(name), self.language) if name in named else name.replace("_", " ")

    def sources(self) -> list[tuple[str, str, str]]:
        """Each source with how it is known and where it can be read."""
        cited = [words.citation(self.book, name, self.language) for name in self.book.sources]
        return [(each.words, each.known_words, "" if each.uri in BLANK else each.uri) for each in cited]
