"""A password that is not taken is told why in our own words, in both languages."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from exeat.access.models import Account

WHY = {
    "en": {
        "short7": "use at least 12 characters", "password1234": "Many people use this password",
        "ona.pavyzdyte": "too much like your name",
    },
    "lt": {
        "short7": "reikia bent 12\N{SPACE}ženklų", "password1234": "naudoja daug žmonių",
        "ona.pavyzdyte": "per daug panašus į Jūsų vardą",
    },
}  # fmt: skip
DJANGO = ("This password", "The password is too similar", "slaptažodį turi sudaryti", "dažnai pasitaikantis")


@pytest.mark.parametrize(("language", "password"), [(lang, word) for lang in WHY for word in WHY[lang]])
def test_a_password_that_is_not_taken_is_told_why_in_our_words(language, password):
    with translation.override(language), pytest.raises(ValidationError) as refused:
        validate_password(password, Account(username="ona.pavyzdyte"))

    said = " ".join(refused.value.messages)
    assert WHY[language][password] in said
    assert not any(words in said for words in DJANGO)


def test_a_long_password_of_ones_own_is_taken():
    assert validate_password("arklys baterija segtukas", Account(username="ona.pavyzdyte")) is None


@pytest.mark.parametrize("language", ["en", "lt"])
def test_what_is_asked_is_said_before(language):
    with translation.override(language):
        said = password_validators_help_texts()

    assert len(said) == 3
    assert not any(words in " ".join(said) for words in ("can’t", "negali būti"))
