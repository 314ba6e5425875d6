"""Which passwords are not taken, said in our own words in every language of the pages."""

from __future__ import annotations

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext, ngettext


class LongEnough(django.MinimumLengthValidator):
    """A password has so many characters that guessing takes too long."""

    def get_error_message(self) -> str:
        """What is wrong with it."""
        return ngettext(
            "The password is too short: use at least %(n)d character.",
            "The password is too short: use at least %(n)d characters.",
            self.min_length,
        ) % {"n": self.min_length}

    def get_help_text(self) -> str:
        """What is asked."""
        return ngettext("Use at least %(n)d character.", "Use at least %(n)d characters.", self.min_length) % {
            "n": self.min_length
        }


class NotCommon(django.CommonPasswordValidator):
    """A password is not one of those that are tried first."""

    def get_error_message(self) -> str:
        """What is wrong with it."""
        return gettext("Many people use this password. Choose another one.")

    def get_help_text(self) -> str:
        """What is asked."""
        return gettext("Choose a password that few people would think of.")


class NotLikeOneself(django.UserAttributeSimilarityValidator):
    """A password is not the user name or address over again."""

    def get_error_message(self) -> str:
        """What is wrong with it, without saying which of their data it is like."""
        return gettext("The password is too much like your name or address. Choose another one.")

    def get_help_text(self) -> str:
        """What is asked."""
        return gettext("Leave your name and address out of it.")
