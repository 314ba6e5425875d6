"""A drafter tries a draft on past trips and takes the brief to the commission."""

from datetime import timedelta

from django.utils import timezone

from exeat.drafts import actions
from exeat.drafts.models import Asked, Trial
from exeat.values.rights import machine
from exeat.web.drafts import views
from tests.factories import RoleFactory
from tests.web.test_drafts import two_files


def test_a_draft_is_compared_tried_and_told(page, language, look, sign_in, tmp_path):
    drafter = sign_in(page, RoleFactory(kind="drafter", institution=None).account)
    for name, file in two_files().items():
        (tmp_path / f"{name}.parquet").write_bytes(file.read())

    drafter.goto("/drafts/")
    look(drafter, "drafts", pictures=False)
    drafter.goto("/drafts/lt-2023-draft/")
    look(drafter, "draft", pictures=False)
    drafter.locator("[name=source][value=files]").check()
    drafter.locator("[name=trips]").set_input_files(tmp_path / "trips.parquet")
    drafter.locator("[name=holdings]").set_input_files(tmp_path / "holdings.parquet")
    drafter.locator("[name=hours]").fill("1.5")
    drafter.locator("[name=also][value=lt-draft-georgia]").check()
    drafter.get_by_role("main").locator("form button").last.click()
    drafter.wait_for_url("**/drafts/trials/**")
    look(drafter, "trial", pictures=False)

    made = Trial.objects.get()
    brief = drafter.request.get(f"{drafter.url}brief.pdf")
    assert brief.status == 200
    assert brief.body().startswith(b"%PDF")
    assert made.made_at.date() == timezone.now().date()


def test_a_large_trial_is_begun_stopped_taken_up_again_and_carried_away(page, look, sign_in, tmp_path, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 10)
    drafter = sign_in(page, RoleFactory(kind="drafter", institution=None).account)
    for name, file in two_files().items():
        (tmp_path / f"{name}.parquet").write_bytes(file.read())

    drafter.goto("/drafts/lt-2023-draft/")
    drafter.locator("[name=source][value=files]").check()
    drafter.locator("[name=trips]").set_input_files(tmp_path / "trips.parquet")
    drafter.locator("[name=holdings]").set_input_files(tmp_path / "holdings.parquet")
    drafter.get_by_role("main").locator("form button").last.click()
    drafter.wait_for_url("**/drafts/trials/**")
    address = drafter.url
    now = timezone.now()
    Asked.objects.update(state="working", done=100, total=400, tries=1, begun_at=now, told_at=now - timedelta(hours=1))
    drafter.goto(address)
    assert drafter.locator("progress").get_attribute("value") == "100"
    look(drafter, "trial-at-work", pictures=False)

    assert actions.work(by=machine("drafts"), at=timezone.now(), clock=timezone.now) == 1

    drafter.goto(address)
    look(drafter, "trial-made", pictures=False)
    assert Asked.objects.get().tries == 2
    for ending, begins in (("txt", b"Law:"), ("json", b"{"), ("parquet", b"PAR1")):
        file = drafter.request.get(f"{address}tables.{ending}")
        assert file.body().startswith(begins), ending
