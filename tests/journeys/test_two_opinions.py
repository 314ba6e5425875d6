"""Two bodies are consulted in turn: each gives its words into the closed part, and the head decides on both."""

import pytest
from django.utils import timezone

from exeat.access.models import Account
from exeat.applications import actions, queries
from exeat.applications.models import Application
from exeat.register.models import Institution
from tests.applications import made_up
from tests.applications.scene import REASONS, filed, parts
from tests.factories import AccountFactory, InstitutionFactory, RoleFactory
from tests.journeys.people import everyone

SECOND = "military_counter_intelligence"
CLOSED = ("What the first service knows.", "What the second service knows.")


@pytest.fixture
def people(address, settings, tmp_path, language, monkeypatch):
    """Everyone, under a made-up order that asks two bodies in turn; the second has an institution of its own."""
    found = everyone(settings, tmp_path, language)
    order = made_up.order(
        monkeypatch, tmp_path, "made-up-journey", opinions=made_up.TWO + "\n    opinions_asked: in_turn"
    )
    Institution.objects.update(orders=[order])
    second = InstitutionFactory(reference="I-SECOND", name_en="Second Service", name_lt="Antroji tarnyba", orders=[])
    account = AccountFactory(reference="U-0070", shown_name="Other Officer", language=language)
    RoleFactory(account=account, kind="counter_intelligence", institution=second)
    keeper = AccountFactory(reference="U-0080", shown_name="Administrator", language=language)
    RoleFactory(account=keeper, kind="administrator", institution=None)
    return found


def give(page, reference, words):
    """Give an opinion on a file."""
    page.goto(f"/work-list/{reference}/")
    page.locator("[name=conclusion][value=no_objection]").check()
    page.locator("[name=text]").fill(words)
    page.locator(".x-panel--act button.govuk-button").first.click()


def test_two_bodies_are_asked_in_turn_and_the_head_decides_on_both(
    page, page_in, language, look, sign_in, people, settings
):
    scene, now, today = people.scene, timezone.now(), timezone.localdate()
    sign_in(page, Account.objects.get(reference="U-0080"), "administrator@")
    page.goto("/work-list/advisers/")
    look(page, "advisers")
    page.locator(f"#id_{SECOND}").select_option("I-SECOND")
    page.locator(f"form:has(#id_{SECOND}) button").click()
    assert queries.voices() == {SECOND: "I-SECOND"}
    row = filed(scene.traveller, at=now, trip=parts(first=today, last=today))
    actions.begin_check(row.reference, by=scene.officer, at=now)
    actions.ask_opinion(row.reference, note="", by=scene.officer, at=now)

    first = page_in(language)
    sign_in(first, *people.accounts["service"])
    give(first, row.reference, CLOSED[0])
    look(first, "opinions-first")
    second = page_in(language)
    sign_in(second, Account.objects.get(reference="U-0070"), "counter_intelligence@I-SECOND")
    give(second, row.reference, CLOSED[1])

    head = page_in(language)
    sign_in(head, *people.accounts["head"])
    head.goto(f"/work-list/{row.reference}/decide/")
    look(head, "decide-two-opinions")
    assert not any(words in head.content() for words in CLOSED)
    head.locator(".x-opinions button").nth(1).click()
    assert CLOSED[1] in head.locator("main").inner_text()
    look(head, "opinion")
    head.goto(f"/work-list/{row.reference}/decide/")
    head.locator("[name=decision][value=grant]").check()
    head.locator("[name=reasons]").fill(REASONS)
    head.locator("form.x-panel--act button.govuk-button").click()
    head.locator("main button.govuk-button").first.click()

    assert Application.objects.get(pk=row.pk).state == "granted"


def test_the_decider_s_page_prints_whole_and_without_ways_to_other_pages(page, language, sign_in, people, look):
    scene, now, today = people.scene, timezone.now(), timezone.localdate()
    row = filed(scene.traveller, at=now, trip=parts(first=today, last=today), particulars="A stroke on Monday.")
    actions.begin_check(row.reference, by=scene.officer, at=now)
    actions.ask_opinion(row.reference, note="Identity and dates agree.", by=scene.officer, at=now)
    sign_in(page, *people.accounts["head"])
    page.goto(f"/work-list/{row.reference}/decide/")
    on_screen = page.locator("main").inner_text()

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    picture = page.screenshot(full_page=True)

    printed = page.locator("main").inner_text()
    for words in ("A stroke on Monday.", "Identity and dates agree.", row.person_name):
        assert words in on_screen
        assert words in printed
    headings = page.locator("main h2").all()
    assert len(headings) >= 5
    assert all(heading.is_visible() for heading in headings)
    for hidden in (".x-nav", ".x-lang", ".x-skip", "main button", "main textarea", "main input[type=radio]"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    assert len(picture) > 20_000
