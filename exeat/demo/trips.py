"""Past trips without names, for the draft lab: of people in public posts, also of those whom no law binds today."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from exeat.demo.nation import Maker
from exeat.demo.passages import a_day
from exeat.drafts.policy import PastTrip, read_trips
from exeat.regimes import vocabulary

# kind of post, level, whether the body handles secrets, sector, how many people, trips of one person on average
GROUPS = (
    ("civil_servant", "none", True, "ministry", 420, 1.6),
    ("civil_servant", "none", False, "municipality", 310, 2.1),
    ("civil_servant", "restricted", True, "ministry", 90, 1.2),
    ("official", "none", True, "ministry", 60, 1.3),
    ("contract_employee", "none", False, "company", 240, 2.4),
    ("contract_employee", "confidential", True, "company", 35, 1.2),
    ("professional_soldier", "restricted", True, "army", 28, 1.1),
    ("volunteer_soldier", "none", True, "army", 130, 1.8),
    ("conscript", "none", True, "army", 45, 1.1),
    ("police_officer", "restricted", True, "police", 31, 1.2),
    ("border_guard", "confidential", True, "border_guard", 14, 1.1),
    ("none", "none", False, "none", 2200, 2.6),
)
REASONS = ("tourism", "visit_relatives", "serious_illness_of_relative", "death_of_relative", "property", "none")


def trips(maker: Maker, today: date) -> list[dict[str, str]]:
    """One row a trip, in the order of its first day."""
    rng = maker.rng
    known = [reason for reason in REASONS if reason in vocabulary.REASONS]
    rows: list[dict[str, str]] = []
    number = 0
    for kind, level, secrets, sector, people, average in GROUPS:
        for _ in range(people):
            number += 1
            for _ in range(max(1, round(rng.expovariate(1 / average)))):
                first = a_day(rng, today - timedelta(days=700), today - timedelta(days=20))
                rows.append(
                    {
                        "traveller": str(number),
                        "post_kind": kind,
                        "level": level,
                        "body_handles_secrets": "yes" if secrets else "no",
                        "sector": sector,
                        "country": rng.choices(("BY", "RU", "PL", "GE"), (0.6, 0.15, 0.2, 0.05))[0],
                        "territory": "",
                        "first_day": first.isoformat(),
                        "last_day": (first + timedelta(days=rng.randrange(1, 9))).isoformat(),
                        "purpose": "duty" if rng.random() < 0.04 else "private",
                        "reason": rng.choice(known),
                    }
                )
    return sorted(rows, key=lambda row: (row["first_day"], int(row["traveller"])))


def read(file: Path) -> list[PastTrip]:
    """The trips of a file that this module wrote, through the reader that everybody's file goes through."""
    return read_trips(
        file.read_text(encoding="utf-8"),
        kinds=[code for code, _words in vocabulary.post_kinds("LT")],
        levels=[code for code, _words in vocabulary.levels("LT")],
        reasons=vocabulary.REASONS,
    )
