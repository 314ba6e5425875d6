"""The verifier as a server sees it: lists, answers, and what it does not do."""

import json

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from exeat.permits import actions, queries
from exeat_seal import read_keys, read_status
from tests.permits.conftest import HEAD, HOLDER, issue
from tests.seal.make import HERE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.EXEAT_KEYS = tmp_path / "keys"


@pytest.fixture
def permit():
    today = timezone.localdate()
    return issue(at=timezone.now(), first_day=today, last_day=today)


def ask(client, **what):
    return client.post("/verify/", what)


def test_the_page_asks_the_database_nothing_and_may_be_kept(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/verify/")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-cache"
    assert "csrf" not in answer.content.decode()
    assert answer.cookies == {}


def test_the_lists_are_signed_and_may_be_kept_for_less_than_an_hour(client, permit):
    actions.revoke(permit.number, reason="Uždaryta.", by=HEAD, at=timezone.now())
    keys, status = client.get("/verify/keys.json"), client.get("/verify/status.json")

    believed = read_keys(keys.content)
    revoked = read_status(status.content, believed)

    assert revoked.trusted
    assert revoked.holds(permit.number)
    for answer in (keys, status):
        assert 0 < int(answer["Cache-Control"].rpartition("=")[2]) < 3600
        assert answer.cookies == {}


def test_the_server_gives_the_three_answers(client, permit):
    token = queries.token(permit.number, seen_by=HOLDER)

    valid = ask(client, token=token).content.decode()
    actions.revoke(permit.number, reason="Uždaryta.", by=HEAD, at=timezone.now())
    revoked = ask(client, token=token).content.decode()

    assert "x-verdict--go" in valid.partition("<template")[0]
    assert "Eglė Žiūraitė, 1987" in valid
    assert "x-verdict--stop" in revoked.partition("<template")[0]
    assert "Uždaryta" not in revoked


SPOILED = sorted(file for file in (HERE / "spoiled").glob("unreadable*") if file.stem != "unreadable--nothing")


@pytest.mark.parametrize("file", SPOILED, ids=lambda file: file.stem)
def test_spoiled_permits_are_answered_and_never_break_the_page(client, file):
    answer = ask(client, token=file.read_text(encoding="utf-8"))

    assert answer.status_code == 200
    assert "x-verdict--stop" in answer.content.decode().partition("<template")[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Choose a picture of the code, or type its text."),
        ("K-N5V2-ZQSS-WQN6", "This is the number of the permit."),
        ("k-n5v2-zqss-wqn6 ", "This is the number of the permit."),
    ],
)
def test_what_is_no_code_at_all_is_asked_for_again_and_nobody_is_called_a_forger(client, text, said):
    shown = ask(client, token=text).content.decode().partition("<template")[0]

    assert said in shown
    assert "x-verdict" not in shown


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\nx", b"%PDF-1.7", b"\xff\xd8\xff", b"text", b"\x00" * 50])
def test_files_that_are_no_pictures_are_answered(client, content):
    answer = ask(client, picture=SimpleUploadedFile("x.png", content))

    assert "x-verdict--stop" in answer.content.decode().partition("<template")[0]


def test_a_large_picture_stays_in_memory(client, permit, settings, monkeypatch, tmp_path):
    import io

    from django.core.files import uploadhandler

    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", None)
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    out = io.BytesIO()
    token = queries.token(permit.number, seen_by=HOLDER)
    segno.make(token, error="q", mode="alphanumeric", micro=False).save(out, kind="png", scale=5)
    padded = out.getvalue() + b"\x00" * 3_000_000

    answer = ask(client, picture=SimpleUploadedFile("x.png", padded))

    assert "x-verdict--go" in answer.content.decode().partition("<template")[0]


def test_an_answer_is_kept_by_nobody_and_needs_no_token_of_a_form(permit):
    strict = Client(enforce_csrf_checks=True)

    answer = ask(strict, token=queries.token(permit.number, seen_by=HOLDER))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer.cookies == {}


def test_the_page_is_the_same_for_whoever_is_signed_in(client, django_user_model):
    stranger = client.get("/verify/lt/").content
    client.force_login(
        django_user_model.objects.create(username="ona"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    assert client.get("/verify/lt/").content == stranger


def test_everything_that_the_worker_keeps_is_there(client):
    script = client.get("/verify/worker.js")

    kept = json.loads(script.content.decode().partition("const KEPT = ")[2].partition(";\n")[0])
    assert script["Content-Type"].startswith("text/javascript")
    assert len(kept) > 20
    for address in kept:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_policy_of_content_is_strict(client):
    policy = client.get("/verify/")["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "worker-src 'self'" in policy


@pytest.mark.parametrize("code", ["en", "lt"])
def test_each_language_has_an_address_of_its_own(client, code):
    assert f'<html lang="{code}"' in client.get(f"/verify/{code}/").content.decode()


def test_without_a_signing_key_somebody_must_be_asked(client, settings):
    settings.EXEAT_MODE = "production"

    lists = [client.get(f"/verify/{name}.json") for name in ("keys", "status")]
    answer = ask(client, token="EXT1:")

    assert [one.status_code for one in lists] == [503, 503]
    assert "exeat keys new" in lists[0].json()["error"]
    assert "x-verdict--ask" in answer.content.decode().partition("<template")[0]
