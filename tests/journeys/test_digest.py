"""The digest of findings on paper: whole, without ways to other pages, and without what stands out."""

import pytest
from django.utils import timezone

from exeat.cases.models import Ended, Summary
from exeat.statistics.disclosure import THRESHOLD
from tests.cases.world import NOON, later

TOLD = {"en": "A soldier travelled without a permit for a reason that nobody had to approve.",
        "lt": "Karys vyko be leidimo dėl priežasties, kuriai pritarimo nereikėjo."}  # fmt: skip
RARE = {"en": "A case that stands alone in its year.", "lt": "Byla, kuri tais metais vienintelė."}


@pytest.fixture
def published(address, monkeypatch):
    """Ten cases of a year ended alike, of which one is told; of another kind there was one."""
    monkeypatch.setattr(timezone, "now", lambda: later(30))
    for n in range(THRESHOLD):
        Ended.objects.create(reference=f"B-2026-8{n:04d}", opened_at=NOON, finding="not_proven", erased_at=later(20))
    Ended.objects.create(reference="B-2026-90000", opened_at=NOON, finding="justified", erased_at=later(20))
    for case, finding, told in (("B-2026-80000", "not_proven", TOLD), ("B-2026-90000", "justified", RARE)):
        Summary.objects.create(
            case=case, year=NOON.year, english=told["en"], lithuanian=told["lt"], finding=finding, measures=[],
            written_by="U-0001", written_at=later(21), published_by="U-0003", published_at=later(22),
        )  # fmt: skip


def test_the_digest_prints_whole_without_ways_to_other_pages_and_holds_no_rare_finding(
    page, language, look, address, published
):
    page.goto("/findings/", timeout=60_000)
    look(page, "findings-published", pictures=False)
    on_screen = page.locator("main").inner_text()

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4

    printed = page.locator("main").inner_text()
    assert TOLD[language] in on_screen
    assert TOLD[language] in printed
    assert RARE[language] not in page.content()
    assert all(heading.is_visible() for heading in page.locator("main h1, main h2").all())
    for hidden in (".x-nav", ".x-lang", ".x-skip", "main button"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    assert page.evaluate("getComputedStyle(document.querySelector('.x-body')).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
