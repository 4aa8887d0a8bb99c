"""Waiting tasks are found by names that outlive their modules."""

import importlib
import pkgutil

import pytest
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from lla.papers.blocks import Paper
from lla.papers.models import Paper as File
from lla.papers.serialisation import to_plain
from lla.papers.tasks import draw

pytestmark = pytest.mark.django_db
APPS = ("lla", "motions", "organisers", "socialmedia")


def tasks() -> set[Task[..., object]]:
    """All that are written in modules called so, whichever subject they are of."""
    packages = map(importlib.import_module, APPS)
    names = [
        module.name
        for package in packages
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if module.name.endswith(".tasks")
    ]
    modules = [vars(importlib.import_module(name)).values() for name in names]
    return {value for values in modules for value in values if isinstance(value, Task)}


def test_every_task_is_found_by_the_name_in_its_row() -> None:
    names = {task.module_path: task for task in tasks()}
    assert set(names) == {"lla.tasks.draw", "lla.tasks.draw_document", "lla.tasks.forget_papers"}
    assert {name: import_string(name) for name in names} == names


def test_what_the_release_before_asked_for_is_drawn() -> None:
    draw.enqueue(to_plain(Paper(title="Kept", blocks=())), ".docx")
    row = DBTaskResult.objects.get()
    assert row.task_path == "lla.tasks.draw"  # as that release wrote it
    row.task.call(*row.args_kwargs["args"])
    assert File.objects.exclude(made_at=None).count() == 1
