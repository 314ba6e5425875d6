"""Two values side by side: which letters differ once both are in one alphabet, marked and told in words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from exeat import linkage

ALIKE = 0.5  # below this two values are simply different ones, and no letter of theirs is singled out


@dataclass(frozen=True)
class Piece:
    """Some letters of a value, and whether they differ from the other one."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Side:
    """One value as it stands in its source, in pieces, and in Latin letters where it stands in others."""

    pieces: tuple[Piece, ...]
    latin: str = ""

    @property
    def marked(self) -> str:
        """The letters that differ, in their order."""
        return " ".join(piece.text for piece in self.pieces if piece.differs)


@dataclass(frozen=True)
class Compared:
    """What the register has beside what the border has, and how the two stand to each other."""

    mine: Side
    seen: Side
    how: str  # same, heard, letters, different, missing


def compare(mine: str, seen: str) -> Compared:
    """Both values with their differing letters; capitals, accents and alphabets alone are no difference."""
    latin = tuple("" if value.isascii() or _is_latin(value) else _plain(value) for value in (mine, seen))
    if not mine or not seen:
        return Compared(_whole(mine, False, latin[0]), _whole(seen, False, latin[1]), "missing")
    (ours, owner), (theirs, owned) = _letters(mine), _letters(seen)
    if ours == theirs:
        return Compared(_whole(mine, False, latin[0]), _whole(seen, False, latin[1]), "same")
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < ALIKE:
        return Compared(_whole(mine, True, latin[0]), _whole(seen, True, latin[1]), "different")
    left, right = set[int](), set[int]()
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            left |= set(owner[a:b])
            right |= set(owned[c:d])
    return Compared(Side(_pieces(mine, left), latin[0]), Side(_pieces(seen, right), latin[1]), "letters")


def unmarked(both: Compared, how: str) -> Compared:
    """The same two values without a mark, and how they stand to each other."""
    sides = (_whole("".join(piece.text for piece in side.pieces), False, side.latin) for side in (both.mine, both.seen))
    return Compared(next(sides), next(sides), how)


def _plain(text: str) -> str:
    return linkage.plain([text])[0]


def _is_latin(text: str) -> bool:
    """Whether every letter belongs to the Latin alphabet, with whatever marks."""
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in text if letter.isalpha())


def _letters(text: str) -> tuple[str, list[int]]:
    """The value in capital letters and digits, and for each of them the place of the letter that it came from."""
    out, owner = [], []
    for place, letter in enumerate(text):
        for one in letter if letter.isdigit() else _plain(letter):
            out.append(one)
            owner.append(place)
    return "".join(out), owner


def _whole(text: str, differs: bool, latin: str) -> Side:
    return Side((Piece(text, differs),) if text else (), latin)


def _pieces(text: str, differing: set[int]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for place, letter in enumerate(text):
        differs = place in differing
        if found and found[-1].differs == differs:
            found[-1] = Piece(found[-1].text + letter, differs)
        else:
            found.append(Piece(letter, differs))
    return tuple(found)


def nearest(numbers: list[str], seen: str) -> str:
    """The number of the register that is most like the one that was seen; the first where none was."""
    return max(numbers, key=lambda number: SequenceMatcher(None, number, seen).ratio(), default="")
