"""A permit that a test can issue with one word, and who may do what with it."""

from datetime import UTC, date, datetime

import pytest

from exeat.permits import actions
from exeat.values.rights import Actor, Right

ISSUED = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
HOLDER = Actor("P-000123", rights=frozenset({Right.TRAVEL}), name="Eglė Žiūraitė", role="traveller")
HEAD = Actor(
    "P-000900", "I-ARMY", frozenset({Right.DECIDE_APPLICATION, Right.REVOKE_PERMIT}), "Rūta Šarkūnienė", "head"
)
OTHER_HEAD = Actor("P-000901", "I-POLICE", frozenset({Right.REVOKE_PERMIT}), "Jonas Ąžuolas", "head")
BORDER = Actor("P-000902", "", frozenset({Right.VERIFY_PERMIT}), "Ona Ūsaitė", "border_officer")


def issue(**changes):
    given = {
        "application": "A-2026-00017",
        "person": HOLDER.reference,
        "name": "Eglė Žiūraitė",
        "birth_year": 1987,
        "document_state": "LT",
        "document_last4": "1957",
        "countries": ["BY"],
        "first_day": date(2026, 12, 15),
        "last_day": date(2026, 12, 18),
        "crossing_points": ["Šalčininkai"],
        "by": HEAD,
        "at": ISSUED,
    }
    return actions.issue(**given | changes)


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    """Each test has a folder of keys of its own."""
    settings.EXEAT_KEYS = tmp_path / "keys"
    return settings.EXEAT_KEYS
