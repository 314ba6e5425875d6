"""Production refuses what is unsafe, with every reason at once; databases and mail are read from addresses."""

from pathlib import Path

import pytest

from exeat.config import environment

GOOD = {
    "EXEAT_SECRET_KEY": "s" * 40, "EXEAT_MASTER_KEY": "m" * 40, "EXEAT_HOSTS": "exeat.example.lt",
    "EXEAT_ORIGIN": "https://exeat.example.lt",
}  # fmt: skip


def test_a_safe_production_starts():
    found = environment.read(GOOD)

    assert (found.mode, found.hosts, found.debug) == ("production", ("exeat.example.lt",), False)
    assert (found.proxies, environment.read(GOOD | {"EXEAT_PROXIES": "2"}).proxies) == (1, 2)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"EXEAT_SECRET_KEY": ""}, "EXEAT_SECRET_KEY is not set"),
        ({"EXEAT_MASTER_KEY": environment.DEMO_KEY}, "EXEAT_MASTER_KEY is the key of the demonstration"),
        ({"EXEAT_MASTER_KEY": "short"}, "shorter than 32"),
        ({"EXEAT_MASTER_KEY": "s" * 40}, "are the same"),
        ({"EXEAT_DEBUG": "1"}, "EXEAT_DEBUG is 1"),
        ({"EXEAT_HOSTS": ""}, "EXEAT_HOSTS is not set"),
        ({"EXEAT_HOSTS": "a.example,*"}, "open to every host"),
        ({"EXEAT_ORIGIN": "http://exeat.example.lt"}, "https address"),
        ({"EXEAT_PROXIES": "one"}, "EXEAT_PROXIES is 'one': write a number"),
    ],
)
def test_an_unsafe_production_does_not_start(change, reason):
    with pytest.raises(environment.WrongSetting, match=reason):
        environment.read(GOOD | change)


def test_every_reason_is_said_at_once():
    with pytest.raises(environment.WrongSetting) as said:
        environment.read({})

    assert str(said.value).count("\n- ") == 4


def test_an_unknown_mode_is_refused():
    with pytest.raises(environment.WrongSetting, match="production, demo, test"):
        environment.read({"EXEAT_MODE": "prod"})


def test_a_demonstration_starts_with_nothing_set():
    assert environment.read({"EXEAT_MODE": "demo"}).master_key == environment.DEMO_KEY


def test_databases_are_read_from_an_address():
    plain = environment.database("", Path("/var/exeat"))
    big = environment.database("postgresql://user:p%40ss@db.example:5433/nation?sslmode=require", Path("/var/exeat"))

    assert plain["NAME"] == "/var/exeat/exeat.sqlite3"
    assert (big["NAME"], big["USER"], big["PASSWORD"], big["PORT"]) == ("nation", "user", "p@ss", "5433")
    assert big["OPTIONS"] == {"sslmode": "require"}
    with pytest.raises(environment.WrongSetting, match="mysql"):
        environment.database("mysql://x/y", Path())


def test_mail_is_read_from_an_address():
    assert environment.email("")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert environment.email("smtps://u:p@mail.example")["EMAIL_PORT"] == 465
    assert environment.email("file:///tmp/mail")["EMAIL_FILE_PATH"] == "/tmp/mail"
    with pytest.raises(environment.WrongSetting, match="http"):
        environment.email("http://mail.example")


def test_every_variable_that_is_read_is_explained_in_the_reference():
    class Watched(dict):
        """An environment that remembers what was asked of it."""

        asked: set[str] = set()

        def get(self, name, default=None):
            self.asked.add(name)
            return super().get(name, default)

    environment.read(Watched(EXEAT_MODE="test"))

    assert set(environment.MEANINGS) == Watched.asked


def test_the_numbers_of_the_country_are_as_set_and_made_up_only_in_the_demonstration():
    said = environment.read(GOOD | {"EXEAT_CONSUL_PHONE": " +370 600 00003 "})
    shown = environment.read({"EXEAT_MODE": "demo"})

    assert (said.consul_phone, said.security_phone) == ("+370 600 00003", "")
    assert (shown.consul_phone, shown.security_phone) == ("0 800 00 001", "0 800 00 002")
