"""The desk's pages of users."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple, ModelForm
from django.http import HttpRequest

from lla.accounts import sessions
from lla.accounts.models import User
from lla.words.functions import SortKey


class GroupFilter(admin.RelatedFieldListFilter):
    """Permission groups by name."""

    def field_admin_ordering(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        return (SortKey("name"),)


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ("email", "name", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", ("groups", GroupFilter))
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = ("email", "name", "is_active", "is_staff", "is_superuser", "groups", "last_login", "created_at")
    readonly_fields = ("last_login", "created_at")
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        groups = db_field.remote_field.model.objects.order_by(SortKey("name"))
        return super().formfield_for_manytomany(db_field, request, **{"queryset": groups, **options})

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever's role, address or leave to sign in has changed signs in afresh, under the new ones."""
        super().save_related(request, form, formsets, change)
        if {"email", "is_active", "is_staff", "is_superuser", "groups"} & set(form.changed_data):
            user = form.instance
            EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
            if user != request.user:
                sessions.sign_out_everywhere(user)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only a superuser makes staff and superusers."""
        more = () if request.user.is_superuser else ("is_staff", "is_superuser", "groups")
        return (*self.readonly_fields, *more)
