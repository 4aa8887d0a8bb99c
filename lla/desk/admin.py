"""The desk's page of how the jobs went."""

from django.contrib import admin

from lla.desk.model_admin import ReadOnlyAdmin
from lla.jobs.models import Run


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ("name", "began_at", "finished_at", "error")
    ordering = ("name",)
