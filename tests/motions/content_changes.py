"""The acts that change what readers see of motions, or might; other ways stand in content_edits."""

from collections.abc import Callable, Iterator

from lla.subjects import workflow
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.group_questions import workflow as group_questions_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from organisers.groups.models import Group
from tests.factories import make_staff
from tests.motions import factories
from tests.motions.factories import (
    make_committee_member,
    make_motion,
    make_person,
    make_signatory,
    make_submission,
    mover_of,
)
from tests.organisers.factories import make_contact, make_group

# Each prepares, about one public motion, what it changes once it is asked for the next.
Change = Callable[[Motion], Iterator[None]]
CHANGES: dict[Change, str] = {}


def shows(pages: str) -> Callable[[Change], Change]:
    """A change that shows on these pages, named in the order of the alphabet."""

    def register(change: Change) -> Change:
        CHANGES[change] = pages
        return change

    return register


@shows("")
def sign(motion: Motion) -> Iterator[None]:
    yield
    backing_workflow.sign(motion, make_person())


@shows("conference home item motion search")
def confirm(motion: Motion) -> Iterator[None]:
    backing_workflow.sign(motion, person := make_person())
    yield
    backing_workflow.confirm(motion.backings.get(email=person.email))


@shows("conference home item motion search")
def withdraw_support(motion: Motion) -> Iterator[None]:
    signatory = make_signatory(motion)
    yield
    backing_workflow.withdraw_support(signatory)


@shows("item motion")
def set_name_public(motion: Motion) -> Iterator[None]:
    signatory = make_signatory(motion)
    yield
    backing_workflow.set_name_public(signatory, public=False)


@shows("")
def ask_co_mover(motion: Motion) -> Iterator[None]:
    signatory = make_signatory(motion, make_person("Zoe Last"))
    yield
    backing_workflow.ask_co_mover(signatory, by=mover_of(motion))


@shows("item motion")
def answer_co_moving(motion: Motion) -> Iterator[None]:
    signatory = make_signatory(motion, make_person("Zoe Last"))
    backing_workflow.ask_co_mover(signatory, by=mover_of(motion))
    yield
    backing_workflow.answer_co_moving(signatory, agrees=True)


@shows("")
def correct_address(motion: Motion) -> Iterator[None]:
    backing_workflow.sign(motion, person := make_person())
    backing = motion.backings.get(email=person.email)
    yield
    backing_workflow.correct_address(motion, backing=backing, email="other@example.org", by=mover_of(motion))


@shows("")
def invite(motion: Motion) -> Iterator[None]:
    yield
    backing_workflow.invite(motion, ["new@example.org"], by=mover_of(motion))


@shows("conference home item motion search")
def revise(motion: Motion) -> Iterator[None]:
    yield
    text = Text.of("Organisers of owls", "- Owls.")
    backing_workflow.revise(motion, text, by=mover_of(motion), why="Owls", base=2)


@shows("conference home item motion search")
def withdraw(motion: Motion) -> Iterator[None]:
    yield
    backing_workflow.withdraw(motion, by=mover_of(motion), note="Too many herons")


@shows("item motion search")
def query(motion: Motion) -> Iterator[None]:
    yield
    committee_workflow.query(motion, by=make_committee_member(), question="Which herons?")


@shows("item motion search")
def answer(motion: Motion) -> Iterator[None]:
    committee_workflow.query(motion, by=make_committee_member(), question="Which herons?")
    yield
    backing_workflow.answer(motion, by=mover_of(motion), words="Grey ones")


@shows("item motion search")
def withdraw_query(motion: Motion) -> Iterator[None]:
    committee_workflow.query(motion, by=make_committee_member(), question="Which herons?")
    yield
    committee_workflow.withdraw_query(motion, by=make_committee_member())


@shows("item motion search")
def enter_answer(motion: Motion) -> Iterator[None]:
    committee_workflow.query(motion, by=make_committee_member(), question="Which herons?")
    yield
    committee_workflow.enter_answer(motion, by=make_committee_member(), words="Grey ones")


@shows("item motion search")
def rule_in_order(motion: Motion) -> Iterator[None]:
    yield
    committee_workflow.rule_in_order(motion, by=make_committee_member())


@shows("")
def assign(motion: Motion) -> Iterator[None]:
    member = make_committee_member()
    yield
    committee_workflow.assign(motion, by=member, to=member)


@shows("")
def note(motion: Motion) -> Iterator[None]:
    yield
    committee_workflow.note(motion, by=make_committee_member(), words="Herons again")


@shows("")
def mark(motion: Motion) -> Iterator[None]:
    yield
    committee_workflow.mark(motion, by=make_committee_member(), findings={"subject": "concern"})


@shows("")
def recuse(motion: Motion) -> Iterator[None]:
    yield
    committee_workflow.recuse(motion, by=make_committee_member(), interest="Herons")


@shows("")
def propose_ruling_out(motion: Motion) -> Iterator[None]:
    yield
    committee_workflow.propose_ruling_out(motion, by=make_committee_member(), rule="4.2", reason="Herons")


@shows("")
def decline(motion: Motion) -> Iterator[None]:
    list(propose_ruling_out(motion))
    yield
    committee_workflow.decline(motion, by=make_committee_member())


@shows("conference home item motion search")
def second_ruling_out(motion: Motion) -> Iterator[None]:
    list(propose_ruling_out(motion))
    yield
    committee_workflow.second(motion, by=make_committee_member())


@shows("")
def propose_reopening(motion: Motion) -> Iterator[None]:
    list(second_ruling_out(motion))
    yield
    committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="The wrong button")


@shows("conference home item motion search")
def second_reopening(motion: Motion) -> Iterator[None]:
    list(propose_reopening(motion))
    yield
    committee_workflow.second(motion, by=make_committee_member())


@shows("")
def propose_hiding(motion: Motion) -> Iterator[None]:
    yield
    committee_workflow.propose_hiding(motion, by=make_committee_member(), reason="Somebody was named")


@shows("conference home item motion search")
def second_hiding(motion: Motion) -> Iterator[None]:
    list(propose_hiding(motion))
    yield
    committee_workflow.second(motion, by=make_committee_member())


@shows("motion")
def second_hiding_a_text(motion: Motion) -> Iterator[None]:
    committee_workflow.propose_hiding(
        motion, by=make_committee_member(), number=1, reason="Somebody was named"
    )
    yield
    committee_workflow.second(motion, by=make_committee_member())


@shows("")
def propose_showing(motion: Motion) -> Iterator[None]:
    list(second_hiding(motion))
    ruling = motion.rulings.get(ended_at=None)
    yield
    committee_workflow.propose_showing(
        motion, by=make_committee_member(), hidden_by=ruling, reason="A mistake"
    )


@shows("conference home item motion search")
def second_showing(motion: Motion) -> Iterator[None]:
    list(propose_showing(motion))
    yield
    committee_workflow.second(motion, by=make_committee_member())


@shows("")
def propose_redaction(motion: Motion) -> Iterator[None]:
    yield
    committee_workflow.propose_redaction(
        motion, by=make_committee_member(), passages=["herons"], reason="A name"
    )


@shows("conference home item motion search")
def second_redaction(motion: Motion) -> Iterator[None]:
    list(propose_redaction(motion))
    yield
    committee_workflow.second(motion, by=make_committee_member())


def make_doubtful(motion: Motion) -> Motion:
    """A group's motion on the same item, which the group is asked about."""
    group = make_group()
    make_contact(group, email="secretary@example.org")
    return make_motion(motion.item, group=group, known=False, title="Organisers for rooks")


@shows("conference home item search")
def vouch(motion: Motion) -> Iterator[None]:
    other = make_doubtful(motion)
    yield
    group_questions_workflow.vouch(other.group_questions.get())


@shows("item")
def doubt(motion: Motion) -> Iterator[None]:
    other = make_doubtful(motion)
    committee_workflow.publish(other, by=make_committee_member())
    yield
    group_questions_workflow.doubt(other.group_questions.get())


@shows("item")
def lift_hold(motion: Motion) -> Iterator[None]:
    list(doubt(motion))
    yield
    group_questions_workflow.lift_hold(
        Motion.objects.latest("pk"), by=make_committee_member(), note="All is well"
    )


@shows("conference home item search")
def publish(motion: Motion) -> Iterator[None]:
    other = make_doubtful(motion)
    yield
    committee_workflow.publish(other, by=make_committee_member())


@shows("")
def rename_a_group(motion: Motion) -> Iterator[None]:
    """Motions keep the name that a group had on the day."""
    make_motion(motion.item, group=make_group("Ouse Left"))
    yield
    Group.objects.update(name="Ouse Valley Left")


@shows("")
def submit(motion: Motion) -> Iterator[None]:
    yield
    factories.submit(make_submission(motion.item))


@shows("conference home item search")
def receive(motion: Motion) -> Iterator[None]:
    yield
    make_motion(motion.item, title="Organisers for storks")


@shows("item motion")
def erase_somebody(motion: Motion) -> Iterator[None]:
    signatory = make_signatory(motion)
    yield
    workflow.erase(signatory.email, why="erasure", by=make_staff())
