"""How entries are chained and counted into a tree, and what of an entry its person may see.

The tree is that of RFC 6962, section 2.1 (kept by RFC 9162): anybody who holds a tree head and a proof can check
with a few lines of their own that an entry was there, without asking whoever runs the installation.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

HOUSE = "house"  # the name of the key of entries that speak of nobody
MANY = 50  # an act on more people than this, such as an import, speaks of none of them
FIRST = "0" * 64  # what the first entry follows
SECRET_SERVICE_ROLES = frozenset({"counter_intelligence"})  # shown to people by role only, never by name


@dataclass(frozen=True)
class Chained:
    """The part of an entry that is chained: who, when, what, on which file, why, about whom; never the details."""

    seq: int
    at: datetime
    verb: str
    actor: str
    role: str
    house: str
    subject: str
    purpose: str
    about: tuple[str, ...]
    hidden_until: date | None
    commitment: str
    previous: str

    def text(self) -> bytes:
        """The entry as the one text that is hashed: JSON, keys in order, no spaces, times in UTC."""
        return plainly(
            {
                "seq": self.seq,
                "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "verb": self.verb,
                "actor": self.actor,
                "role": self.role,
                "house": self.house,
                "subject": self.subject,
                "purpose": self.purpose,
                "about": list(self.about),
                "hidden_until": self.hidden_until.isoformat() if self.hidden_until else None,
                "commitment": self.commitment,
                "previous": self.previous,
            }
        )

    def digest(self) -> str:
        """The hash by which the next entry names this one; it is the leaf of the tree."""
        return leaf(self.text()).hex()


def person_key(reference: str) -> str:
    """The name of the key under which details about a person are kept."""
    return f"person:{reference}"


def keys_of(people: Sequence[str]) -> list[str]:
    """The names of the keys that together seal the details about these people."""
    return [HOUSE] if not people or len(people) > MANY else [person_key(person) for person in people]


def plainly(value: Mapping[str, object]) -> bytes:
    """A mapping as the one JSON text that its hash is taken of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(salt: bytes, details: bytes) -> str:
    """A salted hash: it binds the details and, once the salt is gone, says nothing about them."""
    return hashlib.sha256(salt + details).hexdigest()


def leaf(data: bytes) -> bytes:
    """The hash of a leaf (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The head of the tree over these leaves, each already hashed; memory grows with the logarithm of their number."""
    stack: list[tuple[int, bytes]] = []
    for found in leaves:
        height, value = 0, found
        while stack and stack[-1][0] == height:
            value = node(stack.pop()[1], value)
            height += 1
        stack.append((height, value))
    if not stack:
        return hashlib.sha256(b"").digest()
    value = stack.pop()[1]
    while stack:
        value = node(stack.pop()[1], value)
    return value


def roots_at(sizes: Iterable[int], leaves: Iterable[bytes]) -> dict[int, bytes]:
    """The heads of the trees over the first so many leaves, in one pass; sizes beyond the last leaf are left out."""
    wanted, found = set(sizes), {}
    stack: list[tuple[int, bytes]] = []
    for size, value in enumerate(leaves, start=1):
        height = 0
        while stack and stack[-1][0] == height:
            value = node(stack.pop()[1], value)
            height += 1
        stack.append((height, value))
        if size in wanted:
            head = stack[-1][1]
            for _height, left in reversed(stack[:-1]):
                head = node(left, head)
            found[size] = head
    return found


def path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that lead from the leaf with this index to the head (RFC 6962, 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"there is no leaf {index} among {len(leaves)}")
    steps: list[bytes] = []
    first, size = 0, len(leaves)
    while size > 1:
        half = 1 << (size - 1).bit_length() - 1
        if index - first < half:
            steps.append(root(leaves[first + half : first + size]))
            size = half
        else:
            steps.append(root(leaves[first : first + half]))
            first, size = first + half, size - half
    return steps[::-1]


def leads_to(head: bytes, leaf_hash: bytes, index: int, size: int, steps: Sequence[bytes]) -> bool:
    """Whether the path leads from the leaf to the head (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, value = index, size - 1, leaf_hash
    for step in steps:
        if last == 0:
            return False
        if at & 1 or at == last:
            value = node(step, value)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            value = node(value, step)
        at, last = at >> 1, last >> 1
    return last == 0 and value == head


def shown_as(role: str, name: str) -> str:
    """The name under which someone who looked is shown to the person: none for the services that act covertly."""
    return "" if role in SECRET_SERVICE_ROLES else name


def is_shown(hidden_until: date | None, on: date) -> bool:
    """Whether the person may see the entry on a day: a lawful delay ends by itself."""
    return hidden_until is None or hidden_until <= on


@dataclass(frozen=True)
class Fault:
    """One place at which the record is not what was written, and what is wrong there."""

    seq: int
    why: str


def faults_of_chain(
    entries: Iterable[tuple[Chained, str, str]], sealed: Callable[[str], str], last: tuple[int, str] | None
) -> Iterable[Fault]:
    """Every fault in a run of (entry, its stored hash, its stored seal), in the order of their numbers.

    `sealed` makes the seal of a hash with the installation's key; `last` is the number and hash that the
    installation remembers as its latest.
    """
    expected, previous = 1, FIRST
    for entry, digest, seal in entries:
        if entry.seq != expected:
            first, until = expected, entry.seq - 1
            span = f"entry {first} is" if first == until else f"entries {first} to {until} are"
            yield Fault(first, f"{span} missing: removed, or moved to another place")
        if entry.digest() != digest:
            yield Fault(entry.seq, f"entry {entry.seq} was changed after it was written: its hash does not fit")
        elif sealed(digest) != seal:
            yield Fault(entry.seq, f"entry {entry.seq} was not written by this installation: its seal does not fit")
        elif entry.seq == expected and entry.previous != previous:
            yield Fault(
                entry.seq, f"entry {entry.seq} does not follow entry {entry.seq - 1}: changed, or put in another order"
            )
        expected, previous = entry.seq + 1, digest
    if last is None and expected > 1:
        yield Fault(expected - 1, "the mark of the latest entry is missing")
    elif last is not None and last[0] >= expected:
        yield Fault(expected, f"entries from {expected} to {last[0]} are missing: cut off at the end")
    elif last is not None and (last[0] != expected - 1 or last[1] != previous):
        yield Fault(last[0], f"the latest entry was {last[0]} with another hash: entries were added or changed")
