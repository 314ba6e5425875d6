"""Tells Django of the crossings package."""

from django.apps import AppConfig


class CrossingsConfig(AppConfig):
    """The crossings package as a Django application."""

    name = "exeat.crossings"
    label = "crossings"
    default_auto_field = "django.db.models.BigAutoField"
