"""Tells Django of the cases package."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The cases package as a Django application."""

    name = "exeat.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
