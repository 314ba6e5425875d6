"""What the environment says, read once and checked: names, kinds and safe defaults of every setting.

Twelve-factor: nothing that differs between two installations stands in a file of ours.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")
DEMO_KEY = "demo-key-that-everybody-knows-and-nobody-may-use-in-earnest"

# Every variable that is read and what it is for; docs/reference/settings.md is made from this.
MEANINGS = {
    "EXEAT_MODE": "production (where nothing else is said), demo or test",
    "EXEAT_DEBUG": "1 shows the program's inside on errors; refused in production",
    "EXEAT_SECRET_KEY": "signs what browsers keep; at least 32 characters",
    "EXEAT_MASTER_KEY": "opens the keys of what is encrypted; at least 32 characters, another than the secret key",
    "EXEAT_HOSTS": "the hosts that people type, with commas between them",
    "EXEAT_ORIGIN": "the https address that people use",
    "EXEAT_PROXIES": "how many proxies stand between people and the server; 1 in production where nothing is said",
    "DATABASE_URL": "postgresql://... or sqlite:///file; a file in the folder where nothing is said",
    "EXEAT_FOLDER": "where data, files and keys are kept; `var` where nothing is said",
    "EXEAT_KEYS": "where the keys are kept; `keys` in the folder where nothing is said",
    "EXEAT_EMAIL_URL": "smtp://user:password@host:port, smtps://... or file:///folder; without one no mail is sent",
    "EXEAT_MAIL_FROM": "from whom mail comes",
    "EXEAT_HOUSE": "the name of whoever runs this installation, shown on its pages",
    "EXEAT_SCANNER": "a command that reads a document and ends with 0 when it is clean",
    "EXEAT_SMS": "who sends text messages without content: an https address or a command; nobody where nothing is said",
    "EXEAT_SMS_SECRET": "what Exeat says to that address to be believed, as a bearer token",
    "EXEAT_CONSUL_PHONE": "the consul's number: among those to call in an alarm, and on a traveller's card",
    "EXEAT_SECURITY_PHONE": "the number for calls about pressure abroad: among those to call in an alarm, nowhere else",
}


class WrongSetting(ImproperlyConfigured):
    """A setting that the program will not start with; says which, why and what to set instead."""


@dataclass(frozen=True)
class Environment:
    """Everything that an installation may set."""

    mode: str
    debug: bool
    secret_key: str
    master_key: str
    hosts: tuple[str, ...]
    origin: str
    proxies: int
    database_url: str
    folder: Path
    keys: Path
    email_url: str
    mail_from: str
    house: str
    scanner: str
    sms: str
    sms_secret: str
    consul_phone: str
    security_phone: str


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """Read EXEAT_* and DATABASE_URL. Raises WrongSetting for what production must not start with."""
    env = os.environ if variables is None else variables
    mode = env.get("EXEAT_MODE", "production")
    if mode not in MODES:
        raise WrongSetting(f"EXEAT_MODE is {mode!r}: set it to one of {', '.join(MODES)}.")
    made_up = mode != "production"
    found = Environment(
        mode=mode,
        debug=env.get("EXEAT_DEBUG", "0") == "1",
        secret_key=env.get("EXEAT_SECRET_KEY", DEMO_KEY if made_up else ""),
        master_key=env.get("EXEAT_MASTER_KEY", DEMO_KEY if made_up else ""),
        hosts=tuple(h for h in env.get("EXEAT_HOSTS", "localhost,127.0.0.1,[::1]" if made_up else "").split(",") if h),
        origin=env.get("EXEAT_ORIGIN", "http://localhost:8000" if made_up else ""),
        proxies=_count("EXEAT_PROXIES", env.get("EXEAT_PROXIES", "0" if made_up else "1")),
        database_url=env.get("DATABASE_URL", ""),
        folder=Path(env.get("EXEAT_FOLDER", "var")).resolve(),
        keys=Path(env.get("EXEAT_KEYS") or Path(env.get("EXEAT_FOLDER", "var")) / "keys").resolve(),
        email_url=env.get("EXEAT_EMAIL_URL", ""),
        mail_from=env.get("EXEAT_MAIL_FROM", "exeat@localhost"),
        house=env.get("EXEAT_HOUSE", ""),
        scanner=env.get("EXEAT_SCANNER", ""),
        sms=env.get("EXEAT_SMS", "").strip(),
        sms_secret=env.get("EXEAT_SMS_SECRET", ""),
        consul_phone=env.get("EXEAT_CONSUL_PHONE", "0 800 00 001" if mode == "demo" else "").strip(),
        security_phone=env.get("EXEAT_SECURITY_PHONE", "0 800 00 002" if mode == "demo" else "").strip(),
    )
    if mode == "production":
        refuse_what_is_unsafe(found)
    return found


def _count(name: str, said: str) -> int:
    if not (said.isascii() and said.isdigit()):
        raise WrongSetting(f"{name} is {said!r}: write a number, such as 1")
    return int(said)


def refuse_what_is_unsafe(found: Environment) -> None:
    """Raise WrongSetting, with every reason at once, when production would not be safe."""
    wrong: list[str] = []
    for name, value in (("EXEAT_SECRET_KEY", found.secret_key), ("EXEAT_MASTER_KEY", found.master_key)):
        if not value:
            wrong.append(f"{name} is not set. Make one with: exeat keys secret")
        elif value == DEMO_KEY:
            wrong.append(f"{name} is the key of the demonstration, which everybody knows. Make one: exeat keys secret")
        elif len(value) < 32:
            wrong.append(f"{name} is shorter than 32 characters. Make one with: exeat keys secret")
    if found.secret_key and found.secret_key == found.master_key:
        wrong.append("EXEAT_SECRET_KEY and EXEAT_MASTER_KEY are the same. Give each its own.")
    if found.debug:
        wrong.append("EXEAT_DEBUG is 1, which shows the program's inside to strangers. Leave it out.")
    if not found.hosts:
        wrong.append("EXEAT_HOSTS is not set. Name the hosts that people type, such as exeat.example.lt")
    elif any(host in {"*", "."} for host in found.hosts):
        wrong.append("EXEAT_HOSTS is open to every host. Name the hosts that people type, such as exeat.example.lt")
    if not found.origin.startswith("https://"):
        wrong.append("EXEAT_ORIGIN must be the https address that people use, such as https://exeat.example.lt")
    if found.sms.startswith("http://"):
        wrong.append("EXEAT_SMS is an address without encryption. Use https, or a command.")
    if wrong:
        raise WrongSetting("Exeat does not start in production:\n- " + "\n- ".join(wrong))


def database(url: str, folder: Path) -> dict[str, object]:
    """Django's settings for SQLite (the default: one file, WAL, immediate transactions) or PostgreSQL."""
    if not url or url.startswith("sqlite:"):
        path = unquote(url.removeprefix("sqlite:///")) if url else str(folder / "exeat.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongSetting(f"DATABASE_URL begins with {parts.scheme!r}: use postgresql://... or sqlite:///file")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "exeat",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def email(url: str) -> dict[str, object]:
    """Django's mail settings from smtp://user:password@host:port or smtps://...; without one, letters wait."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme not in {"smtp", "smtps"}:
        raise WrongSetting(f"EXEAT_EMAIL_URL begins with {parts.scheme!r}: use smtp://, smtps:// or file:///folder")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
