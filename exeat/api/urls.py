"""Addresses of the interface for other systems."""

from __future__ import annotations

from django.urls import path

from exeat.api import crossings

app_name = "api"
urlpatterns = [path("crossings/", crossings.receive, name="crossings")]
