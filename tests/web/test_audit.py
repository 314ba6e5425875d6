"""A person reads who looked at their data; an auditor searches, checks the whole record and takes proofs away."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import exeat
from exeat.access.models import Account, Role
from exeat.audit import actions, policy
from exeat.cases.policy import ORDER_STATES
from exeat.register.models import Person
from exeat.values.rights import Actor, machine
from exeat.web.audit.wording import OF_NOBODY, VERBS, deed
from tests.audit.broken import unlocked

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OFFICER = Actor("P-000009", "I-ARMY", frozenset(), "Officer Made-Up", "security_officer")
SPY = Actor("U-0077", "I-SERVICE", frozenset(), "Covert Made-Up", "counter_intelligence")
TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def record(verb="register.consulted", by=OFFICER, about=("P-000001",), **more):
    return actions.record(
        verb, subject=about[0] if about else "X-1", by=by, at=NOON, about=about, purpose="To check A-2026-00001", **more
    )


def enter(client, account):
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def traveller(client):
    person = Person.objects.create(reference="P-000001", entered_at=NOON)
    return enter(client, Account.objects.create(username="ona", reference="P-000001", person=person))


@pytest.fixture
def auditor(client):
    account = Account.objects.create(username="auditor", reference="U-0001")
    Role.objects.create(account=account, kind="auditor", since=date(2020, 1, 1))
    return enter(client, account)


def test_a_person_sees_who_looked_by_name_and_purpose(traveller):
    record()
    record(about=("P-000002",), by=Actor("P-8", name="Another Made-Up", role="case_officer"))
    record(by=Actor("P-000001", name="Ona Made-Up", role="traveller"), verb="application.filed")
    record(by=machine("retention"), verb="register.checked")

    page = traveller.get("/who-looked/").content.decode()

    assert "Officer Made-Up" in page
    assert "Security officer" in page
    assert "To check A-2026-00001" in page
    assert "Your entry in the register was opened" in page
    assert "Scheduled work, by no person" in page
    assert "Another Made-Up" not in page
    assert page.index("What you did yourself") < page.rindex("Your application was filed")


def test_purposes_that_the_program_states_are_put_into_words(traveller):
    actions.record("case.looked_at", subject="C-1", by=OFFICER, at=NOON, about=["P-000001"], purpose="matching")

    assert "To find out who crossed the border" in traveller.get("/who-looked/").content.decode()


def test_counter_intelligence_is_shown_by_role_and_only_when_the_delay_has_ended(traveller):
    record(by=SPY, hidden_until=timezone.localdate() + timedelta(days=1))
    assert "Nobody has looked at your data yet." in traveller.get("/who-looked/").content.decode()

    record(by=SPY, hidden_until=timezone.localdate())
    page = traveller.get("/who-looked/").content.decode()

    assert "Counter-intelligence officer" in page
    assert "shown since" in page
    assert "Covert Made-Up" not in page
    assert "I-SERVICE" not in page


def test_a_person_takes_a_proof_of_their_own_lines_only(traveller):
    own, other = record(), record(about=("P-000002",))

    proof = json.loads(traveller.get(f"/who-looked/{own.seq}/proof.json").content)

    steps = [bytes.fromhex(step) for step in proof["path"]]
    leaf = policy.leaf(proof["entry"].encode())
    assert policy.leads_to(bytes.fromhex(proof["root"]), leaf, proof["index"], proof["size"], steps)
    assert traveller.get(f"/who-looked/{other.seq}/proof.json").status_code == 404


def test_a_traveller_does_not_read_the_record(traveller):
    for path in ("/audit/", "/audit/whole/", "/audit/head.json", "/audit/busiest/", "/audit/1/proof.json"):
        assert traveller.get(path).status_code == 403


def test_an_auditor_finds_entries_and_never_names_or_details(auditor):
    record(note="private words")
    record(about=("P-000002",), verb="case.opened", hidden_until=date(2030, 1, 1))

    everything = auditor.get("/audit/").content.decode()
    some = auditor.get("/audit/?person=P-000002&actor=&verb=&since=2026-11-01").content.decode()
    none = auditor.get("/audit/?actor=nobody").content.decode()

    assert "2 entries" in everything
    assert "private words" not in everything
    assert "Officer Made-Up" not in everything
    assert "1 entry" in some
    assert "hidden from the person until" in some
    assert "No entry fits." in none


def test_an_auditor_reads_and_chooses_acts_by_their_sentences(auditor):
    record("statistics.published", about=())
    record("case.looked_at", about=("P-000002",))
    record("something.new")

    page = auditor.get("/audit/").content.decode()

    assert "The statistics of a year were published<small>statistics.published</small>" in page
    assert '<option value="case.looked_at">Your case was looked at</option>' in page
    assert "something.new<small>" in page, "a verb without words is shown as it is recorded"
    assert "1 entry" in auditor.get("/audit/?verb=case.looked_at").content.decode()


def test_a_wrong_date_is_pointed_out(auditor):
    assert "Enter the date like this" in auditor.get("/audit/?since=soon").content.decode()


def test_many_entries_are_shown_page_by_page(auditor):
    for _ in range(52):
        record()

    assert "Page 1 of 2" in auditor.get("/audit/?person=P-000001").content.decode()
    assert "person=P-000001&amp;page=1" in auditor.get("/audit/?person=P-000001&page=2").content.decode()


def test_the_auditor_checks_that_the_record_is_whole_and_sees_where_it_is_not(auditor):
    for _ in range(3):
        record()
    assert "3 entries were checked" in auditor.get("/audit/whole/").content.decode()

    with unlocked() as cursor:
        cursor.execute("UPDATE audit_entry SET purpose = 'Another' WHERE seq = 2")
    page = auditor.get("/audit/whole/").content.decode()

    assert "entry 2 was changed" in page
    assert "call the data-protection officer" in page


def test_the_auditor_takes_the_head_and_proofs_away(auditor):
    entry = record()

    head = json.loads(auditor.get("/audit/head.json").content)
    proof = json.loads(auditor.get(f"/audit/{entry.seq}/proof.json").content)

    assert head["size"] == 1
    assert proof["root"] == head["root"]
    assert auditor.get("/audit/99/proof.json").status_code == 404


def test_the_auditor_sees_who_looks_most(auditor):
    record()
    record(about=("P-000002",))

    page = auditor.get("/audit/busiest/?since=2026-11-01&until=2026-12-01").content.decode()

    assert "P-000009" in page
    assert "No entry fits." in auditor.get("/audit/busiest/?since=2020-11-01&until=2020-12-01").content.decode()
    assert "Enter the date like this" in auditor.get("/audit/busiest/?since=x&until=2020-12-01").content.decode()


def test_every_verb_of_the_record_has_a_sentence_and_every_sentence_a_verb():
    made_of_parts = {
        *(f"case.{what}_proposed" for what in ("finding", "measure")),
        *(f"case.order_{state}" for state in set(ORDER_STATES) - {"waiting"}),
        *(f"closure.{what}" for what in ("said", "opened", "withdrawn")),
        *(f"register.{what}" for what in ("corrected", "declined")),
        *(f"road.{what}" for what in ("stated", "confirmed", "ended")),
    }
    recorded, formed = set(made_of_parts), 0
    for path in Path(exeat.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"audit\.record\(|^def record\(", text, re.MULTILINE):
            recorded |= set(re.findall(r"\"([a-z]+\.[a-z_-]+[a-z])\"", text))
            formed += len(re.findall(r"audit\.record\(\s*f\"", text))
        if "applications" in path.parts:
            recorded |= {f"application.{verb}" for verb in re.findall(r"\.trace\(\s*\"([a-z_-]+)\"", text)}

    assert formed == 6, "five verbs and those of applications are put together: name what another can be"
    assert recorded == set(VERBS) | set(OF_NOBODY)


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("register.consulted", "Your entry in the register was opened"),
        ("application.elsewhere", "Your application"),
        ("something.else", "Something that concerns you"),
    ],
)
def test_every_deed_has_words(verb, words):
    assert deed(verb) == words
