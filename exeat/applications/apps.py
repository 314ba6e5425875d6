"""Tells Django of the applications package."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """The applications package as a Django application."""

    name = "exeat.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"
