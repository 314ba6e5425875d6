"""A system of somebody else answers in time and under its own certificate, or it did not answer."""

import threading
from time import monotonic

import pytest

from exeat.wire import https
from tests.served import dripping, new_certificate, serving


class Other:
    """What it was sent, and the pieces of its answer."""

    def __init__(self):
        self.got, self.pieces, self.released = [], [b"done"], threading.Event()

    def answer(self, headers, body):
        self.got.append((headers["X-Mark"], body))
        if self.pieces is None:
            self.released.wait(5)
        return 202, self.pieces or []


@pytest.fixture
def other(tmp_path):
    other, place = Other(), tmp_path / "other.pem"
    other.certificate = new_certificate(place)
    with serving(other.answer, place) as other.address:
        yield other
        other.released.set()


def post(other, *, address="", **given):
    given = {"certificate": other.certificate, "patience": 5, **given}
    return https.post(address or other.address, b"{}", {"X-Mark": "7"}, **given)


def test_an_answer_is_its_status_and_what_was_said(other):
    reply = post(other, address=f"{other.address}/orders?from=exeat")

    assert reply == https.Reply(202, b"done")
    assert other.got == [("7", b"{}")]


@pytest.mark.parametrize("pieces", [None, "one after another"])
def test_who_says_nothing_or_one_byte_after_another_is_too_late(other, pieces):
    other.pieces = pieces and dripping(b" " * 100)
    begun = monotonic()

    with pytest.raises(https.Unanswered) as none:
        post(other, patience=0.4)

    assert none.value.why is https.Why.TOO_LATE
    assert monotonic() - begun < 2


@pytest.mark.parametrize("certificate", ["", "no certificate"])
def test_nothing_is_said_to_a_system_that_is_not_the_one_we_know(other, certificate):
    with pytest.raises(https.Unanswered) as none:
        post(other, certificate=certificate)

    assert none.value.why is https.Why.CERTIFICATE
    assert other.got == []


@pytest.mark.parametrize("address", ["https://127.0.0.1:1/", "https://no-such-host.invalid/"])
def test_where_nobody_listens_there_is_no_answer(other, address):
    with pytest.raises(https.Unanswered) as none:
        post(other, address=address)

    assert none.value.why is https.Why.NO_ANSWER


def test_of_an_answer_without_end_only_so_much_is_read(other, monkeypatch):
    monkeypatch.setattr(https, "LARGEST", 10)
    other.pieces = [b"x" * 20]

    assert post(other).body == b"x" * 10
