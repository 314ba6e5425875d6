"""The draft lab: a draft is handed in, compared in words, tried on past trips, and told in a brief."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exeat.audit import queries as audit
from exeat.drafts import actions as drafts
from exeat.drafts import brief
from exeat.drafts.models import Asked, Trial, Version
from exeat.regimes.reading import files
from exeat.values.rights import machine
from exeat.web.drafts import views
from tests.drafts.test_simulating import crowd
from tests.factories import NOON, InstitutionFactory, RoleFactory, actor

DRAFT = files()["lt-draft-georgia"].read_text(encoding="utf-8")


@pytest.fixture
def drafter(client, db):
    return signed_in(client, "drafter")


def signed_in(client, kind):
    account = RoleFactory(kind=kind, institution=None).account
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def parquet(columns):
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def two_files():
    trips, held = crowd()
    legs = [
        (t.person, t.trip, "1", t.legs[0].country, None, t.legs[0].first, t.legs[0].until, t.purpose, t.reason)
        for t in trips
    ]
    names = ("person", "trip", "leg", "country", "territory", "from", "until", "purpose", "reason")
    posts = [(h.person, h.facts["kind"], None, h.institution, h.first, None) for h in held]
    kept = ("person", "kind", "level", "institution", "from", "until")
    return {
        "trips": SimpleUploadedFile(
            "trips.parquet", parquet({name: [row[n] for row in legs] for n, name in enumerate(names)})
        ),
        "holdings": SimpleUploadedFile(
            "held.parquet", parquet({name: [row[n] for row in posts] for n, name in enumerate(kept)})
        ),
    }


def tried(drafter, name="lt-2023-draft", **more):
    asked = {"source": "files", "readings": "all", "hours": "1.5", "as_if_from": "", **two_files(), **more}
    answer = drafter.post(f"/drafts/{name}/", asked)
    assert answer.status_code == 302, answer.content.decode()
    return Trial.objects.get()


def test_the_lab_lists_drafts_by_series_and_version(drafter):
    page = drafter.get("/drafts/").content.decode()

    assert "lt-2023-draft" in page
    assert "Also Georgia" in page
    assert "Also civil servants without clearance" in page


def test_a_file_of_the_same_series_becomes_its_next_version(drafter):
    other = DRAFT.replace("# A draft made up", "# Another draft made up")

    first = drafter.post("/drafts/", {"file": SimpleUploadedFile("a.yaml", DRAFT.encode())})
    second = drafter.post("/drafts/", {"file": SimpleUploadedFile("b.yaml", other.encode())})
    again = drafter.post("/drafts/", {"file": SimpleUploadedFile("b.yaml", other.encode())})

    assert (first.status_code, second.status_code, again.status_code) == (302, 302, 422)
    assert [version.number for version in Version.objects.order_by("number")] == [2, 3]
    assert "already been handed in" in again.content.decode()
    assert "Georgia" in drafter.get(second.url).content.decode()
    assert audit.trail(Version.objects.first().reference, seen_by=actor("auditor"))


def test_a_draft_that_does_not_read_well_is_told_with_its_line(drafter):
    text = DRAFT.replace("CN, GE]", "CN, GX]").replace("status: draft", "status: draft\nnonsense: 1")
    line = 1 + text[: text.index("nonsense")].count("\n")

    answer = drafter.post("/drafts/", {"file": SimpleUploadedFile("a.yaml", text.encode())})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "a.yaml is not kept: 1 thing in it is wrong." in page
    assert f'<span class="x-num">{line}</span></th><td class="x-num">nonsense</td><td>no such key' in page
    assert not Version.objects.exists()


def test_a_draft_whose_example_does_not_agree_is_refused_with_its_line_and_what_was_answered(drafter):
    example = "{name: Poland, given: {destination.country: PL}, then: {requires: free,"
    assert example in DRAFT
    line = 1 + DRAFT[: DRAFT.index(example)].count("\n")
    text = DRAFT.replace(example, example.replace("free", "ban"))

    page = drafter.post("/drafts/", {"file": SimpleUploadedFile("a.yaml", text.encode())}).content.decode()

    assert f'<span class="x-num">{line}</span></th><td class="x-num">examples.cases.' in page
    assert "requires is &#x27;free&#x27;, expected &#x27;ban&#x27;" in page
    assert not Version.objects.exists()


def test_a_count_says_what_it_rests_on(drafter):
    Trial.objects.filter(pk=tried(drafter).pk).update(source="count", file_sha256="", basis="Law, s. 9")

    trial = Trial.objects.get()

    assert "a staff list beside border records" in drafter.get("/drafts/").content.decode()
    assert "Law, s. 9" in drafter.get(f"/drafts/trials/{trial.reference}/").content.decode()


def test_a_draft_says_what_it_changes_and_whose_past_cannot_be_seen(drafter):
    page = drafter.get("/drafts/lt-draft-civil-servants/").content.decode()

    assert "Civil servant, Belarus" in page
    assert "in part: some of them are bound today" in page
    assert "2027-01-01" in page
    assert drafter.get("/drafts/no-such-draft/").status_code == 404


def test_a_trial_counts_people_trips_and_hours_under_every_reading(drafter):
    made = tried(drafter, also=["lt-draft-georgia"])

    page = drafter.get(f"/drafts/trials/{made.reference}/").content.decode()

    assert "people would newly need something" in page
    assert "Hours of officers" in page
    assert "Also Georgia" in page
    assert "holders of the “Restricted” right as well" in page
    assert page.count("<svg") >= 6
    assert made.drafts == ["lt-2023-draft", "lt-draft-georgia"]
    assert {each["regime"] for each in made.fingerprints} >= {"lt-2023-draft", "lt-draft-georgia", "lt-secrets-travel"}


def test_a_draft_that_begins_later_is_tried_as_if_the_trips_were_made_then(drafter):
    made = tried(drafter, "lt-draft-civil-servants", as_if_from="2027-01-01")

    assert date(2026, 3, 1) + timedelta(days=made.found["moved_days"]) >= date(2026, 12, 20)
    assert made.found["scenarios"][1]["people"]["newly"] > 0


@pytest.mark.parametrize("ending", ["txt", "json", "csv", "parquet"])
def test_the_tables_of_a_trial_are_there_as_files(drafter, ending):
    made = tried(drafter)

    data = drafter.get(f"/drafts/trials/{made.reference}/tables.{ending}")

    assert data.status_code == 200
    assert made.reference in data["Content-Disposition"]
    if ending == "txt":
        assert "400 trips" in data.content.decode()
    if ending == "json":
        assert json.loads(data.content)["trips"] == 400
    if ending == "parquet":
        assert pyarrow.parquet.read_table(io.BytesIO(data.content)).num_rows > 50


@pytest.mark.parametrize("language", ["en", "lt"])
@pytest.mark.parametrize("name", ["lt-2023-draft", "lt-draft-civil-servants"])
def test_the_brief_has_two_pages_in_either_language(drafter, language, name):
    made = tried(drafter, name, as_if_from="2027-01-01" if name != "lt-2023-draft" else "")

    pdf = drafter.get(f"/drafts/trials/{made.reference}/brief.pdf", headers={"accept-language": language})

    document = pypdfium2.PdfDocument(pdf.content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(document) == 2
    assert all(page.get_size() == pytest.approx((595.28, 841.89), abs=1) for page in document)
    assert made.reference in text
    assert made.fingerprints[0]["sha256"][:12] in text


def test_only_drafters_see_the_lab(client, db):
    clerk = signed_in(client, "auditor")

    assert clerk.get("/drafts/").status_code == 403


@pytest.fixture
def many_trips(monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 10)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "You may leave this page"), ("lt", "Šį puslapį galite užverti")]
)
def test_many_trips_are_tried_in_the_background_at_the_same_address(drafter, many_trips, language, words):
    asked = {"source": "files", "readings": "all", "hours": "1.5", "as_if_from": "", **two_files()}
    answer = drafter.post("/drafts/lt-2023-draft/", asked)

    before = drafter.get(answer.url, headers={"accept-language": language}).content.decode()
    drafts.work(by=machine("drafts"), at=NOON, clock=lambda: NOON)
    after = drafter.get(answer.url).content.decode()

    assert words in before
    assert answer.url in drafter.get("/drafts/").content.decode()
    assert "people would newly need something" in after


def test_the_page_of_a_trial_says_how_far_and_how_fast_the_work_is(drafter, many_trips):
    asked = {"source": "files", "readings": "all", "hours": "1.5", "as_if_from": "", **two_files()}
    answer = drafter.post("/drafts/lt-2023-draft/", asked)
    Asked.objects.update(
        state="working", done=100, total=400, begun_at=NOON, told_at=NOON + timedelta(seconds=5), tries=1
    )

    page = drafter.get(answer.url).content.decode()

    assert '<progress max="400" value="100"' in page
    assert "(25 %)" in page
    assert ">20</dd>" in page
    assert ">15</dd>" in page
    assert "data-again" in page


def test_a_brief_whose_lists_are_long_still_has_two_pages(drafter, monkeypatch):
    made = tried(drafter, "lt-draft-civil-servants", as_if_from="2027-01-01", also=["lt-draft-georgia"])
    told = brief.facts(made, language="lt", on=date(2026, 11, 26))
    long = {name: told[name] * 9 for name in ("changes", "readings", "open", "kinds", "unknown") if told[name]}
    monkeypatch.setattr(brief, "facts", lambda *_, **__: {**told, **long})

    document = pypdfium2.PdfDocument(brief.pdf(made, language="lt", on=date(2026, 11, 26)))

    assert len(document) == 2


@pytest.mark.parametrize("longer", [8, 60])
def test_a_brief_whose_texts_are_long_still_has_two_pages(drafter, monkeypatch, longer):
    made = tried(drafter, "lt-draft-civil-servants", as_if_from="2027-01-01")
    told = brief.facts(made, language="en", on=date(2026, 11, 26))
    words = "every one of two hundred states and parts of states " * longer
    long = {
        "title": words,
        "law": [words] * 12,
        "changes": [{"words": words, "witness_words": words}] * 30,
        "open": [words] * 30,
        "unknown": [words] * 30,
        "unseen": [words] * 30,
        "institutions": [(words, 20)] * 30,
        "readings": [{"words": words, "people": 20, "permission": 30, "same": False}] * 30,
        "kinds": [{"name": words, "many": 30, "long": 100}] * 30,
    }
    monkeypatch.setattr(brief, "facts", lambda *_, **__: {**told, **long})

    document = pypdfium2.PdfDocument(brief.pdf(made, language="en", on=date(2026, 11, 26)))

    assert len(document) == 2
    assert "every one of two hundred" in document[0].get_textpage().get_text_range()


def test_what_law_and_draft_leave_open_alike_is_told_once(drafter):
    page = drafter.get("/drafts/lt-draft-civil-servants/").content.decode()

    assert page.count("only the death of a relative") == 1


def test_a_brief_names_institutions_and_draws_who_would_be_bound(drafter):
    InstitutionFactory(reference="A", name_en="Ministry of Made-Up Affairs", name_lt="Išgalvotų reikalų ministerija")
    made = tried(drafter)

    told = brief.facts(made, language="lt", on=date(2026, 11, 26))

    assert "Išgalvotų reikalų ministerija" in [name for name, _ in told["institutions"]]
    assert told["kinds"][0]["long"] == 100
    assert told["months"]
