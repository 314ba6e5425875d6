"""May I go? The public page answers as the command does, asks no database and keeps nothing."""

import json
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.utils import translation
from typer.testing import CliRunner

from exeat.cli import command
from exeat.regimes import ask
from exeat.web.check import answers
from exeat.web.check.forms import Question, facts

TODAY = date(2026, 11, 25)
MINSK = {
    "who": ["professional_soldier"],
    "clearance": "none",
    "body": "no",
    "place": "BY",
    "how": "stay",
    "first": "2027-02-12",
    "last": "2027-02-14",
    "purpose": "private",
    "reason": "tourism",
}
FUNERAL = {**MINSK, "who": ["border_guard"], "reason": "death_of_relative"}


def asked(client, question, **more):
    return client.post("/may-i-go/", {**question, **more}, headers={"accept-language": "en"})


def page_of(answer):
    return answer.content.decode()


@pytest.mark.django_db
def test_a_stranger_is_answered_without_a_question_to_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        form = client.get("/")
        answer = asked(client, MINSK)

    assert form.status_code == answer.status_code == 200
    assert "You may not make this trip." in page_of(answer)


@pytest.mark.django_db
def test_nothing_is_kept_and_nothing_may_be_remembered_by_the_browser(client):
    answer = asked(client, MINSK)

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not Session.objects.exists()
    assert "sessionid" not in answer.cookies


def test_the_question_never_stands_in_the_address(client):
    answer = client.get("/may-i-go/", MINSK)

    assert "You may not make this trip." not in page_of(answer)
    assert "checked" not in page_of(answer)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "You may not make this trip."),
        ({"reason": "death_of_relative"}, "You may go only with a permit."),
        ({"place": "KZ"}, "You may go. No permission is needed."),
        ({"who": ["none"]}, "You may go, but we advise against it."),
        ({"who": ["official"], "body": "yes", "clearance": "unknown", "place": "CN"}, "We cannot answer yet."),
    ],
)
def test_each_kind_of_answer_is_said_in_large_plain_words(client, change, words):
    answer = asked(client, {**MINSK, **change})

    assert f'<h1 class="x-answer__a">{words}</h1>' in page_of(answer)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"reason": "death_of_relative"},
        {"who": ["police_officer", "rifleman"], "clearance": "secret", "body": "yes"},
        {"who": ["unknown"], "clearance": "unknown", "body": "unknown", "purpose": "unknown", "reason": "unknown"},
        {"place": "UA-43"},
        {"how": "transit_airside"},
        {"place": "PL", "second_place": "RU", "second_how": "transit"},
    ],
)
def test_the_page_gives_the_same_answer_as_the_command(change, tmp_path):
    form = Question({**MINSK, **change})
    assert form.is_valid(), form.errors
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts(form.cleaned_data)), encoding="utf-8")
    typed = ["rulebook", "ask", *answers.asked_regimes(), "--facts", str(file), "--json"]

    with translation.override("en"):
        shown = answers.outcome(form.cleaned_data, on=TODAY)
    answer = CliRunner().invoke(command("rulebook"), typed)

    assert answer.exit_code == 0
    said = json.loads(answer.stdout)
    assert (said["requires"], said["decided_by"], said["missing"], said["other_readings"]) == (
        shown.requires,
        shown.decided_by,
        shown.missing,
        shown.other_readings,
    )


def test_what_is_not_known_is_left_out_and_what_does_not_exist_is_said():
    form = Question({**MINSK, "who": ["none"], "clearance": "unknown", "purpose": "unknown"})
    assert form.is_valid()

    asked_of = facts(form.cleaned_data)

    assert asked_of["posts"] == []
    assert "clearances" not in asked_of
    assert "trip.purpose" not in asked_of


def test_the_missing_fact_is_asked_on_the_page_with_what_would_follow(client):
    answer = asked(client, {**MINSK, "who": ["official"], "body": "yes", "clearance": "unknown", "place": "CN"})

    said = page_of(answer)
    assert "Settle it" in said
    assert 'name="clearance" id="settle_1" value="none"' in said
    assert "then: You may go. No permission is needed." in said
    assert "then: You may not make this trip." in said


def test_no_protection_is_promised_that_no_provision_gives(client):
    answer = asked(client, FUNERAL)

    said = page_of(answer)
    assert "No rule was found that protects you if you leave before an answer." in said
    assert "held late" not in said


def test_another_reading_that_would_change_the_answer_is_shown(client):
    answer = asked(client, FUNERAL)

    assert "Open point: another reading would change this answer" in page_of(answer)


def test_every_step_is_shown_with_its_citation_and_how_the_source_is_known(client):
    with translation.override("en"):
        form = Question(FUNERAL)
        assert form.is_valid()
        found = ask(answers.asked_regimes(), facts(form.cleaned_data), today=TODAY)

    said = page_of(asked(client, FUNERAL)).replace("&#x27;", "'").replace("&quot;", '"')
    assert found.steps
    for step in found.steps:
        assert step.words in said
        assert all(text in said for text in step.cite)
        assert all(source.known_words in said for source in step.sources)


def test_changing_the_question_brings_the_form_back_filled_in(client):
    answer = asked(client, MINSK, change="1")

    said = page_of(answer)
    assert 'value="professional_soldier" id="id_who_0" checked' in said
    assert 'value="2027-02-12"' in said
    assert '<option value="BY" selected' in said


def test_the_answer_is_asked_again_when_the_language_is_changed(client):
    answer = asked(client, MINSK, language="lt")

    assert "Vykti draudžiama." in page_of(answer)
    assert '<html lang="lt"' in page_of(answer)
    assert answer.cookies["django_language"].value == "lt"


def test_what_is_left_empty_is_asked_for_in_words(client):
    answer = asked(client, {})

    said = page_of(answer)
    assert "There is a problem" in said
    assert "Choose at least one answer." in said
    assert "Fill in this field." in said


def test_a_stay_cannot_end_before_it_begins():
    form = Question({**MINSK, "last": "2027-02-11"})

    assert not form.is_valid()
    assert list(form.errors) == ["last"]


def test_none_of_these_stands_alone():
    form = Question({**MINSK, "who": ["none", "police_officer"]})

    assert not form.is_valid()
    assert list(form.errors) == ["who"]


@pytest.mark.django_db
def test_days_that_are_not_known_yet_are_taken_to_be_tomorrow_and_the_page_says_so(client):
    unknown = page_of(asked(client, MINSK, first="", last="", no_days="on"))
    known = page_of(asked(client, MINSK))

    assert "You gave no days, so this is the answer for a trip that begins tomorrow." in unknown
    assert "You gave no days" not in known
