"""Fifty provisions are walked, with their examples, in seconds."""

from __future__ import annotations

import time

from exeat.regimes import findings
from exeat.regimes.reading import Written, understood
from tests.regimes.drawn import rulebook


def large(provisions=50):
    """Drawn rulebooks put together as one."""
    data = {**rulebook(0).model_dump(by_alias=True, exclude_unset=True)}
    for kind in ("categories", "destinations", "provisions"):
        data[kind] = {}
    seed = 0
    while len(data["provisions"]) < provisions:
        other = rulebook(seed).model_dump(by_alias=True, exclude_unset=True)
        for kind in ("categories", "destinations"):
            data[kind] |= {f"{name}-{seed % 5}": part for name, part in other[kind].items()} if seed < 5 else {}
        for name, part in other["provisions"].items():
            for wording in part["wordings"]:
                wording.pop("prevails_over", None)
                wording["binds"] = [f"{each}-{seed % 5}" for each in wording["binds"]]
                wording["to"] = [f"{each}-{seed % 5}" for each in wording["to"]]
                wording["binds"] = [each for each in wording["binds"] if each in data["categories"]] or [
                    *data["categories"]
                ][:1]
                wording["to"] = [each for each in wording["to"] if each in data["destinations"]] or [
                    *data["destinations"]
                ][:1]
            data["provisions"][f"{name}-{seed}"] = part
        seed += 1
    return understood(Written("large.yaml", data, data))


def test_a_check_of_fifty_provisions_takes_less_than_five_seconds():
    book = large()
    begun = time.process_time()

    found = findings(book, falsified=False)

    assert time.process_time() - begun < 5
    assert len(book.provisions) >= 50
    assert found
