"""The law in words, as it reads on a day."""

import pytest

from exeat.regimes import rulebook, rulebooks


def page_of(client, address, language="en"):
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


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
        title = source.title if isinstance(source.title, str) else source.title[language]
        assert title in said
    for point in book.open_points.values():
        question = point.question if isinstance(point.question, str) else point.question[language]
        assert question in said


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
