"""Every regime that Exeat describes has a page that can be read, at both widths and by everybody."""

import pytest

from exeat.regimes import rulebooks


@pytest.mark.parametrize("name", rulebooks(status=None))
def test_a_regime_can_be_read(page_in, look, name):
    page = page_in("en")

    page.goto(f"/rules/{name}/", timeout=60_000)  # the first page of all has every rulebook to read
    look(page, f"regime-{name}", pictures=False)

    assert page.locator("main h1").count() == 1
