"""Put what was kept back into the form of a page, as if it had been typed again."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

LEFT_ALONE = {"hidden", "file", "password", "submit", "button", "image", "reset"}
CHOSEN = {"checkbox", "radio"}

Attributes = list[tuple[str, str | None]]


def refilled(html: str, fields: dict[str, list[str]], *, page: str, action: str) -> str:
    """The page with the values in the form that goes to the address; everything else as it was."""
    writer = _Refill(fields, page=page, action=action)
    writer.feed(html)
    writer.close()
    return "".join(writer.out)


class _Refill(HTMLParser):
    """Writes a page again, with other values in the fields of one form."""

    def __init__(self, fields: dict[str, list[str]], *, page: str, action: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.fields = {name: list(values) for name, values in fields.items()}
        self.page, self.action = page, action
        self.inside = False  # in the form that is meant
        self.select = ""
        self.silent = False  # in a textarea whose old text is left out

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """A tag with the values that were kept."""
        raw = self.get_starttag_text() or ""
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            goes = urlsplit(urljoin(self.page, said.get("action", ""))).path
            self.inside = said.get("method", "").lower() == "post" and goes == self.action
        if not self.inside:
            self.out.append(raw)
        elif tag == "input":
            self.out.append(self._input(raw, attrs, said))
        elif tag == "textarea" and name in self.fields:
            self.out += [raw, "\n", escape(self._next(name))]
            self.silent = True
        elif tag == "select":
            self.select = name if name in self.fields else ""
            self.out.append(raw)
        elif tag == "option" and self.select:
            chosen = said.get("value", "") in self.fields[self.select]
            self.out.append(_tag(tag, attrs, without="selected", mark="selected" if chosen else ""))
        else:
            self.out.append(raw)

    def _input(self, raw: str, attrs: Attributes, said: dict[str, str]) -> str:
        kind, name = said.get("type", "text").lower(), said.get("name", "")
        if kind in LEFT_ALONE or not name:
            return raw
        if kind in CHOSEN:
            if kind == "radio" and name not in self.fields:
                return raw
            chosen = said.get("value", "on") in self.fields.get(name, [])
            return _tag("input", attrs, without="checked", mark="checked" if chosen else "")
        if name not in self.fields:
            return raw
        return _tag("input", attrs, without="value", value=self._next(name))

    def _next(self, name: str) -> str:
        """The next value of a name: fields that share one are filled in turn."""
        values = self.fields[name]
        return values.pop(0) if len(values) > 1 else values[0] if values else ""

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """A tag that closes itself."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """The end of a field, of the form, or of anything else."""
        if tag == "textarea":
            self.silent = False
        if tag == "select":
            self.select = ""
        if tag == "form":
            self.inside = False
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Words as they stand."""
        self._as_is(data)

    def handle_entityref(self, name: str) -> None:
        """A named sign."""
        self._as_is(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A numbered sign."""
        self._as_is(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self._as_is(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """The kind of document."""
        self.out.append(f"<!{decl}>")

    def _as_is(self, text: str) -> None:
        if not self.silent:
            self.out.append(text)


def _tag(tag: str, attrs: Attributes, *, without: str, mark: str = "", value: str | None = None) -> str:
    kept = [(name, held) for name, held in attrs if name != without]
    if value is not None:
        kept.append(("value", value))
    if mark:
        kept.append((mark, None))
    return f"<{tag}" + "".join(f" {name}" if held is None else f' {name}="{escape(held)}"' for name, held in kept) + ">"
