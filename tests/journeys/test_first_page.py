"""A stranger arrives, looks around and goes astray."""


def test_a_stranger_finds_the_first_page_and_a_way_back_from_a_wrong_one(page, look):
    page.goto("/")
    look(page, "first-page", pictures=False)

    page.goto("/nothing-here/")
    look(page, "not-found", pictures=False)
    page.get_by_role("main").get_by_role("link").first.click()

    assert page.url.endswith("/")
