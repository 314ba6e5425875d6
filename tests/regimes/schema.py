"""As much of JSON Schema as the schema of a rulebook uses, so that a test needs no library for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
KNOWN = {
    "$defs", "$ref", "additionalProperties", "anyOf", "const", "default", "description", "enum", "format", "items",
    "maxItems", "minItems", "pattern", "patternProperties", "properties", "propertyNames", "required", "title", "type",
}  # fmt: skip


def errors(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "") -> Iterator[str]:
    """Where a value is not as the schema says."""
    assert set(schema) <= KNOWN, f"the schema says something that this reader does not know: {set(schema) - KNOWN}"
    if "$ref" in schema:
        yield from errors(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, path)
        return
    if "anyOf" in schema:
        tried = [list(errors(value, each, root, path)) for each in schema["anyOf"]]
        if all(tried):
            yield min(tried, key=len)[0]
        return
    if "const" in schema and value != schema["const"]:
        yield f"{path}: is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of {schema['enum']}"
    kind = schema.get("type")
    if kind and (not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind in ("integer", "number"))):
        yield f"{path}: {value!r} is not of type {kind}"
        return
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{path}: {value!r} is not as {schema['pattern']}"
        if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            yield f"{path}: {value!r} is not a day"
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{path}: too few"
        for i, item in enumerate(value):
            yield from errors(item, schema.get("items", {}), root, f"{path}[{i}]")
    if isinstance(value, dict):
        yield from _object(value, schema, root, path)


def _object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{path}: {name} is missing"
    properties, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key, item in value.items():
        fitting = [each for pattern, each in patterns.items() if re.search(pattern, key)]
        if key in properties:
            yield from errors(item, properties[key], root, f"{path}.{key}")
        elif fitting:
            yield from errors(item, fitting[0], root, f"{path}.{key}")
        elif schema.get("additionalProperties") is False:
            yield f"{path}: {key} is not known"
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from errors(item, schema["additionalProperties"], root, f"{path}.{key}")
