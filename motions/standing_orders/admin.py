"""Standing orders in the admin, in the order of their conference."""

from django.contrib import admin

from lla.desk.history import HistoryAdmin

from .models import StandingOrder


@admin.register(StandingOrder)
class StandingOrderAdmin(HistoryAdmin):
    list_display = ("number", "heading", "conference", "order")
    list_display_links = ("number", "heading")
    list_filter = ("conference",)
    list_select_related = ("conference",)
    search_fields = ("number", "heading", "words")
    ordering = ("-conference__starts_on", "order", "pk")
    fields = ("conference", "order", "number", "heading", "words")
