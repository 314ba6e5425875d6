"""Addresses of the work list and of the files on it."""

from __future__ import annotations

from django.urls import path

from exeat.web.deciding import bulk, calls, decision, duty, opinions, views

urlpatterns = [
    path("work-list/", views.worklist, name="work"),
    path("work-list/filters/", views.keep_filter, name="work-filters"),
    path("work-list/desks/", bulk.desks, name="work-desks"),
    path("work-list/desks/undo/", bulk.undo, name="work-desks-undo"),
    path("work-list/duty/", duty.page, name="duty"),
    path("work-list/advisers/", opinions.advisers, name="advisers"),
    path("work-list/call/", calls.call, name="work-call"),
    path("work-list/<str:reference>/", views.file, name="work-file"),
    path("work-list/<str:reference>/begin/", views.begin, name="work-begin"),
    path("work-list/<str:reference>/assign/", views.assign, name="work-assign"),
    path("work-list/<str:reference>/return/", views.return_, name="work-return"),
    path("work-list/<str:reference>/pass-on/", views.pass_on, name="work-pass-on"),
    path("work-list/<str:reference>/go-on/", views.go_on, name="work-go-on"),
    path("work-list/<str:reference>/people/", views.show_people, name="work-people"),
    path("work-list/<str:reference>/opinion/", views.opinion, name="work-opinion"),
    path("work-list/<str:reference>/opinion/read/", opinions.read, name="work-opinion-read"),
    path("work-list/<str:reference>/without-opinion/", views.without_opinion, name="work-without-opinion"),
    path("work-list/<str:reference>/provisional/", views.provisional, name="work-provisional"),
    path("work-list/<str:reference>/relative/", views.relative, name="work-relative"),
    path("work-list/<str:reference>/decide/", decision.decide, name="work-decide"),
    path("work-list/<str:reference>/sign/", decision.sign, name="work-sign"),
]
