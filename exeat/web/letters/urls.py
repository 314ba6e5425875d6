"""Addresses of the inbox and of letters."""

from __future__ import annotations

from django.urls import path

from exeat.web.letters import sent, templates, views

urlpatterns = [
    path("letters/", views.inbox, name="letters"),
    path("letters/templates/", templates.kinds, name="letter-templates"),
    path("letters/templates/<str:kind>/<str:language>/", templates.preview, name="letter-template"),
    path("letters/sent/", sent.sent, name="letters-sent"),
    path("letters/sent/<str:reference>/", sent.sheet, name="letter-sheet"),
    path("letters/sent/<str:reference>/again/", sent.again, name="letter-again"),
    path("letters/sent/<str:reference>/served/", sent.served, name="letter-served"),
    path("letters/<str:reference>/", views.letter, name="letter"),
]
