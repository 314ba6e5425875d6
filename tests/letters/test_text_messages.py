"""A text message says that there is a letter, to a number that its person gave and confirmed, and nothing else."""

import json
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from exeat.audit import actions as audit
from exeat.audit import queries as trail
from exeat.batch import bounces
from exeat.letters import actions, gateway, policy, queries
from exeat.letters.models import Nudge, Phone
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, machine
from tests.letters.mobile import open_gateway

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ONA = Actor("P-000001", name="Ona Made-Up", role="traveller")
HEAD = Actor("P-000002", "I-ARMY")
NUMBER = "+37060000000"
ENGLISH = "Good day, a new message is waiting for you. Sign in as you usually do."
pytestmark = pytest.mark.django_db


@pytest.fixture
def mobile(settings, monkeypatch, tmp_path):
    with open_gateway(settings, monkeypatch, tmp_path) as gateway:
        yield gateway


@pytest.fixture
def confirmed(mobile):
    """Ona's number is confirmed; the code went to it."""
    actions.give_number("8 600 00000", agrees=True, by=ONA, at=NOON)
    assert actions.send_code(language="en", by=ONA, at=NOON)
    actions.confirm_number(mobile.last_code, by=ONA, at=NOON)
    mobile.sent.clear()
    mobile.asked.clear()
    return mobile


def letter(to="P-000001", at=NOON, language="en", email=""):
    return actions.write(
        "decision", to=to, language=language, subject="A-2026-00001", by=HEAD, at=at, email=email,
        reasons="The ground was not shown.", remedy="Within a month, to the court.",
    )  # fmt: skip


def state():
    return queries.about("A-2026-00001")[0].text_message


def test_nothing_but_a_code_goes_to_a_number_that_is_not_confirmed(mobile):
    actions.give_number(NUMBER, agrees=True, by=ONA, at=NOON)
    assert actions.send_code(language="en", by=ONA, at=NOON)

    letter()
    actions.deliver(at=NOON)

    ((to, text),) = mobile.texts
    assert (to, text) == (NUMBER, f"Your code: {mobile.last_code}. Nobody will ever ask you for it.")
    assert state() == "none"


def test_a_letter_is_told_without_a_word_of_it_in_the_language_of_its_person(confirmed):
    letter(email="ona@example.lt")
    letter(language="lt")
    letter(to="P-000005")

    assert actions.deliver(at=NOON) == 3
    assert actions.deliver(at=NOON) == 0

    assert confirmed.texts == [
        (NUMBER, ENGLISH),
        (NUMBER, "Laba diena, Jūsų laukia naujas pranešimas. Prisijunkite įprastu būdu."),
    ]
    assert all(set(json.loads(body)) == {"id", "to", "text"} for body in confirmed.asked)
    assert len(mail.outbox) == 1
    first = queries.about("A-2026-00001")[0]
    assert (first.nudge, first.text_message) == ("sent", "sent")


def test_where_nobody_sends_text_messages_none_waits(confirmed, settings):
    settings.EXEAT_SMS = ""

    letter()

    assert state() == "none"
    assert not Nudge.objects.exists()


@pytest.mark.parametrize(
    "behave", ["fault", "slow", "dripping", "forgetful", "gone", "another certificate", "wrong secret"]
)
def test_a_gateway_that_fails_is_asked_again_later_under_the_same_mark(
    confirmed, settings, monkeypatch, tmp_path, behave
):
    letter()
    monkeypatch.setattr(gateway, "PATIENCE", 0.3)
    address = settings.EXEAT_SMS
    confirmed.behave = behave
    if behave == "gone":
        settings.EXEAT_SMS = "https://127.0.0.1:9/messages"
    if behave == "another certificate":
        monkeypatch.delenv("SSL_CERT_FILE")
    if behave == "wrong secret":
        settings.EXEAT_SMS_SECRET = "something else"

    assert actions.deliver(at=NOON) == 0
    waits = Nudge.objects.get()
    confirmed.behave, settings.EXEAT_SMS, settings.EXEAT_SMS_SECRET = "well", address, confirmed.secret
    confirmed.released.set()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gateway.pem"))
    monkeypatch.setattr(gateway, "PATIENCE", 10)

    assert actions.deliver(at=waits.due_at - timedelta(seconds=1)) == 0
    assert actions.deliver(at=waits.due_at) == 1
    assert list(confirmed.sent) == [waits.mark], "sent once, whatever was lost on the way"
    assert (waits.tries, state()) == (1, "sent")


def test_a_gateway_that_does_not_answer_holds_up_neither_its_other_messages_nor_the_e_mails(confirmed, monkeypatch):
    letter()
    letter()
    letter(email="ona@example.lt")
    monkeypatch.setattr(gateway, "PATIENCE", 0.2)
    confirmed.behave = "slow"

    sent = actions.deliver(at=NOON)
    confirmed.released.set()

    assert (sent, len(mail.outbox), len(confirmed.asked)) == (1, 1, 1)
    assert Nudge.objects.filter(way="text", due_at=NOON, tries=0).count() == 2, "asked when the next run begins"


def test_a_mail_server_that_cannot_be_reached_is_asked_once_in_a_run(confirmed, monkeypatch):
    asked = []

    def unreachable(*_message):
        asked.append("by e-mail")
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", unreachable)
    letter(email="ona@example.lt")
    letter(email="ona@example.lt")

    assert actions.deliver(at=NOON) == 2, "the text messages go out"
    assert asked == ["by e-mail"]


def test_it_is_given_up_in_the_end_and_the_letter_is_to_be_posted(confirmed):
    confirmed.behave = "fault"
    letter()

    while (due_at := Nudge.objects.get().due_at) is not None:
        actions.deliver(at=due_at)

    assert len(confirmed.asked) == policy.TRIES
    assert state() == "given_up"


def test_a_number_that_the_gateway_refuses_is_not_tried_again_and_its_person_is_told(confirmed):
    confirmed.behave = "refuses"
    letter()

    actions.deliver(at=NOON)

    assert (state(), len(confirmed.asked)) == ("given_up", 1)
    assert queries.own_number(ONA).last == "given_up"


def test_a_message_that_did_not_arrive_is_told_later_by_a_file(confirmed, tmp_path):
    letter()
    actions.deliver(at=NOON)
    (tmp_path / "bounces").mkdir()
    for name, said in {
        "one.json": {"id": Nudge.objects.get().mark, "delivered": False},
        "two.json": {"id": Nudge.objects.get().mark, "delivered": False},
        "good.json": {"id": "f" * 32, "delivered": True},
        "strange.json": ["something"],
    }.items():
        (tmp_path / "bounces" / name).write_text(json.dumps(said))

    bounces.read(tmp_path, by=machine("clock"), at=NOON)

    assert state() == "came_back"
    assert [path.name for path in (tmp_path / "bounces").rglob("*.json")] == ["strange.json"]
    assert [look.verb for look in trail.looks_at("P-000001", on=NOON.date())].count("letter.came_back") == 1


def test_sending_again_goes_by_each_way_that_the_person_has_now(confirmed):
    first = letter()
    actions.deliver(at=NOON)

    assert actions.resend(first.reference, by=HEAD, at=NOON) == ["text"]
    assert actions.resend(first.reference, by=HEAD, at=NOON, email="ona@example.lt") == ["email", "text"]
    assert actions.deliver(at=NOON) == 2

    assert [text for _to, text in confirmed.texts] == [ENGLISH, ENGLISH]
    assert len(mail.outbox) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Nudge.objects.create(letter=first, way="text", due_at=NOON)


def test_whoever_takes_their_number_away_gets_no_more_and_nothing_of_it_is_kept(confirmed):
    letter()

    assert actions.remove_number(by=ONA, at=NOON)
    assert not actions.remove_number(by=ONA, at=NOON)

    letter()
    assert actions.deliver(at=NOON) == 0
    assert confirmed.asked == []
    assert queries.own_number(ONA) is None
    assert not Phone.objects.get().sealed
    verbs = [look.verb for look in trail.looks_at("P-000001", on=NOON.date()) if look.verb.startswith("phone.")]
    assert sorted(verbs) == ["phone.confirmed", "phone.given", "phone.removed"]


def test_forgetting_a_person_erases_their_number(confirmed):
    letter()

    audit.forget("P-000001", by=HEAD, at=NOON)

    assert actions.deliver(at=NOON) == 0
    assert (confirmed.asked, queries.own_number(ONA)) == ([], None)


def test_the_number_is_not_readable_in_the_tables(confirmed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM letters_phone")
        assert b"60000000" not in bytes(cursor.fetchone()[0])


def test_a_number_is_taken_with_consent_only_and_as_people_write_it(mobile):
    for said, agrees, code in (("600", True, "no-number"), (NUMBER, False, "no-consent")):
        with pytest.raises(MoveRefused) as refused:
            actions.give_number(said, agrees=agrees, by=ONA, at=NOON)
        assert [one.code for one in refused.value.refusals] == [code]

    assert {policy.number_of(text) for text in ("8 600 00 000", "0600-00000", "+370 (600) 00000", "0037060000000")} == {
        NUMBER
    }
    assert not Phone.objects.exists()


def test_a_wrong_code_is_counted_and_an_old_one_not_taken(mobile):
    actions.give_number(NUMBER, agrees=True, by=ONA, at=NOON)
    actions.send_code(language="en", by=ONA, at=NOON)

    for _ in range(policy.CODE_TRIES):
        with pytest.raises(MoveRefused, match="not the one"):
            actions.confirm_number("no", by=ONA, at=NOON)
    with pytest.raises(MoveRefused, match="no longer taken"):
        actions.confirm_number(mobile.last_code, by=ONA, at=NOON)
    actions.new_code(by=ONA, at=NOON)
    actions.send_code(language="en", by=ONA, at=NOON)
    with pytest.raises(MoveRefused, match="no longer taken"):
        actions.confirm_number(mobile.last_code, by=ONA, at=NOON + policy.CODE_LIVES)
    actions.confirm_number(mobile.last_code, by=ONA, at=NOON)

    assert queries.own_number(ONA).confirmed_at == NOON
    with pytest.raises(MoveRefused, match="No number waits"):
        actions.confirm_number(mobile.last_code, by=ONA, at=NOON)


def test_nobody_floods_a_stranger_s_telephone_with_codes(mobile):
    for _ in range(policy.CODES_A_DAY):
        actions.give_number(NUMBER, agrees=True, by=ONA, at=NOON)
    actions.remove_number(by=ONA, at=NOON)

    with pytest.raises(MoveRefused, match="Enough codes"):
        actions.give_number(NUMBER, agrees=True, by=ONA, at=NOON)

    actions.give_number(NUMBER, agrees=True, by=ONA, at=NOON + timedelta(days=1))


@pytest.mark.parametrize(
    ("does", "came"),
    [
        ("import json; assert set(json.load(sys.stdin)) == {'id', 'to', 'text'}", "taken"),
        ("sys.exit(67)", "refused"),
        ("sys.exit(1)", "later"),
        ("import time; time.sleep(9)", "silent"),
    ],
)
def test_a_command_may_send_instead_of_an_address(tmp_path, monkeypatch, does, came):
    script = tmp_path / "send.py"
    script.write_text(f"import sys\n{does}\n")
    monkeypatch.setattr(gateway, "PATIENCE", 2)

    assert gateway.send(f"{sys.executable} {script}", "", mark="m", to=NUMBER, text="ą") == came
    assert gateway.send("/no/such/command", "", mark="m", to=NUMBER, text="ą") == "silent"
    assert gateway.send("", "", mark="m", to=NUMBER, text="ą") == "silent"
