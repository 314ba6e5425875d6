"""A report that an e-mail was not delivered reaches its letter once; anything else is set aside under its name."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from exeat.audit import queries as trail
from exeat.batch import bounces
from exeat.letters import actions, queries
from exeat.letters.models import Nudge
from exeat.values.rights import Actor, machine

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
CLOCK = machine("clock")
pytestmark = pytest.mark.django_db

REPORT = """From: mailer-daemon@mail.example
To: office@people.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

It could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; ona@people.example
Action: {action}
Status: 5.1.1

--B
Content-Type: {kind}

Message-ID: {message}
Subject: New message

--B--
"""


@pytest.fixture
def sent():
    """A letter whose e-mail went out; the report's folder is empty."""
    letter = actions.write(
        "notice-withdrawn", to="P-000001", language="en", subject="N-1", by=Actor("P-000001", "I-ARMY"), at=NOON,
        email="ona@people.example", file="N-1", withdrawn_at=NOON,
    )  # fmt: skip
    actions.deliver(at=NOON)
    return letter


def drop(folder, name="one.eml", action="failed", message=None, kind="text/rfc822-headers"):
    place = folder / "bounces"
    place.mkdir(exist_ok=True)
    said = message or mail.outbox[-1].message()["Message-ID"]
    (place / name).write_text(REPORT.format(action=action, message=said, kind=kind), encoding="utf-8")


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_an_e_mail_that_came_back_is_seen_once_however_often_it_is_reported(sent, tmp_path, kind):
    for name in ("one.eml", "two.eml"):
        drop(tmp_path, name, kind=kind)

    bounces.read(tmp_path, by=CLOCK, at=NOON)

    assert queries.about("N-1")[0].nudge == "came_back"
    assert list((tmp_path / "bounces").iterdir()) == []
    assert [look.verb for look in trail.looks_at("P-000001", on=NOON.date())].count("letter.came_back") == 1
    assert bounces.read(tmp_path, by=CLOCK, at=NOON) == 0


def test_a_report_of_delay_changes_nothing_and_is_removed(sent, tmp_path):
    drop(tmp_path, action="delayed")

    assert bounces.read(tmp_path, by=CLOCK, at=NOON) == 0
    assert queries.about("N-1")[0].nudge == "sent"
    assert list((tmp_path / "bounces").iterdir()) == []


def test_what_is_no_report_and_what_is_not_ours_is_set_aside_under_its_name(sent, tmp_path):
    drop(tmp_path, "strange.eml", message=f"<{'0' * 32}@elsewhere.example>")
    (tmp_path / "bounces" / "junk.bin").write_bytes(b"\x00\xff nothing")

    assert bounces.read(tmp_path, by=CLOCK, at=NOON) == 0
    assert sorted(path.name for path in (tmp_path / "bounces" / "aside").iterdir()) == ["junk.bin", "strange.eml"]
    assert queries.about("N-1")[0].nudge == "sent"


def test_sending_again_begins_anew(sent, tmp_path):
    drop(tmp_path)
    bounces.read(tmp_path, by=CLOCK, at=NOON)

    actions.resend(sent.reference, email="new@people.example", by=Actor("P-000002", "I-ARMY"), at=NOON)
    actions.deliver(at=NOON)

    assert queries.about("N-1")[0].nudge == "sent"
    assert Nudge.objects.get(letter=sent).mark in mail.outbox[-1].message()["Message-ID"]


def test_without_a_folder_nothing_is_read(tmp_path):
    assert bounces.read(tmp_path, by=CLOCK, at=NOON) == 0
