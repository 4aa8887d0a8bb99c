"""All steps of a draft together: what is still wrong, and the submission they make."""

from ..choices import Kind, Route
from ..models import Draft
from ..workflow import Person, Submission
from .people import PeopleForm
from .steps import StepForm
from .text import TextForm
from .who import WhoForm

STEPS: tuple[type[StepForm], ...] = (WhoForm, TextForm, PeopleForm)


class Whole:
    """A draft read through from the first step to the last."""

    def __init__(self, draft: Draft) -> None:
        self.who = WhoForm.judged(draft)
        self.text = TextForm.judged(draft)
        self.people = PeopleForm.judged(draft)

    @property
    def unfinished(self) -> list[StepForm]:
        """The steps that something is missing from."""
        steps: list[StepForm] = [self.who, self.text, self.people]
        return [form for form in steps if not form.is_valid()]

    def submission(self) -> Submission:
        """What the draft says; only for one with nothing unfinished."""
        who, people = self.who.cleaned_data, self.people.cleaned_data
        by_group = who["route"] == Route.GROUP
        group = who["group"]
        mover = Person(
            name=people["name"],
            email=people["email"],
            group_name=group.name if group else people["group_name"],
            name_public=people.get("name_public", True),
        )
        officer = Person(
            people.get("officer_name", ""), people.get("officer_email", ""), group.name if group else ""
        )
        return Submission(
            item=who["item"],
            route=who["route"],
            kind=who["kind"],
            group=group,
            passed_on=who["passed_on"],
            event_on=who["event_on"] if who["kind"] == Kind.EMERGENCY else None,
            text=self.text.text,
            mover=mover,
            officer=officer if by_group else None,
        )
