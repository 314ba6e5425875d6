"""Tells Django of the permits package."""

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    """The permits package as a Django application."""

    name = "exeat.permits"
    label = "permits"
    default_auto_field = "django.db.models.BigAutoField"
