"""Why a permit is not believed: one class for each reason, each with the word that a border post prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from exeat_seal.permit import Permit


class NotValid(Exception):
    """The permit is not valid; the class says why, `permit` is what the signature vouches for, where it does."""

    word: ClassVar[str] = ""

    def __init__(self, message: str, permit: Permit | None = None) -> None:
        self.permit = permit
        super().__init__(message)


class Unreadable(NotValid):
    """What was shown is not a permit, or not one in a form that permits have."""

    word = "unreadable"


class UnknownKey(NotValid):
    """The permit names a key that is not on the list, or that was not in use when it was signed."""

    word = "unknown key"


class Forged(NotValid):
    """The key is known, but it did not sign this."""

    word = "forged"


class NotYetValid(NotValid):
    """The first day of the permit has not come."""

    word = "not yet valid"


class Expired(NotValid):
    """The last day of the permit is over."""

    word = "expired"


class RevokedPermit(NotValid):
    """The permit was taken back; why is known to nobody at a border post."""

    word = "revoked"


class Refer(Exception):
    """The signature holds, but this device cannot say whether the permit does: somebody must be asked.

    `why` is one of: no list, strange list, old list, clock.
    """

    word: ClassVar[str] = "refer"

    def __init__(self, why: str, message: str, permit: Permit) -> None:
        self.why = why
        self.permit = permit
        super().__init__(message)


class WrongFile(ValueError):
    """A file of keys or of revoked permits that cannot be used; says what is wrong with it."""
