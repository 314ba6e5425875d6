"""Words for the rows, columns and bands of the statistics."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TABLES = {
    "applications_by_half": _("Applications by how they ended"),
    "applications_by_sector": _("Applications by sector"),
    "cases_by_half": _("Cases by how they ended"),
    "cases_by_sector": _("Cases by sector"),
    "events": _("What travellers told after their return"),
}
WORDS = {
    "first_half": _("January to June"),
    "second_half": _("July to December"),
    "defence": _("Defence"),
    "interior": _("Interior"),
    "other": _("Other institutions"),
    "granted": _("Permission granted"),
    "refused": _("Permission refused"),
    "withdrawn": _("Withdrawn"),
    "open": _("Not yet ended"),
    "breach": _("Breach found"),
    "no_breach": _("No breach found"),
    "questioned": _("Questioned at the border or during the stay"),
    "pressed": _("Pressed or threatened"),
    "approached": _("Approached by a foreign service"),
}
BANDS = {
    "none": _("nothing was seen"),
    "less_than_half": _("less than half was seen"),
    "more_than_half": _("more than half was seen"),
    "nearly_all": _("nearly all was seen"),
}
BAND_SHARE = {"none": 0.0, "less_than_half": 0.3, "more_than_half": 0.7, "nearly_all": 1.0}
