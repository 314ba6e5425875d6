"""Whatever the law's files say to people they say in Lithuanian as well; only names of clearances stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from exeat.regimes.vocabulary import LAW

TOLD = [path for path in sorted(LAW.rglob("*.yaml")) if not {"released", "calendars"} & {*path.relative_to(LAW).parts}]
OFFICIAL = {"Baseline", "NV1", "NV2", "PV", "Ü1", "Ü2", "Ü3"}  # clearances are called so in every language


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.stem)
def test_what_the_law_says_in_english_it_says_in_lithuanian(path):
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))

    assert [text["en"] for text in texts(data) if "lt" not in text and text["en"] not in OFFICIAL] == []


def texts(data: Any) -> Iterator[dict[str, str]]:
    """Every text by language in a file."""
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if isinstance(data, dict) and isinstance(data.get("en"), str):
        yield data
    else:
        for part in parts:
            yield from texts(part)
