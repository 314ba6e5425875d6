"""Tells Django of the statistics package."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """The statistics package as a Django application."""

    name = "exeat.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"
