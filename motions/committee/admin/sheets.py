"""What the committee is shown of one motion: its text, checklist, facts, people, differences, emails."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from lla.accounts.models import User
from lla.addresses import email
from lla.emails import recipients
from lla.emails.models import Email
from lla.text.differences import Difference, compare
from lla.text.reading import parse
from lla.time import wording as time_wording

from ...agenda import nouns
from ...agenda.choices import Nature
from ...amendments import rules as amendments_rules
from ...amendments import selectors as amendments_selectors
from ...amendments.clashes import ClashKind
from ...amendments.texts import Change, as_text
from ...amendments.views import change_context
from ...appeals import selectors as appeals_selectors
from ...composites import papers as composites_papers
from ...composites import selectors as composites_selectors
from ...composites.choices import ConsentAnswer
from ...composites.models import SourceAmendment
from ...group_questions import selectors as group_questions_selectors
from ...group_questions import wording as group_questions_wording
from ...group_questions.choices import GroupAnswer
from ...motion import papers as motion_papers
from ...motion import rules as motion_rules
from ...motion import visibility, wording
from ...motion.choices import Outcome, Route, Status
from ...motion.models import Motion, Revision, Ruling
from ...placing.models import FormerLabel
from .. import rules, selectors
from ..choices import Point
from ..forms.sheet import ChecklistForm, ComparisonForm
from .acts import ACTIONS
from .amendments import amendments_context
from .composites import MAKE
from .desk_action import DeskAction

EMAILS_SHOWN = 100
READS_ONLY = "You can read this here but cannot act on it."


@dataclass(frozen=True)
class Button:
    """An act as the sheet offers it; where there are reasons against it, they stand in its place."""

    action: DeskAction
    url: str
    reasons: list[str]


@dataclass(frozen=True)
class Comparison:
    """Two texts of a motion, the later one with the earlier one's words marked in it."""

    form: ComparisonForm
    asked: bool
    earlier: Revision
    later: Revision
    body: Difference
    appendix: Difference


def sheet_context(
    motion: Motion, *, user: User, asked: QueryDict, kept: str, checklist: ChecklistForm | None = None
) -> dict[str, Any]:
    """Everything the sheet of a motion shows, with `kept` of the list it was opened from in its links.

    Give motions from `selectors.for_the_sheet()`.
    """
    amendments = amendments_context(motion)
    near = _alike(motion, amendments)
    seen = selectors.newest_step(motion.pk)
    may_act = user.has_perm("motions.rule_motion")
    offered = buttons(motion, user=user, seen=seen, kept=kept) if may_act else []
    return {
        **_head(motion),
        **_text(motion),
        **_people(motion),
        **_composite(motion),
        **amendments,
        "fell_short": fell_short(motion),
        **_proposal(motion),
        "possible": [button for button in offered if not button.reasons and not button.action.rare],
        "rare": [button for button in offered if not button.reasons and button.action.rare],
        "refused": [button for button in offered if button.reasons],
        "compose_url": _compose_url(near, offered),
        "reads_only": "" if may_act else READS_ONLY,
        "checklist": checklist or ChecklistForm(motion=motion, hints=hints(motion, near=len(near))),
        "may_mark": may_act and not motion_rules.why_not_take_part(motion, by=user),
        "comparison": comparison(motion, asked),
        "near": near,
        "progress": selectors.progress_of(motion.item),
        "emails": recipients.shown(
            Email.objects.filter(about=motion.reference).order_by("-pk")[:EMAILS_SHOWN]
        ),
        "history": selectors.full_history(motion),
    }


def _alike(motion: Motion, amendments: dict[str, Any]) -> list[Motion]:
    """Motions that say much the same, or of an amendment those that make the same change."""
    if motion.amends:
        return [each.other for each in amendments["meetings"] if each.kind is ClashKind.IDENTICAL]
    return list(selectors.near(motion).select_related("current"))


def _compose_url(near: Sequence[Motion], offered: Sequence[Button]) -> str:
    """Where a composite is made of a motion and those that say much the same, which are chosen already."""
    others = urlencode({"others": [motion.pk for motion in near]}, doseq=True)
    urls = [button.url for button in offered if button.action.name == MAKE and not button.reasons]
    return f"{urls[0]}&{others}" if urls else ""


def act_context(motion: Motion, action: DeskAction, *, user: User) -> dict[str, Any]:
    """What the page of an act shows beside its form."""
    return {
        **_head(motion),
        "title": f"{action.label}: {motion.titled}",
        "action": action,
        "reasons": action.why_not(motion, by=user),
        **_proposal(motion),
        "history": selectors.full_history(motion)[:5],
    }


def buttons(motion: Motion, *, user: User, seen: int, kept: str) -> list[Button]:
    asked = f"{kept}&seen={seen}" if kept else f"?seen={seen}"
    called = nouns.words(motion.nature)
    return [
        Button(
            action=action.worded(**called),
            url=reverse("admin:motions_motion_act", args=[motion.pk, action.name]) + asked,
            reasons=action.why_not(motion, by=user),
        )
        for action in ACTIONS.values()
        if motion.nature in action.natures
    ]


def fell_short(motion: Motion) -> str:
    """A warning when a received motion has lost signatories that it needs."""
    needed = motion.conference.signatories_needed
    standing = sum(backing.stands for backing in motion.backings.all())
    is_signed = motion.route == Route.SIGNATORIES and motion.nature != Nature.COMPOSITE
    if not is_signed or not motion.received_at or standing >= needed:
        return ""
    words = wording.count(standing, "signatory supports", "signatories support")
    return f"{words} it now; it needed {needed}."


def hints(motion: Motion, *, near: int) -> dict[str, str]:
    """What the site itself can say about points of the checklist."""
    text, limit = motion.text, motion.conference.body_words
    limited = motion_rules.has_limit(motion)
    unmet = motion_rules.unmet(motion.conference, as_text(text), limited=limited)
    length = f"{text.words:,} words; " + (f"the limit is {limit:,}." if limit else "there is no limit.")
    said = " ".join([length, *(sentence for sentences in unmet.values() for sentence in sentences)])
    alike = wording.count(near, f"other {motion.noun} is", f"other {motion.noun}s are")
    return {Point.LENGTH: said, Point.DUPLICATES: f"{alike} similar."}


def comparison(motion: Motion, asked: QueryDict) -> Comparison | None:
    """The two texts asked for, or the last two; nothing where there is only one."""
    numbers = list(motion.revisions.values_list("number", flat=True).order_by("number"))
    if len(numbers) < 2:
        return None
    chosen = {"earlier": numbers[-2], "later": numbers[-1]}
    form = ComparisonForm(asked if "later" in asked else chosen, numbers=numbers)
    if form.is_valid():
        chosen = form.cleaned_data
    texts = {revision.number: revision for revision in motion.revisions.filter(number__in=chosen.values())}
    earlier, later = texts[chosen["earlier"]], texts[chosen["later"]]
    return Comparison(
        form=form,
        asked="later" in asked,
        earlier=earlier,
        later=later,
        body=compare(earlier.body, later.body),
        appendix=compare(earlier.appendix, later.appendix, prefix=motion_papers.APPENDIX, level=2),
    )


ANSWERS = {
    "": "The people behind it have not answered about this text.",
    ConsentAnswer.AGREES: "The people behind it agree to this text.",
    ConsentAnswer.STANDS_BY_TEXT: "The people behind it keep their own text.",
}


def _composite(motion: Motion) -> dict[str, Any]:
    """The composite that a motion is in; of a composite its motions, with what became of their clauses."""
    if motion.nature != Nature.COMPOSITE:
        return {"in_composite": composites_selectors.composite_of(motion), "composite_sources": []}
    sources = composites_selectors.sources_of(motion)
    return {
        "decided": list(map(_decided, composites_selectors.decided(motion))),
        "undecided": composites_selectors.undecided(motion, sources),
        "composite_options": composites_papers.options_blocks(motion, motion.text),
        "composite_sources": [
            {
                "motion": source.motion,
                "answer": ANSWERS[composites_selectors.standing_answer(source, motion.text)],
                "fates": composites_selectors.fates(source.revision, motion.text),
            }
            for source in sources
        ],
    }


def _proposal(motion: Motion) -> dict[str, Any]:
    """What waits for a second person, if anything."""
    proposal = selectors.open_ruling(motion)
    return {
        "proposal": proposal,
        "proposes": rules.PROPOSES[Outcome(proposal.outcome)].format(noun=motion.noun) if proposal else "",
        "redaction": _redaction(motion, proposal),
        "appeal": appeals_selectors.open_appeal(motion),
        "hidings": visibility.hiding_rulings(motion),
    }


def _redaction(motion: Motion, proposal: Ruling | None) -> dict[str, Any]:
    """What a proposal would take out of title, body and appendix."""
    proposed = getattr(proposal, "proposed_text", None)
    if proposed is None:
        return {}
    present = motion.text
    return {
        "title": proposed.title if proposed.title != present.title else "",
        "body": compare(present.body, proposed.body),
        "appendix": compare(present.appendix, proposed.appendix, prefix=motion_papers.APPENDIX, level=2),
        "options": proposed.options,
    }


def _people(motion: Motion) -> dict[str, Any]:
    """The people behind a motion, each with what their group's record says of them; and its contacts."""
    people = list(motion.backings.all())
    by_group = motion.route == Route.GROUP
    contacts = group_questions_selectors.contacts_of(motion)
    rung = group_questions_selectors.contacts_by_telephone(motion)
    known = {email.key(contact.email) for contact in contacts}
    domains = (
        group_questions_wording.domains(motion.group.website, motion.group.public_email)
        if motion.group
        else set()
    )
    answers = list(motion.group_questions.all())
    return {
        "people": [
            (
                person,
                group_questions_wording.standing_in_group(person.email, known=known, domains=domains)
                if by_group
                else "",
            )
            for person in people
        ],
        "refusals": recipients.refusals(
            person.email for person in people if not person.withdrawn_at
        ).values(),
        "by_group": by_group,
        "contacts": group_questions_wording.contacts_told(
            on_record=len(contacts) + rung,
            by_telephone=rung,
            told=len(answers),
            yes=sum(one.answer == GroupAnswer.YES for one in answers),
            doubt=sum(one.answer == GroupAnswer.DOUBT for one in answers),
        ),
        "not_by_itself": by_group
        and not motion.is_public
        and not group_questions_selectors.is_known_to_group(motion),
    }


def _head(motion: Motion) -> dict[str, Any]:
    return {
        "title": motion.titled,
        "motion": motion,
        "tone": wording.TONES[Status(motion.status)],
        "does_not_fit": wording.FALLEN
        if amendments_rules.why_fallen(motion)
        else amendments_selectors.does_not_fit(motion),
        "facts": _facts(motion),
    }


def _text(motion: Motion) -> dict[str, Any]:
    return {
        "body": parse(motion.text.body),
        "appendix": parse(motion.text.appendix, prefix=motion_papers.APPENDIX, level=2),
        **_amends(motion),
    }


def _amends(motion: Motion) -> dict[str, Any]:
    """What an amendment does to the motion."""
    base = motion.text.base
    return change_context(base, motion.text, Change.of(motion.text)) if base else {}


def _facts(motion: Motion) -> list[tuple[str, str]]:
    """Terms and what they are; those with nothing to say are left out."""
    facts = [
        ("Reference", motion.reference),
        ("Conference", str(motion.conference)),
        ("Agenda item", str(motion.item)),
        ("From", motion_papers.by_line(motion)),
        ("Passed on", time_wording.short_day(motion.passed_on) if motion.passed_on else ""),
        (
            "Revised by its mover since",
            time_wording.moment_in_words(motion.revised_since_passed_at)
            if motion.revised_since_passed_at
            else "",
        ),
        ("Kind", motion.get_kind_display() if motion.nature == Nature.MAIN else motion.get_nature_display()),
        ("Day of the event", time_wording.short_day(motion.event_on) if motion.event_on else ""),
        ("Sent", time_wording.moment_in_words(motion.submitted_at)),
        ("Received", time_wording.moment_in_words(motion.received_at) if motion.received_at else "not yet"),
        ("Earlier labels", ", ".join(map(_former, motion.former_labels.all()))),
        ("On time", "no, it arrived after motions closed" if motion.late else ""),
        ("Published", time_wording.moment_in_words(motion.published_at) if motion.published_at else "no"),
        ("Text", f"revision {motion.text.number}, {motion.text.words:,} words"),
        ("SHA-256", motion.text.sha256),
        ("Assigned to", str(motion.assigned_to or "nobody")),
        ("Composite", "; ".join(map(_fate, composites_selectors.fates_of(motion)))),
    ]
    return [(term, words) for term, words in facts if words]


def _decided(row: SourceAmendment) -> tuple[Motion, str, str]:
    """An amendment, what it was called with its motion, and what became of it or will."""
    if row.done_at:
        return row.amendment, row.was, row.became
    name = row.amendment.full_label or row.amendment.reference
    return row.amendment, name, row.get_fate_display().lower()


def _fate(row: SourceAmendment) -> str:
    """Offered over to the composite, Composite 1; as it was decided, or as it is."""
    composite = row.source.composite
    return f"{row.get_fate_display()}, {composite.label or composite.reference}"


def _former(row: FormerLabel) -> str:
    return f"{row.label} under item {row.item.order}"
