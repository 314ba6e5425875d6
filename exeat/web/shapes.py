"""The shapes that go with a state, so that no state is told by colour alone."""

from __future__ import annotations

_RING = '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="2.2"/>'
SHAPES: dict[str, str] = {
    "go": _RING + '<path d="M6.8 12.4l3.6 3.7 7-7.6" fill="none" stroke="currentColor" stroke-width="2.8"/>',
    "ask": '<path d="M12 1.2L22.8 12 12 22.8 1.2 12z" fill="none" stroke="currentColor" stroke-width="2.2"/>'
    '<path d="M12 6.4v7" stroke="currentColor" stroke-width="2.8"/>'
    '<circle cx="12" cy="16.6" r="1.6" fill="currentColor"/>',
    "stop": '<path d="M7.4 1.3h9.2l6.1 6.1v9.2l-6.1 6.1H7.4l-6.1-6.1V7.4z" fill="none" stroke="currentColor" '
    'stroke-width="2.2"/><path d="M6 12h12" stroke="currentColor" stroke-width="3.4"/>',
    "unknown": '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="2.2" '
    'stroke-dasharray="4.2 2.4"/><path d="M8.6 9.4a3.4 3.4 0 1 1 4.7 3.1c-.9.4-1.3 1-1.3 2v.4" fill="none" '
    'stroke="currentColor" stroke-width="2.3"/><circle cx="12" cy="17.8" r="1.5" fill="currentColor"/>',
    "wait": '<circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2.2"/>'
    '<path d="M12 6v6.4l4 2.6" fill="none" stroke="currentColor" stroke-width="2.4"/>',
    "you": '<path d="M3 12h15M12 5.5l6.5 6.5-6.5 6.5" fill="none" stroke="currentColor" stroke-width="3"/>',
    "urgent": '<path d="M13.5 1L4 14h6l-1.5 9L19 9.5h-6.5z" fill="currentColor"/>',
}


def svg(kind: str, css: str = "x-ico") -> str:
    """One shape as SVG, hidden from those who hear the page because a word stands beside it; empty without a kind."""
    if not kind:
        return ""
    return f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{SHAPES[kind]}</svg>'


def bar(weight: float | None, scale: float) -> str:
    """The three cells of a bar: against, the number, for. No weight draws nothing and says nothing."""
    if weight is None:
        return '<span class="x-ev__l"></span><span class="x-ev__n">0</span><span class="x-ev__r"></span>'
    share = min(abs(weight) / scale, 1.0) * 96
    sign = "\u2212" if weight < 0 else "+"
    number = f'<span class="x-ev__n">{sign}{abs(weight):.1f}</span>'
    if weight < 0:
        drawn = f'<rect class="x-bar-against" x="{100 - share:.1f}%" y="2" width="{share:.1f}%" height="14"/>'
        return f'<span class="x-ev__l">{_frame(drawn)}</span>{number}<span class="x-ev__r"></span>'
    drawn = f'<rect class="x-bar-for" x="0" y="1" width="{share:.1f}%" height="16"/>'
    return f'<span class="x-ev__l"></span>{number}<span class="x-ev__r">{_frame(drawn)}</span>'


def _frame(drawn: str) -> str:
    return f'<svg width="100%" height="18" aria-hidden="true" focusable="false">{drawn}</svg>'
