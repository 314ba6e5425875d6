"""Tells Django of the register package."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register package as a Django application."""

    name = "exeat.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
