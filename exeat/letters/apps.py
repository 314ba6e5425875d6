"""Tells Django of the letters package."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The letters package as a Django application."""

    name = "exeat.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
