"""What is said of a mistake in the shape of a rulebook, so that whoever wrote it can mend it without programming."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.tokens import ScalarToken

from exeat.regimes import places, vocabulary
from exeat.regimes.shapes import KINDS, Rulebook

INSIDE = frozenset(KINDS) | {"sources", "open_points", "assumed", "explained", "aim", "examples"}  # sections with keys

Path = tuple[str | int, ...]

EXPECTED = {
    "date_type": "a day such as 2024-01-24 is expected here",
    "date_from_datetime_inexact": "a day without a time is expected here",
    "bool_type": "true or false is expected here",
    "int_type": "a whole number is expected here",
    "too_short": "at least one is needed here",
}
SPAN = re.compile(r"(\d+) *(hour|day|working[_ ]day|week|month|year)s?")
SUCH = {
    "when": "{clearance.level: secret}",
    "only_if": "{trip.incident: true}",
    "given": "{destination.country: FR}",
    "then": "{requires: notice}",
}
WRITTEN = {
    "UA-43": re.compile(r"A-Z.*A-Z0-9"),
    "19 provisions.no-travel": re.compile(r"^\^\\d\{1,2\}"),
    "lt-service-travel.permission": re.compile(r"\\\."),
}
CURLY = re.compile(r"[:\[{,-]\s+[“”„«]")
STRAIGHT = 'curly quotation marks are read as words; write straight ones: "..."'
UNREADABLE = {
    "\\t": "a tab stands here; indent with spaces",
    "mapping values are not allowed": "words with a colon must stand in quotation marks; else look at the indentation",
    "but found '}'": "a bracket or a quotation mark closes here that none opened",
    "but found ']'": "a bracket or a quotation mark closes here that none opened",
    "but got '}'": "a bracket is closed by one of another shape",
    "but got ']'": "a bracket is closed by one of another shape",
    "but got ':'": "words with a colon must stand in quotation marks",
    "<block end>": "this line is indented by more or fewer spaces than the lines it belongs to",
    "found unexpected end of stream": "a quotation mark or a bracket is not closed",
    "but got '<stream end>'": "a quotation mark or a bracket is not closed",
}


def unreadable(said: str) -> str:
    """What to mend where a file is not YAML, before what the reader of YAML says."""
    hint = next((words for mark, words in UNREADABLE.items() if mark in said), None)
    return f"{hint} ({said})" if hint else f"this is not readable as YAML 1.2: {said}"


def curly(text: str) -> int | None:
    """The line of the first words that stand in curly quotation marks alone, as word processors write them."""
    if not CURLY.search(text):
        return None
    try:
        for token in YAML().scan(text):
            if isinstance(token, ScalarToken) and token.plain and token.value[:1] in "“”„«":
                return int(token.start_mark.line) + 1
    except MarkedYAMLError:  # told by whoever reads it
        return None
    return None


def mistakes(wrong: ValidationError, data: Any) -> list[tuple[Path, str]]:
    """Every mistake with its path as the file writes it; what is wrong for several reasons is told once."""
    found: dict[Path, list[Mapping[str, Any]]] = {}
    for error in wrong.errors():
        path = _as_written(error["loc"], data)
        found.setdefault(path, []).append({**error})
    inner = {path[:n] for path in found for n in range(len(path))}
    return [
        (path, _together(path, errors))
        for path, errors in found.items()
        if path not in inner or any(error["type"] in ("value_error", "extra_forbidden") for error in errors)
    ]


def _as_written(steps: Sequence[str | int], data: Any) -> Path:
    """The steps that stand in the file: no names of choices, and no list of wordings where there is but one."""
    path: list[str | int] = []
    for n, step in enumerate(steps):
        if _stands(step, data):
            data = data[step]
        elif n < len(steps) - 1 or not isinstance(data, Mapping) or isinstance(step, int) or _is_choice(step):
            continue
        path.append(step)
    return (*path,)


def _stands(step: str | int, data: Any) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, Mapping) and step in data


def _is_choice(step: str) -> bool:
    return step in ("constrained-str", "str", "date") or any(mark in step for mark in "[](),'")


def _together(path: Path, errors: Sequence[Mapping[str, Any]]) -> str:
    """One sentence for everything that is wrong at one place: what is expected, and the words that may stand too."""
    words = [word for error in errors if error["type"] == "literal_error" for word in _allowed(error)]
    others = [error for error in errors if error["type"] != "literal_error"]
    if not others:
        return vocabulary.unknown("value", errors[0]["input"], dict.fromkeys(words))
    told = _told(path, others[0])
    if words:
        told += f" (or {', '.join(dict.fromkeys(words))})"
    return told


def _allowed(error: Mapping[str, Any]) -> list[str]:
    return [word.strip(" '") for word in str(error["ctx"]["expected"]).replace(" or ", ", ").split(",")]


def _told(path: Path, error: Mapping[str, Any]) -> str:
    found = error["input"]
    match error["type"]:
        case "extra_forbidden":
            told = vocabulary.unknown("key", path[-1], _known_keys(path[:-1]))
            return f"{told}; 'exeat rulebook keys {path[0]}' tells all of them" if path[0] in INSIDE else told
        case "missing":
            return _missing(path)
        case "value_error":
            return str(error["msg"]).removeprefix("Value error, ")
        case "string_pattern_mismatch":
            return _pattern(str(found), str(error["ctx"]["pattern"]))
        case "string_type":
            return _not_words(found)
        case "list_type":
            shown = f"[{found}]" if isinstance(found, str | int | date) else "[one, another]"
            return f"a list such as {shown} is expected here; found {found!r}"
        case "dict_type" if isinstance(found, str):
            such = SUCH.get(str(path[-1])) or f"{{en: {found[:40]!r}}} for words"
            return f"a mapping is expected here, such as {such}; found {found!r}"
        case "date_type" if found in ("unknown", "silent"):
            first = "take the first day that is certain, and say so with in_force_assumed"
            return f"{EXPECTED['date_type']}; found {found!r}: {first if path[-1] == 'in_force' else 'leave it out'}"
        case kind:
            return f"{EXPECTED.get(kind, error['msg'])}; found {found!r}"


def _not_words(found: Any) -> str:
    if isinstance(found, list | Mapping):
        return f"one name or one sentence is expected here, and no list or mapping; found {found!r}"
    return (
        "words in quotation marks are expected here (a number such as 1.10 must stand in quotes; "
        f"a time has its unit: 14 days); found {found!r}"
    )


def _pattern(found: str, pattern: str) -> str:
    if "hours" in pattern:
        near = SPAN.fullmatch(found.strip())
        such = f"{near[1]} {near[2].replace(' ', '_')}s" if near else "20 days, 10 working_days, 2 weeks or 1 months"
        return f"{found!r} is no length of time; it is written {such}"
    if pattern == "^[A-Z]{2}$":
        return f"{found!r} is no code of a country; it is written {_code(found) or 'with two letters, such as LT'}"
    for such, mark in WRITTEN.items():
        if mark.search(pattern):
            return f"{found!r} is not written as it must be; one that is: {such}"
    return f"{found!r} is no name: small letters of English, digits, - and _, beginning with a letter"


def _code(name: str) -> str | None:
    """The code of a country that was written as a name or in small letters."""
    known = places.countries()
    if name.upper() in known:
        return name.upper()
    names = {words.casefold(): code for code, words in known.items()}
    return names.get(name.casefold())


def _missing(path: Path) -> str:
    """That a key is missing, what it is for, and the words that may stand there."""
    key = str(path[-1])
    if key == "cite":
        return "'cite' is missing: nothing is law without a source"
    if key in ("examples", "cases"):
        return f"{key!r} is missing: a rulebook without examples does not load"
    shape = _shape(path[:-1])
    field = shape.model_fields.get(key) if _is_shape(shape) else None
    sentences = vocabulary.load("words/keys.yaml")
    sentence = sentences.get(getattr(shape, "__name__", ""), {}).get(key) or sentences["every wording"].get(key)
    told = f"{key!r} is missing"
    if sentence:
        told += f". {sentence}"
    words = [*_words(field.annotation)] if field else []
    return f"{told} One of: {', '.join(words)}" if words and sentence else told


def _words(annotation: Any) -> Iterator[str]:
    """The words that a closed key may hold."""
    if get_origin(annotation) is Literal:
        yield from (str(word) for word in get_args(annotation))
        return
    for inner in get_args(annotation):
        yield from _words(inner)


def _shape(path: Sequence[str | int]) -> Any:
    """The shape of what stands at this path."""
    shape: Any = Rulebook
    keys = [key for key in path if not isinstance(key, int) and key != "wordings"]
    if len(keys) > 1 and keys[0] in KINDS:
        shape = KINDS[str(keys[0])]
        keys = keys[2:]
    for key in keys:
        fields = shape.model_fields if _is_shape(shape) else {}
        field = fields.get(str(key)) or fields.get(f"{key}_")
        shape = _inner(field.annotation) if field else shape
    return shape


def _known_keys(path: Sequence[str | int]) -> list[str]:
    """The keys that may stand at this path."""
    shape = _shape(path)
    extra = ["label", "wordings"] if path and path[0] in KINDS and len(path) == 2 else []
    fields = shape.model_fields if _is_shape(shape) else {}
    return [field.alias or name for name, field in fields.items()] + extra


def _is_shape(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)


def _inner(annotation: Any) -> Any:
    """The shape inside a list, a mapping or a choice."""
    if _is_shape(annotation):
        return annotation
    return next((inner for inner in map(_inner, get_args(annotation)) if inner), None)
