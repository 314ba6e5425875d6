"""Every regime that Exeat describes has a page that can be read, in both languages, at both widths, by everybody."""

import pytest

from exeat.regimes import rulebooks

SHARES = 4  # the regimes are shared out among so many journeys, so that several can walk at once


@pytest.mark.parametrize("share", range(SHARES))
def test_each_regime_can_be_read(page, look, language, share):
    for name in rulebooks(status=None)[share::SHARES]:
        page.goto(f"/rules/{name}/", timeout=60_000)  # the first page of all has every rulebook to read
        look(page, f"regime-{name}", pictures=False)
        assert page.get_by_role("heading", name={"en": "What the check", "lt": "Ką rodo"}[language]).count() == 1, name
