"""Settings, root addresses and wiring: the only place that reads the environment."""

from __future__ import annotations


def start() -> None:
    """Start Django for a command that needs the database; commands that do not never call this."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exeat.config.settings")
    django.setup()
