"""The evidence of a possible match as a page reads it aloud: both values, how strongly, how common, the sum so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from exeat.crossings import queries
from exeat.crossings.contents import Contents, Reason
from exeat.web.crossings import compared, wording

SUMMED = {
    "namesake",
    "others",
    "checks",
    "citizenships",
    "company",
    "journey",
}  # what is taken off, rather than compared
LEAST = {"very": 10.0, "strong": 5.0, "plain": 2.0, "little": 0.5}  # weights from which a word is earned
MOST = 20.0  # doublings from which odds are no longer told one by one
COMMON = 2  # a name that one in so many bears says nothing, and is not told as a share


@dataclass(frozen=True)
class Row:
    """One line of the two records side by side."""

    label: Any
    both: compared.Compared
    words: str
    more: str = ""  # what else the register has, such as other documents


@dataclass(frozen=True)
class Item:
    """One step of the sum."""

    what: Any
    why: Any
    weight: float | None
    notes: tuple[str, ...]


def rows(pair: queries.Pair) -> list[Row]:
    """The record beside the register's entry, with what differs."""
    record, person = pair.contents.record, pair.person
    said = {reason.feature: reason for reason in pair.contents.evidence}
    papers = [document.number for document in person.documents]
    paper = compared.nearest(papers, record.get("document_number", ""))
    others = ", ".join(number for number in papers if number != paper)
    surnames = list(dict.fromkeys([person.surname, *_params(said.get("surname"), "register").split(", ")]))
    surname = compared.nearest([name for name in surnames if name], record.get("surname", "").title())
    values = {
        "surname": (surname, record.get("surname", ""), ", ".join(n for n in surnames if n and n != surname)),
        "given": (person.given_names, record.get("given_names", ""), ""),
        "born": (person.born_on.isoformat() if person.born_on else "", record.get("date_of_birth", ""), ""),
        "sex": (_sex(person.sex), _sex(record.get("sex", "")), ""),
        "document": (paper, record.get("document_number", ""), others),
        "nation": (*_nations(said.get("nation"), record), ""),
    }
    heard = {feature for feature, reason in said.items() if reason.why_code.endswith("-heard")}
    return [_row(feature, *value, heard=feature in heard) for feature, value in values.items()]


def _row(feature: str, mine: str, seen: str, more: str, *, heard: bool) -> Row:
    """Both values; a name that sounds alike in another alphabet has no letter that differs."""
    both = compared.compare(mine, seen)
    alike = heard and both.how in {"letters", "different"}
    if alike and (both.mine.latin or both.seen.latin):
        both = compared.unmarked(both, "heard")
    words = [str(wording.COMPARED["heard" if alike else both.how])] if alike or both.how != "letters" else []
    if both.how == "letters":
        words.append(
            gettext("Letters that differ: %(mine)s and %(seen)s")
            % {"mine": both.mine.marked or "–", "seen": both.seen.marked or "–"}
        )
    return Row(wording.FEATURES[feature], both, ". ".join(words), more)


def _sex(code: str) -> str:
    return str(wording.SEXES.get(code, code))


def _nations(said: Reason | None, record: dict[str, str]) -> tuple[str, str]:
    """Both codes as the comparison saw them, so that two ways of writing one country do not look different."""
    return _params(said, "register"), _params(said, "crossing") or record.get("nationality", "")


def _params(said: Reason | None, name: str) -> str:
    return str(said.params.get(name, "")) if said else ""


def items(held: Contents) -> tuple[float, list[Item]]:
    """Where the sum starts, and its steps; each to a tenth, so that whoever adds them aloud comes to the sum."""
    start = tenth(next((reason.weight for reason in held.evidence if reason.feature == "prior"), 0.0))
    sum_so_far, found = start, []
    for reason in held.evidence:
        if reason.feature == "prior":
            continue
        weight = tenth(reason.weight)
        sum_so_far += weight
        missing = reason.why_code.endswith("-missing") and not weight
        found.append(
            Item(
                wording.FEATURES.get(reason.feature, reason.feature), wording.WHY.get(reason.why_code, reason.why_code),
                None if missing else weight, tuple(_notes(reason, sum_so_far, missing)),
            )
        )  # fmt: skip
    return start, found


def _notes(reason: Reason, so_far: float, missing: bool) -> list[str]:
    notes = []
    mine, seen = str(reason.params.get("register", "")), str(reason.params.get("crossing", ""))
    if reason.feature == "sex":
        mine, seen = str(_sex(mine)), str(_sex(seen))
    if reason.feature not in SUMMED and not missing:
        notes.append(gettext("Register: %(mine)s. Border: %(seen)s.") % {"mine": mine or "–", "seen": seen or "–"})
    share = int(str(reason.params.get("one_in", 0)) or 0)
    if share > COMMON:
        notes.append(gettext("How common: one traveller in %(n)s is called so.") % {"n": number(share)})
    if not missing:
        told = gettext("Sum so far: %(sum)s.") % {"sum": signed(so_far)}
        notes.append(f"{strength(reason.weight)} {told}")
    return notes


def tenth(weight: float) -> float:
    """A weight as it is shown and added."""
    return round(weight, 1) + 0.0  # nought has no sign


def together(held: Contents) -> int:
    """How many crossings of this traveller in its file were weighed together with the record; one is this alone."""
    return max((int(str(reason.params.get("records", 1)) or 1) for reason in held.evidence), default=1)


def strength(weight: float) -> str:
    """How strongly one piece of evidence speaks, in words; for and against in the same words."""
    size = abs(weight)
    level = next((level for level, least in LEAST.items() if size >= least), "none")
    return str(wording.STRENGTHS[level if level == "none" else f"{level}-{'for' if weight > 0 else 'against'}"])


def number(value: int) -> str:
    """A whole number with its thousands apart, as both languages can read it."""
    return f"{value:,}".replace(",", "\u00a0")


def signed(weight: float) -> str:
    """A weight with its sign, as one reads it."""
    return f"{'−' if weight < 0 else '+'}{abs(weight):.1f}"


def _told(times: float) -> int:
    """Odds with two digits that mean something: 663,621 is 660,000."""
    return int(float(f"{times:.2g}"))


def odds(total: float) -> str:
    """The sum as odds that can be said aloud."""
    if abs(total) >= MOST:
        return (
            gettext("More than a million to 1 for its being the same person, if each point stands alone.")
            if total > 0
            else gettext("More than a million to 1 against its being the same person, if each point stands alone.")
        )
    times = number(_told(2 ** abs(total)))
    if total > 0:
        return gettext("About %(n)s to 1 for its being the same person, if each point stands alone.") % {"n": times}
    return gettext("About %(n)s to 1 against its being the same person, if each point stands alone.") % {"n": times}
