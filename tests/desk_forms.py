"""The desk's pages on which a row is changed, and what a browser sends from them."""

from typing import Any

from django.db.models import Model
from django.forms import BoundField
from django.test import Client
from django.urls import reverse


def change_page(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def sent_from(desk: Client, row: Model, **changed: Any) -> dict[str, Any]:
    """What the page of a row sends when nothing else in it is touched."""
    page = desk.get(change_page(row)).context
    sets = [inline.formset for inline in page["inline_admin_formsets"]]
    inner = [form for rows in sets for form in (rows.management_form, *rows.forms)]
    sent: dict[str, Any] = {}
    for form in (page["adminform"].form, *inner):
        for name, field in form.fields.items():
            names = [form[name].html_name, *([form[name].html_initial_name] * field.show_hidden_initial)]
            sent |= {part: value for each in names for part, value in _parts(each, form[name]).items()}
    sent = {name: value for name, value in sent.items() if value is not False}
    return {name: "" if value is None else value for name, value in sent.items()} | changed


def mark_on(desk: Client, page: str) -> dict[str, str]:
    """The mark that a row's page has of what is stored."""
    form = desk.get(page).context["adminform"].form
    return {"seen": form["seen"].value()}


def _parts(name: str, bound: BoundField) -> dict[str, Any]:
    """A moment is sent as its day and its hour."""
    widget, value = bound.field.widget, bound.value()
    if not hasattr(widget, "decompress"):
        return {name: value}
    day, hour = widget.decompress(bound.field.prepare_value(value))
    return {f"{name}_0": day, f"{name}_1": hour}
