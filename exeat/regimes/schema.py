"""The JSON Schema of a rulebook, with a sentence for each key, so that editors complete and explain while one types."""

from __future__ import annotations

from typing import Any

from exeat.regimes import places, shapes, vocabulary
from exeat.regimes.expecting import ASKED, DUTIES
from exeat.regimes.shapes import Rulebook

NAMES = "^[a-z][a-z0-9_-]*$"
LISTED = {  # by key: the closed list whose words stand there, or an open one that editors offer
    **dict.fromkeys(("countries", "all_except", "occupied_by", "jurisdiction"), "country"),
    **dict.fromkeys(("as_in", "except_in"), "list"),
    **dict.fromkeys(("decider", "refused_by", "approvals", "addressee", "may_be_forbidden_by", "from"), "body"),
    **dict.fromkeys(("body", "imposed_by", "measures"), "body"),
    "calendar": "calendar",
    "finding": "finding",
    "reasons": "reason",
}
ANYWHERE = {
    "any": "At least one of these conditions holds.",
    "all": "Each of these conditions holds.",
    "not": "This condition does not hold.",
}


def json_schema() -> dict[str, Any]:
    """The schema as editors read it: every key with its sentence, every fact that a condition may test."""
    schema = Rulebook.model_json_schema(by_alias=True)
    told = vocabulary.load("words/keys.yaml")
    for name, part in {**schema["$defs"], "Rulebook": schema}.items():
        kind = _kind(name)
        for each in (part, *part.get("anyOf", ())):
            for key, value in each.get("properties", {}).items():
                if key in LISTED and kind != "Remedy":
                    _listed(value, LISTED[key])
                if key in ("when", "only_if"):
                    _condition(value)
                if kind in ("Example", "Examples") and key == "given":
                    value["properties"] = {name: _fact(fact) | _given(fact) for name, fact in vocabulary.FACTS.items()}
                    value["properties"] |= {name: {"type": "array"} for name in vocabulary.LISTS}
                    value["additionalProperties"] = False
                if kind == "Example" and key == "then":
                    value["properties"] = {name: _answer(name, words) for name, words in told["Answer"].items()}
                    value["additionalProperties"] = False
                if "patternProperties" in value:
                    value["additionalProperties"] = False
                sentence = told.get(kind, {}).get(key) or told["every wording"].get(key)
                if sentence:
                    value["description"] = sentence
    schema["$defs"] |= _lists()
    return schema


def _lists() -> dict[str, Any]:
    """The lists of words that many keys share; bodies and measures may get words later."""

    def stems(folder: str) -> list[str]:
        return sorted(path.stem for path in (vocabulary.LAW / folder).glob("*.yaml"))

    bodies = {"enum": sorted(vocabulary.load("words/bodies.yaml"))}
    return {
        "country": {"enum": [*places.countries(), "XX"]},
        "list": {"enum": stems("lists")},
        "calendar": {"enum": [name.upper() for name in stems("calendars")]},
        "finding": {"enum": [*vocabulary.load("words/findings.yaml")]},
        "reason": {"enum": [*vocabulary.REASONS]},
        "body": {"anyOf": [bodies, {"type": "string", "pattern": NAMES}]},
    }


def _listed(value: dict[str, Any], name: str) -> None:
    """Puts a list of words where one of its words may stand, in a key, in a choice or inside a list."""
    for each in (*value.get("anyOf", ()), *([value["items"]] if "items" in value else ())):
        _listed(each, name)
    if value.get("type") == "string" and "enum" not in value:
        for key in ("type", "pattern"):
            value.pop(key, None)
        value["$ref"] = f"#/$defs/{name}"


def _kind(name: str) -> str:
    """The shape that a definition is about: a part is about its wording."""
    return name.removeprefix("Part_").rstrip("_") if name.startswith("Part_") else name


def _condition(value: dict[str, Any]) -> None:
    """Completes the facts that a condition may test, each with its words."""
    value["properties"] = {
        **{name: {"description": sentence} for name, sentence in ANYWHERE.items()},
        **{name: _fact(fact) | _tested(fact) for name, fact in vocabulary.FACTS.items()},
    }
    value["patternProperties"] = {r"^count\.": {}}
    value["additionalProperties"] = False


def _fact(fact: vocabulary.Fact) -> dict[str, Any]:
    return {"description": fact.words["en"]}


def _held(fact: vocabulary.Fact) -> dict[str, Any]:
    """The words that a fact may hold, where the law of no country adds to them."""
    if fact.kind == "flag":
        return {"type": "boolean"}
    if fact is vocabulary.FACTS["destination.country"]:
        return {"$ref": "#/$defs/country"}
    if fact is vocabulary.FACTS["application.reason"]:
        return {"$ref": "#/$defs/reason"}
    return {"enum": [*fact.values]} if fact.values else {}


def _given(fact: vocabulary.Fact) -> dict[str, Any]:
    """What an example may say of a fact: its words, or null where nobody has said."""
    held = {"type": "string", "format": "date"} if fact.kind == "day" else _held(fact)
    return {"anyOf": [held, {"type": "null"}]} if held else {}


def _tested(fact: vocabulary.Fact) -> dict[str, Any]:
    """What a condition may hold a fact against: its words, some of them, or a test that is written out."""
    held = _held(fact)
    return {"anyOf": [held, {"type": "array", "items": held}, {"type": "object"}]} if held else {}


def _answer(name: str, sentence: str) -> dict[str, Any]:
    """An answer that an example expects, with the words it takes."""
    words: dict[str, Any] = {"requires": {"enum": [*ASKED]}, "duties": {"type": "array", "items": {"enum": [*DUTIES]}}}
    return {"description": sentence, **words.get(name, {})}


def unexplained() -> list[str]:
    """The keys that no sentence explains."""
    told = vocabulary.load("words/keys.yaml")
    found = []
    for name, shape in vars(shapes).items():
        if isinstance(shape, type) and issubclass(shape, shapes.Shape) and name not in ("Shape", "Part", "Wording"):
            keys = (field.alias or key for key, field in shape.model_fields.items())
            wording = told["every wording"] if issubclass(shape, shapes.Wording) else {}
            found += [f"{name}.{key}" for key in keys if key not in told.get(name, {}) and key not in wording]
    return found
