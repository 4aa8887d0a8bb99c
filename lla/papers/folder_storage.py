"""The folder that drawn papers are kept in, where no object storage is set up."""

import os

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible(path="lla.papers.folder_storage.Folder")
class Folder(FileSystemStorage):
    """Writes each file beside its name and renames it, so that no reader ever meets the half of one."""

    def _save(self, name: str, content: File[bytes]) -> str:
        beside = f"{name}.part"
        self.delete(beside)  # what a killed process left
        beside = super()._save(beside, content)  # type: ignore[misc]  # known to Django, not to its stubs
        os.replace(self.path(beside), self.path(name))
        return name
