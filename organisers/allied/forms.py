"""What is typed about another organisation, and about a conversation with it."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.forms.address_fields import WebAddressField
from lla.forms.base import Form
from lla.forms.fields import OneLineField, TextField
from lla.forms.optimistic_locking import LockingModelForm
from lla.forms.time_fields import DayField
from lla.time import clock
from lla.words.functions import SortKey

from ..appointments.models import Appointment
from . import rules
from .models import AlliedOrganisation, Medium


class OrganisationForm(LockingModelForm[AlliedOrganisation]):
    name = OneLineField(label="Name")
    website = WebAddressField(label="Website", max_length=300, required=False)
    next_action = OneLineField(label="What is next", max_length=200, required=False)
    due_on = DayField(label="Due on", required=False)

    class Meta:
        model = AlliedOrganisation
        fields = ("name", "website", "status", "owner", "next_action", "due_on")
        labels = {"status": "How far we are", "owner": "Who looks after it"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        in_force = Appointment.objects.in_force(on=localdate(clock.now()))
        people = User.objects.filter(Q(is_staff=True) | Q(appointments__in=in_force), is_active=True)
        owner: Any = self.fields["owner"]
        owner.queryset = people.distinct().order_by(SortKey("name"))
        owner.empty_label = "Nobody yet"

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and "due_on" in self.changed_data and (reasons := rules.why_not_due(day, now=clock.now())):
            raise forms.ValidationError(reasons)
        return day


class ContactForm(Form):
    medium = forms.ChoiceField(label="How", choices=Medium.choices, widget=forms.RadioSelect)
    words = TextField(
        label="What was said",
        max_length=5_000,
        rows=6,
        help_text="Organisers and the committee read it. Name nobody who did not agree to that.",
    )
