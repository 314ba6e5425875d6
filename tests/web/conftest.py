"""Everyone whom an application or a case meets, and keys to seal permits with, for tests of pages."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from tests.applications.scene import open_scene


@pytest.fixture
def scene(db, settings, tmp_path):
    """Who is who, with a register behind them."""
    settings.EXEAT_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return open_scene()


@pytest.fixture
def in_november(a_world, monkeypatch):
    """The small world on a day on which the person's time to answer runs."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 5, 12, tzinfo=UTC))
