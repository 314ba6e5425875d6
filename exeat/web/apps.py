"""Tells Django of the web package."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web package as a Django application."""

    name = "exeat.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give every form our words before the first page is drawn, and be told of sign-ins."""
        from exeat.web import forms
        from exeat.web.kept import middleware

        forms.settle()
        middleware.listen()
