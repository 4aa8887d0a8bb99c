"""The words that a motion's facts are chosen from: route, status, roles, what happened, what is ruled."""

from django.db.models import TextChoices


class Route(TextChoices):
    GROUP = "group", "An affiliated group"
    SIGNATORIES = "signatories", "Individual signatories"


class Status(TextChoices):
    AWAITING = "awaiting", "Awaiting confirmation"
    GATHERING = "gathering", "Gathering signatories"
    RECEIVED = "received", "Received"
    QUERIED = "queried", "Queried with the mover"
    IN_ORDER = "in_order", "In order"
    RULED_OUT = "ruled_out", "Ruled out"
    UNDER_APPEAL = "under_appeal", "Under appeal"
    ACCEPTED = "accepted", "Accepted by the mover"
    COMPOSITED = "composited", "Part of a composite"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Role(TextChoices):
    MOVER = "mover", "Mover"
    CO_MOVER = "co_mover", "Co-mover"
    CONFIRMING_OFFICER = "confirming_officer", "Confirming officer"
    SIGNATORY = "signatory", "Signatory"


class Act(TextChoices):
    """What happened to a motion, as its history tells it."""

    SUBMITTED = "submitted", "Submitted"
    SIGNED = "signed", "A signatory asked to sign"
    CONFIRMED = "confirmed", "Confirmed"
    ADDRESS_CORRECTED = "address_corrected", "An address was corrected"
    REMINDED = "reminded", "Those who had not confirmed were reminded"
    CO_MOVER_ASKED = "co_mover_asked", "Somebody was asked to be a co-mover"
    CO_MOVER = "co_mover", "A co-mover was named"
    CO_MOVER_DECLINED = "co_mover_declined", "Somebody declined to be a co-mover"
    RECEIVED = "received", "Received"
    RECEIVED_LATE = "received_late", "Received after the closing time"
    SUPPORT_WITHDRAWN = "support_withdrawn", "A supporter withdrew"
    REVISED = "revised", "Revised"
    QUERIED = "queried", "Queried with the mover"
    ANSWERED = "answered", "Query answered"
    ANSWER_ENTERED = "answer_entered", "Answer entered by the committee"
    QUERY_WITHDRAWN = "query_withdrawn", "Query withdrawn"
    PROPOSED_RULING_OUT = "proposed_ruling_out", "Ruling out proposed"
    DECLINED_RULING_OUT = "declined_ruling_out", "Proposal to rule out declined"
    PROPOSED = "proposed", "Proposed to a second person"
    DECLINED = "declined", "Proposal declined"
    RULED_IN_ORDER = "ruled_in_order", "Ruled in order"
    RULED_OUT = "ruled_out", "Ruled out"
    APPEALED = "appealed", "Appealed against the ruling"
    APPEAL_ALLOWED = "appeal_allowed", "Appeal allowed"
    APPEAL_REFUSED = "appeal_refused", "Appeal refused"
    REFERENCE_BACK = "reference_back", "Reference back to conference"
    REOPENED = "reopened", "Ruling reopened"
    HIDDEN = "hidden", "Hidden by the committee"
    TEXT_HIDDEN = "text_hidden", "One text hidden by the committee"
    REDACTED = "redacted", "Words removed by the committee"
    SHOWN = "shown", "Shown again"
    LABELLED = "labelled", "Label given"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ACCEPTED = "accepted", "Accepted by the mover of the motion"
    NOT_ACCEPTED = "not_accepted", "Not accepted by the mover of the motion"
    CARRIED_OVER = "carried_over", "Carried over to the new text of the motion"
    CARRYING_OFFERED = "carrying_offered", "Asked whether it still fits the new text of the motion"
    STUCK = "stuck", "No longer fits the new text of the motion"
    GROUP_TOLD = "group_told", "Contacts of the group told"
    VOUCHED = "vouched", "A contact of the group said that the group passed it"
    HELD = "held", "Put on hold"
    HOLD_LIFTED = "hold_lifted", "No longer on hold"
    ASSIGNED = "assigned", "Assigned"
    MOVED_ITEM = "moved_item", "Moved to another agenda item"
    MADE_EMERGENCY = "made_emergency", "Taken as an emergency motion"
    ADMITTED = "admitted", "Admitted, although late"
    OVERRIDDEN = "overridden", "A rule set aside"
    SLIP_CORRECTED = "slip_corrected", "Slip corrected by the committee"
    VOTING_ORDER = "voting_order", "Order of voting on its amendments set"
    PRINTED_AS_ONE = "printed_as_one", "Printed as one with those that say the same"
    PRINTED_APART = "printed_apart", "Printed by itself again"
    DUPLICATE_MARKED = "duplicate_marked", "Marked as a duplicate"
    DUPLICATE_UNMARKED = "duplicate_unmarked", "No longer marked as a duplicate"
    COMPOSITE_BEGUN = "composite_begun", "A composite was begun"
    COMPOSITE_SENT = "composite_sent", "Composite sent to the people behind its motions"
    COMPOSITE_AGREED = "composite_agreed", "Agreed to a composite"
    STOOD_BY_TEXT = "stood_by_text", "Kept its own text"
    COMPOSITED = "composited", "Became part of a composite"
    RETURNED = "returned", "No longer part of a composite"
    AMENDMENTS_DECIDED = "amendments_decided", "Said what becomes of amendments to its motions"
    SPEAKERS_CHOSEN = "speakers_chosen", "Mover and seconder chosen"
    OFFERED_OVER = "offered_over", "Offered over to a composite"
    FALLS = "falls", "Falls with its motion, which is part of a composite"
    BACK = "back", "Back with its motion"
    DISSOLVED = "dissolved", "Composite dissolved"
    WRITTEN_TO = "written_to", "The committee wrote to its movers"
    NOTED = "noted", "Note added"
    CHECKED = "checked", "Checklist marked"
    RECUSED = "recused", "Interest declared"


class Outcome(TextChoices):
    """What the committee decides about a motion; all but the first take two people."""

    IN_ORDER = "in_order", "In order"
    RULED_OUT = "ruled_out", "Ruled out"
    REOPENED = "reopened", "Ruling reopened"
    HIDDEN = "hidden", "Hidden"
    TEXT_HIDDEN = "text_hidden", "One text hidden"
    REDACTED = "redacted", "Words removed"
    SHOWN = "shown", "Shown again"
    ADMITTED = "admitted", "Admitted, although late"
    OVERRIDDEN = "overridden", "Rule set aside"
    APPEAL_ALLOWED = "allowed", "Appeal allowed"
    APPEAL_REFUSED = "refused", "Appeal refused"


DESK = (Status.RECEIVED, Status.QUERIED)
BEFORE_RECEIPT = (Status.AWAITING, Status.GATHERING)
ENDED = (Status.WITHDRAWN, Status.RULED_OUT, Status.UNDER_APPEAL)
MOVERS = (Role.MOVER, Role.CO_MOVER)
