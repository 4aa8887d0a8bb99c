"""What is typed about a group: by itself when it applies, by its organiser, by the committee."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from lla.forms.address_fields import AddressField, WebAddressField
from lla.forms.base import Form, Honeypot, offer
from lla.forms.fields import OneLineField, TextField
from lla.forms.optimistic_locking import OptimisticLocking

from ..contacts.choices import ContactRole
from ..contacts.models import Contact
from ..groups import selectors as groups_selectors
from ..groups.choices import GroupKind, RegionSource
from ..groups.models import Group
from ..regions.forms import ConstituenciesField, PostcodeField
from ..regions.models import Constituency, Region

ASK = "We cannot tell which region the group is in. Choose the region where most members live."


class WhereForm(Form):
    """Where a group is and how the public finds it."""

    town = OneLineField(label="Town or area", max_length=80, required=False)
    postcode = PostcodeField(
        label="Postcode of where you meet",
        required=False,
        help_text="We only use it to find the region. It is not shown.",
    )
    constituencies = ConstituenciesField(
        label="Constituencies",
        help_text="The names of the constituencies you cover, one on each line.",
    )
    public_email = AddressField(
        label="Public email address",
        required=False,
        help_text="It is shown on our public page. Leave it blank if people should contact you through "
        "the organiser.",
    )
    group_website = WebAddressField(label="Website", max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not Constituency.objects.exists():
            del self.fields["constituencies"]


class AffiliateForm(Honeypot, WhereForm):
    """A group applies to affiliate."""

    field_order: Sequence[str] = (
        "name", "kind", "town", "postcode", "constituencies", "region", "public_email", "group_website",
        "contact_name", "role", "contact_email", "allowed",
    )  # fmt: skip

    SAME_NAMES = ("name", "kind", "town", "postcode", "public_email")

    name = OneLineField(label="Name of the group")
    kind = forms.ChoiceField(label="What kind of group?", choices=GroupKind, widget=forms.RadioSelect)
    region = forms.ModelChoiceField(
        label="Region",
        queryset=Region.objects.all(),
        required=False,
        empty_label="I do not know",
        help_text="If you are not sure, leave this. We can usually tell from a local group’s postcode.",
    )
    contact_name = OneLineField(label="Your name", max_length=80)
    role = forms.ChoiceField(label="Your role in the group", choices=ContactRole)
    contact_email = AddressField(
        label="Your email address", help_text="Use the address of your role if there is one. It is not shown."
    )
    allowed = forms.BooleanField(
        label="The group has decided to apply, and I may apply for it",
        error_messages={"required": "Tick this to confirm that you may apply for the group."},
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            self.place = groups_selectors.region_for(
                kind=self.cleaned_data["kind"],
                constituencies=self.cleaned_data.get("constituencies", ()),
                postcode=self.cleaned_data["postcode"],
                said=self.cleaned_data["region"],
            )
            if self.place[0] is None:
                self.add_error("region", ASK)
        return cleaned

    @property
    def application(self) -> Contact:
        """The first contact of a group, and the group, neither of them saved."""
        region, source = self.place
        typed = self.cleaned_data
        group = Group(
            region=cast(Region, region),
            region_source=RegionSource(source),
            website=typed["group_website"],
            **{name: typed[name] for name in self.SAME_NAMES},
        )
        return Contact(
            group=group, name=typed["contact_name"], role=typed["role"], email=typed["contact_email"]
        )


class VerifyForm(OptimisticLocking, WhereForm):
    """What the organiser has checked with a group."""

    def __init__(self, *args: Any, group: Group, **options: Any) -> None:
        present = {
            **{name: getattr(group, name) for name in ("town", "postcode", "public_email")},
            "group_website": group.website,
            "constituencies": list(group.constituencies.all()),
        }
        super().__init__(*args, initial=present, **options)


class ProposeForm(Form):
    words = TextField(
        label="Why it should be affiliated",
        max_length=2_000,
        help_text="For the steering committee: who you met, how many members there are, and what they do.",
    )


class HandOverForm(Form):
    """To which region a group goes, and why."""

    to = forms.ModelChoiceField(label="To which region?", queryset=Region.objects.none())
    words = TextField(
        label="Why", max_length=2_000, help_text="The organisers of both regions can read this."
    )

    def __init__(self, *args: Any, group: Group, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "to", Region.objects.exclude(pk=group.region_id))


class RefuseForm(Form):
    words = TextField(label="Why", max_length=2_000, help_text="The organiser who offered it can read this.")


class ReasonForm(Form):
    words = TextField(
        label="Why", max_length=2_000, help_text="The group’s contacts and its organiser can read this."
    )


class AffiliatedForm(Form):
    words = TextField(
        label="The decision behind it",
        max_length=2_000,
        required=False,
        help_text="For example: steering committee, 3 May 2027, item 4. It is kept on record.",
    )
