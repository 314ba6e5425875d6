"""How matching goes: the year in numbers, how good the proposals are, and what the records cannot show."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from exeat.crossings import queries
from exeat.crossings.quality import Share
from exeat.values.rights import Right
from exeat.web.crossings import wording
from exeat.web.crossings.evidence import number
from exeat.web.guard import ActorRequest, needs


@needs(Right.ANSWER_CANDIDATE)
@require_GET
def matching(request: ActorRequest) -> HttpResponse:
    """From passages to discrepancies in one page, with the precision that people's answers show."""
    year, good = queries.year(on=timezone.localdate()), queries.how_good()
    context = {
        "year": year, "rows": number(year.rows), "rate": number(round(year.rate)) if year.rate else "",
        "overall": _share(good.overall),
        "tables": (
            (wording.BY["source"], [(name, _share(share)) for name, share in good.by_source]),
            (wording.BY["trouble"], [(wording.TROUBLES[name], _share(share)) for name, share in good.by_trouble]),
        ),
        "thresholds": [(percent(t.least), _share(t.asked), t) for t in good.thresholds],
        "one_in": number(round(year.rows / year.proposed)) if year.proposed else "",
        "undecidable": good.undecidable, "coverage": queries.coverage(),
        "per_found": round(year.proposed / year.people, 1) if year.people else None,
    }  # fmt: skip
    return render(request, "web/crossings/matching.html", context)


def percent(share: float) -> str:
    """A share in hundredths, with one digit more where it is near the ends."""
    digits = 0 if 0.01 <= share <= 0.99 or share in (0, 1) else 1
    return f"{share * 100:.{digits}f}\u00a0%"


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    told = "" if share.share is None else percent(share.share)
    return {"right": share.right, "of": share.of, "told": told, "low": percent(low), "high": percent(high)}
