"""A contact list as Excel, from the locks to the record, against xlsxwriter given the same cells."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from io import BytesIO

import xlsxwriter
from django.utils.timezone import localdate
from openpyxl import load_workbook

from benchmarks.data import analyse, make_groups
from benchmarks.house import House
from benchmarks.reading import Reading, at_most, in_turn, ratio
from lla.accounts.models import User
from lla.time import clock
from organisers.appointments.models import Acceptance, AppointedHow, Appointment, Undertaking
from organisers.contacts.choices import ConsentHow, Detail, Purpose
from organisers.contacts.consent_texts import TEXT_VERSION
from organisers.contacts.models import Consent, Contact
from organisers.lists.choices import ListFormat, ListPurpose
from organisers.lists.models import DownloadRequest
from organisers.lists.workflow import downloads
from organisers.regions.models import Region

ROUNDS = 5
GIVEN = frozenset({Purpose.SYMPOSIUM, Purpose.PHONE})


def contact_list(house: House) -> Iterator[Reading]:
    """Ten contacts for each motion: 5,000 of them at full size."""
    people = house.size.motions * 10
    region = make_region(people)
    organiser = make_organiser(region, "bench1@example.org")
    second = make_organiser(region, "bench2@example.org")
    asked = [approved(region, organiser, second) for _ in range(ROUNDS + 1)]
    cells = cells_of(download(asked.pop(), organiser))
    plain = partial(xlsxwriter_alone, cells)
    pairs = [in_turn(partial(download, request, organiser), plain) for request in asked]
    note = f"{pairs[-1][0]:.2f} s, xlsxwriter {pairs[-1][1]:.2f} s"
    yield at_most(f"contact list of {people:,} as XLSX, against xlsxwriter", ratio(pairs), 2, note)


def download(asked: DownloadRequest, organiser: User) -> bytes:
    return downloads.take(asked, ListFormat.XLSX, by=organiser, address="2001:db8::1")[1]


def xlsxwriter_alone(cells: Sequence[Sequence[str]]) -> bytes:
    """As its manual writes a table into memory."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(cells):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def cells_of(file: bytes) -> list[list[str]]:
    """The same table as it is opened elsewhere."""
    sheet = load_workbook(BytesIO(file), read_only=True).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def approved(region: Region, organiser: User, second: User) -> DownloadRequest:
    wanted = downloads.Wanted([region], ListPurpose.SYMPOSIUM, "To invite.", tuple(Detail))
    asked = downloads.ask(wanted, by=organiser)
    return downloads.approve(asked, by=second) if asked.needs_approval else asked


def make_organiser(region: Region, email: str) -> User:
    user = User.objects.create_user(email, "Bench Organiser")
    today = localdate(clock.now())
    Appointment.objects.create(
        user=user, region=region, starts_on=today - timedelta(days=1), how=AppointedHow.ELECTED, decision="C"
    )
    Acceptance.objects.bulk_create(
        Acceptance(user=user, undertaking=undertaking) for undertaking in Undertaking.objects.all()
    )
    return user


def make_region(people: int) -> Region:
    """A region of thirty contacts to a group, all of whom allow such a list and calls."""
    region = Region.objects.create(name="Bench", slug="bench", order=99)
    groups = make_groups(max(1, people // 30), name="List Left", region=region)
    contacts = Contact.objects.bulk_create(
        Contact(
            group=groups[at % len(groups)],
            name=f"Person {at}",
            email=f"listed{at}@example.org",
            phone=f"+4477009{at % 100_000:05}",
            verified_at=clock.now(),
        )
        for at in range(people)
    )
    Consent.objects.bulk_create(
        Consent(
            contact=contact,
            purpose=purpose,
            given=True,
            details=list(Detail),
            text_version=TEXT_VERSION,
            how=ConsentHow.PAGE,
        )
        for contact in contacts
        for purpose in GIVEN
    )
    analyse()
    return region
