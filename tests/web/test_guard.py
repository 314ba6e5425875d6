"""Nobody gets in where they do not belong."""

import pytest


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client):
    answer = client.get("/home/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_the_first_page_is_open_and_asks_the_database_nothing(client):
    answer = client.get("/")

    assert answer.status_code == 200
