"""Addresses of a person's applications and notices."""

from __future__ import annotations

from django.urls import path

from exeat.web.applications import changes, further, people, receipt, standing, views

urlpatterns = [
    path("applications/", views.listed, name="applications"),
    path("applications/new/", views.new, name="apply"),
    path("applications/new/from-answer/", views.from_answer, name="apply-from-answer"),
    path("applications/urgent/", views.urgent, name="urgent"),
    path("applications/several/", standing.ask, name="standing-ask"),
    path("applications/together/", people.join, name="application-join"),
    path("applications/<str:reference>/", views.application, name="application"),
    path("applications/<str:reference>/fill/", views.fill, name="application-fill"),
    path("applications/<str:reference>/parts/", views.add_part, name="application-part"),
    path("applications/<str:reference>/further/", further.further, name="application-further"),
    path("applications/<str:reference>/people/", people.people, name="application-people"),
    path("applications/<str:reference>/together/", people.together, name="application-together"),
    path("applications/<str:reference>/send/", views.send, name="application-send"),
    path("applications/<str:reference>/answer/", views.answer, name="application-answer"),
    path("applications/<str:reference>/change/", changes.change, name="application-change"),
    path("applications/<str:reference>/longer/", changes.longer, name="application-longer"),
    path("applications/<str:reference>/cancel/", changes.cancel, name="application-cancel"),
    path("applications/<str:reference>/again/", changes.again, name="application-again"),
    path("applications/<str:reference>/next/", standing.tell, name="standing-next"),
    path("applications/<str:reference>/end/", standing.end, name="standing-end"),
    path("applications/<str:reference>/withdraw/", views.withdraw, name="application-withdraw"),
    path("applications/<str:reference>/receipt.pdf", receipt.receipt, name="application-receipt"),
    path("applications/<str:reference>/documents/", views.add_document, name="application-document-add"),
    path("applications/<str:reference>/documents/<str:token>/", views.document, name="application-document"),
]
