"""A reader compares two days of a regime and changes one fact of a situation."""


def test_two_days_are_compared_and_a_fact_is_changed(page, look):
    page.goto("/rules/compare/", timeout=60_000)  # the first page of all has every title to read
    look(page, "compare-form", pictures=False)
    page.goto("/rules/compare/?a=lt-service-travel&b=&on=2024-01-10&then=2024-02-10")
    look(page, "compare", pictures=False)
    page.locator("a[href$='/what-if/']").click()
    look(page, "what-if", pictures=False)
    before = page.get_by_role("heading", level=1).inner_text()
    page.locator("button[value='place=PL']").click()
    look(page, "what-if-changed", pictures=False)

    assert page.get_by_role("heading", level=1).inner_text() != before
