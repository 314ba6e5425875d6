"""Tells Django of the access package."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The access package as a Django application."""

    name = "exeat.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
