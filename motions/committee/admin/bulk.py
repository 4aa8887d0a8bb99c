"""What the committee may do to many motions at once: shown first on one page, then done to each by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed

from ...motion import wording
from ...motion.models import Motion
from ..forms.base import DeskForm
from .acts import ACTIONS
from .desk_action import DeskAction
from .previews import CHANGE, DO, foresee


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAct:
    """An act of the desk on each of many motions, in the words for many.

    `done` is said afterwards, with how many in its gap. `of` is the act on one, whose form asks once what
    all of them need.
    """

    of: DeskAction
    label: str
    explains: str
    done: str

    @property
    def name(self) -> str:
        return self.of.name

    @property
    def asks(self) -> bool:
        """Whether it needs anything besides what was seen of each motion."""
        return bool(set(getattr(self.of.form, "base_fields", ())) - {SEEN})


SEEN = "seen"
ACTS = (
    BulkAct(
        of=ACTIONS["rule-in-order"],
        label="Rule in order",
        explains="These go on the agenda with their current texts. Labels are given in this order.",
        done="{} ruled in order.",
    ),
    BulkAct(
        of=ACTIONS["publish"],
        label="Publish",
        explains="Everybody will be able to read these.",
        done="{} published.",
    ),
    BulkAct(
        of=ACTIONS["write"],
        label="Write to the movers",
        explains="The movers of each, and the confirming officer of its group, get an email of their own.",
        done="{}: movers emailed.",
    ),
    BulkAct(
        of=ACTIONS["rule-out"],
        label="Propose ruling out",
        explains="One rule and one public reason for all of these. Nobody outside the committee is told "
        "until a second member agrees.",
        done="{} proposed to be ruled out. A second person has to agree to each.",
    ),
    BulkAct(
        of=ACTIONS["second"],
        label="Second the proposals",
        explains="You are the second person for each of these. The proposals take effect, and their reasons "
        "are public.",
        done="{}: the proposal has taken effect.",
    ),
    BulkAct(
        of=ACTIONS["duplicate"],
        label="Mark as duplicates",
        explains="Each of these is marked as a duplicate of one that you name. The history of all says so.",
        done="{} marked as duplicates.",
    ),
    BulkAct(
        of=ACTIONS["move"],
        label="Move to another agenda item",
        explains="Each gets the next label of the other item. The old labels are printed as moved.",
        done="{} moved.",
    ),
    BulkAct(
        of=ACTIONS["emergency"],
        label="Treat as emergencies",
        explains="For several about one event. Each gets a label among the emergency motions.",
        done="{} taken as an emergency.",
    ),
    BulkAct(
        of=ACTIONS["admit"],
        label="Propose admitting, although late",
        explains="For several that are late for one reason. Two people have to agree to each.",
        done="{} proposed to be admitted. A second person has to agree to each.",
    ),
    BulkAct(
        of=ACTIONS["override"],
        label="Propose setting a rule aside",
        explains="One rule and one public reason for all of these. Two people have to agree to each.",
        done="{}: a second person has to agree that the rule is set aside.",
    ),
    BulkAct(
        of=ACTIONS["remind"],
        label="Remind those who have not confirmed",
        explains="Everybody who has not confirmed gets one more email.",
        done="{}: reminders sent.",
    ),
    BulkAct(
        of=ACTIONS["assign"],
        label="Assign",
        explains="Choose who on the committee is responsible for all of these.",
        done="{} assigned.",
    ),
)


def bulk_page(
    request: AuthenticatedHttpRequest, act: BulkAct, motions: Sequence[Motion], *, frame: Mapping[str, Any]
) -> HttpResponse | None:
    """Ask what the act needs, show what it would do to each motion, and do it; None once it is done."""
    if not motions:
        return None
    step = request.POST.get("step", "")
    form = _form(act, motions[0], request.POST if step or not act.asks else None)
    context = {**frame, "title": act.label, "act": act, "form": form, "chosen": motions}
    if not form.is_valid() or step == CHANGE:
        return TemplateResponse(request, "motions/committee/bulk_form.html", context)
    do = partial(act.of.do, by=request.user, **form.cleaned_data)
    if step == DO:
        _do_to_each(request, act, motions, do)
        return None
    foreseen = foresee(motions, do)
    possible = [each for each in foreseen if not each.reasons]
    context |= {
        "possible": possible,
        "counted": wording.counted([each.motion.nature for each in possible]),
        "refused": [each for each in foreseen if each.reasons],
        "emails": sum(len(each.emails) for each in possible),
    }
    return TemplateResponse(request, "motions/committee/bulk_preview.html", context)


def _form(act: BulkAct, first: Motion, sent: QueryDict | None) -> DeskForm:
    """What the act asks for, as it asks it of the first of many; what was seen is sent for each of them."""
    form = act.of.form(sent, motion=first)
    form.fields.pop(SEEN, None)
    return form


def _do_to_each(
    request: HttpRequest, act: BulkAct, motions: Sequence[Motion], do: Callable[..., object]
) -> None:
    """Do it to each motion as it was seen, where the act asks for that."""
    seen = _seen(request.POST.getlist(SEEN))
    checks = SEEN in getattr(act.of.form, "base_fields", ())

    def do_as_seen(motion: Motion) -> object:
        return do(motion, seen=seen.get(motion.pk, 0)) if checks else do(motion)

    do_to_each(request, motions, do_as_seen, done=act.done)


def _seen(sent: Sequence[str]) -> dict[int, int]:
    """The newest step of each motion in view, by the motion's key; sent as "42:911"."""
    pairs = [each.partition(":") for each in sent]
    return {int(pk): int(step) for pk, _, step in pairs if pk.isdecimal() and step.isdecimal()}


def do_to_each(
    request: HttpRequest, motions: Sequence[Motion], do: Callable[[Motion], object], *, done: str
) -> None:
    """Do it to each motion by itself, and say of each that refuses why."""
    natures = []
    for motion in motions:
        try:
            do(motion)
        except NotAllowed as refusal:
            messages.warning(request, f"{motion.reference}: {' '.join(refusal.reasons)}")
        else:
            natures.append(motion.nature)
    if natures:
        messages.success(request, done.format(wording.counted(natures)))
