"""A regime as numbered, readable law on one day: an article for each provision, lists with their days, open points."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from ruamel.yaml import YAML

from exeat.regimes import dates, lists, vocabulary, words
from exeat.regimes.explaining import grounds_in
from exeat.regimes.shapes import (
    KINDS,
    Decider,
    Duty,
    PermitTerms,
    Procedure,
    Provision,
    Rulebook,
    Tolerance,
    Wording,
    said,
)

TERMS = (
    "decider",
    "approvals",
    "refused_by",
    "opinions",
    "opinions_asked",
    "weighed",
    "addressee",
    "form",
    "may_be_forbidden_by",
    "apply_before",
    "give_before",
    "give_within",
    "decide_within",
    "silence",
)


def prose(book: Rulebook, day: date, language: str = "en") -> str:
    """The consolidated text of a regime on a day, as law-like prose."""
    return "\n".join(_Text(book, day, language).lines())


def consolidated(book: Rulebook, day: date) -> str:
    """The wordings of a day as YAML, each part written flat; parts that have none on that day are left out."""
    whole = book.model_dump(by_alias=True, exclude_none=True, exclude_unset=True)
    whole.pop("examples", None)
    for kind in KINDS:
        flat: dict[str, Any] = {}
        for name, part in getattr(book, kind).items():
            wording = part.on(day)
            if wording is not None:
                label = {"label": dict(part.label)} if part.label else {}
                flat[name] = label | wording.model_dump(by_alias=True, exclude_none=True, exclude_unset=True)
        whole.pop(kind, None)
        if flat:
            whole[kind] = flat
    yaml = YAML()
    yaml.width = 110
    out = io.StringIO()
    yaml.dump(whole, out)
    return out.getvalue()


def latest_day(book: Rulebook) -> date:
    """The day on which the latest wording of a regime began."""
    parts = (book.categories, book.destinations, book.grounds, book.provisions, book.duties)
    return max(wording.in_force for part in parts for each in part.values() for wording in each.wordings)


class _Text:
    """The making of one text."""

    def __init__(self, book: Rulebook, day: date, language: str) -> None:
        self.book, self.day, self.language = book, day, language
        readable = vocabulary.load("words/readable.yaml")
        tongue = "lt" if language == "lt" else "en"
        self.say: dict[str, str] = {name: entry[tongue] for name, entry in readable["prose"].items()}
        self.terms_of: dict[str, str] = {name: entry[tongue] for name, entry in readable["terms"].items()}
        self.numbers = {name: n for n, name in enumerate(book.sources, start=1)}

    def cite(self, texts: Sequence[str]) -> str:
        """Numbers of sources, with the place in each."""
        found = []
        for text in texts:
            name, _, _ = text.partition(",")
            place = words.citation(self.book, text, self.language).place
            found.append(f"{self.numbers[name.strip()]}{', ' + place if place else ''}")
        return f"[{'; '.join(found)}]"

    def mark(self, wording: Wording) -> str:
        """That a wording was inferred, and the remark beside it; nothing where a source says it and nobody remarks."""
        return (self.say["inferred"] if wording.mark == "inferred" else "") + self.note(wording)

    def note(self, wording: Wording) -> str:
        """The remark beside a wording, if there is one."""
        note = said(wording.note, self.language)
        return f" {note}" if note else ""

    def lines(self) -> list[str]:
        """Title, articles, lists, grounds, procedures, duties, consequences, doubts, sources."""
        on = self.say["title_on"].format(day=dates.day(self.day, self.language))
        found = [f"{said(self.book.title, self.language)} ({self.book.regime}; {self.say[self.book.status]}; {on})"]
        if self.book.in_force_assumed:
            assumed = dates.day(self.book.in_force_assumed, self.language)
            found.append(self.say["in_force_assumed"].format(day=assumed))
        if self.book.aim:
            found.append(
                f"{self.say['aim']}: {said(self.book.aim.words, self.language)} {self.cite(self.book.aim.cite)}"
            )
        for n, (name, part) in enumerate(self.book.provisions.items(), start=1):
            label = said(part.label, self.language) or name
            found += ["", *self.article(n, label, part.on(self.day), part.wordings[-1].cite)]
        found += self.places() + self.grounds() + self.procedures() + self.duties() + self.breaches() + self.weighed()
        return found + self.doubts() + self.sources()

    def article(self, n: int, label: str, wording: Provision | None, cite: Sequence[str]) -> list[str]:
        """One provision as an article, its exceptions as numbered points."""
        if wording is None:
            absent = self.say["not_in_force"].format(day=dates.day(self.day, self.language))
            return [f"{n}. {label}. {absent} {self.cite(cite)}"]
        who = [
            said(self.book.categories[name].label, self.language)
            for name in wording.binds
            if self.book.categories[name].on(self.day)
        ]
        bound = "; ".join(f"({letter}) {text}" for letter, text in zip("abcdefghijklmnop", who, strict=False))
        where = "; ".join(
            words.inside(said(self.book.destinations[name].label, self.language), self.language) for name in wording.to
        )
        private = f" {self.say['private']}" if wording.purpose == ["private"] else ""
        since = self.say["from"].format(day=dates.day(wording.in_force, self.language))
        verb = self.say[wording.requires]
        if self.language == "lt":
            aside = f" ({private.strip()})" if private else ""
            text = f"{since} {verb}: {where}{aside}. {self.say['whoever'].capitalize()}: {bound}."
        else:
            text = f"{since} {bound} {verb} {where}{private}."
        bound_notes = [self.note(each) for name in wording.binds if (each := self.book.categories[name].on(self.day))]
        remarks = "".join(dict.fromkeys(bound_notes))
        found = [f"{n}. {label}. {text} {self.cite(wording.cite)}{self.mark(wording)}{remarks}"]
        for m, exception in enumerate(wording.exceptions.values(), start=1):
            grounds = [self.ground_label(name) for name in grounds_in(exception.when)]
            listed = f": {'; '.join(grounds)}" if grounds else ""
            asked = words.asks(exception.requires, self.language)
            found.append(
                f"   ({m}) {said(exception.label, self.language)}{listed}. {asked} {self.cite(exception.cite)}"
            )
        return found

    def ground_label(self, name: str) -> str:
        """A ground in words, in small letters inside a list."""
        label = said(self.book.grounds[name].label, self.language) or name
        return words.inside(label, self.language)

    def places(self) -> list[str]:
        """What each list names on the day."""
        found = [""]
        for name, part in self.book.destinations.items():
            label = said(part.label, self.language) or name
            wording = part.on(self.day)
            if wording is None:
                empty = self.say["no_list"].format(day=dates.day(self.day, self.language))
                found.append(f"{label}. {empty} {self.cite(part.wordings[-1].cite)}")
                continue
            since = self.say["from"].format(day=dates.day(wording.in_force, self.language))
            named = lists.told(wording, self.day, self.language)
            found.append(f"{label}. {since}: {named}. {self.cite(wording.cite)}{self.mark(wording)}")
        return found

    def grounds(self) -> list[str]:
        """Each ground with what shows it."""
        found = []
        for name, part in self.book.grounds.items():
            wording = part.on(self.day)
            if wording is None:
                continue
            shown = wording.evidence
            evidence = (
                vocabulary.role(shown, self.language)
                if isinstance(shown, str)
                else "; ".join(said(e, self.language) for e in shown)
            )
            told = self.say["evidence"].format(words=evidence)
            found.append(f"   {said(part.label, self.language) or name}; {told} {self.cite(wording.cite)}")
        return ["", f"{self.say['grounds']}:", *found] if found else []

    def procedures(self) -> list[str]:
        """Who decides, and the time limits."""
        found = []
        for name, part in self.book.procedures.items():
            wording = part.on(self.day)
            if wording is not None:
                label = said(part.label, self.language) or name
                told = f"{self.terms(wording)} {self.cite(wording.cite)}{self.mark(wording)}"
                found.append(f"   {label}. {told}")
        return ["", f"{self.say['procedure']}:", *found] if found else []

    def terms(self, procedure: Procedure) -> str:
        """The terms of a procedure that are set, or said to be unknown."""
        found = []
        for field in TERMS:
            value = getattr(procedure, field)
            if value:
                found.append(f"{self.terms_of[field]}: {self.term(value)}")
        if procedure.permit is not None and procedure.permit.tolerance is not None:
            found.append(f"{self.terms_of['tolerance']}: {self.slips(procedure.permit.tolerance)}")
        if procedure.permit is not None and procedure.permit.standing is not None:
            found.append(f"{self.terms_of['standing']}: {self.several(procedure.permit)}")
        if procedure.permit and procedure.permit.conditions:
            told = "; ".join(vocabulary.said({"en": each}, self.language) for each in procedure.permit.conditions)
            found.append(f"{self.terms_of['conditions']}: {told}")
        return "; ".join(found) + "."

    def slips(self, borne: Tolerance) -> str:
        """The small slips that a permit covers, in words."""
        found = [
            self.say[name].format(days=dates.span(f"{days} days", self.language))
            for name, days in (("days_before", borne.days_before), ("days_after", borne.days_after))
            if days
        ]
        return "; ".join([*found, self.say["any_point"]] if borne.crossing_point == "any" else found)

    def several(self, permit: PermitTerms) -> str:
        """Within what bounds one decision serves several journeys, in words."""
        bounds = permit.standing
        assert bounds is not None  # asked only where there are bounds
        days = f"{bounds.days_each_at_most} days"
        found = [
            self.say["for_so_long"].format(span=dates.span(permit.valid_at_most, self.language))
            if permit.valid_at_most
            else "",
            self.say["journeys_at_most"].format(n=bounds.journeys_at_most) if bounds.journeys_at_most else "",
            self.say["days_each"].format(days=dates.span(days, self.language)) if bounds.days_each_at_most else "",
            self.say["told_before"].format(span=dates.span(bounds.told_before, self.language)),
        ]
        return "; ".join(filter(None, found))

    def term(self, value: Any) -> str:
        """One term in words: a span, a body, several bodies, or a decider that depends on the post."""
        if isinstance(value, str):
            return dates.span(value, self.language) if value[0].isdigit() else vocabulary.role(value, self.language)
        bodies = [each if isinstance(each, str) else getattr(each, "decider", None) or each.body for each in value]
        names = "; ".join(dict.fromkeys(vocabulary.role(body, self.language) for body in bodies))
        by_case = isinstance(value[0], Decider)
        return self.say["by_case"].format(names=names) if by_case else names

    def duties(self) -> list[str]:
        """What is to be done besides."""
        found = []
        for name, part in self.book.duties.items():
            wording: Duty | None = part.on(self.day)
            if wording is not None:
                label = said(part.label, self.language) or name
                told = f"{self.due(wording)}. {self.cite(wording.cite)}{self.mark(wording)}"
                found.append(f"   {label}. {told}")
        return ["", f"{self.say['duties']}:", *found] if found else []

    def due(self, duty: Duty) -> str:
        """When a duty is done, how soon, how binding it is, by whom and to whom."""
        when = [self.say[duty.side], "" if duty.strength == "must" else self.say[duty.strength]]
        terms = ("within", duty.within), ("valid_for", duty.valid_for), ("from", duty.from_), ("to", duty.to)
        told = [f"{self.terms_of[name]}: {self.term(value)}" for name, value in terms if value]
        return "; ".join([", ".join(filter(None, when)), *told])

    def breaches(self) -> list[str]:
        """What the law attaches to a breach."""
        found = []
        for name, part in self.book.breaches.items():
            wording = part.on(self.day)
            if wording is not None:
                names = (
                    [wording.measures]
                    if isinstance(wording.measures, str)
                    else [*wording.measures, *wording.chained.values()]
                )
                told = "; ".join(vocabulary.role(each, self.language) for each in names)
                label = said(part.label, self.language) or name
                found.append(f"   {label}: {told} {self.cite(wording.cite)}{self.mark(wording)}")
        return ["", f"{self.say['measures']}:", *found] if found else []

    def weighed(self) -> list[str]:
        """What is weighed before a decision, and how much time its steps have."""
        found = []
        for name, part in self.book.factors.items():
            wording = part.on(self.day)
            if wording is not None:
                side = self.say[f"weighs_{wording.weighs}"]
                found.append(f"   {said(part.label, self.language) or name} ({side}) {self.cite(wording.cite)}")
        for name, time in self.book.clocks.items():
            clock = time.on(self.day)
            if clock is not None:
                span = dates.span(clock.within, self.language)
                found.append(f"   {said(time.label, self.language) or name}: {span} {self.cite(clock.cite)}")
        return ["", f"{self.say['weighed']}:", *found] if found else []

    def doubts(self) -> list[str]:
        """Open points and what is assumed."""
        found = [""] if self.book.open_points or self.book.assumed else []
        for point in self.book.open_points.values():
            taken = said(point.words.get(point.default), self.language) or point.default
            told = self.say["read_as"].format(words=taken)
            found.append(f"{self.say['open']}: {said(point.question, self.language)} ({told})")
        found += [f"{self.say['assumed']}: {said(each.why, self.language)}" for each in self.book.assumed]
        return found

    def sources(self) -> list[str]:
        """The sources with how each is known."""
        found = ["", f"{self.say['sources']}:"]
        for name, n in self.numbers.items():
            source = words.citation(self.book, name, self.language)
            found.append(f"   [{n}] {source.words}; {source.known_words}")
        return [*found, "", self.say["disclaimer"]]
