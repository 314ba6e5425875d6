"""Other registers learn of a measure and of its reversal: in order, signed, and again after a fault."""

import json
from base64 import urlsafe_b64decode
from io import BytesIO

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from exeat.cases import actions, delivery, outbox, papers
from exeat.cases.models import Order
from exeat.permits import installed
from exeat.values.rights import machine
from tests.cases import loop
from tests.cases.world import BODY, REASONS, later

pytestmark = pytest.mark.usefixtures("a_world")
CLOCK = machine("clock")


def handed_over(to="clearances"):
    files = sorted((outbox.folder() / to).glob("*.json"))
    return [json.loads(file.read_text()) for file in files]


def opened(order):
    pad = "=" * (-len(order["payload"]) % 4)
    return json.loads(urlsafe_b64decode(order["payload"] + pad))


def test_a_measure_and_its_reversal_reach_the_clearance_register_in_order():
    loop.reversed_()

    assert delivery.deliver(at=later(10), by=CLOCK) == 2
    assert delivery.deliver(at=later(10), by=CLOCK) == 0

    taken, restored = [opened(order) for order in handed_over()]
    assert (taken["what"], restored["what"]) == ("taken", "restored")
    assert taken["measures"] == restored["measures"] == ["clearance_withdrawn"]
    assert restored["replaces"] == taken["id"]


def test_an_order_is_signed_by_the_key_of_the_installation():
    loop.measured()
    delivery.deliver(at=later(10), by=CLOCK)
    order = handed_over()[0]

    raw = urlsafe_b64decode(order["signature"] + "==")
    signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))

    key = installed.signing_key(at=later(10)).private.public_key()
    key.verify(signature, f"{order['protected']}.{order['payload']}".encode(), ec.ECDSA(hashes.SHA256()))


def test_a_fault_puts_an_order_off_and_keeps_the_later_one_waiting(monkeypatch):
    row = loop.appealed()
    write = delivery.json.dump

    def broken(*_args):
        raise OSError("the disk is full")

    monkeypatch.setattr(delivery.json, "dump", broken)
    assert delivery.deliver(at=later(7), by=CLOCK) == 0
    actions.reverse(row.reference, reasons=REASONS, by=BODY, at=later(7))
    monkeypatch.setattr(delivery.json, "dump", write)

    assert delivery.deliver(at=later(7), by=CLOCK) == 0
    assert delivery.deliver(at=later(8), by=CLOCK) == 2
    assert list(Order.objects.order_by("number").values_list("what", "tries")) == [("taken", 2), ("restored", 1)]


def test_a_suspension_gives_back_and_the_upheld_measure_is_ordered_again():
    row = loop.appealed()
    actions.suspend(row.reference, reasons=REASONS, by=BODY, at=later(8))
    actions.uphold(row.reference, reasons=REASONS, by=BODY, at=later(9))

    delivery.deliver(at=later(10), by=CLOCK)

    assert [opened(order)["what"] for order in handed_over()] == ["taken", "suspended", "taken"]


def test_nothing_personal_is_readable_in_the_table_of_orders():
    loop.measured()

    assert b"P-000001" not in bytes(Order.objects.get().sealed)


def test_a_seal_holds_and_any_change_breaks_it():
    html = "<html lang='en'><title>x</title><p>The file</p></html>"
    pdf = papers.sealed(papers.drawn(html, {}, [papers.Enclosed("1-letter.pdf", b"%PDF-1.7 x")]), at=later(1))

    def status(data):
        found = PdfFileReader(BytesIO(data)).embedded_signatures[0]
        return validate_pdf_signature(found, ValidationContext(trust_roots=[found.signer_cert], allow_fetching=False))

    assert status(pdf).intact
    place = pdf.index(b"/Producer")
    assert not status(pdf[:place] + b"/Productr" + pdf[place + 9 :]).intact


def test_what_stands_after_a_part_was_set_aside_is_ordered_again_where_its_effect_had_waited():
    row = loop.found()
    row.offered = [*row.offered, {"kind": "warning", "tie": "discretionary", "cite": ["x"], "after": "", "rank": 0}]
    row.save()
    row = loop.appealed(loop.measured(row, lighter={"nothing": loop.NO * 2}))
    actions.suspend(row.reference, reasons=REASONS, by=BODY, at=later(8))
    actions.reverse_part(row.reference, kinds=["warning"], reasons=REASONS, by=BODY, at=later(9))

    delivery.deliver(at=later(10), by=CLOCK)

    assert [opened(order)["what"] for order in handed_over()] == ["taken", "suspended", "taken"]
    assert [opened(order)["what"] for order in handed_over("personnel")] == ["taken", "suspended", "restored"]
