"""What a question says: facts with their types checked, several posts, clearances and stays sorted out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from exeat.regimes import places, vocabulary
from exeat.regimes.shapes import Rulebook

HOLDING_FACTS = {
    "posts": tuple(name for name in vocabulary.FACTS if name.startswith("post.")),
    "clearances": tuple(name for name in vocabulary.FACTS if name.startswith("clearance.")),
}
STAY_FACTS = tuple(name for name in vocabulary.FACTS if name.startswith(("stay.", "destination.")))
SINGULAR = {"posts": "post", "clearances": "clearance"}
DAYS_OF = {name: tuple(f"{one}.{day}" for day in ("from", "until", "bound_until")) for name, one in SINGULAR.items()}
RANKED = {"posts": "post.grade", "clearances": "clearance.level"}
TELLS_OF = {"post": 0, "clearance": 1, "stay": 2, "destination": 2}  # what is said of the person, then of where
REST = 3


class WrongFacts(ValueError):
    """A question that cannot be understood: says which fact, and the nearest known name."""


class Holding(NamedTuple):
    """One post or clearance with what is said of it; `first` and `until` are the days it is held."""

    facts: Mapping[str, Any]
    first: date | None
    until: date | None
    bound_until: date | None = None


class Stay(NamedTuple):
    """One person in one destination for a half-open period; what is None is not known."""

    first: date | None = None
    until: date | None = None
    mode: str = "stay"
    country: str | None = None
    territory: str | None = None
    controlled_by: str | None = None

    @property
    def days(self) -> int | None:
        """Days touched."""
        return (self.until - self.first).days if self.first and self.until else None


class Question(NamedTuple):
    """The facts of one question. A list of holdings that is None is not known; an empty one means there are none."""

    posts: tuple[Holding, ...] | None
    clearances: tuple[Holding, ...] | None
    stays: tuple[Stay, ...]
    facts: Mapping[str, Any] = MappingProxyType({})
    names_ground: bool = False  # asked with a regime's own word, application.ground
    earlier: tuple[Stay, ...] | None = None  # stays of other journeys, for what is counted; None: not known

    @property
    def begins(self) -> date | None:
        """The day the journey begins; None while it is not known for each stay."""
        if len(self.stays) == 1:
            return self.stays[0].first
        firsts = [stay.first for stay in self.stays if stay.first]
        return min(firsts) if len(firsts) == len(self.stays) else None

    @property
    def ends(self) -> date | None:
        """The day after the last day of the journey."""
        if len(self.stays) == 1:
            return self.stays[0].until
        untils = [stay.until for stay in self.stays if stay.until]
        return max(untils) if untils and len(untils) == len(self.stays) else None


def question(given: object, rulebooks: Sequence[Rulebook]) -> Question:
    """The facts as a question to these rulebooks. Raises WrongFacts with the fact and the nearest known name."""
    return reader(rulebooks).question(given)


class Reader:
    """Reads questions to a set of rulebooks; what their values may be is looked up once."""

    def __init__(self, rulebooks: Sequence[Rulebook]) -> None:
        self.rulebooks = tuple(rulebooks)
        self.jurisdiction = _jurisdiction(rulebooks)
        counts = tuple(f"count.{name}" for book in rulebooks for name in book.counts)
        self.known = (*vocabulary.FACTS, *counts, *vocabulary.LISTS)
        self.told = {name: self._how(name) for name in (*vocabulary.FACTS, *counts)}

    def _how(self, name: str) -> tuple[int, frozenset[str], Callable[[str, Any], Any]]:
        """Of what a fact tells, which words it may hold, and how it is read where it holds none of these."""
        kind = vocabulary.FACTS[name].kind if name in vocabulary.FACTS else "number"
        return TELLS_OF.get(name.partition(".")[0], REST), self._words(name), READ.get(kind, self._word)

    def _word(self, name: str, value: Any) -> str:
        return _word(name, value, self.jurisdiction, self.rulebooks)

    def _words(self, name: str) -> frozenset[str]:
        """The words that a fact may hold, where they can be listed; others are looked at one by one."""
        fact = vocabulary.FACTS.get(name)
        if fact is None or fact.kind not in ("name", "scale", "code") or name == "destination.territory":
            return frozenset()
        if name == "application.ground":
            return frozenset({"none", "other"}.union(*(book.grounds for book in self.rulebooks)))
        if fact.kind == "code":
            return frozenset() if name == "post.institution" else frozenset(places.countries())
        return frozenset(vocabulary.values_of(name, self.jurisdiction) or ())

    def question(self, given: object) -> Question:
        """The facts as a question."""
        if not isinstance(given, Mapping):
            raise WrongFacts(f"a question is an object of facts; found {_shown(given)}")
        parts: tuple[dict[str, Any], ...] = ({}, {}, {}, {})
        for name, value in given.items():
            how = self.told.get(name)
            if how is None:
                if name not in self.known:
                    raise WrongFacts(vocabulary.unknown("fact", name, self.known))
            elif value is not None:
                part, words, read = how
                parts[part][name] = value if type(value) is str and value in words else read(name, value)
        post, clearance, where, rest = parts
        posts = self._holdings("posts", given, post)
        clearances = self._holdings("clearances", given, clearance)
        stays = _stays(given, where, self.jurisdiction)
        if "application.ground" in rest:
            if "application.reason" in rest:
                raise WrongFacts("application.reason and application.ground are both given: give the reason alone")
            if len(self.rulebooks) > 1:
                raise WrongFacts(
                    "application.ground is a regime's own word and may be given only where one regime is asked; "
                    "give application.reason"
                )
        if "trip.countries" not in rest:
            countries = {stay.country for stay in stays}
            if None not in countries:
                rest["trip.countries"] = len(countries)
        earlier = _earlier(given, self.jurisdiction) if "earlier" in given else None
        return Question(posts, clearances, stays, MappingProxyType(rest), "application.ground" in given, earlier)

    def _holdings(self, name: str, given: Mapping[str, Any], one: dict[str, Any]) -> tuple[Holding, ...] | None:
        if given.get(name) is None:
            return _holding(name, one, self.jurisdiction) if one else None
        items = _listed(name, given, (SINGULAR[name],), HOLDING_FACTS[name], self.jurisdiction) or ()
        return tuple([holding for item in items for holding in _holding(name, item, self.jurisdiction)])


_READERS: dict[tuple[int, ...], Reader] = {}


def reader(rulebooks: Sequence[Rulebook]) -> Reader:
    """The reader of questions to these rulebooks, made once while they are in use."""
    key = tuple(map(id, rulebooks))
    found = _READERS.get(key)
    if found is None or any(one is not other for one, other in zip(found.rulebooks, rulebooks, strict=True)):
        if len(_READERS) >= 128:
            _READERS.clear()
        found = _READERS[key] = Reader(rulebooks)
    return found


def _jurisdiction(rulebooks: Sequence[Rulebook]) -> str:
    return next((book.jurisdiction for book in rulebooks if not book.supplements), rulebooks[0].jurisdiction)


def _shown(value: object) -> str:
    return f"{value!r} ({type(value).__name__})"


def _value(name: str, value: Any, jurisdiction: str, rulebooks: Sequence[Rulebook]) -> Any:
    """A value of the kind that its fact has."""
    kind = vocabulary.FACTS[name].kind if name in vocabulary.FACTS else "number"
    return READ[kind](name, value) if kind in READ else _word(name, value, jurisdiction, rulebooks)


def _word(name: str, value: Any, jurisdiction: str, rulebooks: Sequence[Rulebook]) -> str:
    if not isinstance(value, str):
        raise WrongFacts(f"{name}: a word is expected; found {_shown(value)}")
    if name == "application.ground":
        grounds = dict.fromkeys(g for book in rulebooks for g in book.grounds)
        return _known(name, value, (*grounds, "none", "other"))
    if name == "destination.territory":
        return _territory(name, value)
    if vocabulary.FACTS[name].kind == "code" and name != "post.institution":
        return _country(name, value)
    values = vocabulary.values_of(name, jurisdiction)
    return value if values is None else _known(name, value, values)


def _known(name: str, value: str, known: Any, what: str = "value") -> str:
    if value not in known:
        raise WrongFacts(f"{name}: {vocabulary.unknown(what, value, known)}")
    return value


def _country(name: str, value: str) -> str:
    """A code of a country; one that was written as a name is told its code."""
    known = places.countries()
    if value in known:
        return value
    folded = value.strip().casefold()
    names = {said.casefold(): code for code in known for said in (known[code], places.country(code, "lt"))}
    near = names.get(folded) or names.get(vocabulary.nearest(folded, names) or "")
    if near and len(value) > 3:
        raise WrongFacts(f"{name}: no such country: {value!r}; the nearest known is {near!r} ({known[near]})")
    raise WrongFacts(f"{name}: {vocabulary.unknown('country', value, known)}")


def _territory(name: str, value: str) -> str:
    state, dash, part = value.partition("-")
    if (
        not dash
        or state not in places.countries()
        or not (1 <= len(part) <= 5 and part.isalnum() and part.isupper() | part.isdigit())
    ):
        raise WrongFacts(f"{name}: {vocabulary.unknown('territory', value, places.territories())}")
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongFacts(f"{name}: true or false is expected; found {_shown(value)}")
    return value


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongFacts(f"{name}: a number is expected; found {_shown(value)}")
    return value


def _day(name: str, value: Any) -> date:
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise WrongFacts(f"{name}: a day such as 2024-02-10 is expected; found {_shown(value)}")


READ: Mapping[str, Callable[[str, Any], Any]] = {"day": _day, "flag": _flag, "number": _number}


def _one(where: str, item: Any, prefixes: tuple[str, ...], known: tuple[str, ...], jurisdiction: str) -> dict[str, Any]:
    """One object of a list, its short keys written out."""
    if not isinstance(item, Mapping):
        raise WrongFacts(f"{where}: an object is expected; found {_shown(item)}")
    facts: dict[str, Any] = {}
    for key, value in item.items():
        names = [str(key), *(f"{prefix}.{key}" for prefix in prefixes)]
        name = next((candidate for candidate in names if candidate in known), None)
        if name is None:
            short = [fact.split(".", 1)[1] for fact in known]
            raise WrongFacts(f"{where}: {vocabulary.unknown('fact', key, short)}")
        if name in facts:
            raise WrongFacts(f"{where}: {name} is given twice")
        if value is not None:
            try:
                facts[name] = _value(name, value, jurisdiction, ())
            except WrongFacts as wrong:
                raise WrongFacts(f"{where}: {wrong}") from None
    return facts


def _listed(
    name: str, given: Mapping[str, Any], prefixes: tuple[str, ...], known: tuple[str, ...], jurisdiction: str
) -> list[dict[str, Any]] | None:
    """The objects of a list; None where the list is not given."""
    value = given.get(name)
    if value is None:
        return None
    if not isinstance(value, list | tuple):
        raise WrongFacts(f"{name}: a list of objects is expected; found {_shown(value)}")
    short = [fact for fact in given if fact in known and given[fact] is not None and name != "earlier"]
    if short:
        raise WrongFacts(f"{name} and {short[0]} are both given: dotted keys are the short form for one")
    return [_one(f"{name}[{i}]", item, prefixes, known, jurisdiction) for i, item in enumerate(value)]


def _holding(name: str, facts: dict[str, Any], jurisdiction: str) -> tuple[Holding, ...]:
    """The holding of which these facts tell; nothing where the question says that there is none."""
    begin, end, own = DAYS_OF[name]
    first, until, bound_until = facts.pop(begin, None), facts.pop(end, None), facts.pop(own, None)
    if first and until and until <= first:
        raise WrongFacts(f"{end}: {until} is not after {begin}, {first}")
    if facts.get("clearance.level") == "none":
        return ()
    if facts.get("post.kind") == "none" and not any(value for fact, value in facts.items() if fact != "post.kind"):
        return ()
    ranked = RANKED[name]
    if ranked in facts:
        facts[ranked] = vocabulary.rank(ranked, facts[ranked], jurisdiction)
    return (Holding(MappingProxyType(facts), first, until, bound_until),)


def _stays(given: Mapping[str, Any], facts: Mapping[str, Any], jurisdiction: str) -> tuple[Stay, ...]:
    items = _listed("stays", given, ("stay", "destination"), STAY_FACTS, jurisdiction) if "stays" in given else None
    if items is None:
        return (_stay(facts),)
    if not items:
        raise WrongFacts("stays: at least one stay is expected; found an empty list")
    return tuple([_stay(item) for item in items])


def _earlier(given: Mapping[str, Any], jurisdiction: str) -> tuple[Stay, ...] | None:
    """The stays of other journeys, whose days must be known."""
    items = _listed("earlier", given, ("stay", "destination"), STAY_FACTS, jurisdiction)
    if items is None:
        return None
    for i, item in enumerate(items):
        for name in ("stay.from", "stay.until"):
            if name not in item:
                raise WrongFacts(f"earlier[{i}]: {name} is missing; an earlier stay has its days")
    return tuple(_stay(item) for item in items)


def _stay(item: Mapping[str, Any]) -> Stay:
    first, until = item.get("stay.from"), item.get("stay.until")
    if first and until and until <= first:
        raise WrongFacts(
            f"stay.until: {until} is not after stay.from, {first} (it is the day after the last day there)"
        )
    days = item.get("stay.days")
    if days is not None and first and until and days != (until - first).days:
        raise WrongFacts(
            f"stay.days: {days} days are given, but from {first} to {until} there are {(until - first).days}"
        )
    territory = item.get("destination.territory")
    country = item.get("destination.country") or (territory.partition("-")[0] if territory else None)
    if territory and not territory.startswith(f"{country}-"):
        raise WrongFacts(f"destination.territory: {territory} is not a part of {country}")
    own = places.own_code(territory) if territory else None
    if own:  # Hong Kong and Macau are asked about by their own codes
        country, territory = own, None
    return Stay(first, until, item.get("stay.mode", "stay"), country, territory, item.get("destination.occupied_by"))
