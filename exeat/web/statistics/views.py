"""The statistics: publications for everybody, exact numbers for the analyst, each look of whom leaves a trace."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat.statistics import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web import charts
from exeat.web.guard import ActorRequest, needs, public
from exeat.web.statistics.wording import BAND_SHARE, BANDS, TABLES, WORDS


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every year that was published."""
    return render(request, "web/statistics/index.html", {"publications": queries.publications()})


@public
@require_GET
def published(request: HttpRequest, year: int) -> HttpResponse:
    """What was published of a year; no other cut of the numbers is served."""
    publication = queries.publication(year)
    if publication is None:
        raise Http404
    context = shown(publication.report) | {"publication": publication}
    return render(request, "web/statistics/year.html", context)


@public
@require_GET
def data(request: HttpRequest, year: int) -> HttpResponse:
    """The same tables as CSV; an empty number is withheld."""
    publication = queries.publication(year)
    if publication is None:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="exeat-{year}.csv"'
    write = csv.writer(response)
    write.writerow(["table", "row", "column", "number", "withheld"])
    for table in publication.report["tables"].values():
        for row, cells in zip([*table["rows"], "all"], table["cells"], strict=True):
            for column, value in zip([*table["columns"], "all"], cells, strict=True):
                write.writerow(
                    [table["name"], row, column, "" if value is None else value, "yes" if value is None else "no"]
                )
    for trip in publication.report["trips"]:
        write.writerow(["trips_of_residents", trip["year"], f"{trip['months']}_months", trip["trips"], "no"])
        if trip["in_common"] is not None:
            months = "_".join(map(str, trip["common"]))
            write.writerow(["trips_of_residents", trip["year"], f"only_months_{months}", trip["in_common"], "no"])
    return response


@needs(Right.SEE_STATISTICS)
@require_GET
def analyst(request: ActorRequest) -> HttpResponse:
    """The years that can be counted; opening one is a look that leaves a trace."""
    done = {p.year for p in queries.publications()}
    years = [{"year": year, "published": year in done} for year in queries.years(on=timezone.localdate())]
    return render(request, "web/statistics/analyst.html", {"years": years})


@needs(Right.SEE_STATISTICS)
@require_GET
def exact(request: ActorRequest, year: int) -> HttpResponse:
    """The exact numbers of a year."""
    if year not in queries.years(on=timezone.localdate()):
        raise Http404
    report = actions.look(year, by=request.actor, at=timezone.now())
    context = shown(report) | {"exact": True, "year_over": year < timezone.localdate().year}
    context["is_published"] = queries.publication(year) is not None
    return render(request, "web/statistics/year.html", context)


@needs(Right.PUBLISH_STATISTICS)
@require_http_methods(["GET", "POST"])
def publish(request: ActorRequest, year: int) -> HttpResponse:
    """Confirm, then freeze a year; what is published is never counted anew."""
    if year not in queries.years(on=timezone.localdate()):
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            actions.publish(year, by=request.actor, at=timezone.now())
        except MoveRefused as said:
            refused = " ".join(_(refusal.message) for refusal in said.refusals)
        else:
            messages.success(request, _("Published. It can be read by everybody and will not change."))
            return redirect("web:statistics-year", year)
    return render(request, "web/statistics/publish.html", {"year": year, "refused": refused})


def shown(report: dict[str, Any]) -> dict[str, Any]:
    """A report as the template takes it: words beside numbers, charts beside tables."""
    tables = [_table(table) for table in report["tables"].values()]
    findings = report["tables"]["cases_by_sector"]
    found = dict(zip(findings["columns"], findings["cells"][findings["rows"].index("breach")], strict=False))
    sectors = [
        {
            "name": WORDS[sector],
            "covered": report["covered"].get(sector, 0),
            "band": BANDS[report["reach"][sector]],
            "found": found.get(sector),
            "compare": report["reach"][sector] in {"more_than_half", "nearly_all"},
            "times": report["times"].get(sector),
        }
        for sector in report["reach"]
    ]
    reach = [
        charts.Bar(str(s["name"]), BAND_SHARE[report["reach"][key]], str(s["band"]))
        for key, s in zip(report["reach"], sectors, strict=True)
    ]
    trips = [
        charts.Bar(str(t["year"]), t["in_common"], number_format(t["in_common"], force_grouping=True))
        for t in report["trips"]
        if t["in_common"] is not None
    ]
    asked = report["tables"]["applications_by_half"]
    return {
        "report": report,
        "tables": tables,
        "sectors": sectors,
        "reach_chart": charts.bars("reach", reach),
        "trips_chart": charts.bars("trips", trips),
        "months": _months(report["trips"][0]["common"]) if report["trips"] else "",
        "asked": asked["cells"][-1][-1],
        "granted": asked["cells"][0][-1],
        "breaches": findings["cells"][0][-1],
    }


def _months(months: list[int]) -> str:
    """Months in few words: 1 to 8 as a run, others one by one."""
    if len(months) > 2 and months == list(range(months[0], months[-1] + 1)):
        return f"{months[0]}\N{EN DASH}{months[-1]}"
    return ", ".join(map(str, months))


def _table(table: dict[str, Any]) -> dict[str, Any]:
    columns = [str(WORDS[column]) for column in table["columns"]]
    headed = [*columns, _("All")]
    rows = [
        {"name": WORDS[row], "cells": list(zip(headed, cells, strict=True))}
        for row, cells in zip(table["rows"], table["cells"][:-1], strict=True)
    ]
    totals = [cells[-1] for cells in table["cells"][:-1]]
    bars = [
        charts.Bar(
            str(row["name"]),
            total,
            _("withheld") if total is None else number_format(total, force_grouping=True),
            "found" if key == "breach" else "solid",
        )
        for key, row, total in zip(table["rows"], rows, totals, strict=True)
    ]
    return {
        "title": TABLES[table["name"]],
        "columns": columns,
        "rows": rows,
        "all": list(zip(headed, table["cells"][-1], strict=True)),
        "chart": charts.bars(table["name"].replace("_", "-"), bars) if any(t is None or t for t in totals) else "",
    }
