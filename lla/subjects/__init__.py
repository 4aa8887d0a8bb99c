"""What is held about one person, in all apps: told to them as a file, or erased as far as rows allow.

Each app says in its tasks.py, with `register`, which of its tables it tells of and why not of the others.
"""

from .registry import Fate, Part, Person, Row, Section, facts, parts, register

__all__ = ["Fate", "Part", "Person", "Row", "Section", "facts", "parts", "register"]
