"""Addresses of the first page, the language switch and the choice of role."""

from __future__ import annotations

from django.urls import path

from exeat.web.home import views

urlpatterns = [
    path("language/", views.language, name="language"),
    path("home/", views.home, name="home"),
]
