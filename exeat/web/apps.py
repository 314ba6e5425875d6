"""Tells Django of the web package."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web package as a Django application."""

    name = "exeat.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give every form our words before the first page is drawn."""
        from exeat.web import forms

        forms.settle()
