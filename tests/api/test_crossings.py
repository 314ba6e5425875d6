"""Systems send events of the border: under their token, within their points and pace, once for each key."""

import json
from datetime import timedelta

import pytest

from exeat.crossings import actions
from exeat.crossings.models import Candidate, Count, Event, Import, Sender, Sent
from exeat.register.models import Basis
from exeat.values.moves import MoveRefused
from tests.cases import world
from tests.cases.world import ADMIN, LINA, NOON

pytestmark = pytest.mark.django_db
EVENT = {
    "surname": "ŽVINKLYS", "given_names": "SAULIUS", "date_of_birth": "1984-06-03", "sex": "M", "nationality": "LTU",
    "document_number": "23841957", "crossing_point": "Medininkai", "direction": "exit",
    "crossed_at": "2026-10-12 07:41",
}  # fmt: skip
STRANGER = {**EVENT, "surname": "NEPAŽĮSTAMASIS", "date_of_birth": "1961-01-09", "document_number": "Q1"}


@pytest.fixture(autouse=True)
def a_world(db):
    world.found_world()
    world.enter()


@pytest.fixture
def token():
    return actions.admit("gate system", points=["Medininkai"], a_minute=5, by=ADMIN, at=NOON)[1]


def send(client, token, body, key="k-1"):
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    headers = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})}
    return client.post("/api/crossings/", text, content_type="application/json", headers=headers)


def counted():
    return sum(Count.objects.values_list("number", flat=True))


def test_a_single_event_is_counted_and_matched_and_the_sender_learns_neither_who_nor_whether(client, token):
    mine, other = send(client, token, EVENT, "a"), send(client, token, STRANGER, "b")

    assert (mine.status_code, other.status_code) == (201, 201)
    assert (counted(), Candidate.objects.count()) == (2, 1)
    assert Candidate.objects.get().received.source == "gate system"
    said, said_of_other = mine.json(), other.json()
    for answer in (said, said_of_other):
        answer.pop("received")
    assert said == said_of_other == {"counted": 1, "left_out": 0, "faults": [], "repeated": False}


def test_the_same_batch_again_changes_nothing_and_is_answered_as_before(client, token):
    first = send(client, token, {"events": [EVENT, STRANGER]})

    again = send(client, token, {"events": [EVENT, STRANGER]})

    assert (again.status_code, counted(), Import.objects.count()) == (200, 2, 1)
    assert again.json() == {**first.json(), "repeated": True}


def test_a_key_that_was_used_for_another_batch_is_refused(client, token):
    send(client, token, EVENT)

    assert send(client, token, STRANGER).status_code == 409
    assert counted() == 1


def test_a_faulty_event_is_named_and_the_others_go_on(client, token):
    elsewhere = {**EVENT, "crossing_point": "Kybartai"}

    said = send(client, token, {"events": [EVENT, elsewhere, {**EVENT, "direction": "up"}, STRANGER]})

    assert [(f["row"], f["column"]) for f in said.json()["faults"]] == [(2, "crossing_point"), (3, "direction")]
    assert (said.json()["counted"], said.json()["left_out"], counted()) == (2, 2, 2)


def test_an_event_that_stands_twice_in_a_batch_is_counted_once(client, token):
    said = send(client, token, {"events": [EVENT, STRANGER, EVENT]})

    assert [f["row"] for f in said.json()["faults"]] == [3]
    assert (counted(), Candidate.objects.count()) == (2, 1)


def test_an_event_that_the_sender_numbers_counts_once_in_whichever_batch_it_comes(client, token):
    mine, other = {**EVENT, "event_id": "e-1"}, {**STRANGER, "event_id": 2}
    send(client, token, {"events": [mine, other]}, "a")

    said = send(client, token, {"events": [other, {**STRANGER, "event_id": "e-3"}, mine]}, "b").json()

    assert (said["counted"], said["left_out"], counted(), Candidate.objects.count()) == (1, 2, 3, 1)
    assert [(f["row"], f["column"]) for f in said["faults"]] == [(1, "event_id"), (3, "event_id")]


def test_a_batch_of_nothing_but_events_told_before_is_answered_and_counts_nothing(client, token):
    send(client, token, {**EVENT, "event_id": "e-1"}, "a")

    said = send(client, token, {**EVENT, "event_id": "e-1"}, "b")

    assert (said.status_code, said.json()["counted"], said.json()["received"]) == (201, 0, "")
    assert (counted(), Import.objects.count()) == (1, 1)
    again = send(client, token, {**EVENT, "event_id": "e-1"}, "b")
    assert (again.status_code, again.json()["repeated"]) == (200, True)


def test_a_faulty_event_may_be_told_again_under_its_number(client, token):
    wrong = {**EVENT, "event_id": "e-1", "direction": "up"}
    send(client, token, {"events": [wrong, STRANGER]}, "a")

    said = send(client, token, {**EVENT, "event_id": "e-1"}, "b").json()

    assert (said["counted"], counted()) == (1, 2)


def test_another_sender_may_use_the_same_number(client, token):
    other = actions.admit("port system", a_minute=5, by=ADMIN, at=NOON)[1]
    send(client, token, {**EVENT, "event_id": "e-1"}, "a")

    said = send(client, other, {**STRANGER, "event_id": "e-1"}, "a").json()

    assert (said["counted"], counted()) == (1, 2)


def test_of_a_numbered_event_of_a_stranger_nothing_is_kept_but_a_hash_of_its_number_for_a_month(client, token):
    send(client, token, {**STRANGER, "event_id": "e-1"}, "a")
    send(client, token, {**STRANGER, "crossed_at": "2026-10-12 09:00", "event_id": "e-2"}, "b")

    one, two = Event.objects.order_by("id")
    assert len(one.digest) == 64
    assert "e-1" not in one.digest
    actions.expire(by=LINA, at=one.told_at + timedelta(days=29))
    assert Event.objects.count() == 2
    actions.expire(by=LINA, at=two.told_at + timedelta(days=31))
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, "json"), (b"\xff\xfe", 400, "encoding"), ("[]", 400, "shape"), ({"events": [1]}, 400, "shape"),
        ({"events": []}, 413, "too-many"), ({"events": [{}] * 501}, 413, "too-many"), ({"a": 1}, 422, "faulty"),
        (" " * 1_000_001, 413, "too-large"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_and_applied_in_no_part(client, token, body, status, code):
    said = send(client, token, body)

    assert (said.status_code, said.json()["code"], counted()) == (status, code, 0)


def test_without_a_key_or_a_token_nothing_is_taken(client, token):
    assert send(client, token, EVENT, key="").json()["code"] == "key"
    assert send(client, "wrong", EVENT).status_code == 401
    assert client.get("/api/crossings/").status_code == 405
    actions.dismiss(Sender.objects.get().reference, by=ADMIN, at=NOON)
    assert send(client, token, EVENT).status_code == 401
    assert counted() == 0


def test_who_sends_too_often_waits_for_the_minute_to_end(client, token):
    answers = [send(client, token, EVENT, f"k-{n}").status_code for n in range(6)]

    assert answers == [201] * 5 + [429]
    assert int(send(client, token, EVENT, "k-9")["Retry-After"]) <= 61
    Sender.objects.update(minute_at=NOON - timedelta(minutes=2))
    assert send(client, token, EVENT, "k-9").status_code == 201


def test_without_a_legal_basis_nothing_is_taken(client, token):
    Basis.objects.all().delete()

    assert (send(client, token, EVENT).status_code, counted()) == (503, 0)


def test_only_an_administrator_admits_and_the_token_is_kept_as_a_hash(token):
    with pytest.raises(MoveRefused):
        actions.admit("another", by=LINA, at=NOON)

    assert Sender.objects.get().token != token
    assert len(token) >= 40


def test_what_was_answered_is_forgotten_after_a_month(client, token):
    send(client, token, EVENT)
    sent_at = Sent.objects.get().sent_at

    actions.expire(by=LINA, at=sent_at + timedelta(days=31))

    assert not Sent.objects.exists()


@pytest.mark.parametrize("own", [[1], {"a": 1}, "x" * 201, "\ud800", "a\x00b", True, 1.5])
def test_a_number_by_which_an_event_cannot_be_known_again_is_named(client, token, own):
    said = send(client, token, {"events": [EVENT, STRANGER, {**EVENT, "event_id": own}]}).json()

    assert (said["counted"], [(f["row"], f["column"]) for f in said["faults"]]) == (2, [(3, "event_id")])


@pytest.mark.parametrize("value", ["\ud800", ["A"], {"a": 1}, "A\x00", "A" * 5000])
def test_a_value_of_another_kind_is_named_and_the_others_go_on(client, token, value):
    said = send(client, token, {"events": [EVENT, STRANGER, {**EVENT, "surname": value}]}).json()

    assert (said["counted"], [(f["row"], f["column"]) for f in said["faults"]]) == (2, [(3, "surname")])


@pytest.mark.parametrize(
    ("body", "status"), [("[" * 100_000, 400), ('{"a":' + "1" * 5000 + "}", 400), (" " * 3_000_000, 413)]
)
def test_a_body_that_cannot_be_read_is_answered_in_the_same_shape(client, token, body, status):
    said = send(client, token, body)

    assert said.status_code == status
    assert {"code", "message"} == set(said.json())


def test_what_is_wrong_is_told_in_the_language_that_the_sender_asks_for(client, token):
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": "lt"}
    faulty = json.dumps({"events": [EVENT, {**STRANGER, "direction": "sideways"}]})
    took, none = (
        client.post("/api/crossings/", text, content_type="application/json", headers={**headers, **key})
        for text, key in ((faulty, {"Idempotency-Key": "1"}), (faulty, {}))
    )

    assert took.json()["faults"][0]["message"] == "Kryptis rašoma exit arba entry. Įrašykite vieną iš jų."
    assert none.json()["message"].startswith("Su kiekvienu rinkiniu siųskite")
