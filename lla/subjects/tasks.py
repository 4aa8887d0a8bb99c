"""The toolkit's own part in what people are told of their data, and in what is erased."""

from lla.subjects import toolkit
from lla.subjects.registry import register

register(toolkit.PART)
