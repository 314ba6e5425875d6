"""A closed case goes when its time has passed, with its key; what is kept of it names nobody."""

from datetime import UTC, datetime

import pytest

from exeat.audit import seals
from exeat.cases import actions, contents, delivery, queries, retention
from exeat.cases.models import Case, Document, Ended
from exeat.register import actions as register
from exeat.values.destination import Destination
from exeat.values.rights import machine
from tests.cases import loop
from tests.cases.world import ADMIN, NOON, later, traveller

pytestmark = pytest.mark.usefixtures("a_world")


def basis(days=1000):
    register.record_basis(
        "register",
        basis="Law, art. 1",
        controller="Ministry",
        purpose="to keep",
        retention_days=days,
        by=ADMIN,
        at=NOON,
    )


def test_a_closed_case_is_erased_when_its_time_has_passed_and_its_key_with_it():
    basis()
    row = loop.reversed_()
    delivery.deliver(at=later(10), by=machine("clock"))
    document = Document.objects.filter(case=row).first()
    since, until = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    before = queries.for_statistics(since, until)

    assert retention.erase(at=later(900)) == 0
    assert retention.erase(at=later(1100)) == 1
    assert retention.erase(at=later(1100)) == 0

    assert not Case.objects.exists()
    assert queries.for_statistics(since, until) == before
    assert Ended.objects.get().reversed
    assert contents.key_of(row.reference) in seals.destroyed([contents.key_of(row.reference)])
    with pytest.raises(seals.Destroyed):
        contents.opened(row.reference, document.number, bytes(document.sealed))


def test_no_case_goes_before_its_time_without_a_basis_or_with_an_order_that_waits():
    row = loop.reversed_()
    assert retention.erase(at=later(5000)) == 0

    basis()

    assert retention.erase(at=later(5000)) == 0  # the orders of the reversal were never handed over
    assert Case.objects.filter(pk=row.pk).exists()


def test_what_was_told_and_led_to_nothing_goes_as_well():
    basis()
    actions.receive_told(
        "P-000001", source="own_report", reliability="credible", where=Destination("LV"), first_on=NOON.date(),
        last_on=NOON.date(), text="I was in Riga.", by=traveller(), at=NOON,
    )  # fmt: skip

    assert retention.erase(at=later(999)) == 0
    assert retention.erase(at=later(1001)) == 1


def test_an_open_case_stays():
    basis()
    loop.found()

    assert retention.erase(at=later(5000)) == 0
