"""A file is previewed, applied whole or not at all, and can be handed in again without harm."""

import random
import time
from datetime import date

import pytest

from exeat.audit.models import Entry
from exeat.register import actions, filing, queries
from exeat.register.models import Clearance, Deputy, Headship, Import, Institution, Name, Person, Post
from exeat.values.moves import MoveRefused
from tests.factories import NOON, TODAY, InstitutionFactory, PersonFactory, actor

pytestmark = pytest.mark.django_db
KEEPER = actor("register_keeper")
ADMINISTRATOR = actor("administrator")
HEAD = (
    "record;institution;person;surname;given_names;kind;born_on;sex;personal_code;country;number;level;order;"
    "since;until;name_en;name_lt;superior\n"
)
FILE = (
    HEAD
    + """\
institution;I-MIN;;;;ministry;;;;;;;;;;Ministry;Ministerija;
institution;I-ARMY;;;;army;;;;;;;;;;Army;Kariuomenė;I-MIN
person;;P-000101;Petrauskienė;Rasa;;1984-05-17;F;48405170002;LT;;;;;;;;
name;;P-000101;Kairytė;Rasa;former;;;;;;;;;;;;
document;;P-000101;;;passport;;;;LT;21234567;;;;;;;
post;I-ARMY;P-000101;;;professional_soldier;;;;;;;;2015-03-02;;;;
clearance;;P-000101;;;;;;;;;secret;;2018-01-01;;;;
person;;P-000102;Kairys;Tomas;;1970-01-02;M;;LT;;;;;;;;
post;I-ARMY;P-000102;;;professional_soldier;;;;;;;;2010-01-01;;;;
head;I-ARMY;P-000102;;;;;;;;;;;2024-01-01;;;;
deputy;I-ARMY;P-000101;;;;;;;;;;V-12;2024-01-02;;;;
"""
)


@pytest.fixture(autouse=True)
def basis(request):
    if "without_basis" not in request.keywords and "nobasis" not in request.node.name:
        record_basis()


def record_basis(days=3650):
    actions.record_basis(
        "register", basis="Order V-1", controller="Ministry", purpose="Travel restrictions", retention_days=days,
        by=ADMINISTRATOR, at=NOON,
    )  # fmt: skip


def row(text):
    return FILE + text + "\n"


def test_without_a_recorded_basis_nothing_is_imported_and_what_is_missing_is_said_nobasis():
    with pytest.raises(MoveRefused, match="legal basis, controller, purpose and retention of the register"):
        actions.import_rows(FILE.encode(), by=KEEPER, at=NOON)

    assert not Person.objects.exists()


def test_a_whole_file_arrives_with_everything_dated():
    made = actions.import_rows(FILE.encode(), by=KEEPER, at=NOON)

    facts = queries.plain("P-000101")
    assert made.faults == []
    assert (facts.name, facts.institution, facts.documents[0].number) == ("Rasa Petrauskienė", "I-ARMY", "21234567")
    assert set(Name.objects.filter(kind="former").values_list("surname", flat=True)) == {"Kairytė"}
    assert queries.head_of("I-ARMY", TODAY) == "P-000102"
    assert queries.institution("I-ARMY").superior == "I-MIN"
    assert Deputy.objects.get().order == "V-12"
    entry = Entry.objects.get(verb="register.imported")
    assert "P-000101" in entry.about


def test_the_preview_changes_nothing():
    made = actions.preview(FILE.encode(), by=KEEPER, at=NOON)

    assert made.counts["person"].added == 2
    assert made.counts["post"].added == 2
    assert not Person.objects.exists()
    assert not Institution.objects.exists()


def test_the_same_file_again_changes_nothing():
    actions.import_rows(FILE.encode(), by=KEEPER, at=NOON)
    before = [table.objects.count() for table in (Person, Name, Post, Clearance, Headship, Deputy)]

    made = actions.import_rows(FILE.encode(), by=KEEPER, at=NOON)

    assert made.empty
    assert {name: count.unchanged for name, count in made.counts.items()}["post"] == 2
    assert [table.objects.count() for table in (Person, Name, Post, Clearance, Headship, Deputy)] == before


def test_changed_and_ended_are_told_apart():
    actions.import_rows(FILE.encode(), by=KEEPER, at=NOON)
    later = FILE.replace("2018-01-01;", "2018-01-01;2026-12-01").replace(";Tomas;", ";Tomas Jonas;")

    made = actions.preview(later.encode(), by=KEEPER, at=NOON)

    assert made.counts["clearance"].ended == 1
    assert made.counts["name"].changed == 1
    assert {(c.whom, c.kind) for c in made.changes} == {("P-000101", "ended"), ("P-000102", "changed")}


def test_one_fault_stops_everything_and_names_line_column_and_what_to_do():
    spoiled = (
        FILE.replace("48405170002", "48405170003").replace("secret", "sekret") + "post;I-NONE;P-000101;;;;;;;;;;;;;;;"
    )

    made = actions.preview(spoiled.encode(), by=KEEPER, at=NOON)
    with pytest.raises(MoveRefused):
        actions.import_rows(spoiled.encode(), by=KEEPER, at=NOON)

    found = {(f.line, f.column, f.why) for f in made.faults}
    assert (4, "personal_code", filing.BAD_CODE) in found
    assert (8, "level", filing.NO_SUCH_WORD) in found
    assert (13, "since", filing.NEEDED) in found
    assert next(f.nearest for f in made.faults if f.column == "level") == "secret"
    assert not Person.objects.exists()


def test_birth_date_and_sex_must_fit_the_personal_code():
    made = actions.preview(FILE.replace("1984-05-17;F", "1984-05-18;M").encode(), by=KEEPER, at=NOON)

    assert {(f.column, f.why) for f in made.faults} >= {("born_on", filing.CODE_DAY), ("sex", filing.CODE_SEX)}


def test_people_are_found_again_by_their_personal_code_which_is_stored_sealed():
    text = "record,person,surname,given_names\nperson,48405170002,Petrauskienė,Rasa\n"

    actions.import_rows(text.encode(), by=KEEPER, at=NOON)
    actions.import_rows(text.encode(), by=KEEPER, at=NOON)

    person = Person.objects.get()
    assert person.reference == "P-000001"
    assert b"48405170002" not in bytes(person.code_sealed) + person.code_index.encode()
    assert len(bytes(person.code_sealed)) > 11


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ";"), ("utf-8-sig", ","), ("utf-16", "\t"), ("cp1257", ";"), ("utf-8", "|")]
)
def test_the_encoding_and_the_delimiter_are_found_out(encoding, delimiter):
    text = "record;person;surname;given_names\nperson;P-000101;Žemaitė-Šūkienė;Eglė\n".replace(";", delimiter)

    actions.import_rows(text.encode(encoding), by=KEEPER, at=NOON)

    assert queries.plain("P-000101").name == "Eglė Žemaitė-Šūkienė"


def test_a_file_that_is_no_table_or_has_unknown_columns_is_refused_in_words():
    assert filing.read(b"hello").faults[0].why == filing.NO_TABLE
    wrong = filing.read(b"record;surnmae\nperson;X").faults[0]
    assert (wrong.column, wrong.why, wrong.nearest) == ("surnmae", filing.UNKNOWN_COLUMN, "surname")
    assert filing.read(b"record;surname\n").faults[0].why == filing.EMPTY


def test_two_lines_about_the_same_thing_are_refused():
    made = actions.preview(
        row("clearance;;P-000101;;;;;;;;;secret;;2018-01-01;2020-01-01;;;").encode(), by=KEEPER, at=NOON
    )

    assert [(f.line, f.why, f.value) for f in made.faults] == [(13, filing.AGAIN, "8")]


def test_a_keeper_of_one_institution_cannot_hand_in_anything_of_another():
    army, police = InstitutionFactory(reference="I-ARMY"), InstitutionFactory(reference="I-POL")
    PersonFactory(reference="P-000001", institution=police)
    PersonFactory(reference="P-000002", institution=army)
    keeper = actor("register_keeper", "P-000002", institution="I-ARMY")
    text = (
        "record;person;institution;kind;since;level\n"
        "post;P-000001;I-POL;police_officer;2020-01-01;\n"
        "clearance;P-000001;;;2020-01-01;secret\n"
        "clearance;P-000002;;;2020-01-01;secret\n"
    )

    made = actions.preview(text.encode(), by=keeper, at=NOON)

    assert {(f.line, f.column) for f in made.faults} == {
        (2, "institution"),
        (2, "person"),
        (3, "person"),
        (4, "person"),
    }


def test_what_a_case_ended_stays_ended_and_the_file_changes_only_what_would_be_restored():
    actions.import_rows(FILE.encode(), by=KEEPER, at=NOON)
    actions.withdraw_clearances("P-000101", from_day=TODAY, because="C-2026-00001", by=KEEPER, at=NOON)

    actions.import_rows(FILE.replace("2018-01-01;", "2018-01-01;2030-01-01").encode(), by=KEEPER, at=NOON)

    held = Clearance.objects.get()
    assert (held.until, held.ended_because, held.until_before) == (TODAY, "C-2026-00001", date(2030, 1, 1))
    actions.restore_clearances(because="C-2026-00001", by=KEEPER, at=NOON)
    assert Clearance.objects.get().until == date(2030, 1, 1)


def test_a_file_waits_sealed_and_is_erased_when_it_is_settled():
    kept = actions.receive_import(FILE.encode(), by=KEEPER, at=NOON)
    assert "Petrauskienė".encode() not in bytes(Import.objects.get().sealed)

    actions.apply_import(kept.reference, by=KEEPER, at=NOON)

    kept.refresh_from_db()
    assert (kept.state, bytes(kept.sealed), kept.counts["person"]["added"]) == ("applied", b"", 2)
    with pytest.raises(MoveRefused, match="applied or thrown away"):
        actions.apply_import(kept.reference, by=KEEPER, at=NOON)


def test_thousands_of_lines_are_held_against_the_register_in_seconds():
    draw = random.Random(7)
    lines = ["record;institution;person;surname;given_names;kind;level;since;name_en;name_lt",
             "institution;I-ARMY;;;;army;;;Army;Kariuomenė"]  # fmt: skip
    for n in range(1000, 2500):
        lines.append(f"person;;P-{n:06d};Pavardė{draw.randrange(99)};Vardas;;;;;")
        lines.append(f"post;I-ARMY;P-{n:06d};;;professional_soldier;;2020-01-01;;")
        lines.append(f"clearance;;P-{n:06d};;;;secret;2021-01-01;;")
    started = time.monotonic()

    actions.import_rows("\n".join(lines).encode(), by=KEEPER, at=NOON)

    assert Person.objects.count() == 1500
    assert time.monotonic() - started < 20


ADDRESSED = """\
record;institution;person;surname;given_names;kind;since;name_en;name_lt;prints_letters;post_address
institution;I-ARMY;;;;army;;Army;Kariuomenė;{prints};
person;;P-000101;Petrauskienė;Rasa;;;;;;{address}
post;I-ARMY;P-000101;;;professional_soldier;2015-03-02;;;;
"""
ADDRESS = "Pavyzdžio g. 1-2, LT-00000 Pavyzdinė"


def addressed(address=ADDRESS, prints="yes"):
    return ADDRESSED.format(address=address, prints=prints).encode()


def test_a_postal_address_is_kept_where_the_institution_prints_letters():
    actions.import_rows(addressed(), by=KEEPER, at=NOON)

    assert queries.post_addresses(["P-000101"]) == {"P-000101": ["Pavyzdžio g. 1-2", "LT-00000 Pavyzdinė"]}
    assert queries.plain("P-000101").post_address == ADDRESS


def test_a_postal_address_is_refused_where_no_letters_are_printed():
    made = actions.preview(addressed(prints="no"), by=KEEPER, at=NOON)

    assert (3, "post_address", "not-printed") in [(fault.line, fault.column, fault.why.code) for fault in made.faults]


@pytest.mark.parametrize("address", ["Vilnius", "Pavyzdžio g., Vilnius", "Pavyzdžio g. 1, " + "x" * 200])
def test_a_postal_address_has_a_number_two_lines_and_an_end(address):
    made = actions.preview(addressed(address), by=KEEPER, at=NOON)

    assert "no-post-address" in [fault.why.code for fault in made.faults]


def test_a_person_may_be_written_to_in_every_language_that_has_all_letters():
    assert filing.read(b"record,person,surname,given_names,language\nperson,P-000101,Ozols,Andris,lv\n").faults == ()
    assert filing.read(b"record,person,surname,given_names,language\nperson,P-000101,Tamm,Jaan,et\n").faults
