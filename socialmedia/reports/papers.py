"""What the coordinator's report says, on the page and on paper; it names nobody outside the team."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings

from lla.papers.blocks import (
    Aim,
    Block,
    Chart,
    Facts,
    Heading,
    Notice,
    Paper,
    Paragraph,
    Series,
    Table,
    plain,
)
from lla.text.reading import prose
from lla.time.wording import short_day

from ..guidelines.choices import Level
from ..statistics.papers import charts
from . import month as reports_month
from .models import Report
from .month import Month, Output

LEFT_OUT = (
    "Not counted: complaints about the coordinator, the Social Media Manager or the leadership, and unread "
    "complaints about somebody in the team."
)


def of_report(report: Report, month: Month) -> Paper:
    """The coordinator's words around the month's figures."""
    name = f"Social media report, {report.month:%B %Y}"
    return Paper(
        title=name,
        blocks=tuple(_blocks(report, month)),
        subject="Report of the social media team to the leadership",
        author=settings.ORGANISATION["name"],
        running_head=name,
        filename_stem=f"social-media-report-{report.month:%Y-%m}",
    )


def _blocks(report: Report, month: Month) -> Iterator[Block]:
    if report.sent_at is None:
        yield Notice(plain("A draft: it has not been sent."))
    if report.opening:
        yield Heading(1, plain("What mattered this month"))
        yield from prose(report.opening)
    yield from _output(month)
    yield from _reasons(month)
    yield Heading(1, plain("Messages"))
    yield Paragraph(plain(reports_month.answered_in_words(month.answers)))
    yield from _counts(month)
    yield Heading(1, plain("Status"))
    yield Facts(tuple((heading, plain(words)) for heading, words in month.sentences))
    if month.weeks:
        yield Heading(1, plain("Weekly figures"))
        yield from charts(month.weeks, last=date.fromisoformat(max(week.monday for week in month.weeks)))
    if report.closing:
        yield Heading(1, plain("Next steps"))
        yield from prose(report.closing)


def _output(month: Month) -> Iterator[Block]:
    """Each page against the aim: in a sentence, as a table of days, and day by day as a chart."""
    yield Heading(1, plain("Output"))
    if not month.output:
        yield Paragraph(plain("There are no figures for any page this month."))
        return
    yield Facts(tuple((row.channel, plain(reports_month.in_words(row, month.aims))) for row in month.output))
    rows = tuple(
        (plain(page.channel), page.total, page.days(Level.PASS), page.days(Level.WARN), page.days(Level.FAIL))
        for page in month.output
    )
    head = ("Page", "Posts", "Days on target", "Days low or high", "Days too few or many")
    yield Table("Days on which each page met the aim", head, rows)
    yield _by_day(month.output, month.aims)


def _by_day(output: Sequence[Output], aims: Sequence[reports_month.Aim]) -> Chart:
    """All pages in one picture, and so in one table of the month's days, against the aim it ended with."""
    least, most = aims[-1]
    aim = "the aim" if len(aims) == 1 else "the latest aim"
    wanted = f"{aim}: {reports_month.aim_in_words(aims[-1])} posts a day"
    return Chart(
        "Posts day by day",
        "posts a day",
        "Day",
        tuple(str(at + 1) for at in range(len(output[0].posts))),
        tuple(Series(page.channel, page.posts) for page in output),
        "columns" if len(output) == 1 else "lines",
        Aim(least, most, wanted),
        annexed=True,
    )


def _reasons(month: Month) -> Iterator[Block]:
    yield Heading(1, plain("Posts against the guidelines"))
    if not month.reasons:
        yield Paragraph(plain("None: every post met the guidelines or was changed until it did."))
        return
    rows = tuple(
        (
            plain(short_day(date.fromisoformat(reason.on))),
            plain(reason.post),
            plain(f"{reason.check} ({reason.channel})" if reason.channel else reason.check),
            plain(reason.why),
        )
        for reason in month.reasons
    )
    yield Table("Reasons that were given", ("Day", "Post", "Guideline", "Reason"), rows)


def _counts(month: Month) -> Iterator[Block]:
    for heading, tally in (month.counts or {}).items():
        yield Heading(1, plain(heading))
        lines = tuple((words, plain(str(count))) for words, count in tally.items() if count)
        yield Facts(lines) if lines else Paragraph(plain("None."))
        if heading == "Complaints":
            yield Paragraph(plain(LEFT_OUT))
