"""Whether a list of destinations names a place on some days: states, parts of states, occupied parts, outside lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from exeat.regimes import places, vocabulary
from exeat.regimes.facts import Stay
from exeat.regimes.shapes import Destination, said


def reaches(destination: Destination, stay: Stay, begin: date, end: date, missing: set[str]) -> bool | None:
    """Whether a list of destinations names where the stay is."""
    country, territory = stay.country, stay.territory
    if country is None:
        missing.add("destination.country")
        return None
    if destination.all_except is not None and country not in destination.all_except:
        exempt = any(_in_list(name, country, begin, end, None) for name in destination.except_in)
        if not exempt:
            return True
    if country in destination.countries or (territory is not None and territory in destination.territories):
        return True
    if destination.as_in and _in_list(destination.as_in, country, begin, end, destination.at_least):
        return True
    parts = {code for code in destination.territories if code.startswith(f"{country}-")}
    if destination.occupied_by:
        controlled = {stay.controlled_by} if stay.controlled_by else set()
        doubtful: frozenset[str] = frozenset()
        if territory and not stay.controlled_by:
            doubtful = places.partly(territory, begin, end)
            controlled |= places.occupied_by(territory, begin, end) - doubtful
        if controlled & set(destination.occupied_by):
            return True
        if doubtful & set(destination.occupied_by):
            missing.add("destination.occupied_by")
            return None
        parts |= {
            code
            for code in places.territories()
            if code.startswith(f"{country}-") and places.occupied_by(code, begin, end) & set(destination.occupied_by)
        }
    if parts and territory is None:
        missing.add("destination.territory")
        return None
    if destination.unpublished:
        missing.add("ask")
        return None
    return False


def _in_list(name: str, country: str, begin: date, end: date, at_least: int | None) -> bool:
    """Whether an outside list names a country, at that level or above, on at least one of the days."""
    return any(
        entry["country"] == country
        and entry["from"] < end
        and (entry.get("until") is None or begin < entry["until"])
        and (at_least is None or entry.get("level", 0) >= at_least)
        for entry in vocabulary.load(f"lists/{name}.yaml")["entries"]
    )


def places_of(destination: Destination, day: date) -> frozenset[str]:
    """The codes of every state and part of a state that a list means on a day; "?" for those that are not told."""
    after = day + timedelta(days=1)
    found = {*destination.countries, *destination.territories}
    for code in places.countries():
        if destination.all_except is not None and code not in destination.all_except:
            excepted_in = any(_in_list(name, code, day, after, None) for name in destination.except_in)
            found |= set() if excepted_in else {code}
        if destination.as_in and _in_list(destination.as_in, code, day, after, destination.at_least):
            found.add(code)
    for code in places.territories() if destination.occupied_by else ():
        found |= {code} if places.occupied_by(code, day, after) & {*destination.occupied_by} else set()
    return frozenset(found | {"?"} if destination.unpublished else found)


def beyond(destination: Destination, others: Iterable[Destination], day: date) -> frozenset[str]:
    """The codes that a list means on a day and none of the others; what is in a state that another means is meant."""
    reached = frozenset[str]().union(*(places_of(other, day) for other in others))
    meant = places_of(destination, day)
    whole = len(reached) > len(places.countries()) / 2  # every state but some
    told = {code for code in meant - {"?"} if not {code, code.partition("-")[0]} & reached}
    return frozenset(told | {"?"} if "?" in meant and not whole else told)


def named(destination: Destination, day: date, language: str) -> list[str]:
    """The states and territories that a list of destinations names on a day, an outside list's included."""
    found = [places.country(code, language) for code in destination.countries]
    found += [places.territory(code, language) for code in destination.territories]
    if destination.as_in:
        entries = vocabulary.load(f"lists/{destination.as_in}.yaml")["entries"]
        codes = [
            entry["country"]
            for entry in entries
            if entry["from"] <= day
            and (entry.get("until") is None or day < entry["until"])
            and entry.get("level", 0) >= (destination.at_least or 0)
        ]
        found += [places.country(code, language) for code in codes]
    return found


def excepted(destination: Destination, language: str) -> list[str]:
    """What is not meant where every destination is but some: states, and the states of outside lists."""
    say = _say(language)
    found = [places.country(code, language) for code in destination.all_except or []]
    for name in destination.except_in:
        title = said(vocabulary.load(f"lists/{name}.yaml")["title"], language)
        found.append(say["of_list"].format(list=title))
    return found


def told(destination: Destination, day: date, language: str) -> str:
    """Every place that a list of destinations means on a day, in words."""
    say = _say(language)
    found = named(destination, day, language)
    if destination.all_except is not None:
        found.append(say["all_except"].format(places=", ".join(excepted(destination, language)) or "–"))
    if destination.occupied_by:
        states = ", ".join(places.country(code, language) for code in destination.occupied_by)
        found.append(say["occupied"].format(places=states))
    if destination.unpublished:
        found.append(say["unpublished"])
    return ", ".join(found) or "–"


def _say(language: str) -> dict[str, str]:
    tongue = "lt" if language == "lt" else "en"
    return {name: entry[tongue] for name, entry in vocabulary.load("words/readable.yaml")["prose"].items()}
