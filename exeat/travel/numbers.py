"""The two telephone numbers of the country that belong to no institution of the register; empty where none is set."""

from __future__ import annotations

from django.conf import settings


def consul() -> str:
    """Who helps a citizen abroad; the traveller may carry it."""
    return str(settings.EXEAT_CONSUL_PHONE)


def security() -> str:
    """Who takes calls about pressure abroad; for those who work on an alarm, never on what a traveller carries."""
    return str(settings.EXEAT_SECURITY_PHONE)
