"""What a supposition would mean for the staffing check, beside what is; nothing is changed by asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..forms.staffing import SupposeForm
from ..models import Channel, Platform
from ..parameters import Parameters
from ..rules.channels import out_of_order, skipped
from ..rules.staffing import page_to_come, place_of
from ..staffing import Absence, Comparison, Place, Team, compare


@dataclass(frozen=True, slots=True)
class Supposition:
    """What was asked and the answer: what to watch, and days in a row as they are and as they would be."""

    first: date
    last: date
    cautions: Sequence[str]
    compared: Sequence[Comparison]

    @property
    def failing(self) -> list[Comparison]:
        return [one for one in self.compared if not one.supposed.passes]

    @property
    def passes(self) -> bool:
        return not self.failing

    @property
    def verdict(self) -> str:
        if self.passes:
            return "Yes: the checks pass on all of these days."
        needs = max(one.supposed.needs for one in self.failing)
        more = f"the team needs {needs} more {'person' if needs == 1 else 'people'}"
        if len(self.failing) == len(self.compared):
            return f"No: {more}."
        return f"Not on all of these days: {more}."


def suppose(
    form: SupposeForm,
    team: Team,
    *,
    platforms: Sequence[Platform],
    days: tuple[date, date],
    figures: Parameters,
) -> Supposition:
    """The answer to a form that is well filled in."""
    asked = form.cleaned_data
    slugs = {one.order: one.slug for one in platforms}
    given_up = [page for page in team.pages if slugs[page.preference] in asked.get("suspended", ())]
    wanted = [one for one in platforms if one.slug in asked.get("opened", ())]
    supposed, cautions = _opening(wanted, team.suspending(given_up))
    if person := asked.get("person"):
        supposed = supposed.without(Absence(person=int(person), starts_on=days[0], ends_on=days[1]))
    return Supposition(*days, cautions, compare(team, supposed, *days, figures))


def _opening(wanted: Sequence[Platform], team: Team) -> tuple[Team, list[str]]:
    """The team with pages on these platforms, the most preferred first, and what to watch."""
    cautions = []
    pages = _pages_to_come(wanted)
    for platform in wanted:
        if missing := skipped(platform, team):
            cautions += [*out_of_order(platform, missing), "To open it anyway, give a reason."]
        if not any(stint.place == pages[platform.pk].key for stint in team.stints):
            cautions.append(_nobody_yet(pages[platform.pk]))
        team = team.trying(pages[platform.pk])
    return team, cautions


def _pages_to_come(platforms: Sequence[Platform]) -> dict[int, Place]:
    """The page planned or suspended on each platform, else one that nobody has planned yet."""
    places = {one.pk: page_to_come(one) for one in platforms}
    for page in Channel.objects.standing().pages().filter(platform__in=platforms).with_platforms():
        places[page.platform_id] = place_of(page)
    return places


def _nobody_yet(page: Place) -> str:
    return (
        f"{page.name}: nobody is appointed to it yet. This assumes that the people who work on our pages "
        "would cover it."
    )
