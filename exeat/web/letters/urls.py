"""Addresses of the inbox and of letters."""

from __future__ import annotations

from django.urls import path

from exeat.web.letters import post, roads, sent, templates, views

urlpatterns = [
    path("letters/", views.inbox, name="letters"),
    path("letters/templates/", templates.kinds, name="letter-templates"),
    path("letters/templates/<str:kind>/<str:language>/", templates.preview, name="letter-template"),
    path("letters/ways/", roads.houses, name="roads-houses"),
    path("letters/ways/<int:pk>/confirm/", roads.confirm, name="road-confirm"),
    path("letters/ways/<int:pk>/end/", roads.end, name="road-end"),
    path("letters/ways/<str:house>/", roads.roads, name="roads"),
    path("letters/ways/<str:house>/<str:group>/<str:act>/", roads.road, name="road"),
    path("letters/post/", post.day, name="letters-post"),
    path("letters/post/print/", post.printed, name="letters-print"),
    path("letters/post/done/", post.done, name="letters-posted"),
    path("letters/post/<str:reference>/undo/", post.undo, name="letter-unpost"),
    path("letters/sent/", sent.sent, name="letters-sent"),
    path("letters/sent/<str:reference>/", sent.sheet, name="letter-sheet"),
    path("letters/sent/<str:reference>/again/", sent.again, name="letter-again"),
    path("letters/sent/<str:reference>/served/", sent.served, name="letter-served"),
    path("letters/<str:reference>/", views.letter, name="letter"),
]
