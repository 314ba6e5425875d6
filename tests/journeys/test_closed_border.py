"""A keeper of the law says that a border closed; whoever checks permits sees it, also without a network."""

from django.utils import timezone

from exeat.travel.models import Closure
from tests.factories import RoleFactory
from tests.journeys.test_verify import KEPT, arrive

WHERE = {"en": "Belarus, Medininkai", "lt": "Baltarusija, Medininkai"}


def test_a_closed_border_is_said_for_the_nation_and_stands_at_the_border(
    page, page_in, language, look, sign_in, settings
):
    keeper = sign_in(page, RoleFactory(kind="law_keeper", institution=None).account)
    keeper.goto("/borders/closed/")
    look(keeper, "closures", pictures=False)
    keeper.locator("[name=country]").select_option("BY")
    keeper.locator("[name=points]").fill("Medininkai")
    keeper.locator("[name=since]").fill(timezone.localdate().isoformat())
    keeper.locator("[name=source]").fill("Made-up decision No. 7")
    keeper.locator("[name=words_lt]").fill("Uždaryta.")
    keeper.locator("[name=words_en]").fill("Closed.")
    keeper.locator("main form button").click()
    keeper.wait_for_url(f"**/borders/closed/{Closure.objects.get().reference}/")
    look(keeper, "closure", pictures=False)
    settings.EXEAT_SMS = "/no/such/command"
    keeper.goto("/text-messages/")
    look(keeper, "text-messages", pictures=False)

    border = page_in(language)
    arrive(border)
    border.wait_for_selector("[data-borders]:not([hidden])")
    look(border, "verify-borders", pictures=False)
    border.evaluate(KEPT)
    border.reload()  # what is kept is renewed by looking
    border.wait_for_selector("[data-borders]:not([hidden])")
    border.context.set_offline(True)
    border.goto("/verify")
    border.wait_for_selector("[data-borders]:not([hidden])")

    assert WHERE[language] in border.locator("[data-borders-list]").inner_text()
    border.context.set_offline(False)
