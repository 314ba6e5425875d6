"""How forms are drawn: our own renderer with the patterns of the design system."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws every form and field with our templates."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
