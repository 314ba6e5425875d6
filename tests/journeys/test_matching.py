"""An officer answers possible matches with single keys, takes an answer back, and reads how matching goes."""

from datetime import timedelta

from django.utils import timezone

from exeat.crossings import actions
from exeat.crossings.models import Candidate, HandedIn
from tests.cases import world
from tests.journeys.test_case import account, day


def test_possible_matches_are_answered_from_the_keyboard(page_in, language, look, sign_in, tmp_path):
    world.found_world()
    world.enter(world.shifted(world.SOLDIER, language=language))
    lina = sign_in(page_in(language), account("U-0001", "case_officer", "I-COMMISSION", "Lina Bružaitė"))
    near = world.shifted(world.SOLDIER, surname="Žvinklis", given="Saulius", document="23841951")
    records = tmp_path / "records.csv"
    rows = [*world.journey(near, first=day(-20), last=day(-18)), world.row(near, "sideways", day(-9))]
    records.write_bytes(world.file(*rows).getvalue())

    waits = actions.hand_in(world.file(*world.journey()), "waits.csv", by=world.LINA, at=timezone.now())
    HandedIn.objects.update(
        state="working", stage="match", done=50, total=100, stage_at=timezone.now() - timedelta(seconds=5),
        told_at=timezone.now(),
    )  # fmt: skip
    lina.goto(f"/crossings/in-hand/{waits.reference}/")
    look(lina, "crossing-in-hand", pictures=False)
    HandedIn.objects.all().delete()
    lina.goto("/crossings/")
    lina.set_input_files("input[name=file]", str(records))
    lina.click("main form button.govuk-button")
    look(lina, "crossing-file")
    first, second = Candidate.objects.order_by("keep_until", "reference")
    lina.goto(f"/matches/{first.reference}/")
    assert lina.locator("mark.x-diff").count() >= 2
    lina.keyboard.press("s")
    lina.keyboard.type("Another man by the photograph.")
    lina.keyboard.press("Escape")
    lina.keyboard.press("e")
    lina.wait_for_url(f"**/matches/{second.reference}/")
    lina.goto("/matches/")
    look(lina, "matches-answered", pictures=False)
    lina.click("form[action$=take-back\\/] button")
    assert Candidate.objects.filter(state="waiting").count() == 2
    lina.goto(f"/matches/{second.reference}/")
    lina.keyboard.press("k")
    lina.wait_for_url(f"**/matches/{first.reference}/")
    lina.click("[data-keys-off]")
    lina.keyboard.press("j")
    assert lina.url.endswith(f"/matches/{first.reference}/")
    lina.goto("/matching/")
    look(lina, "matching")
