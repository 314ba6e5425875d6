"""The road of a complaint, by regime, group of people and act: read from exeat/law/remedies.yaml, told in a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from exeat.regimes import dates, reading, vocabulary

Act = Literal["decision", "finding", "measure", "appeal"]
ACTS: tuple[Act, ...] = ("decision", "finding", "measure", "appeal")
TABLE = "remedies.yaml"
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Road:
    """To whom a group complains about an act, by when and how; None or empty where no source says it."""

    body: dict[str, str] | None
    within: str
    file: dict[str, str] | None
    then: dict[str, str] | None
    cite: tuple[dict[str, str], ...]
    checked: bool  # False while no lawyer has confirmed it
    stated: bool = False  # by the institution itself, where the law says nothing that was checked


NOT_STATED = Road(None, "", None, None, (), checked=False)


def group_of(post: str, jurisdiction: str) -> str:
    """The group whose road a kind of post follows; `others` where none is named."""
    for name, group in vocabulary.load(TABLE)["groups"].items():
        if post in group["posts"].get(jurisdiction, ()):
            return str(name)
    return "others"


def groups() -> list[str]:
    """Every group of people, in the order of the table."""
    return list(vocabulary.load(TABLE)["groups"])


def named(kind: Literal["groups", "acts"], name: str, language: str) -> str:
    """A group or an act in words."""
    return vocabulary.said(vocabulary.load(TABLE)[kind][name], language)


def regime_names() -> list[str]:
    """The regimes for which letters of decision can be written here: those of the countries that have groups."""
    table = vocabulary.load(TABLE)
    countries = sorted({place for group in table["groups"].values() for place in group["posts"]})
    ordered = {name for entry in table["roads"] for name in entry.get("regimes", ())}
    return [*sorted(ordered), *(name for place in countries for name in reading.rulebooks(jurisdiction=place))]


def of_group(regime: str, language: str, *, group: str, act: Act, dated: bool = False) -> str:
    """The road of a group under a regime, in sentences of a language."""
    found = road([regime], jurisdiction=_jurisdiction(regime), group=group, act=act)
    return in_words(found, language, act=act, dated=dated)


def road(names: Iterable[str], *, jurisdiction: str, group: str, act: Act) -> Road:
    """The first road of the table that fits one of these regimes, else their country, this group and this act."""
    regimes = {*names}
    for entry in vocabulary.load(TABLE)["roads"]:
        here = regimes & {*entry.get("regimes", ())} or entry.get("jurisdiction") == jurisdiction
        if here and act in entry["acts"] and group in entry.get("groups", [group]):
            return Road(
                _known(entry["body"]), _known(entry["within"]) or "", _known(entry["file"]), entry.get("then"),
                tuple(entry["cite"]), entry["state"] == "checked",
            )  # fmt: skip
    return NOT_STATED


def told(
    names: Iterable[str], language: str, *, country: str, post: str, act: Act, dated: bool = False,
    own: Callable[[str, Act], Road | None] = lambda group, act: None,
) -> str:  # fmt: skip
    """The road in sentences of a language, for a letter; where no source states it, whom to ask.

    `own` finds what the institution itself states for a group and an act: it stands in the place of a road that no
    lawyer has checked, never of one that the law states. `dated` leaves the time limit out, for a letter that names
    the last day itself.
    """
    regimes = [*names]
    jurisdiction = next((place for name in regimes if (place := _jurisdiction(name)) not in {"", "XX"}), country)
    group = group_of(post, jurisdiction)
    found = road(regimes, jurisdiction=jurisdiction, group=group, act=act)
    if not found.checked:
        found = own(group, act) or found
    return in_words(found, language, act=act, dated=dated)


def in_words(found: Road, language: str, *, act: Act = "decision", dated: bool = False) -> str:
    """A road in sentences of a language."""
    if found.body is None:
        return _word("further_unknown" if act == "appeal" else "unknown", language)
    said = [_word("body", language, body=vocabulary.said(found.body, language))]
    if found.within and not dated:
        said.append(_word("within", language, span=dates.span(found.within, language)))
    elif not dated:
        said.append(_word("within_unknown", language))
    if found.file:
        said.append(_word("file", language, file=vocabulary.said(found.file, language)))
    if found.then:
        said.append(_word("then", language, then=vocabulary.said(found.then, language)))
    said.append(_word("cite", language, cite="; ".join(vocabulary.said(one, language) for one in found.cite)))
    if found.stated:
        said.append(_word("stated", language))
    elif not found.checked:
        said.append(_word("open", language))
    return " ".join(said)


def _word(name: str, language: str, **words: str) -> str:
    return vocabulary.said(vocabulary.load(TABLE)["words"][name], language).format(**words)


def _known(value: Any) -> Any:
    return None if value == UNKNOWN else value


def _jurisdiction(name: str) -> str:
    """The country of a regime; empty for a name that no rulebook has."""
    try:
        return reading.rulebook(name).jurisdiction
    except reading.NoSuchRegime:
        return ""
