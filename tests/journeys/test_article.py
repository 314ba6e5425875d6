"""Somebody who reads an answer goes on to the article of the law that it rests on, and to its wordings."""


def test_an_answer_leads_to_its_article_and_the_article_to_its_neighbours(page, language, look):
    page.goto("/rules/lt-service-travel/2026-02-10/")
    page.locator("[id='provisions.no-private-travel'] h3 a").click()
    page.wait_for_url("**/rules/lt-service-travel/2026-02-10/provisions.no-private-travel/")
    look(page, "article", pictures=False)

    page.get_by_role("main").locator("ul.govuk-list a[href*='destinations.listed']").click()
    page.wait_for_url("**/destinations.listed/")
    look(page, "article-list", pictures=False)

    page.emulate_media(media="print")
    assert page.locator("article.x-law").first.is_visible()
