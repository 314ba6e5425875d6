"""Addresses of the inbox and of letters."""

from __future__ import annotations

from django.urls import path

from exeat.web.letters import views

urlpatterns = [
    path("letters/", views.inbox, name="letters"),
    path("letters/<str:reference>/", views.letter, name="letter"),
]
