"""Addresses of the verifier, all under the one that its service worker may look after."""

from __future__ import annotations

from django.urls import path

from exeat.web.verify import views

urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/en/", views.verify, {"language": "en"}, name="verify-en"),
    path("verify/lt/", views.verify, {"language": "lt"}, name="verify-lt"),
    path("verify/en/borders.json", views.borders, {"language": "en"}, name="verify-borders-en"),
    path("verify/lt/borders.json", views.borders, {"language": "lt"}, name="verify-borders-lt"),
    path("verify/keys.json", views.key_list, name="verify-keys"),
    path("verify/status.json", views.status_list, name="verify-status"),
    path("verify/worker.js", views.worker, name="verify-worker"),
    path("verify/manifest.json", views.manifest, name="verify-manifest"),
]
