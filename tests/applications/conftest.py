"""Everyone whom an application meets, in one institution and the body above it; and keys to seal permits with."""

import pytest

from tests.applications.scene import open_scene


@pytest.fixture
def scene(db, settings, tmp_path):
    """Who is who, with a register behind them."""
    settings.EXEAT_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return open_scene()
