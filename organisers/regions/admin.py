"""Regions and constituencies on the desk."""

from django.contrib import admin

from lla.desk.history import HistoryAdmin

from .models import Constituency, Region


@admin.register(Region)
class RegionAdmin(HistoryAdmin):
    list_display = ("name", "slug", "order")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Constituency)
class ConstituencyAdmin(HistoryAdmin):
    list_display = ("name", "code", "region", "source")
    list_filter = ("region",)
    list_select_related = ("region",)
    search_fields = ("name", "code")
