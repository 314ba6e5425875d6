"""Tells Django of the drafts package."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """The drafts package as a Django application."""

    name = "exeat.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"
