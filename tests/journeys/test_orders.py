"""An administrator sets where orders go and sends one again that did not arrive, in both languages."""

import pytest
from django.utils import timezone

from exeat.cases.models import Order, Receiver
from tests.cases import loop, world
from tests.cases.world import later
from tests.journeys.test_case import account, press


@pytest.fixture
def lost(monkeypatch, address, settings, tmp_path):
    """An order that was given up."""
    settings.EXEAT_FOLDER = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: later(9))
    world.found_world()
    world.enter()
    row = loop.measured()
    Order.objects.update(state="given_up", due_at=None, tries=8, fault="no-answer")
    return row


def test_a_receiver_is_set_and_a_lost_order_is_sent_again(page_in, language, look, sign_in, lost):
    page = sign_in(page_in(language), account("U-0008", "administrator", "I-COMMISSION", "Vytautas Tvarkytojas"))
    page.goto("/orders/", timeout=60_000)
    look(page, "orders", pictures=False)

    page.check("input[name=to][value=clearances]")
    page.fill("input[name=name]", "Clearance register")
    page.fill("input[name=address]", "https://register.example/orders")
    press(page, "form.x-panel--act button.govuk-button")
    press(page, f"form[action$='{lost.reference}/1/again/'] button")
    look(page, "orders-set", pictures=False)

    assert Receiver.objects.get().address == "https://register.example/orders"
    assert "Žvinklys" not in page.content()
    assert Order.objects.get().state == "waiting"
