"""Acts on motions: each locks, asks the rules again, moves, records and writes home in one transaction."""

from .backing import confirm, name_co_mover, set_name_public, sign, withdraw_support
from .committee import (
    assign,
    mark,
    note,
    publish,
    query,
    recuse,
    rule_in_order,
)
from .groups import doubt, lift_hold, vouch
from .moving import answer, invite, revise, withdraw
from .proposals import (
    decline,
    propose_hiding,
    propose_redaction,
    propose_reopening,
    propose_ruling_out,
    propose_showing,
    second,
)
from .reaching import correct_address, remind
from .sending import Person, Submission, go_on_with_draft, send_draft_link, send_my_motions, submit

__all__ = [
    "Person",
    "Submission",
    "answer",
    "assign",
    "confirm",
    "correct_address",
    "decline",
    "doubt",
    "go_on_with_draft",
    "invite",
    "lift_hold",
    "mark",
    "name_co_mover",
    "note",
    "propose_hiding",
    "propose_redaction",
    "propose_reopening",
    "propose_ruling_out",
    "propose_showing",
    "publish",
    "query",
    "recuse",
    "remind",
    "revise",
    "rule_in_order",
    "second",
    "send_draft_link",
    "send_my_motions",
    "set_name_public",
    "sign",
    "submit",
    "vouch",
    "withdraw",
    "withdraw_support",
]
