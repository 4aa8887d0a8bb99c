"""Where the desk's pages are, what their forms hold, and how a motion stands; for the tests of the desk."""

from typing import Any

from django.test import Client
from django.urls import reverse

from motions.agenda.models import AgendaItem, Conference
from motions.motion.models import Motion

QUEUE = reverse("admin:motions_motion_changelist")


def sheet_of(motion: Motion) -> str:
    return reverse("admin:motions_motion_change", args=[motion.pk])


def page_of(motion: Motion, act: str) -> str:
    return reverse("admin:motions_motion_act", args=[motion.pk, act])


def checklist_of(motion: Motion) -> str:
    return reverse("admin:motions_motion_checklist", args=[motion.pk])


def seen(motion: Motion) -> str:
    """The newest step, as a page opened now would hold it."""
    return str(motion.events.values_list("pk", flat=True).latest("pk"))


def status_of(motion: Motion) -> str:
    return Motion.objects.get(pk=motion.pk).status


def change_page(row: Conference | AgendaItem) -> str:
    return reverse(f"admin:motions_{row._meta.model_name}_change", args=[row.pk])


def sent_from(desk: Client, row: Conference | AgendaItem, **changed: Any) -> dict[str, Any]:
    """What the page of a conference or an agenda item sends when nothing else in it is touched."""
    page = desk.get(change_page(row)).context
    form = page["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    for name, field in form.fields.items():
        if hasattr(field.widget, "decompress"):
            date, time = field.widget.decompress(field.prepare_value(sent.pop(name)))
            sent |= {f"{name}_0": date, f"{name}_1": time}
    for rows in (inline.formset for inline in page["inline_admin_formsets"]):
        for form in (rows.management_form, *rows.forms):
            sent |= {form.add_prefix(name): form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value is not False}
    return {name: "" if value is None else value for name, value in sent.items()} | changed
