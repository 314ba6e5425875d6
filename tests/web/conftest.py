"""Everyone whom an application meets, and keys to seal permits with, for tests of pages."""

import pytest

from tests.applications.scene import open_scene


@pytest.fixture
def scene(db, settings, tmp_path):
    """Who is who, with a register behind them."""
    settings.EXEAT_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return open_scene()
