"""What leaves by e-mail or text message is the same for every letter, whatever it tells and of whom."""

import json
from datetime import UTC, datetime

import pytest
from django.core import mail

from exeat.letters import actions, gateway, samples, texts
from exeat.values.rights import Actor

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ONA = Actor("P-000001", name="Ona Made-Up")
NUMBER, ADDRESS = "+37060000000", "ona@example.lt"
LETTERS = [(kind, language) for kind in texts.kinds() for language in texts.languages(kind)]


@pytest.fixture
def handed_over(settings, monkeypatch, db):
    """Every message that was handed to the gateway, where Ona has confirmed her number."""
    settings.EXEAT_SMS = "gateway"
    handed = []

    def run(command, **options):
        handed.append(json.loads(options["input"]))
        return gateway.subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(gateway.subprocess, "run", run)
    actions.give_number(NUMBER, agrees=True, by=ONA, at=NOON)
    actions.send_code(language="en", by=ONA, at=NOON)
    actions.confirm_number(handed.pop()["text"].split(":")[1].split(".")[0], by=ONA, at=NOON)
    return handed


def test_the_same_two_messages_leave_for_every_kind_of_letter_in_each_language(handed_over):
    for kind, language in LETTERS:
        actions.write(
            kind, to=ONA.reference, language=language, subject="B-2026-00001", by=Actor("P-000002", "I-ARMY"), at=NOON,
            email=ADDRESS, **samples.facts(kind, language),
        )  # fmt: skip

    assert actions.deliver(at=NOON) == 2 * len(LETTERS)

    languages = {language for _kind, language in LETTERS}
    assert all(set(one) == {"id", "to", "text"} for one in handed_over)
    assert len({one["text"] for one in handed_over}) <= len(languages)
    assert {one["to"] for one in handed_over} == {NUMBER}
    assert len({one["id"] for one in handed_over}) == len(LETTERS), "a mark of chance, not the number of the letter"
    assert not any("L-2026" in json.dumps(one) or "B-2026" in json.dumps(one) for one in handed_over)
    assert len({(sent.subject, sent.body) for sent in mail.outbox}) <= len(languages)
    assert {tuple(sent.to) for sent in mail.outbox} == {(ADDRESS,)}
