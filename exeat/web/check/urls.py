"""Addresses of the public page "May I go?"."""

from __future__ import annotations

from django.urls import path

from exeat.web.check import views

urlpatterns = [
    path("", views.ask, name="front"),
    path("may-i-go/", views.ask, name="check"),
]
