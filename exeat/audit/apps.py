"""Tells Django of the audit package."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit package as a Django application."""

    name = "exeat.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
