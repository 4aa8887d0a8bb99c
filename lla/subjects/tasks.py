"""The toolkit's own part in what people are told of their data, and in what is erased."""

from . import own
from .registry import register

register(own.PART)
