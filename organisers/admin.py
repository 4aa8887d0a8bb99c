"""What the desk shows of organisers: the regions and the groups, with every change made to them."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db.models import URLField

from lla.changes import WithChanges

from .models import Group, Region


@admin.register(Region)
class RegionAdmin(WithChanges):
    list_display = ("name", "slug", "order")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Group)
class GroupAdmin(WithChanges):
    list_display = ("name", "kind", "status", "region", "town", "affiliated_on")
    list_filter = ("status", "kind", "region")
    list_select_related = ("region",)
    search_fields = ("name", "town", "public_email")
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = {URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"}}
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "region", "town")}),
        ("Standing", {"fields": ("status", "applied_on", "affiliated_on", "left_on")}),
        ("Where the public finds it", {"fields": ("public_email", "website")}),
    )
