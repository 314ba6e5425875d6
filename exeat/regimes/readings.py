"""Readings of open points: a set of replacements, path to value, put into a rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from exeat.regimes import vocabulary
from exeat.regimes.shapes import KINDS, Exemption, Rulebook


class WrongReading(ValueError):
    """A reading whose path leads nowhere, or that no open point has."""


def default_readings(rulebook: Rulebook) -> dict[str, str]:
    """The reading of each open point that decides."""
    return {name: point.default for name, point in rulebook.open_points.items()}


def others(rulebook: Rulebook, chosen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each open point with each reading that is not the chosen one, one at a time."""
    for name, point in rulebook.open_points.items():
        for reading in point.readings:
            if reading != chosen.get(name, point.default):
                yield name, reading


def read_as(rulebook: Rulebook, chosen: Mapping[str, str]) -> Rulebook:
    """The rulebook under these readings, the default where none is chosen. Raises WrongReading."""
    for name, reading in chosen.items():
        if name not in rulebook.open_points:
            raise WrongReading(vocabulary.unknown("open point", name, rulebook.open_points))
        if reading not in rulebook.open_points[name].readings:
            raise WrongReading(f"{name}: {vocabulary.unknown('reading', reading, rulebook.open_points[name].readings)}")
    replacements = [
        (path, value)
        for name, point in rulebook.open_points.items()
        for path, value in point.readings[chosen.get(name, point.default)].items()
    ]
    if not replacements:
        return rulebook
    data = rulebook.model_dump(by_alias=True)
    for path, value in replacements:
        replace(data, path, value)
    try:
        return Rulebook.model_validate(data)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise WrongReading(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def replace(data: dict[str, Any], path: str, value: Any) -> None:
    """Puts a value at a path of a part, into each of its wordings. Raises WrongReading with the nearest name."""
    kind, _, rest = path.partition(".")
    if kind not in KINDS:
        raise WrongReading(f"{path}: {vocabulary.unknown('part', kind, KINDS)}")
    name, _, rest = rest.partition(".")
    if name not in data[kind]:
        raise WrongReading(f"{path}: {vocabulary.unknown('name', name, data[kind])}")
    if not rest:
        raise WrongReading(f"{path}: the path must go on to a key, such as {path}.when")
    fields = [field.alias or key for key, field in KINDS[kind].model_fields.items()]
    for wording in data[kind][name]["wordings"]:
        _put(wording, rest.split("."), value, fields, path)


def _put(node: dict[str, Any], keys: list[str], value: Any, known: list[str], path: str) -> None:
    key = keys[0]
    if key not in known:
        raise WrongReading(f"{path}: {vocabulary.unknown('key', key, known)}")
    if len(keys) == 1:
        node[key] = deepcopy(value)
    elif key == "exceptions":
        exceptions = node[key]
        if len(keys) == 2:
            exceptions[keys[1]] = deepcopy(value)
            return
        if keys[1] not in exceptions:
            raise WrongReading(f"{path}: {vocabulary.unknown('exception', keys[1], exceptions)}")
        fields = [field.alias or name for name, field in Exemption.model_fields.items()]
        _put(exceptions[keys[1]], keys[2:], value, fields, path)
    elif isinstance(node.get(key), dict):
        # A fact has a dot in its name, so the rest of the path is one key.
        inner = node[key]
        rest = ".".join(keys[1:])
        if rest not in inner:
            raise WrongReading(f"{path}: {vocabulary.unknown('key', rest, inner)}")
        inner[rest] = deepcopy(value)
    else:
        raise WrongReading(f"{path}: {vocabulary.unknown('key', '.'.join(keys), known)}")
