"""What the committee does with a motion, as the files tell it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from lla.accounts.models import User
from lla.demo.rewriting import rewritten
from lla.demo.stage import Stage
from lla.time import clock
from motions.amendments.workflow import print_as_one
from motions.appeals.workflow import refer_back
from motions.committee import workflow as committee_workflow
from motions.committee.choices import Finding
from motions.duplicates.workflow import mark_duplicate
from motions.motion.models import Motion
from motions.slips.workflow import correct_slip

Record = dict[str, Any]
# Acts that need no words.
PLAIN: dict[str, Callable[..., object]] = {
    "rule_in_order": committee_workflow.rule_in_order,
    "print_as_one": print_as_one,
    "refer_back": refer_back,
}


def act(motion: Motion, record: Record, stage: Stage) -> None:
    """One act of one member; what has a reason takes two, and the second agrees an hour after the first."""
    by = stage.committee[record["by"]]
    if record["act"] in PLAIN:
        PLAIN[record["act"]](motion, by=by)
    elif "reason" in record:
        _propose(motion, record, by)
    else:
        _do(motion, record, by, stage)
    if "second" in record:
        with clock.at(clock.now() + timedelta(hours=1)):
            committee_workflow.second(motion, by=stage.committee[record["second"]])


def _do(motion: Motion, record: Record, by: User, stage: Stage) -> None:
    match record["act"]:
        case "assign":
            committee_workflow.assign(motion, by=by, to=stage.committee[record["to"]])
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
        case "correct_slip":
            _correct(motion, record, by)
        case "mark_duplicate":
            other = stage.motion(motion.conference.slug, record["other"])
            mark_duplicate(motion, by=by, other=other)
        case act:
            raise ValueError(f"The committee has no act {act}.")


def _correct(motion: Motion, record: Record, by: User) -> None:
    text = rewritten(motion.text, record["changes"])
    correct_slip(
        motion,
        by=by,
        title=text.title,
        body=text.body,
        appendix=text.appendix,
        why=record["words"],
        base=motion.text.number,
    )


def _propose(motion: Motion, record: Record, by: User) -> None:
    reason = record["reason"]
    match record["act"]:
        case "rule_out":
            committee_workflow.propose_ruling_out(motion, by=by, rule=record["rule"], reason=reason)
        case "hide":
            committee_workflow.propose_hiding(motion, by=by, reason=reason)
        case "refuse_appeal":
            committee_workflow.propose_on_appeal(motion, by=by, allowed=False, reason=reason)
        case "set_aside":
            committee_workflow.propose_override(motion, by=by, rule=record["rule"], reason=reason)
        case act:
            raise ValueError(f"The committee has no act {act} of two people.")
