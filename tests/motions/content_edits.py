"""Every other way to change what readers see of motions: rows edited by forms, by commands and by SQL."""

from collections.abc import Iterator

from django.db import connection

from lla.time import clock
from motions.agenda.choices import EndedText
from motions.agenda.models import AgendaItem, Conference
from motions.motion.choices import Role
from motions.motion.models import Backing, Motion, MotionEvent, Remark, Ruling
from tests.motions.content_changes import CHANGES, second_hiding, second_ruling_out, shows, withdraw
from tests.motions.factories import (
    make_item,
    make_person,
    make_signatory,
)


@shows("conference home item motion search")
def edit_the_conference(motion: Motion) -> Iterator[None]:
    yield
    conference = Conference.objects.get()
    conference.name = "Spring conference"
    conference.save()


@shows("home item motion search")
def show_what_has_ended(motion: Motion) -> Iterator[None]:
    list(second_ruling_out(motion))
    yield
    Conference.objects.update(ended_text=EndedText.SHOWN)


@shows("conference home item motion search")
def edit_the_item(motion: Motion) -> Iterator[None]:
    yield
    motion.item.title = "Wetlands"
    motion.item.save()


@shows("conference home item")
def edit_another_item(motion: Motion) -> Iterator[None]:
    make_item(motion.conference, "Rent")
    yield
    AgendaItem.objects.filter(title="Rent").update(title="Rents")


@shows("conference home item")
def add_an_item(motion: Motion) -> Iterator[None]:
    yield
    make_item(motion.conference, "Rent")


@shows("conference home item")
def delete_an_item(motion: Motion) -> Iterator[None]:
    item = make_item(motion.conference, "Rent")
    yield
    item.delete()


def run(query: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)


@shows("conference home item motion search")
def rename_a_conference_by_sql(motion: Motion) -> Iterator[None]:
    yield
    run("UPDATE motions_conference SET name = 'Autumn conference'")


@shows("conference home item motion search")
def unpublish_by_sql(motion: Motion) -> Iterator[None]:
    yield
    run("UPDATE motions_motion SET published_at = NULL WHERE id = %s", motion.pk)


@shows("item motion search")
def rename_a_signatory_in_bulk(motion: Motion) -> Iterator[None]:
    make_signatory(motion, make_person("Organisers Lowe"))
    yield
    Backing.objects.filter(name="Organisers Lowe").update(name="Organisers Loewe")


@shows("conference home item motion search")
def add_a_signatory_in_bulk(motion: Motion) -> Iterator[None]:
    yield
    person = Backing(motion=motion, role=Role.SIGNATORY, name="New", email="new@example.org")
    person.confirmed_at = clock.now()
    Backing.objects.bulk_create([person])


@shows("conference home item motion search")
def delete_a_signatory(motion: Motion) -> Iterator[None]:
    signatory = make_signatory(motion)
    yield
    signatory.delete()


@shows("motion")
def reword_a_remark(motion: Motion) -> Iterator[None]:
    list(withdraw(motion))
    yield
    Remark.objects.update(words="Too few herons")


@shows("motion")
def forget_a_remark(motion: Motion) -> Iterator[None]:
    list(withdraw(motion))
    yield
    Remark.objects.all().delete()


@shows("item motion")
def reword_a_ruling(motion: Motion) -> Iterator[None]:
    list(second_hiding(motion))
    yield
    Ruling.objects.update(reason="Something else")


@shows("motion")
def add_a_step(motion: Motion) -> Iterator[None]:
    yield
    step = MotionEvent(motion=motion, act="published", public=True, actor_role="system", actor_key="")
    MotionEvent.objects.bulk_create([step])


EVERY_CHANGE = CHANGES  # the acts, and the edits above
