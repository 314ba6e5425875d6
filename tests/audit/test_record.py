"""An act leaves one entry; nobody changes it; and any change to the tables is found where it was made."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from exeat.audit import actions, policy, queries, seals
from exeat.audit.models import Detail, Entry, Tip
from exeat.values.rights import Actor, Right, StandIn
from tests.audit.broken import unlocked

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)
OFFICER = Actor("P-000009", "I-ARMY", frozenset({Right.CHECK_APPLICATION}), "Ona Made-Up", "security_officer")
AUDITOR = Actor("U-0001", "", frozenset({Right.READ_AUDIT}), "Jonas Made-Up", "auditor")
pytestmark = pytest.mark.django_db


def act(n=0, *, about=("P-000001",), verb="person.consulted", by=OFFICER, **details):
    return actions.record(
        verb, subject=about[0] if about else "A-1", by=by, at=NOON + timedelta(minutes=n), about=about,
        purpose="To check an application", **details,
    )  # fmt: skip


@transaction.atomic
def undone(something):
    something()
    raise RuntimeError


@pytest.fixture
def record():
    return [act(n, about=(f"P-00000{n % 3 + 1}",), note=f"note {n}") for n in range(7)]


def test_an_act_leaves_who_when_what_and_why():
    act(reason="private words")

    look = queries.looks_at("P-000001", on=TODAY)[0]
    assert (look.name, look.role, look.house, look.at) == ("Ona Made-Up", "security_officer", "I-ARMY", NOON)
    assert (look.verb, look.purpose, look.own) == ("person.consulted", "To check an application", False)


def test_details_and_names_are_not_readable_in_the_tables():
    act(reason="private words", by=Actor("P-2", name="Ona Made-Up", stands_in=StandIn("P-3", "Head Made-Up", "12")))

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_entry")
        entries = str(cursor.fetchall())
        cursor.execute("SELECT * FROM audit_detail")
        details = b"".join(bytes(row[1]) for row in cursor.fetchall())
    assert "private" not in entries
    assert "Made-Up" not in entries
    assert b"private" not in details
    assert b"Made-Up" not in details


def test_a_covert_look_appears_when_its_delay_ends_and_says_that_it_was_delayed():
    spy = Actor("U-7", "I-SERVICE", frozenset(), "Secret Name", "counter_intelligence")
    actions.record(
        "person.consulted", subject="P-000001", by=spy, at=NOON, about=["P-000001"], purpose="Inquiry",
        hidden_until=date(2027, 3, 1),
    )  # fmt: skip

    before = queries.looks_at("P-000001", on=date(2027, 2, 28))
    after = queries.looks_at("P-000001", on=date(2027, 3, 1))

    assert before == []
    assert [(look.name, look.house, look.role, look.delayed_until) for look in after] == [
        ("", "", "counter_intelligence", date(2027, 3, 1))
    ]


def test_the_database_refuses_to_change_or_remove_an_entry(record):
    for change in (
        lambda: Entry.objects.filter(seq=3).update(verb="nothing"),
        lambda: Detail.objects.all().delete(),
        lambda: Entry.objects.get(seq=2).people.all().delete(),
        lambda: Entry.objects.get(seq=2).people.update(person="P-9"),
        lambda: Detail.objects.filter(entry_id=3).update(sealed=b"x"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()

    assert queries.verify().ok


def test_an_untouched_record_is_whole(record):
    report = queries.verify()

    assert (report.ok, report.entries, report.first_bad, report.why) == (True, 7, None, "")


def test_an_empty_record_is_whole():
    assert queries.verify().ok
    assert queries.tree_head().size == 0


@pytest.mark.parametrize(
    ("change", "bad", "why"),
    [
        ("UPDATE audit_entry SET purpose = 'Another' WHERE seq = 4", 4, "was changed"),
        ("UPDATE audit_entry SET about = '[]' WHERE seq = 4", 4, "was changed"),
        ("UPDATE audit_entry SET hidden_until = '2099-01-01' WHERE seq = 2", 2, "was changed"),
        ("UPDATE audit_entry SET seal = digest WHERE seq = 5", 5, "not written by this installation"),
        ("UPDATE audit_entry SET commitment = digest WHERE seq = 1", 1, "was changed"),
        ("DELETE FROM audit_about WHERE entry_id = 3", 3, "index"),
        ("UPDATE audit_about SET person = 'P-000099' WHERE entry_id = 3", 3, "index"),
        ("DELETE FROM audit_detail WHERE entry_id = 6", 6, "details were removed"),
        (
            "UPDATE audit_detail SET sealed = (SELECT sealed FROM audit_detail WHERE entry_id = 4) WHERE entry_id = 1",
            1,
            "details were changed",
        ),
        ("DELETE FROM audit_tip", 7, "mark of the latest entry is missing"),
        ("UPDATE audit_tip SET seq = 6", 7, "mark of the latest entry is missing"),
        ("DELETE FROM audit_key WHERE name = 'person:P-000002'", 2, "details were changed"),
        (
            "UPDATE audit_key SET wrapped = '', destroyed_at = '2026-11-25' WHERE name = 'person:P-000003'",
            3,
            "no entry",
        ),
    ],
)
def test_every_change_is_found_where_it_was_made(record, change, bad, why):
    if connection.vendor == "sqlite":
        change = change.replace("wrapped = ''", "wrapped = x''")
    with unlocked() as cursor:
        cursor.execute(change)

    report = queries.verify()

    assert not report.ok
    assert report.first_bad == bad
    assert why in report.why


@pytest.mark.parametrize("seq", range(1, 8))
def test_every_removed_entry_is_missed(record, seq):
    with unlocked() as cursor:
        for table, column in (("about", "entry_id"), ("detail", "entry_id"), ("entry", "seq")):
            cursor.execute(f"DELETE FROM audit_{table} WHERE {column} = {seq}")

    report = queries.verify()

    assert report.first_bad == seq
    assert "missing" in report.why


def test_entries_in_another_order_are_found(record):
    columns = "at, verb, purpose, subject, about, commitment, digest, seal, previous"
    with unlocked() as cursor:
        cursor.execute(f"SELECT seq, {columns} FROM audit_entry WHERE seq IN (3, 4) ORDER BY seq")
        third, fourth = cursor.fetchall()
        swap = ", ".join(f"{name.strip()} = %s" for name in columns.split(","))
        spare = [*third[1:7], "s" * 64, third[8], "t" * 64]
        cursor.execute(f"UPDATE audit_entry SET {swap} WHERE seq = 3", spare)
        cursor.execute(f"UPDATE audit_entry SET {swap} WHERE seq = 4", list(third[1:]))
        cursor.execute(f"UPDATE audit_entry SET {swap} WHERE seq = 3", list(fourth[1:]))

    assert queries.verify().first_bad == 3


def test_someone_who_hashes_everything_anew_is_found_by_the_seal(record):
    with unlocked():
        previous = policy.FIRST
        for entry in Entry.objects.order_by("seq"):
            entry.purpose, entry.previous = f"Forged {entry.seq}", previous
            previous = entry.digest = entry.chained().digest()
            entry.save()
        Tip.objects.update(digest=previous)

    report = queries.verify()

    assert report.first_bad == 1
    assert "seal does not fit" in report.why


def test_forgetting_a_person_leaves_a_record_that_verifies(record):
    together = act(8, about=("P-000001", "P-000002"), note="both")

    lost = actions.forget("P-000001", by=OFFICER, at=NOON)

    report = queries.verify()
    assert lost == 4
    assert (report.ok, report.erased) == (True, 4)
    assert {look.name for look in queries.looks_at("P-000001", on=TODAY)} == {""}
    assert next(look for look in queries.looks_at("P-000002", on=TODAY) if look.seq == together.seq).name == ""
    assert queries.looks_at("P-000003", on=TODAY)[0].name == "Ona Made-Up"


def test_an_act_on_very_many_people_is_read_by_each_and_outlives_the_forgetting_of_one():
    many = tuple(f"P-{n:06d}" for n in range(120))
    act(about=many, verb="register.imported", rows=120)
    actions.forget("P-000007", by=OFFICER, at=NOON)

    report = queries.verify()

    assert (report.ok, report.erased) == (True, 0)
    assert queries.looks_at("P-000008", on=TODAY)[0].name == "Ona Made-Up"


def test_what_is_recorded_of_a_forgotten_person_keeps_no_details():
    act()
    actions.forget("P-000001", by=OFFICER, at=NOON)

    act(2, note="late")

    assert queries.verify().ok
    assert queries.looks_at("P-000001", on=TODAY)[0].name == ""


def test_a_tampered_detail_hides_the_name_instead_of_failing(record):
    with unlocked() as cursor:
        cursor.execute("UPDATE audit_detail SET sealed = %s WHERE entry_id = 1", [b"x" * 60])

    assert {look.name for look in queries.looks_at("P-000001", on=TODAY)} == {"", "Ona Made-Up"}


def test_an_act_that_is_undone_leaves_no_entry():
    with pytest.raises(RuntimeError):
        undone(act)

    assert queries.verify().entries == 0


def test_a_proof_can_be_checked_without_the_installation(record):
    head = queries.tree_head()

    proof = queries.inclusion_proof(5)

    assert proof.root == head.root
    assert json.loads(proof.entry)["seq"] == 5
    steps = [bytes.fromhex(step) for step in proof.path]
    assert policy.leads_to(bytes.fromhex(head.root), policy.leaf(proof.entry.encode()), proof.index, head.size, steps)


def test_there_is_no_proof_of_what_was_never_recorded(record):
    with pytest.raises(queries.NoEntry, match="no entry 99"):
        queries.inclusion_proof(99)


def test_numbers_have_no_gaps_and_begin_anew_each_year():
    given = [actions.number("A", at=NOON) for _ in range(3)]
    with pytest.raises(RuntimeError):
        undone(lambda: actions.number("A", at=NOON))

    assert given == ["A-2026-00001", "A-2026-00002", "A-2026-00003"]
    assert actions.number("A", at=NOON) == "A-2026-00004"
    assert actions.number("C", at=NOON) == "C-2026-00001"
    assert actions.number("A", at=NOON + timedelta(days=100)) == "A-2027-00001"


def test_only_an_auditor_searches(record):
    assert queries.search(seen_by=OFFICER).count() == 0
    assert queries.trail("P-000001", seen_by=OFFICER) == []
    assert [line.seq for line in queries.trail("P-000001", seen_by=AUDITOR)] == [1, 4, 7]


def test_an_auditor_finds_entries_by_what_they_are(record):
    act(9, about=(), verb="audit.tried", by=AUDITOR)

    def found(**fits):
        return [line.seq for line in queries.lines(queries.search(seen_by=AUDITOR, **fits))]

    assert found(verb="audit.tried") == [8]
    assert found(subject="P-000002") == [5, 2]
    assert found(person="P-000003") == [6, 3]
    assert found(actor="U-0001") == [8]
    assert found(since=TODAY, until=TODAY + timedelta(days=1)) == [8, 7, 6, 5, 4, 3, 2, 1]
    assert found(since=TODAY + timedelta(days=1)) == []
    assert queries.verbs() == ["audit.tried", "person.consulted"]


def test_who_looks_at_the_most_people_comes_first(record):
    act(10, by=AUDITOR, about=("P-000001",))

    busiest = queries.busiest(seen_by=AUDITOR, since=TODAY, until=TODAY + timedelta(days=1))

    assert [(busy.actor, busy.people, busy.looks) for busy in busiest] == [
        ("P-000009", 3, 7), ("U-0001", 1, 1),
    ]  # fmt: skip
    assert queries.busiest(seen_by=OFFICER, since=TODAY, until=TODAY + timedelta(days=1)) == []


def test_the_key_of_the_house_opens_what_speaks_of_nobody():
    entry = act(about=(), note="nothing personal")

    seals.new_key(policy.HOUSE)

    assert queries.verify().ok
    assert entry.about == "[]"
