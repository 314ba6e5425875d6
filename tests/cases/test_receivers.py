"""An independent register takes orders over the wire, does each once, and no fault of it holds up a case."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from exeat.audit.models import Entry
from exeat.cases import actions, delivery, outbox, queries, receipts
from exeat.cases.models import Order
from exeat.cases.policy import Answer, came_of
from exeat.cases.policy.orders import TRIES
from exeat.permits import installed
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from exeat.wire import https
from tests.cases import loop, world
from tests.cases.receiver import open_register, packed, public, signed, unpacked
from tests.cases.world import ADMIN, BODY, MINDAUGAS, NOON, REASONS, later

pytestmark = pytest.mark.django_db
CLOCK = machine("clock")


@pytest.fixture
def register(db, settings, tmp_path):
    settings.EXEAT_FOLDER = str(tmp_path)
    world.found_world()
    world.enter()
    key = installed.signing_key(at=NOON)
    with open_register({key.key_id: key.private.public_key()}, tmp_path) as (register, address, certificate):
        actions.set_receiver(
            to="clearances", institution="I-ARMY", name="Clearances", address=address, certificate=certificate,
            by=ADMIN, at=NOON,
        )  # fmt: skip
        yield register


def states():
    return list(Order.objects.order_by("number").values_list("state", flat=True))


def test_a_measure_and_its_reversal_arrive_signed_and_in_order_and_are_acknowledged(register):
    row = loop.reversed_()

    assert delivery.deliver(at=later(10), by=CLOCK) == 2

    taken, restored = register.done.values()
    assert (taken["what"], restored["what"], restored["replaces"]) == ("taken", "restored", taken["id"])
    assert set(taken) == {
        "format", "id", "case", "person", "institution", "what", "measures", "from", "decided_at", "replaces"
    }  # fmt: skip
    assert list(Order.objects.order_by("number").values_list("state", "receipt", "answered_at")) == [
        ("acknowledged", "K-1", later(10)),
        ("acknowledged", "K-2", later(10)),
    ]
    verbs = Entry.objects.filter(subject=row.reference, verb="case.order_acknowledged").count()
    assert verbs == 2


def test_a_fault_of_the_register_keeps_order_and_never_holds_up_the_case(register):
    row = loop.appealed()
    register.behave = "fault"

    assert delivery.deliver(at=later(7), by=CLOCK) == 0
    actions.reverse(row.reference, reasons=REASONS, by=BODY, at=later(7))
    assert loop.again(row).state == "closed"
    assert delivery.deliver(at=later(7), by=CLOCK) == 0
    register.behave = "well"
    assert delivery.deliver(at=later(8), by=CLOCK) == 2

    assert [order["what"] for order in register.done.values()] == ["taken", "restored"]
    assert states() == ["acknowledged", "acknowledged"]


def test_an_answer_that_is_lost_leads_to_a_repetition_that_is_done_once(register):
    loop.measured()
    register.behave = "forgetful"
    delivery.deliver(at=later(7), by=CLOCK)
    register.behave = "well"

    delivery.deliver(at=later(8), by=CLOCK)

    assert len(register.asked) == 2
    assert len(register.done) == 1
    assert states() == ["acknowledged"]


def test_a_register_that_says_no_is_not_asked_again_until_an_officer_sends_it_again(register):
    row = loop.measured()
    register.behave = "no"
    delivery.deliver(at=later(7), by=CLOCK)
    order = Order.objects.get()
    assert (order.state, order.fault, order.due_at) == ("refused", "unknown-person", None)
    assert queries.orders_failed(MINDAUGAS) == [row.reference]
    register.behave = "well"

    actions.send_again(row.reference, 1, by=MINDAUGAS, at=later(8))
    delivery.deliver(at=later(8), by=CLOCK)

    assert states() == ["acknowledged"]
    with pytest.raises(MoveRefused, match="done it already"):
        actions.send_again(row.reference, 1, by=ADMIN, at=later(9))


def test_what_a_later_order_has_overtaken_is_not_sent_again(register):
    row = loop.appealed()
    register.behave = "no"
    delivery.deliver(at=later(8), by=CLOCK)
    actions.reverse(row.reference, reasons=REASONS, by=BODY, at=later(9))

    with pytest.raises(MoveRefused, match="later order"):
        actions.send_again(row.reference, 1, by=MINDAUGAS, at=later(10))


def test_a_register_that_takes_it_in_is_asked_again_until_it_is_done(register):
    loop.measured()
    register.behave = "later"
    delivery.deliver(at=later(7), by=CLOCK)
    assert states() == ["sent"]
    register.behave = "well"

    delivery.deliver(at=later(8), by=CLOCK)

    assert states() == ["acknowledged"]


def test_a_register_that_is_silent_or_mixed_up_is_given_up_in_the_end_and_recorded(register, monkeypatch):
    row = loop.measured()
    register.behave = "mixed up"
    for day in range(TRIES):
        delivery.deliver(at=later(7 + 2 * day), by=CLOCK)

    order = Order.objects.get()
    assert (order.state, order.fault, order.tries) == ("given_up", "answer-names-another", TRIES)
    assert Entry.objects.filter(subject=row.reference, verb="case.order_given_up").count() == 1
    assert len(register.asked) == TRIES


def test_who_answers_one_byte_after_another_is_too_late(register, monkeypatch):
    loop.measured()
    register.behave = "dripping"
    monkeypatch.setattr(delivery, "PATIENCE", 0.3)

    delivery.deliver(at=later(7), by=CLOCK)

    assert Order.objects.get().fault == "too-late"


def test_a_receiver_that_answers_slowly_has_its_share_of_a_run_and_the_rest_waits(register, monkeypatch):
    row = loop.measured()
    for _ in range(4):
        outbox.put(row, "taken", ["clearance_withdrawn"], from_day=later(7).date(), at=later(7))
    asked, now = [], [0.0]

    def slowly(_address, _body, headers, *, certificate, patience):
        asked.append(headers["Idempotency-Key"])
        now[0] += 9
        return https.Reply(200, json.dumps({"id": asked[-1]}).encode())

    monkeypatch.setattr(https, "post", slowly)
    delivery.deliver(at=later(7), by=CLOCK, clock=lambda: now[0])
    first = len(asked)
    delivery.deliver(at=later(7), by=CLOCK, clock=lambda: now[0])

    assert first == 4  # 36 seconds: the fourth began before its share was over
    assert len(asked) == 5
    assert states() == ["acknowledged"] * 5


def signing(register):
    """The register signs from now on, and the administrator has its key."""
    register.signs = ec.generate_private_key(ec.SECP256R1())
    old = queries.receivers(ADMIN).get()
    actions.set_receiver(
        to=old.to, institution=old.institution, name=old.name, address=old.address, certificate=old.certificate,
        key=public(register.signs), by=ADMIN, at=NOON,
    )  # fmt: skip


def test_a_signed_answer_is_verified_and_kept_with_the_order(register):
    row = loop.measured()
    signing(register)

    delivery.deliver(at=later(7), by=CLOCK)

    order = Order.objects.get()
    kept = json.loads(order.proof)
    assert (order.state, order.receipt) == ("acknowledged", "K-1")
    assert json.loads(unpacked(kept["payload"]))["id"] == f"{row.reference}-1"


def test_without_a_key_an_answer_counts_and_is_not_verified(register):
    loop.measured()

    delivery.deliver(at=later(7), by=CLOCK)

    assert list(Order.objects.values_list("state", "proof")) == [("acknowledged", "")]


@pytest.mark.parametrize(("behave", "fault"), [("unsigned", "not-signed"), ("two tongues", "forged")])
def test_what_a_register_with_a_key_does_not_sign_says_nothing(register, behave, fault):
    loop.measured()
    signing(register)
    register.behave = behave

    delivery.deliver(at=later(7), by=CLOCK)
    order = Order.objects.get()
    register.behave = "well"
    delivery.deliver(at=later(8), by=CLOCK)

    assert (order.state, order.fault, order.proof) == ("waiting", fault, "")
    assert states() == ["acknowledged"]


def test_a_signature_of_another_key_says_nothing_not_even_no(register):
    loop.measured()
    signing(register)
    register.signs, register.behave = ec.generate_private_key(ec.SECP256R1()), "no"

    delivery.deliver(at=later(7), by=CLOCK)

    assert list(Order.objects.values_list("state", "fault")) == [("waiting", "forged")]


SAID = {"id": "B-1", "answer": "done", "receipt": "K-1"}
KEY = ec.generate_private_key(ec.SECP256R1())


@pytest.mark.parametrize(
    ("said", "header", "beside"),
    [
        ({**SAID, "format": "exeat-measure-1"}, {}, {}),
        ({**SAID, "person": "P-000001"}, {}, {}),
        ({**SAID, "receipt": 7}, {}, {}),
        (SAID, {"alg": "none"}, {}),
        (SAID, {"typ": "exeat-measure-1"}, {}),
        (SAID, {"crit": ["b64"], "b64": False}, {}),
        (SAID, {}, {"header": {"alg": "ES256"}}),
        (SAID, {}, {"signature": ""}),
        (SAID, {}, {"payload": packed({"format": "exeat-acknowledgement-1", **SAID, "receipt": "K-2"})}),
        (SAID, {}, {"payload": "\u0105"}),
    ],
)
def test_an_answer_with_anything_changed_is_forged(said, header, beside):
    whole = signed(SAID, KEY)
    assert receipts.held_against(Answer(200, whole), public(KEY)).said["receipt"] == "K-1"

    changed = {**signed(said, KEY, **header), **beside}

    assert receipts.held_against(Answer(200, changed), public(KEY)).fault == "forged"


def test_a_key_that_cannot_sign_is_not_set(db):
    given = {
        "to": "personnel",
        "institution": "",
        "name": "HR",
        "address": "https://a.example/",
        "by": ADMIN,
        "at": NOON,
    }
    for key in ("x", public(ec.generate_private_key(ec.SECP384R1()))):
        with pytest.raises(MoveRefused, match="no public key"):
            actions.set_receiver(**given, key=key)


def test_waiting_doubles_and_codes_alone_are_kept():
    waits = [(came_of(Answer(500), "B-1", tries=n, at=NOON).due_at - NOON).seconds // 60 for n in (1, 2, 3)]
    words = came_of(Answer(422, {"code": "Ona Made-Up is unknown"}), "B-1", tries=1, at=NOON)

    assert waits == [10, 20, 40]
    assert words.fault == "answer-422"


@pytest.mark.parametrize(
    "address",
    ["http://a.example/", "https://user:word@a.example/", "https://a.example/?token=1", "https://", "ftp://a"],
)
def test_only_a_safe_address_is_set_and_only_by_an_administrator(address, db):
    given = {"to": "personnel", "institution": "", "name": "HR", "at": NOON}
    with pytest.raises(MoveRefused, match="https address"):
        actions.set_receiver(**given, address=address, by=ADMIN)
    with pytest.raises(MoveRefused, match="role"):
        actions.set_receiver(**given, address="https://a.example/", by=MINDAUGAS)
    with pytest.raises(MoveRefused, match="no certificate"):
        actions.set_receiver(**given, address="https://a.example/", certificate="x", by=ADMIN)
