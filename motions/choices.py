"""The words of the movement that a motion's facts are chosen from."""

from django.db.models import TextChoices


class Numbering(TextChoices):
    LETTERS = "letters", "Letters under each agenda item: A, B, C"
    DOTTED = "dotted", "Dotted under each agenda item: 4.1, 4.2"
    RUNNING = "running", "Running through the conference: 1, 2, 3"


class Labelling(TextChoices):
    ON_RECEIPT = "on_receipt", "When the motion is received"
    IN_ORDER = "in_order", "When the motion is ruled in order"


class Publishing(TextChoices):
    AFTER_LOOK = "after_look", "After the committee has checked them"
    ON_RECEIPT = "on_receipt", "As received, before the committee has read them"
    AFTER_RULING = "after_ruling", "After the committee's ruling"


class InTime(TextChoices):
    """By which moment a motion counts as received in time."""

    SENT = "sent", "When it is sent, if the confirmations arrive in time"
    CONFIRMED = "confirmed", "When the last confirmation it needs arrives"


class EndedText(TextChoices):
    """What becomes of the text of a motion that is withdrawn or ruled out."""

    HIDDEN = "hidden", "Hidden: only the title and the reason are shown"
    SHOWN = "shown", "Still shown"


class Binding(TextChoices):
    """How motions stand in the booklets of a conference and of its items."""

    NEW_PAGES = "new_pages", "Each motion starts a new page"
    RUN_ON = "run_on", "Motions follow one another (saves paper)"


class Kind(TextChoices):
    ORDINARY = "ordinary", "Ordinary motion"
    EMERGENCY = "emergency", "Emergency motion"
    CONSTITUTIONAL = "constitutional", "Constitutional amendment"


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
    CO_MOVER = "co_mover", "A co-mover was named"
    RECEIVED = "received", "Received"
    RECEIVED_LATE = "received_late", "Received after the closing time"
    SUPPORT_WITHDRAWN = "support_withdrawn", "A supporter withdrew"
    REVISED = "revised", "Revised"
    QUERIED = "queried", "Queried with the mover"
    ANSWERED = "answered", "Query answered"
    PROPOSED_RULING_OUT = "proposed_ruling_out", "Ruling out proposed"
    DECLINED_RULING_OUT = "declined_ruling_out", "Proposal to rule out declined"
    PROPOSED = "proposed", "Proposed to a second person"
    DECLINED = "declined", "Proposal declined"
    RULED_IN_ORDER = "ruled_in_order", "Ruled in order"
    RULED_OUT = "ruled_out", "Ruled out"
    REOPENED = "reopened", "Ruling reopened"
    HIDDEN = "hidden", "Hidden by the committee"
    TEXT_HIDDEN = "text_hidden", "One text hidden by the committee"
    REDACTED = "redacted", "Words removed by the committee"
    SHOWN = "shown", "Shown again"
    LABELLED = "labelled", "Label given"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    GROUP_TOLD = "group_told", "Contacts of the group told"
    VOUCHED = "vouched", "A contact of the group said that the group passed it"
    HELD = "held", "Put on hold"
    HOLD_LIFTED = "hold_lifted", "No longer on hold"
    ASSIGNED = "assigned", "Assigned"
    NOTED = "noted", "Note added"
    CHECKED = "checked", "Checklist marked"
    RECUSED = "recused", "Interest declared"


class GroupAnswer(TextChoices):
    """What a group's contact says of a motion in the group's name."""

    YES = "yes", "The group passed it"
    DOUBT = "doubt", "Something is wrong"


class Outcome(TextChoices):
    """What the committee decides about a motion; all but the first take two people."""

    IN_ORDER = "in_order", "In order"
    RULED_OUT = "ruled_out", "Ruled out"
    REOPENED = "reopened", "Ruling reopened"
    HIDDEN = "hidden", "Motion hidden"
    TEXT_HIDDEN = "text_hidden", "One text hidden"
    REDACTED = "redacted", "Words removed"
    SHOWN = "shown", "Shown again"


class Point(TextChoices):
    """What the committee looks at before it rules."""

    PROPER_FORM = "proper_form", "It is in proper form"
    ONE_SUBJECT = "one_subject", "It has one subject"
    RIGHT_BODY = "right_body", "Conference is the right body to decide it"
    LENGTH = "length", "It is within the length limit"
    DUPLICATES = "duplicates", "It does not repeat another motion"
    EXISTING_POLICY = "existing_policy", "It does not restate existing policy"
    LIVING_PERSON = "living_person", "It does not attack a named living person"


class Finding(TextChoices):
    FINE = "fine", "Fine"
    CONCERN = "concern", "A concern"
