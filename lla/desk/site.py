"""The desk's own site: who gets in, and what all its lists share."""

from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.filters import ListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminSplitDateTime, AdminURLFieldWidget
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import DateField, DateTimeField, Field, URLField
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from lla.accounts import decorators, second_factor
from lla.desk import offices
from lla.desk.model_admin import ReadOnlyAdmin
from lla.desk.panels import panels_for
from lla.forms.address_fields import WebAddressField
from lla.forms.optimistic_locking import RowForm, RowFormSet
from lla.forms.time_fields import DayField, MomentField

# allauth's own pages would show the keys of authenticator apps, and move an address past our rules;
# permission groups are what our migrations say.
CLOSED = {"mfa.Authenticator", "account.EmailAddress", "auth.Group"}


class NamedFilters(ChangeList):
    """A list that is filtered by what its `list_filter` names and by nothing else.

    Django allows any look-up on the model's own fields, so that whoever may read a list could guess the
    columns it does not show, email by email.
    """

    def get_filters(self, request: HttpRequest) -> Any:
        filters = super().get_filters(request)
        unnamed = filters[2]  # what was asked for and no filter of the list took
        if unnamed:
            raise DisallowedModelAdminLookup(f"Filtering by {', '.join(unnamed)} not allowed")
        return filters

    @property
    def drawer(self) -> list[ListFilter]:
        """The filters that stand below "Filters"; those chosen by tabs stand above the list."""
        return [spec for spec in self.filter_specs if not getattr(spec, "chosen_by_tabs", False)]

    @property
    def filters_used(self) -> int:
        return sum(bool(spec.used_parameters) for spec in self.drawer)

    @property
    def without_filters(self) -> str:
        """The list without them: a search and a tab stay chosen."""
        names = [str(name) for spec in self.drawer for name in spec.expected_parameters()]
        return self.get_query_string(remove=names)


class MomentWidget(AdminSplitDateTime):
    """A day and an hour in one row; nothing here is timed by the second."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets[1].format = "%H:%M"

    def decompress(self, value: datetime | None) -> Any:
        day, hour = super().decompress(value)
        return [day, hour and hour.replace(second=0)]


# Days, moments and web addresses are typed into the desk as into any other form.
TYPED: dict[type[Field[Any, Any]], dict[str, Any]] = {
    DateField: {"form_class": DayField},
    DateTimeField: {"form_class": MomentField, "widget": MomentWidget},
    URLField: {"form_class": WebAddressField, "widget": AdminURLFieldWidget},
}


class ListAdmin(admin.ModelAdmin[Any]):
    """What every list of the desk shares, those that other packages bring among them."""

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return NamedFilters

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **more: Any
    ) -> Any:
        """The row is locked before it is read to be compared and saved.

        Of two who add at once what there can be only once, the second is asked again: by now the usual check
        finds what the first saved, and says so.
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, *args, **more)
        try:
            return self._save_locked(request, object_id, *args, **more)
        except IntegrityError:
            return self._save_locked(request, object_id, *args, **more)

    def _save_locked(self, request: HttpRequest, object_id: str | None, *args: Any, **more: Any) -> Any:
        with transaction.atomic():
            if object_id and (row := self.get_object(request, unquote(object_id))):
                # Links in a table between are added under a weaker lock than the one that spares keys.
                spare_keys = not row._meta.many_to_many
                rows = type(row)._base_manager.select_for_update(no_key=spare_keys)
                rows.filter(pk=row.pk).values_list("pk").first()
            return super().changeform_view(request, object_id, *args, **more)

    def save_related(self, request: HttpRequest, *args: Any, **options: Any) -> None:
        """What the database would refuse only at the end is asked before anything is said to be saved."""
        super().save_related(request, *args, **options)
        connection.check_constraints()

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any, **options: Any) -> Any:
        """A choice that names no row counts as none."""
        key = queryset.model._meta.pk
        chosen = [one for one in request.POST.getlist(ACTION_CHECKBOX_NAME) if _may_be(key, one)]
        sent = request.POST.copy()
        sent.setlist(ACTION_CHECKBOX_NAME, chosen)
        request.POST = sent  # type: ignore[assignment]
        return super().response_action(request, queryset, *args, **options)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """Any form of the desk: it speaks our words, and of two who save a row the second is told."""
        return _row_form(super().get_form(request, obj, change, **options))

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """The same for the rows edited beside it, each by itself."""
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            if obj and request.method == "POST" and inline.has_change_permission(request, obj):
                beside = inline.model._base_manager.filter(**{formset.fk.name: obj}).order_by("pk")
                list(beside.select_for_update(no_key=True).values_list("pk"))
            rows = type(formset.__name__, (RowFormSet, formset), {"form": _row_form(formset.form)})
            yield rows, inline

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """The way to a row's history only where there can be one."""
        context["keeps_history"] = not isinstance(self, ReadOnlyAdmin)
        return super().render_change_form(request, context, *args, **options)


class ChangedColumnsAdmin(admin.ModelAdmin[Any]):
    """What every admin of the desk does in the end: only what was changed in a row is saved."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=form.changed_columns)
        else:
            super().save_model(request, obj, form, change)


def _may_be(key: Field[Any, Any], sent: str) -> bool:
    """Whether what was sent may be the key of a row."""
    try:
        key.clean(sent, None)
    except ValidationError:
        return False
    return True


def _row_form(theirs: Any) -> Any:
    """`templates/admin/change_form.html` draws its mark."""
    return type(theirs)(theirs.__name__, (RowForm, theirs), {"__module__": theirs.__module__})


class DeskSite(admin.AdminSite):
    """Django's admin in our house: no passwords, and nothing opens without a second factor."""

    site_header = f"{settings.ORGANISATION['name']}: the desk"
    site_title = f"{settings.ORGANISATION['short_name']} desk"
    index_title = "The desk"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        models: list[Any] = [model_or_iterable]
        if not isinstance(model_or_iterable, ModelBase):
            models = list(model_or_iterable)
        theirs = admin_class or admin.ModelAdmin
        own = {
            "__module__": theirs.__module__,
            "formfield_overrides": {**TYPED, **theirs.formfield_overrides},
        }
        ours = type(theirs.__name__, (ListAdmin, theirs, ChangedColumnsAdmin), own)
        super().register([model for model in models if model._meta.label not in CLOSED], ours, **options)

    def get_urls(self) -> list[Any]:
        """Django's own without those for passwords, which nobody has."""
        theirs = super().get_urls()
        kept = [found for found in theirs if not str(getattr(found, "name", "")).startswith("password_")]
        return [path("offices/", self.admin_view(self.offices), name="offices"), *kept]

    def offices(self, request: HttpRequest) -> TemplateResponse:
        return offices.page(request, self.each_context(request))

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return bool(
            user.is_active and user.is_authenticated and user.is_staff
        ) and second_factor.used_second_factor(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the desk asks for the second factor, and keeps what was typed while it is shown."""
        opened = super().admin_view(view, cacheable)

        @wraps(opened)
        def answer(request: HttpRequest, *args: Any, **asked: Any) -> HttpResponse:
            if self.has_permission(request):
                return opened(request, *args, **asked)  # type: ignore[no-any-return]
            return self._shut(request)

        return decorators.declare(answer, second_factor=True)

    def _shut(self, request: HttpRequest) -> HttpResponse:
        """To the sign-in or the second factor; whoever is not staff is refused."""
        if not request.user.is_authenticated:
            return decorators.redirect_to_sign_in(request)
        if not request.user.is_staff:
            return decorators.refused(request, ["Only the committee can use the desk."])
        if request.method == "GET" and not second_factor.has_second_factor(request.user):
            return redirect("mfa_index")
        return decorators.redirect_to_second_factor(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated and not self.has_permission(request):
            return self._shut(request)
        asked_for = decorators.next_url(request, otherwise=reverse("admin:index", current_app=self.name))
        if self.has_permission(request):
            return redirect(asked_for)
        return redirect_to_login(asked_for, reverse("account_login"))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"panels": panels_for(request), **(extra_context or {})})
