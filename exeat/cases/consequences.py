"""What the law attaches to a breach, as the outcome says it: read, never invented."""

from __future__ import annotations

from typing import Any

from exeat.cases.policy import Offered, Tie

KNOWN = frozenset(tie.value for tie in Tie)


def offered(outcome: dict[str, Any]) -> tuple[bool, tuple[Offered, ...]]:
    """Whether the law's measures are known, and which they are, over all regimes that asked for something.

    Unknown in one of several regimes does not hide what another one binds to. A measure of which the law does not
    say whether it binds is discretionary: nobody is bound by what nobody wrote.
    """
    found: dict[str, Offered] = {}
    for item in outcome.get("consequences", []):
        if item["measure"] in {"unknown", "silent", ""}:
            continue
        tie = Tie(item["kind"]) if item["kind"] in KNOWN else Tie.DISCRETIONARY
        found.setdefault(
            item["measure"],
            Offered(item["measure"], tie, tuple(item["cite"]), item["follows"], item.get("rank", 0)),
        )
    return bool(found), tuple(found.values())
