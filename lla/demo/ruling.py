"""What the committee does with a motion, as the files tell it."""

from datetime import timedelta
from typing import Any

from lla.accounts.models import User
from lla.time import clock
from motions.committee import workflow as committee_workflow
from motions.committee.choices import Finding
from motions.motion.models import Motion

Record = dict[str, Any]


def act(motion: Motion, record: Record, committee: dict[str, User]) -> None:
    """One act of one member; what has a reason takes two, and the second agrees an hour after the first."""
    by = committee[record["by"]]
    if "reason" in record:
        _propose(motion, record, by)
    else:
        _do(motion, record, by, committee)
    if "second" in record:
        with clock.at(clock.now() + timedelta(hours=1)):
            committee_workflow.second(motion, by=committee[record["second"]])


def _do(motion: Motion, record: Record, by: User, committee: dict[str, User]) -> None:
    match record["act"]:
        case "assign":
            committee_workflow.assign(motion, by=by, to=committee[record["to"]])
        case "check":
            findings = dict.fromkeys(record["fine"], Finding.FINE)
            findings |= dict.fromkeys(record.get("concern", ()), Finding.CONCERN)
            committee_workflow.mark(motion, by=by, findings={**findings})
        case "note":
            committee_workflow.note(motion, by=by, words=record["words"])
        case "recuse":
            committee_workflow.recuse(motion, by=by, interest=record["interest"])
        case "query":
            committee_workflow.query(motion, by=by, question=record["words"])
        case "rule_in_order":
            committee_workflow.rule_in_order(motion, by=by)
        case act:
            raise ValueError(f"The committee has no act {act}.")


def _propose(motion: Motion, record: Record, by: User) -> None:
    reason = record["reason"]
    match record["act"]:
        case "rule_out":
            committee_workflow.propose_ruling_out(motion, by=by, rule=record["rule"], reason=reason)
        case "hide":
            committee_workflow.propose_hiding(motion, by=by, reason=reason)
        case "set_aside":
            committee_workflow.propose_override(motion, by=by, rule=record["rule"], reason=reason)
        case act:
            raise ValueError(f"The committee has no act {act} of two people.")
