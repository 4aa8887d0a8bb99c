"""The versions of the confidentiality undertaking, on the desk."""

from django.contrib import admin
from django.db.models import Max, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from lla.desk.model_admin import ReadOnlyAdmin

from .models import Undertaking


@admin.register(Undertaking)
class UndertakingAdmin(ReadOnlyAdmin):
    """Versions are added and never changed: organisers have accepted them word for word."""

    list_display = ("version", "in_force_at", "accepted_by")
    fields = ("words",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("organisers.add_undertaking")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Undertaking]:
        return Undertaking.objects.prefetch_related("acceptances__user")

    @admin.display(description="accepted by")
    def accepted_by(self, undertaking: Undertaking) -> str:
        return ", ".join(str(acceptance.user) for acceptance in undertaking.acceptances.all()) or "nobody yet"

    def save_model(
        self, request: HttpRequest, obj: Undertaking, form: ModelForm[Undertaking], change: bool
    ) -> None:
        highest = Undertaking.objects.aggregate(highest=Max("version"))["highest"] or 0
        obj.version = highest + 1
        super().save_model(request, obj, form, change)
