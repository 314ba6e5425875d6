"""Follows the links of the demonstration from every seat, in both languages: walk_demo.py FOLDER.

Every page must answer, be in the language that was asked for, have a title and one first heading, and weigh less than
100 kB. Addresses of one route with the same questions are one kind of page, of which three are opened. Opening a letter
serves it, so the folder is one to throw away. The check at the border is left out: its address names its language, its
states are headings of which one shows, and journeys of its own walk it.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, deque
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import django

LANGUAGES = ("en", "lt")
OF_A_KIND = 3
HEAVY = 100_000
HERE = "http://localhost"
ELSEWHERE = re.compile("logout|^/verify/")


def main(folder: Path) -> int:
    """Walk as everybody and say what is wrong; the number of faults decides what the command returns."""
    os.environ.update(EXEAT_MODE="demo", EXEAT_FOLDER=str(folder), DJANGO_SETTINGS_MODULE="exeat.config.settings")
    django.setup()
    seats = [seat["username"] for seat in json.loads((folder / "sign-ins.json").read_text(encoding="utf-8"))]
    met: dict[str, list[str]] = {}
    for seat in (None, *seats):
        for language in LANGUAGES:
            number, wrong = walk(seat, language)
            print(f"{seat or 'nobody signed in':20} {language}  {number:4} pages, {len(wrong)} faults", flush=True)
            for fault in wrong:
                met.setdefault(fault, []).append(f"{seat or 'nobody'} in {language}")
    for fault, by in met.items():
        print(f"{fault} (met {len(by)} times, first by {by[0]})")
    return 1 if met else 0


def walk(seat: str | None, language: str) -> tuple[int, list[str]]:
    """Open three pages of each kind that the seat can reach; how many were opened, and what is wrong with them."""
    from django.test import Client

    client = Client(raise_request_exception=False, SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE=language)
    if seat:
        client.post("/demo/", {"username": seat})
    known, kinds, wrong, waiting = {"/"}, Counter[str](), list[str](), deque([("/", "the first page")])
    while waiting:
        address, source = waiting.popleft()
        kind = kind_of(address)
        if kinds[kind] >= OF_A_KIND:
            continue
        kinds[kind] += 1
        answer = client.get(address, follow=True)
        if answer.status_code >= 400:
            wrong.append(f"{address} answers {answer.status_code}; linked from {source}")
        if "html" not in answer.get("Content-Type", ""):
            continue
        text = answer.content.decode()
        wrong += [f"{address} {fault}" for fault in faults_of(text, language)]
        there = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        for link in links_of(text, there) - known:
            known.add(link)
            waiting.append((link, address))
    return sum(kinds.values()), wrong


def kind_of(address: str) -> str:
    """The route of an address and what is asked of it; an address that no route has is a kind of its own."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(address)
    try:
        route = resolve(parts.path).route
    except Resolver404:
        route = parts.path
    return f"{route}?{'&'.join(sorted(parse_qs(parts.query)))}"


def faults_of(text: str, language: str) -> list[str]:
    """What is wrong with one page, whoever looks at it."""
    faults = []
    if f'<html lang="{language}"' not in text:
        faults.append(f"is not in {language}")
    if (headings := len(re.findall(r"<h1\b", text))) != 1:
        faults.append(f"has {headings} first headings")
    if not re.search(r"<title>\s*\S", text):
        faults.append("has no title")
    if len(text.encode()) > HEAVY:
        faults.append(f"weighs {len(text.encode()):,} bytes")
    return faults


def links_of(text: str, here: str) -> set[str]:
    """The addresses of this installation that a page links to, without the way out."""
    found = (
        urlsplit(urljoin(urljoin(HERE, here), unescape(link))) for link in re.findall(r'<a\b[^>]*href="([^"#]+)', text)
    )
    own = {link for link in found if link.netloc == urlsplit(HERE).netloc and link.scheme == "http"}
    return {link.path + (f"?{link.query}" if link.query else "") for link in own if not ELSEWHERE.search(link.path)}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
