"""A traveller reads who looked at their data and a letter; an auditor checks the record and takes a proof away."""

import json
from datetime import timedelta

from django.utils import timezone

from exeat.audit import actions as audit
from exeat.audit import policy
from exeat.register.actions import consult
from exeat.values.rights import Actor
from tests.factories import AccountFactory, InstitutionFactory, PersonFactory, RoleFactory, actor


def looks(person, house):
    """An officer looks with a purpose; counter-intelligence looks once openly and once with a delay that still runs."""
    now = timezone.now()
    officer = actor("security_officer", "U-0009", house.reference, "Jonas Sugalvotas")
    consult(person.reference, purpose="A-2026-00001", by=officer, at=now - timedelta(hours=3))
    covert = Actor("U-0077", "", frozenset(), "Slaptas Sugalvotas", "counter_intelligence")
    for hidden_until, purpose in ((timezone.localdate(), "A-2026-00002"), (timezone.localdate() + timedelta(9), "A-3")):
        audit.record(
            "register.consulted", subject=person.reference, by=covert, at=now, about=[person.reference],
            purpose=purpose, hidden_until=hidden_until,
        )  # fmt: skip


def test_a_traveller_sees_who_looked_and_an_auditor_proves_it(page, page_in, language, look, sign_in, tmp_path):
    house = InstitutionFactory()
    person = PersonFactory(institution=house)
    looks(person, house)
    sign_in(page, AccountFactory(person=person))

    page.goto("/who-looked/")
    look(page, "who-looked")
    shown = page.get_by_role("main").inner_text()
    with page.expect_download() as own:
        page.get_by_role("row").nth(1).get_by_role("link").click()
    page.goto("/letters/")
    look(page, "letters", pictures=False)

    assert "Jonas Sugalvotas" in shown
    assert "A-2026-00002" in shown
    assert "Slaptas" not in shown
    assert "A-3" not in shown

    auditor = page_in(language)
    sign_in(auditor, RoleFactory(kind="auditor", institution=None).account)
    auditor.goto("/audit/")
    look(auditor, "audit")
    auditor.goto("/audit/busiest/")
    look(auditor, "audit-busiest", pictures=False)
    auditor.goto("/audit/whole/")
    look(auditor, "audit-whole")
    with auditor.expect_download() as kept:
        auditor.get_by_role("main").get_by_role("link").last.click()

    head, proof = (json.loads(file.value.path().read_text(encoding="utf-8")) for file in (kept, own))
    steps = [bytes.fromhex(step) for step in proof["path"]]
    leaf = policy.leaf(proof["entry"].encode())
    assert policy.leads_to(bytes.fromhex(head["root"]), leaf, proof["index"], head["size"], steps)
