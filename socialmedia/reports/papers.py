"""What the coordinator's report says, on the page and on paper; it names nobody outside the team."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings

from lla.papers import blocks as kinds
from lla.papers.blocks import Block, Facts, Heading, Paper, Paragraph, Table, plain
from lla.text.reading import prose
from lla.time.wording import short_day

from ..guidelines.choices import Level
from ..statistics.papers import charts
from . import month as reports_month
from .models import Report
from .month import Month, Output

NOT_TOLD = "–"
LEFT_OUT = (
    "Not counted: complaints about the coordinator, the Social Media Manager or the leadership, and unread "
    "complaints about somebody in the team."
)
NO_COMPLAINTS = "What was asked about complaints and cases is not listed."


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


def of_summary(report: Report, month: Month) -> Paper:
    """What everybody reads: words written for them, and figures in which nobody can be found."""
    name = f"What our social media team did in {report.month:%B %Y}"
    blocks: list[Block] = [*prose(report.public_words)]
    if month.output:
        blocks.append(Heading(1, plain("What we published")))
        lines = (
            (page.channel, plain(f"{reports_month.posts_in_words(page.total)}.")) for page in month.output
        )
        blocks.append(Facts(tuple(lines)))
    blocks.append(Heading(1, plain("Messages to us")))
    blocks.append(Paragraph(plain(reports_month.answered_in_words(month.answers))))
    return Paper(
        title=name,
        blocks=(*blocks, *weekly_figures(month, level=1)),
        author=settings.ORGANISATION["name"],
    )


def _blocks(report: Report, month: Month) -> Iterator[Block]:
    """Two pages that are read, and an appendix of tables and charts that is looked up."""
    if report.sent_at is None:
        yield kinds.Notice(plain("A draft: it has not been sent."))
    if report.opening:
        yield Heading(1, plain("What mattered this month"))
        yield from prose(report.opening)
    yield from output_in_short(month)
    yield from _worked(month)
    yield from _conversations(month)
    yield from _consulted(month)
    yield Heading(1, plain("The team"))
    held = _tally("Meetings held", month)
    yield Facts((*((heading, plain(words)) for heading, words in month.sentences), ("Meetings held", held)))
    if report.closing:
        yield Heading(1, plain("Next steps"))
        yield from prose(report.closing)
    if appendix := tuple(_appendix(month)):
        yield from (kinds.Divider(page=True), Heading(1, plain("Appendix")), *appendix)


def output_in_short(month: Month) -> Iterator[Block]:
    """Each page against the aim in a sentence, and how often the guidelines were gone against."""
    yield Heading(1, plain("Output"))
    if not month.output:
        yield Paragraph(plain("There are no figures for any page this month."))
    else:
        lines = ((row.channel, plain(reports_month.in_words(row, month.aims))) for row in month.output)
        yield Facts(tuple(lines))
    yield Paragraph(plain(_reasons_in_words(len(month.reasons))))


def _reasons_in_words(count: int) -> str:
    if not count:
        return "Every post met the guidelines or was changed until it did."
    times = "Once" if count == 1 else f"{count} times"
    return f"{times} somebody gave a reason for going against the guidelines: see the appendix."


def _conversations(month: Month) -> Iterator[Block]:
    yield Heading(1, plain("Conversations"))
    rows = [("Messages", plain(reports_month.answered_in_words(month.answers)))]
    rows += [(heading, _tally(heading, month)) for heading in ("Comments", "Complaints", "Cases")]
    yield Facts(tuple(rows))
    yield Paragraph(plain(LEFT_OUT))


def _tally(heading: str, month: Month) -> kinds.Spans:
    """Something we posted: 2; my personal data: 1."""
    counts = (month.counts or {}).get(heading, {})
    lines = [f"{words}: {count}" for words, count in counts.items() if count]
    return plain(f"{'; '.join(lines)}." if lines else "None.")


def _consulted(month: Month) -> Iterator[Block]:
    """What the team and the leadership were asked; reports that were sent before do not say."""
    if not month.leadership_asked:
        return
    yield Heading(1, plain("Who was consulted"))
    lines = [(short_day(date.fromisoformat(each.on)), plain(each.words)) for each in month.consulted]
    yield Facts((*lines, ("Leadership last asked", plain(month.leadership_asked))))
    yield Paragraph(
        plain(NO_COMPLAINTS if lines else f"Nobody was asked anything this month. {NO_COMPLAINTS}")
    )


def _appendix(month: Month) -> Iterator[Block]:
    """Each page by its days, the reasons that were given, and the weekly figures."""
    if month.output:
        yield from _days(month)
    if month.reasons:
        yield _reasons(month)
    yield from weekly_figures(month)


def weekly_figures(month: Month, *, level: int = 2) -> Iterator[Block]:
    if month.weeks:
        yield Heading(level, plain("Weekly figures"))
        yield from charts(month.weeks, last=date.fromisoformat(max(week.monday for week in month.weeks)))


def _days(month: Month) -> Iterator[Block]:
    """How many days of each page were on target, and all of them day by day."""
    yield Heading(2, plain("Output"))
    rows = tuple(
        (plain(page.channel), page.total, page.days(Level.PASS), page.days(Level.WARN), page.days(Level.FAIL))
        for page in month.output
    )
    head = ("Page", "Posts", "Days on target", "Days low or high", "Days too few or many")
    yield Table("Days on which each page met the aim", head, rows)
    yield _by_day(month.output, month.aims)


def _by_day(output: Sequence[Output], aims: Sequence[reports_month.Aim]) -> kinds.Chart:
    """All pages in one chart, and so in one table of the month's days, against the aim it ended with."""
    least, most = aims[-1]
    aim = "the aim" if len(aims) == 1 else "the latest aim"
    wanted = f"{aim}: {reports_month.aim_in_words(aims[-1])} posts a day"
    return kinds.Chart(
        "Posts day by day",
        "posts a day",
        "Day",
        tuple(str(at + 1) for at in range(len(output[0].posts))),
        tuple(kinds.Series(page.channel, page.posts) for page in output),
        "columns" if len(output) == 1 else "lines",
        kinds.Aim(least, most, wanted),
    )


def _worked(month: Month) -> Iterator[Block]:
    """The posts that people did most with, as far as their platforms tell."""
    if not month.worked:
        return
    yield Heading(1, plain("What worked"))
    rows = tuple(
        (
            plain(post.post),
            plain(post.channel),
            plain(short_day(date.fromisoformat(post.on))),
            *(
                plain(NOT_TOLD if value is None else f"{value:,}")
                for value in (post.reach, post.responses, post.clicks)
            ),
        )
        for post in month.worked
    )
    head = ("Post", "Channel", "Published", "Reached", "Responses", "Clicks")
    yield Table("Posts with the most responses", head, rows)


def _reasons(month: Month) -> Table:
    rows = tuple(
        (
            plain(short_day(date.fromisoformat(reason.on))),
            plain(reason.post),
            plain(f"{reason.check} ({reason.channel})" if reason.channel else reason.check),
            plain(reason.why),
        )
        for reason in month.reasons
    )
    return Table("Reasons against the guidelines", ("Day", "Post", "Guideline", "Reason"), rows)
