"""The agenda of a conference, edited in its order on the conference's own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ...agenda.models import AgendaItem, Conference
from ..forms import CHANGE_ADDRESS, AgendaFormSet, ItemForm


class AgendaInline(admin.StackedInline[AgendaItem, Conference]):
    """Items with a number typed for each, and room for two more."""

    model = AgendaItem
    form = ItemForm
    formset = AgendaFormSet
    fieldsets = (
        (None, {"fields": (("order", "title"), "takes_motions")}),
        (
            "Introduction, address and labels",
            {"classes": ("collapse",), "fields": ("introduction", "slug", CHANGE_ADDRESS, "prefix")},
        ),
    )
    ordering = ("order",)
    extra = 2
    verbose_name_plural = "Agenda, in the order of the numbers"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Of a draft nobody knows the addresses; a page that was public stays."""
        return bool(obj and obj.is_draft and self.has_change_permission(request, obj))
