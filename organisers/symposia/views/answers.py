"""The parts of a contact's page about symposia, and the pages that the emails' links open for each."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from lla.accounts.decorators import private_page
from lla.forms.base import Form, post_data, refusals_as_errors
from lla.links import tokens
from lla.time import clock

from ...contacts.emails import SYMPOSIUM_LINK
from ...contacts.models import Contact
from ...contacts.workflow import contact_actor
from ...groups.choices import GroupStatus
from ...groups.models import Group
from ..choices import OptionKind, Stage
from ..forms import ReplyForm, VoicesForm
from ..models import Invitation, Reply, Symposium
from ..selectors import OPTION_ORDER
from ..workflow import lifecycle

SAVED = "Thank you. Your group’s answers are saved."
UNCHANGED = "Nothing was changed."
_ROW = re.compile(r"([0-9]{1,18})-")


@dataclass(frozen=True, slots=True)
class Part:
    """One form of a contact's page: left as it was it is valid, and saving it does nothing."""

    symposium: Symposium
    form: Form
    template: str
    act: Callable[[], object]

    @property
    def changed(self) -> bool:
        return self.form.has_changed()

    def save(self) -> None:
        """Do what was said in a valid form; raises NotAllowed when the rules have changed meanwhile."""
        if self.changed:
            self.act()


def parts_for(contact: Contact, data: QueryDict | None = None) -> list[Part]:
    """What a contact's group is asked now: open consultations first, then who comes to what is confirmed."""
    return [*_consultations(contact, data), *_coming(contact, data)]


@private_page
def consultation(request: HttpRequest, token: str) -> HttpResponse:
    """From the email straight to the questions that the contact's group is asked."""
    return _directly(request, token, _consultations, "organisers:consultation")


@private_page
def coming(request: HttpRequest, token: str) -> HttpResponse:
    """From the email straight to whether the contact's group comes."""
    return _directly(request, token, _coming, "organisers:coming")


def _directly(request: HttpRequest, token: str, find: Callable[..., list[Part]], view: str) -> HttpResponse:
    """The email's link goes on working; it speaks for one contact and opens nothing else."""
    people = Contact.objects.present().select_related("group__region")
    contact = get_object_or_404(people, pk=tokens.read(SYMPOSIUM_LINK, token).target)
    parts = find(contact, post_data(request))
    # Each is asked, so that every mistake is shown at once.
    wrong = [part for part in parts if not part.form.is_valid()]
    if request.method == "POST" and parts and not wrong:
        changed = any(part.changed for part in parts)
        with refusals_as_errors(parts[0].form), transaction.atomic():
            for part in parts:
                part.save()
            messages.success(request, SAVED if changed else UNCHANGED)
            return redirect(view, token)
    form = next((part.form for part in parts if part.form.errors), None)
    context = {"contact": contact, "group": contact.group, "parts": parts, "form": form}
    return render(request, "organisers/symposia/taking_part.html", context)


def _consultations(contact: Contact, data: QueryDict | None) -> list[Part]:
    """Where the group was asked and may still answer, in whichever region that was."""
    asked = Q(symposium__in=Symposium.objects.open_to_answers(now=clock.now()))
    asked &= Q(group__status=GroupStatus.AFFILIATED)
    invitations = (
        contact.group.invitations.filter(asked | Q(pk__in=_sent(data, "voice")))
        .select_related("group", "symposium__region")
        .prefetch_related("answers", "symposium__options__venue")
    )
    return [_consultation(invitation, contact, data) for invitation in invitations]


def _consultation(invitation: Invitation, contact: Contact, data: QueryDict | None) -> Part:
    options = sorted(
        invitation.symposium.options.all(), key=lambda option: OPTION_ORDER[OptionKind(option.kind)]
    )
    form = VoicesForm(data, invitation=invitation, options=options, empty_permitted=True)

    def act() -> None:
        lifecycle.answer(invitation, form.voices, by=contact_actor(contact))

    return Part(invitation.symposium, form, "organisers/symposia/_part_consultation.html", act)


def _coming(contact: Contact, data: QueryDict | None) -> list[Part]:
    """The confirmed symposia that have not begun, of the group's region and wherever else it was asked."""
    group, now = contact.group, clock.now()
    here = Q(region=group.region_id) | Q(pk__in=group.invitations.values("symposium"))
    waiting = Q(pk__in=_sent(data, "reply"))
    if group.status == GroupStatus.AFFILIATED:
        waiting |= Q(stage=Stage.CONFIRMED, starts_at__gt=now)
    symposia = Symposium.objects.filter(here, waiting).order_by("starts_at").select_related("region", "venue")
    replies = {reply.symposium_id: reply for reply in group.replies.select_related("need")}
    return [_reply(symposium, group, replies.get(symposium.pk), data) for symposium in symposia]


def _reply(symposium: Symposium, group: Group, reply: Reply | None, data: QueryDict | None) -> Part:
    form = ReplyForm(
        data,
        prefix=f"reply-{symposium.pk}",
        initial={"coming": "yes" if reply.coming else "no", "places": reply.places or None} if reply else {},
        noted=hasattr(reply, "need"),
        empty_permitted=True,
    )

    def act() -> None:
        lifecycle.reply(symposium, group, **form.reply)

    return Part(symposium, form, "organisers/symposia/_part_coming.html", act)


def _sent(data: QueryDict | None, what: str) -> set[int]:
    """The rows whose form was sent: one that closed meanwhile stays on the page, to be refused in words."""
    start = f"{what}-"
    named = (_ROW.match(name, len(start)) for name in data or () if name.startswith(start))
    return {int(match[1]) for match in named if match}
