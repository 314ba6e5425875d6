"""What may be handed in as a draft, and a file of past trips in which a traveller is a number and never a name."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from exeat.regimes import Rulebook, run_examples
from exeat.regimes.conditions import compiled, holds
from exeat.regimes.reading import Fault, canonical, read_text, written
from exeat.regimes.soundness import names_of
from exeat.regimes.vocabulary import levels, post_kinds
from exeat.values.moves import Refusal
from exeat.values.period import EmptyPeriod, Period

WEIGHT = ("free", "advice", "return_report", "notice", "permission", "undetermined", "ban")
HEAVIER_FROM = "notice"  # from this weight on something has to be asked for or declared, or the trip is off
COLUMNS = (
    "traveller", "post_kind", "level", "body_handles_secrets", "sector",
    "country", "territory", "first_day", "last_day", "purpose", "reason",
)  # fmt: skip
NAMES = ("surname", "given_names", "name", "date_of_birth", "document_number", "personal_code", "email")


class TripsUnreadable(ValueError):
    """A trips file that cannot be used; says every row that is wrong and what to write instead."""


@dataclass(frozen=True)
class PastTrip:
    """One past trip of one traveller, who is known only by a number that means nothing elsewhere."""

    traveller: str
    post_kind: str
    level: str
    body_handles_secrets: bool
    sector: str
    country: str
    territory: str
    period: Period
    purpose: str
    reason: str


def read_draft(text: str) -> Rulebook:
    """A draft from its text. Raises RulebookError with every fault, its line and the nearest known name."""
    return read_text(text, "draft")


def may_be_handed_in(book: Rulebook, *, law: Iterable[str], drafts: Iterable[str]) -> list[Refusal]:
    """Why a rulebook that reads well may not be kept as a draft; nothing when it may."""
    refusals = []
    if book.status != "draft":
        refusals.append(Refusal("not-a-draft", "The file must say status: draft. Nothing handed in here becomes law."))
    if book.regime in set(law) - set(drafts):
        refusals.append(
            Refusal("name-of-law", "This is the name of a regime in force. Give the draft a name of its own.")
        )
    return refusals


def disagreements(text: str, book: Rulebook) -> list[Fault]:
    """The examples of a draft that do not agree with its own rules, each with its line and what was answered."""
    source = written(text, "draft")
    return [
        source.fault(("examples", "cases", i), f"{result}; {result.stopped}")
        for i, result in enumerate(run_examples(book))
        if not result.agrees
    ]


def fingerprint(book: Rulebook) -> str:
    """The SHA-256 of everything a rulebook says."""
    return hashlib.sha256(canonical(book.model_dump(mode="json", by_alias=True)).encode()).hexdigest()


def observed(book: Rulebook, law: Sequence[Rulebook], on: date) -> list[tuple[str, str]]:
    """For each category of a draft, whether people in it are bound today, so that their past trips were recorded.

    The answer is "all", "some" or "none" of the kinds of post and levels of clearance that the category can hold.
    """
    people = list(
        product([k for k, _ in post_kinds(book.jurisdiction)], range(len(levels(book.jurisdiction))), (True, False))
    )
    bound = {each for rules in law for each in people for name in rules.categories if _belongs(rules, name, each, on)}
    found = []
    for name, part in book.categories.items():
        day = max(on, part.wordings[-1].in_force)
        mine = [each for each in people if _belongs(book, name, each, day)]
        seen = sum(each in bound for each in mine)
        found.append((name, "all" if mine and seen == len(mine) else "some" if seen else "none"))
    return found


def _belongs(book: Rulebook, name: str, person: tuple[str, int, bool], on: date) -> bool:
    """Whether somebody of this kind, level and body is in a category on a day."""
    wording = book.categories[name].on(on)
    if wording is None or not any(
        name in w.binds and w.requires != "advice" for p in book.provisions.values() for w in p.wordings
    ):
        return False
    facts = dict(zip(("post.kind", "clearance.level", "post.body_handles_secrets"), person, strict=True))
    return bool(holds(compiled(wording.when, names_of(book)), facts.get, set()))


def asks(requirement: str) -> bool:
    """Whether something has to be declared or permitted, or the trip is off."""
    return WEIGHT.index(requirement) >= WEIGHT.index(HEAVIER_FROM)


def read_trips(text: str, *, kinds: Iterable[str], levels: Iterable[str], reasons: Iterable[str]) -> list[PastTrip]:
    """The trips of a CSV file without names. Raises TripsUnreadable with every wrong row at once."""
    rows = csv.DictReader(io.StringIO(text))
    given = tuple(rows.fieldnames or ())
    personal = [column for column in given if column in NAMES]
    if personal:
        raise TripsUnreadable(
            f"The file has the column {', '.join(personal)}. Trips for drafts carry no names: take it out and number"
            " the travellers instead."
        )
    missing = [column for column in COLUMNS if column not in given]
    if missing:
        raise TripsUnreadable(f"The file has no column {', '.join(missing)}. It needs: {', '.join(COLUMNS)}.")
    known = {"post_kind": set(kinds), "level": set(levels), "reason": set(reasons), "purpose": {"private", "duty"}}
    trips: list[PastTrip] = []
    wrong: list[str] = []
    for number, row in enumerate(rows, start=2):
        said = list(_wrong(row, known))
        if said:
            wrong.extend(f"row {number}: {words}" for words in said)
        else:
            trips.append(_trip(row))
    if wrong:
        rest = f" And {len(wrong) - 20} more." if len(wrong) > 20 else ""
        raise TripsUnreadable("\n".join(wrong[:20]) + rest)
    return trips


def _wrong(row: Mapping[str, str | None], known: Mapping[str, set[str]]) -> Iterator[str]:
    for column, values in known.items():
        if (row.get(column) or "") not in values:
            yield f"{column} is {row.get(column)!r}; known are {', '.join(sorted(values))}"
    if row.get("body_handles_secrets") not in {"yes", "no"}:
        yield f"body_handles_secrets is {row.get('body_handles_secrets')!r}; write yes or no"
    if len(row.get("country") or "") != 2:
        yield f"country is {row.get('country')!r}; write a code of two letters, such as BY"
    try:
        Period.through(_day(row, "first_day"), _day(row, "last_day"))
    except (ValueError, EmptyPeriod):
        yield f"first_day {row.get('first_day')!r} and last_day {row.get('last_day')!r} are not two days in order"
    if not row.get("traveller"):
        yield "traveller is empty; give each traveller a number"


def _day(row: Mapping[str, str | None], column: str) -> date:
    return date.fromisoformat(row.get(column) or "")


def _trip(row: Mapping[str, str | None]) -> PastTrip:
    text = {column: row.get(column) or "" for column in COLUMNS}
    return PastTrip(
        traveller=text["traveller"],
        post_kind=text["post_kind"],
        level=text["level"],
        body_handles_secrets=text["body_handles_secrets"] == "yes",
        sector=text["sector"] or "unknown",
        country=text["country"],
        territory=text["territory"],
        period=Period.through(_day(row, "first_day"), _day(row, "last_day")),
        purpose=text["purpose"],
        reason=text["reason"],
    )
