"""Tells Django of the travel package."""

from django.apps import AppConfig


class TravelConfig(AppConfig):
    """The travel package as a Django application."""

    name = "exeat.travel"
    label = "travel"
    default_auto_field = "django.db.models.BigAutoField"
