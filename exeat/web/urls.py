"""The addresses of all pages, area by area, in one namespace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from exeat.web.accounts import urls as accounts
from exeat.web.appeals import urls as appeals
from exeat.web.applications import urls as applications
from exeat.web.audit import urls as audit
from exeat.web.cases import urls as cases
from exeat.web.check import urls as check
from exeat.web.crossings import urls as crossings
from exeat.web.deciding import urls as deciding
from exeat.web.demonstration import urls as demonstration
from exeat.web.drafts import urls as drafts
from exeat.web.home import urls as home
from exeat.web.letters import urls as letters
from exeat.web.permits import urls as permits
from exeat.web.regimes import urls as regimes
from exeat.web.register import urls as register
from exeat.web.statistics import urls as statistics
from exeat.web.travel import urls as travel
from exeat.web.verify import urls as verify

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    *check.urlpatterns,
    *regimes.urlpatterns,
    *home.urlpatterns,
    *accounts.urlpatterns,
    *travel.urlpatterns,
    *deciding.urlpatterns,
    *applications.urlpatterns,
    *letters.urlpatterns,
    *audit.urlpatterns,
    *permits.urlpatterns,
    *verify.urlpatterns,
    *register.urlpatterns,
    *statistics.urlpatterns,
    *drafts.urlpatterns,
    *demonstration.urlpatterns,
    *crossings.urlpatterns,
    *cases.urlpatterns,
    *appeals.urlpatterns,
]
