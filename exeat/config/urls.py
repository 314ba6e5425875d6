"""Every address of the installation: the pages, sign-in, and the language switch."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from exeat.web import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("exeat.web.urls")),
    path("api/", include("exeat.api.urls")),
    re_path(
        r"^account/(password/reset|email|login/code|confirm-email)/", errors.not_found
    ),  # made by hand, not by mail
    path("account/", include("allauth.urls")),
]

handler400 = "exeat.web.errors.bad_request"
handler403 = "exeat.web.errors.forbidden"
handler404 = "exeat.web.errors.not_found"
handler500 = "exeat.web.errors.broken"
