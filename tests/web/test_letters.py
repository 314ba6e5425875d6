"""The inbox shows one's own letters only, and opening one is what proves that it was received."""

from datetime import UTC, date, datetime

import pytest

from exeat.access.models import Account, Role
from exeat.letters import actions, queries, texts
from exeat.register.models import Institution, Person
from exeat.values.rights import Actor

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HEAD = Actor("P-000002", "I-ARMY", frozenset(), "Head Made-Up", "head")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def template(tmp_path, monkeypatch):
    (tmp_path / "hello.en.txt").write_text(
        "A title\n\nFirst <b>line</b>\nsecond line\n\n- one\n- two\n\nLast {{ word }}\n"
    )
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    texts._source.cache_clear()
    texts._template.cache_clear()
    yield
    texts._source.cache_clear()
    texts._template.cache_clear()


@pytest.fixture
def traveller(client):
    person = Person.objects.create(reference="P-000001", entered_at=NOON)
    account = Account.objects.create(username="ona", reference="P-000001", person=person, shown_name="Ona Made-Up")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def written(to="P-000001"):
    return actions.write("hello", to=to, language="en", subject="A-2026-00001", by=HEAD, at=NOON, word="words")


def test_an_empty_inbox_says_so(traveller):
    assert "No letter has been written to you yet." in traveller.get("/letters/").content.decode()


def test_a_letter_is_listed_opened_and_then_counts_as_received(traveller):
    letter = written()
    assert "A title" in traveller.get("/letters/").content.decode()
    assert queries.served_at(letter.reference) is None

    page = traveller.get(f"/letters/{letter.reference}/").content.decode()

    assert queries.served_at(letter.reference) is not None
    assert "First &lt;b&gt;line&lt;/b&gt;<br>second line" in page
    assert "<li>one</li><li>two</li>" in page
    assert "Last words" in page
    assert "A title" not in page.split("<title>")[1].split("</title>")[0]


def test_a_letter_to_someone_else_does_not_exist_for_this_reader(traveller):
    letter = written(to="P-000005")

    assert traveller.get(f"/letters/{letter.reference}/").status_code == 404
    assert traveller.get("/letters/L-2026-99999/").status_code == 404
    assert "A title" not in traveller.get("/letters/").content.decode()
    assert queries.served_at(letter.reference) is None


def test_who_acts_for_an_institution_reads_its_letters(client):
    body = Institution.objects.create(reference="I-BODY", name_en="Body", name_lt="Komisija", kind="appeals_body")
    account = Account.objects.create(username="body", reference="U-0004")
    Role.objects.create(account=account, kind="appeals_body", institution=body, since=date(2020, 1, 1))
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    letter = written(to="I-BODY")

    assert letter.reference in client.get("/letters/").content.decode()
    assert client.get(f"/letters/{letter.reference}/").status_code == 200


def test_a_stranger_reads_no_letters(client):
    assert client.get("/letters/").status_code == 302
