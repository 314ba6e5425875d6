"""What somebody tries who has no seat, or a low one, or one in another house: each is answered with nothing."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from exeat.access.policy import FROM_REGISTER, ROLES
from exeat.applications import actions as applications
from exeat.cases.models import Case
from exeat.crossings.models import Candidate, Discrepancy
from exeat.letters.models import Letter
from exeat.register.models import Person
from tests.applications.scene import WEIGHED, to_decide
from tests.cases import loop, world
from tests.factories import (
    NOON,
    AccountFactory,
    DeputyFactory,
    HeadshipFactory,
    InstitutionFactory,
    PersonFactory,
    RoleFactory,
    away,
    sign_in,
)
from tests.structure.test_routes import ours

PASSWORD = "correct horse battery staple"
NATIONAL = frozenset({"case_officer", "appeals_body", "counter_intelligence"})  # they work on files of every house
MADE_UP = {"str": "X-2026-99999", "int": "99999", "slug": "nothing", "day": "2026-11-25"}
CLOSED = {302, 403, 404, 405}
pytestmark = pytest.mark.django_db


def seats(roles):
    """A browser for somebody in each of these roles, in a house that has nothing to do with anything."""
    house = InstitutionFactory(reference="I-ELSEWHERE")
    people = {role: PersonFactory(institution=house) for role in FROM_REGISTER}
    HeadshipFactory(institution=house, person=people["head"])
    DeputyFactory(institution=house, person=people["deputy"])
    away(house.reference)
    for role in roles:
        person = people.get(role)
        account = AccountFactory(person=person)
        if role not in FROM_REGISTER:
            RoleFactory(account=account, kind=role, institution=house)
        browser = Client()
        sign_in(browser, account, role, "" if role == "traveller" else house.reference)
        yield role, browser


def addressed(path, values):
    """The address of a route with a value for each of its parts; None where a part has none."""
    if "<" not in path or "(?P<" in path:
        return None
    for kind, name in re.findall(r"<(\w+):(\w+)>", path):
        value = values.get(name, values.get(kind))
        if value is None:
            return None
        path = path.replace(f"<{kind}:{name}>", value)
    return f"/{path}"


def open_to(view, role):
    """Whether the guard of a route lets a role in at all, so that the view itself must refuse."""
    if view.exeat_guard == "public":
        return role == "traveller"  # the same for everybody: once is enough
    return view.exeat_guard == "signed_in" or view.exeat_right in ROLES[role]


def answers(browser, address):
    """What is said to a look and to an act without a word in it; an exception fails the test."""
    return browser.get(address).status_code, browser.post(address, {}).status_code


def test_numbers_of_nothing_are_answered_in_every_seat_and_break_no_page(db):
    tried, opened = 0, []
    for role, browser in seats(ROLES):
        for path, view in ours():
            address = addressed(path, MADE_UP)
            if address and open_to(view, role):
                tried += 1
                opened += [(role, path, code) for code in answers(browser, address) if code not in CLOSED]

    assert tried > 300
    assert opened == []


@pytest.fixture
def files(scene):
    """One file of each kind, of the army: references by the first part of their address."""
    row = to_decide(scene)
    row = applications.grant(row.reference, reasons=WEIGHED, by=scene.head, at=NOON)
    world.found_world()
    world.enter()
    case = loop.measured()
    assert Letter.objects.exists()
    return row, case


def test_nobody_of_another_house_opens_or_moves_a_file(files):
    row, case = files
    mine = {
        "applications": row.reference, "work-list": row.reference, "trips": row.reference, "reports": row.reference,
        "permits": row.permit, "cases": case.reference, "my-cases": case.reference, "appeals": case.reference,
        "represent": case.reference, "orders": case.reference, "matches": Candidate.objects.first().reference,
        "discrepancies": Discrepancy.objects.first().reference, "letters": Letter.objects.first().reference,
        "accounts": AccountFactory(reference="U-4711").reference,
    }  # fmt: skip
    tried, opened = 0, []
    for role, browser in seats(set(ROLES) - NATIONAL):
        for path, view in ours():
            first = path.split("/")[0]
            address = addressed(path, {"reference": mine.get(first), "number": mine.get(first), "int": "1"})
            if first in mine and address and open_to(view, role):
                tried += 1
                opened += [(role, path, code) for code in answers(browser, address) if code not in CLOSED - {302}]

    assert tried > 100
    assert opened == []
    assert Case.objects.get().state == case.state


def test_no_act_is_taken_from_another_site(scene):
    """A form that somebody else's page sends has no token of ours: each address refuses it before its view is asked."""
    browser = Client(enforce_csrf_checks=True)
    account = AccountFactory(person=Person.objects.get(reference=scene.traveller.reference))
    sign_in(browser, account, "traveller")
    taken = []
    for path, view in ours():
        address = addressed(path, MADE_UP) if "<" in path else f"/{path}"
        if address and not path.startswith("^") and view.exeat_guard != "token":
            taken += [path for code in [browser.post(address, {}).status_code] if code not in {403, 405}]

    # these change nothing and answer whoever asks
    assert sorted(taken) == ["", "applications/new/from-answer/", "may-i-go/", "verify/", "verify/en/", "verify/lt/"]


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_away_by_a_link_of_ours(client, there):
    AccountFactory(username="ona")

    switched = client.post("/language/", {"language": "lt", "next": there})
    signed_in = client.post(
        f"/account/login/?next={quote(there)}", {"login": "ona", "password": PASSWORD, "next": there}
    )

    assert (switched["Location"], signed_in["Location"]) == ("/", "/home/")


def test_a_host_that_nobody_named_is_not_believed(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"x-forwarded-host": "evil.example"}).status_code == 200
    assert "evil.example" not in client.get("/home/", headers={"x-forwarded-host": "evil.example"})["Location"]


def test_a_session_that_a_stranger_has_laid_under_somebody_is_worth_nothing(client):
    AccountFactory(username="ona")
    session = client.session
    session["laid"] = "under"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = laid = session.session_key

    client.post("/account/login/", {"login": "ona", "password": PASSWORD})

    assert client.get("/home/").status_code == 200
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != laid
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = laid
    assert thief.get("/home/").status_code == 302


def test_a_page_of_origin_that_is_no_address_breaks_nothing(client):
    answer = client.post("/home/", {"words": "typed"}, headers={"referer": "https://[", "accept-language": "en"})

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/home/")


@pytest.fixture
def limits(settings, tmp_path):
    """Wrong passwords are counted, as they are outside tests."""
    settings.ACCOUNT_RATE_LIMITS = {}
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": str(tmp_path)}}
    return settings


def enter(client, name, password, *, seen_from="", address="192.0.2.1"):
    given = {"login": name, "password": password}
    return client.post("/account/login/", given, REMOTE_ADDR=address, headers={"x-forwarded-for": seen_from or address})


def test_who_guesses_a_password_must_wait_even_with_the_right_one(client, limits):
    AccountFactory(username="ona")
    for n in range(5):
        assert b"do not fit together" in enter(client, "ona", f"wrong {n}", address=f"192.0.2.{n}").content

    said = enter(client, "ona", PASSWORD, address="192.0.2.9")

    assert b"Wait five minutes" in said.content


@pytest.mark.parametrize(("proxies", "code"), [(1, 302), (0, 200)])
def test_a_stranger_behind_the_same_proxy_locks_nobody_out_and_cannot_say_that_they_are_another(
    client, limits, proxies, code
):
    AccountFactory(username="ona")
    limits.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for n in range(12):
        said = enter(client, f"somebody {n}", "wrong", seen_from=f"10.0.0.{n}, 198.51.100.7")
    assert b"Wait five minutes" in said.content, "whatever the stranger writes before what the proxy adds"

    entered = enter(client, "ona", PASSWORD, seen_from="203.0.113.5")

    assert entered.status_code == code  # without a proxy to believe, both come from one address
