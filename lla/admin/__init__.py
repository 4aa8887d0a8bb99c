"""What the desk shows of the toolkit: its tables, and what is asked about people's own data."""

from . import requests, tables

__all__ = ["requests", "tables"]
