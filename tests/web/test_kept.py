"""What somebody writes when their session has ended stands in the form again; nobody else ever gets it."""

from datetime import timedelta
from html import escape

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from exeat.register.models import Person
from exeat.web.kept import keeping
from exeat.web.kept.refilling import refilled
from tests.applications.scene import drafted
from tests.factories import AccountFactory

WORDS = 'A stroke on Monday; she asks for me & "nobody" else. <b>'
PAGE = '<form method="post"><input name="a" value="old"><textarea name="b">\nold</textarea></form><p>&amp; &#8211;</p>'


@pytest.fixture
def at_work(scene, client):
    """The traveller, signed in, with a draft; and the page on which it is filled in."""
    account = AccountFactory(
        reference=scene.traveller.reference, person=Person.objects.get(reference=scene.traveller.reference)
    )
    client.force_login(account)
    row = drafted(scene.traveller, at=timezone.now(), reason="serious_illness_of_relative")
    page = f"/applications/{row.reference}/fill/"
    assert client.get(page).status_code == 200
    return account, page, row


def written(client, page, **said):
    """Send a form after the session has ended."""
    Session.objects.all().delete()
    said = {"particulars": WORDS, "relation": "parent", "phone": "+370 600 00000", **said}
    return client.post(page, said, headers={"referer": f"http://testserver{page}"})


@pytest.mark.django_db
def test_what_was_written_without_a_session_stands_in_the_form_after_signing_in(client, at_work):
    account, page, row = at_work

    answer = written(client, page)
    client.force_login(account)
    shown = client.get(page).content.decode()

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    assert "she asks for me &amp; &quot;nobody&quot; else. &lt;b&gt;" in shown
    assert 'value="+370 600 00000"' in shown
    assert "this was not sent" in shown
    row.refresh_from_db()
    assert row.particulars == "", "nothing is written before it is sent"


@pytest.mark.django_db
def test_it_is_sealed_and_forgotten_once_it_is_sent(client, at_work):
    account, page, row = at_work
    written(client, page)
    sealed = Session.objects.get().get_decoded()
    client.force_login(account)

    client.post(page, {"particulars": WORDS, "relation": "parent"})

    row.refresh_from_db()
    assert "stroke" not in str(sealed)
    assert row.particulars == WORDS
    assert "not sent" not in client.get(page).content.decode()


@pytest.mark.django_db
def test_another_account_at_the_same_browser_gets_nothing(client, at_work):
    _account, page, _row = at_work
    written(client, page)

    client.force_login(AccountFactory(reference="P-OTHER"))
    home = client.get("/home/")

    assert "not sent" not in home.content.decode()
    assert keeping.KEPT not in client.session


@pytest.mark.django_db
def test_nothing_is_kept_of_a_browser_in_which_nobody_was_signed_in(at_work):
    _account, page, _row = at_work
    stranger = Client()

    stranger.post(page, {"particulars": WORDS})

    assert keeping.KEPT not in stranger.session


@pytest.mark.django_db
def test_after_two_hours_it_is_gone_and_every_other_page_says_where_it_is_until_then(client, at_work, monkeypatch):
    account, page, _row = at_work
    written(client, page)
    client.force_login(account)
    home = client.get("/home/").content.decode()

    later = timezone.now() + keeping.FOR + timedelta(minutes=1)
    monkeypatch.setattr(keeping.timezone, "now", lambda: later)

    assert f'href="{page}"' in home
    assert "not sent" not in client.get(page).content.decode()


@pytest.mark.django_db
def test_passwords_are_not_kept(client, at_work):
    _account, page, _row = at_work
    written(client, page, password="leave to be away")

    (one, _whose) = keeping._opened(client.session[keeping.KEPT][0])
    assert "password" not in one.fields


@pytest.mark.django_db
def test_a_long_text_is_kept_and_of_one_that_is_too_long_it_is_said(client, at_work, monkeypatch):
    account, page, _row = at_work
    long = "A word. " * 60_000
    written(client, page, particulars=long)
    client.force_login(account)
    assert long in client.get(page).content.decode()

    monkeypatch.setattr(keeping, "LARGEST", 10_000)
    written(client, page, particulars=long)
    client.force_login(account)
    assert "too long to be kept" in client.get(page).content.decode()


@pytest.mark.django_db
def test_files_are_to_be_chosen_once_more_and_it_is_said(client, at_work):
    account, page, _row = at_work
    written(client, page, file=SimpleUploadedFile("one.pdf", b"%PDF-1.7 %%EOF"))

    client.force_login(account)

    assert "Choose your files once more" in client.get(page).content.decode()


def typed(client, page, **more):
    """What the script of a page does while somebody types."""
    said = {"country": "BY", "place": "Gardinas", **more}
    headers = {"referer": f"http://testserver{page}", "x-draft": "keep", "x-draft-files": "1"}
    return client.post(page.split("?")[0], said, headers=headers)


@pytest.mark.django_db
def test_what_is_typed_is_kept_without_being_sent_and_stands_in_the_form_again(client, at_work):
    _account, _page, row = at_work
    page = f"/applications/{row.reference}/parts/"
    before = list(row.legs.values_list("place", flat=True))

    assert typed(client, page).status_code == 204

    assert list(row.legs.values_list("place", flat=True)) == before
    assert "Gardinas" not in str(client.session[keeping.KEPT])
    assert "not sent" not in client.get("/home/").content.decode(), "no other page speaks of it"
    shown = client.get(page).content.decode()
    assert "You began this form and have not sent it." in shown
    assert "Choose your files once more" in shown
    assert 'value="Gardinas"' in shown


@pytest.mark.django_db
def test_typing_on_after_the_session_ended_is_kept_for_the_same_account(client, at_work):
    account, _page, row = at_work
    page = f"/applications/{row.reference}/parts/"
    Session.objects.all().delete()

    assert typed(client, page).status_code == 302

    client.force_login(account)
    assert 'value="Gardinas"' in client.get(page).content.decode()
    client.post(page, {"country": "BY"})
    assert 'value="Gardinas"' not in client.get(page).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["apply", "urgent", "application-part", "application-people", "application-further"])
def test_every_step_of_an_application_saves_while_one_types(client, at_work, page):
    _account, _page, row = at_work
    try:
        address = reverse(f"web:{page}")
    except NoReverseMatch:
        address = reverse(f"web:{page}", args=[row.reference])

    shown = client.get(address).content.decode()

    assert 'data-draft="keep"' in shown
    assert "js/draft.js" in shown


@pytest.mark.django_db
def test_it_can_be_thrown_away(client, at_work):
    account, page, _row = at_work
    written(client, page)
    client.force_login(account)

    answer = client.post("/forget/", {"action": page, "page": page}, follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert "she asks" not in answer.content.decode()


@pytest.mark.django_db
def test_a_form_with_an_old_token_is_not_sent_and_not_lost(at_work):
    account, page, row = at_work
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account)
    strict.get(page)

    answer = strict.post(page, {"particulars": WORDS}, headers={"referer": f"http://testserver{page}"})

    assert answer.status_code == 403
    assert f'href="{page}"' in answer.content.decode()
    assert "she asks for me" in strict.get(page).content.decode()
    row.refresh_from_db()
    assert row.particulars == ""


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_not_kept(at_work):
    account, page, _row = at_work
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account)
    strict.get(page)

    strict.post(page, {"particulars": WORDS}, headers={"origin": "https://elsewhere.example"})

    assert keeping.KEPT not in strict.session


@pytest.mark.django_db
def test_whoever_is_signed_in_can_stay_so(client, at_work, settings):
    before = client.session["ends"]

    said = client.post("/stay/", headers={"accept": "application/json"}).json()

    assert said == {"ends_in": settings.SESSION_COOKIE_AGE}
    assert client.session["ends"] > before


@pytest.mark.django_db
def test_a_draft_is_saved_while_someone_types_even_when_a_field_cannot_be_read_yet(client, at_work):
    _account, page, row = at_work

    answer = client.post(page, {"particulars": "A stro", "evidence_follows_on": "2026-1"}, headers={"x-draft": "1"})

    assert answer.status_code == 204
    row.refresh_from_db()
    assert row.particulars == "A stro"


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_was(first, second):
    page = refilled(PAGE, {"a": [first], "b": [second]}, page="/x/", action="/x/")

    assert page.startswith(f'<form method="post"><input name="a" value="{escape(first)}"><textarea name="b">\n')
    assert f"\n{escape(second)}</textarea></form>" in page
    assert page.endswith("<p>&amp; &#8211;</p>")


def test_only_the_form_that_goes_to_the_address_is_filled():
    page = '<form method="post" action="/y/"><input name="a" value="old"></form>'

    assert refilled(page, {"a": ["new"]}, page="/x/", action="/x/") == page


def test_choices_are_chosen_again():
    page = (
        '<form method="post"><input type="radio" name="r" value="1" checked><input type="radio" name="r" value="2">'
        '<input type="checkbox" name="c" value="on" checked><select name="s"><option value="1" selected>One</option>'
        '<option value="2">Two</option></select></form>'
    )

    filled = refilled(page, {"r": ["2"], "s": ["2"]}, page="/x/", action="/x/")

    assert filled == (
        '<form method="post"><input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>'
        '<input type="checkbox" name="c" value="on"><select name="s"><option value="1">One</option>'
        '<option value="2" selected>Two</option></select></form>'
    )
