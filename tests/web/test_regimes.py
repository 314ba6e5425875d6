"""The law in words, as it reads on a day."""

from datetime import date

import pytest

from exeat.regimes import rulebook, rulebooks
from exeat.regimes.reading import files, read_text
from exeat.regimes.shapes import said as in_words
from exeat.web.regimes import marking, times
from exeat.web.regimes.articles import page


def page_of(client, address, language="en"):
    answer = client.get(address, headers={"accept-language": language}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_every_released_regime_is_listed(client):
    said = page_of(client, "/rules/")

    for name in rulebooks():
        assert f"/rules/{name}/" in said


@pytest.mark.parametrize("language", ["en", "lt"])
@pytest.mark.parametrize("name", rulebooks())
def test_a_regime_shows_every_source_and_every_open_point(client, name, language):
    said = page_of(client, f"/rules/{name}/", language).replace("&#x27;", "'").replace("&quot;", '"')

    book = rulebook(name)
    for source in book.sources.values():
        assert in_words(source.title, language) in said
    for point in book.open_points.values():
        assert in_words(point.question, language) in said


def test_a_day_before_the_list_shows_that_it_was_not_in_force(client):
    said = page_of(client, "/rules/lt-service-travel/?on=2024-01-10")

    assert "Not in force on this day. In force from 24 January 2024." in said


def test_a_day_that_is_no_day_is_named_and_today_is_shown(client):
    said = page_of(client, "/rules/lt-service-travel/?on=soon")

    assert "Enter the date like this: 2026-03-01." in said


def test_a_regime_that_does_not_exist_is_not_found(client):
    assert client.get("/rules/no-such-regime/").status_code == 404


@pytest.mark.parametrize("address", ["/how-answers-are-made/", "/accessibility/", "/who-sees-my-data/"])
@pytest.mark.parametrize(("language", "word"), [("en", "the"), ("lt", "ir")])
def test_pages_about_exeat_are_there_in_both_languages(client, address, language, word):
    said = page_of(client, address, language)

    assert f'<html lang="{language}"' in said
    assert f" {word} " in said


def test_the_library_shows_one_country_when_it_is_chosen(client):
    said = page_of(client, "/rules/?country=LT")

    assert "/rules/lt-service-travel/" in said
    assert "/rules/demo-order/" not in said


def test_lands_stand_in_the_order_of_the_alphabet(client):
    said = page_of(client, "/rules/", "lt")

    lands = ("Bulgarija", "Čekija", "Estija", "Pietų Korėja", "Švedija", "Ukraina")
    places = [said.index(f">{land}</h2>") for land in lands]
    assert places == sorted(places)


def test_each_regime_is_listed_with_the_most_that_it_asks(client):
    said = page_of(client, "/rules/")

    for name, asks in (("lt-service-travel", "ban"), ("bg-zzki-18", "notice"), ("lt-advice", "advised against")):
        entry = said.split(f'<small class="x-num">{name}</small>')[1].split("</li>")[0]
        assert f"</svg>{asks}</span>" in entry


def test_a_country_without_rules_says_so_and_leads_back(client):
    said = page_of(client, "/rules/?country=ZA")

    assert "No set of rules of this country is described here." in said


def test_a_chosen_day_has_an_address_that_stays(client):
    answer = client.get("/rules/lt-service-travel/?on=2024-01-10&beside=2024-01-24")

    assert answer.url == "/rules/lt-service-travel/2024-01-10/?beside=2024-01-24"


def test_a_day_that_no_calendar_has_is_not_found(client):
    assert client.get("/rules/lt-service-travel/2024-02-31/").status_code == 404


def test_each_provision_has_a_place_of_its_own_with_its_examples(client):
    said = page_of(client, "/rules/lt-service-travel/2024-02-10/")

    article = said.split('id="provisions.no-private-travel"')[1].split("</section>")[0]
    assert "holiday in Minsk" in article
    assert "worked examples" in article


def test_what_a_draft_adds_is_marked_and_nothing_else():
    law = rulebook("lt-service-travel")
    text = files()["lt-service-travel"].read_text(encoding="utf-8")
    draft = read_text(text.replace("countries: [RU, BY, CN]", "countries: [RU, BY, CN, GE]"))
    day = date(2026, 11, 24)

    groups = marking.marked(page(law, on=day, language="en"), page(draft, on=day, language="en"))

    changed = [one for group in groups for one in group.articles if one.changed]
    assert [one.article.anchor for one in changed] == ["destinations.listed"]
    assert marking.Piece("ins", "Georgia") in changed[0].lines[0].pieces


def test_beside_another_day_what_changed_is_marked(client):
    said = page_of(client, "/rules/lt-service-travel/2026-11-24/?beside=2024-01-01")

    assert "<del>Not in force on this day. </del>" in said
    assert "Changed:" in said


def test_beside_the_same_day_nothing_is_marked(client):
    said = page_of(client, "/rules/lt-service-travel/2024-01-24/?beside=2024-01-24")

    assert "The two texts say the same." in said


def test_earlier_and_later_wordings_are_one_step_away():
    book = rulebook("lt-service-travel")

    assert times.neighbours(book, date(2024, 1, 10)) == (None, date(2024, 1, 24))
    assert times.neighbours(book, date(2026, 1, 1)) == (date(2024, 1, 1), None)


def test_the_weeks_in_which_no_state_was_listed_are_drawn_as_a_gap():
    rows = times.rows(rulebook("lt-service-travel"), "en")

    gaps = [bar for row in rows for bar in row.bars if bar.kind == "gap"]
    assert [(bar.first, bar.until) for bar in gaps] == [(date(2024, 1, 1), date(2024, 1, 24))]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("Russia, Belarus, China", "Russia, Belarus, China", ["same"]),
        ("Russia, Belarus, China", "Russia, Belarus, China, Georgia", ["same", "ins"]),
        ("Russia, Belarus, China", "Russia, China", ["same", "del", "same"]),
        ("", "Georgia", ["ins"]),
        ("Russia", "", ["del"]),
        ("one thing altogether", "quite another sentence here", ["del", "ins"]),
    ],
)
def test_words_that_came_and_went_are_marked(old, new, kinds):
    assert [piece.kind for piece in marking.pieces(old, new)] == kinds


def test_a_regime_of_a_day_can_be_taken_as_data(client):
    answer = client.get("/rules/lt-service-travel/2024-02-10/text.yaml")

    assert "no-private-travel" in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "No gap, contradiction"), ("lt", "Nerasta nei spragų")])
def test_the_page_says_that_the_check_finds_nothing(client, language, words):
    said = page_of(client, "/rules/us-sead3/", language)

    assert words in said


@pytest.mark.parametrize(
    ("language", "words"), [("en", "this provision bound nobody"), ("lt", "nebuvo taikoma niekam")]
)
def test_the_page_shows_each_finding_beside_its_article(client, language, words):
    said = page_of(client, "/rules/lt-service-travel/", language)

    finding = said.split('<span class="x-tag x-tag--unknown">')[1].split("</li>")[0]
    assert words in finding
    assert 'href="#provisions.no-private-travel"' in finding


def test_an_example_names_the_exception_that_decides_it(client):
    said = page_of(client, "/rules/lt-service-travel/2026-02-10/")

    article = said.split('id="provisions.no-private-travel"')[1].split("</section>")[0]
    assert "Decided by the exception:" in article
