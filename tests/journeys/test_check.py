"""A stranger asks whether they may go, is answered, changes the question, and settles what was missing."""

import pytest

WORDS = {
    "en": {
        "ban": "You may not make this trip.",
        "permission": "You may go only with a permit.",
        "free": "You may go. No permission is needed.",
        "unknown": "We cannot answer yet.",
        "other": "Lietuviškai",
    },
    "lt": {
        "ban": "Vykti draudžiama.",
        "permission": "Vykti galite, tik jei turite leidimą vykti.",
        "free": "Vykti galite. Leidimo nereikia.",
        "unknown": "Atsakyti dar negalime.",
        "other": "English",
    },
}


def fill_in(page, *, who, place, reason, clearance="none", body="no"):
    form = page.locator("form.x-ask")
    form.locator(f"input[name=who][value={who}]").check()
    form.locator(f"input[name=clearance][value={clearance}]").check()
    form.locator(f"input[name=body][value={body}]").check()
    form.locator("select[name=place]").select_option(place)
    form.locator("input[name=how][value=stay]").check()
    form.locator("input[name=first]").fill("2027-02-12")
    form.locator("input[name=last]").fill("2027-02-14")
    form.locator("input[name=purpose][value=private]").check()
    form.locator("select[name=reason]").select_option(reason)


def show_the_answer(page):
    page.locator("form.x-ask button.govuk-button").click()


def heading(page):
    return page.locator("h1").inner_text()


def test_a_holiday_in_minsk_is_refused_and_a_funeral_is_not(page, look, language):
    page.goto("/")
    look(page, "may-i-go")
    show_the_answer(page)
    look(page, "may-i-go-incomplete", pictures=False)
    assert page.locator(".govuk-error-summary").count() == 1

    fill_in(page, who="border_guard", place="BY", reason="tourism")
    show_the_answer(page)
    assert heading(page) == WORDS[language]["ban"]
    look(page, "answer-ban")

    page.locator(".x-answer__q button").click()
    assert page.locator("form.x-ask input[name=who][value=border_guard]").is_checked()
    page.locator("form.x-ask select[name=reason]").select_option("death_of_relative")
    show_the_answer(page)
    assert heading(page) == WORDS[language]["permission"]
    look(page, "answer-permission")


def test_a_soldier_is_free_to_go_to_almaty(page, look, language):
    page.goto("/")
    fill_in(page, who="professional_soldier", place="KZ", reason="tourism")
    show_the_answer(page)

    assert heading(page) == WORDS[language]["free"]
    look(page, "answer-free")


def test_what_is_not_known_is_asked_on_the_page(page, look, language):
    page.goto("/")
    fill_in(page, who="official", place="CN", reason="tourism", clearance="unknown", body="yes")
    show_the_answer(page)
    assert heading(page) == WORDS[language]["unknown"]
    look(page, "answer-unknown")

    page.locator("form.x-card input[value=secret]").check()
    page.locator(".x-settle").click()
    assert heading(page) == WORDS[language]["ban"]


def test_the_answer_changes_its_language_and_stays_the_same(page, language):
    page.goto("/")
    fill_in(page, who="border_guard", place="BY", reason="tourism")
    show_the_answer(page)
    page.get_by_role("button", name=WORDS[language]["other"]).click()

    other = "lt" if language == "en" else "en"
    assert heading(page) == WORDS[other]["ban"]


@pytest.mark.parametrize("path", ["/rules/", "/rules/lt-service-travel/", "/how-answers-are-made/"])
def test_the_law_can_be_read_in_words(page, look, path):
    page.goto(path)

    look(page, path.strip("/").replace("/", "-"))


@pytest.mark.parametrize("path", ["/accessibility/", "/who-sees-my-data/", "/account/login/"])
def test_the_pages_around_it_are_fit_for_everybody(page, look, path):
    page.goto(path)

    look(page, path.strip("/").replace("/", "-"), pictures=False)
