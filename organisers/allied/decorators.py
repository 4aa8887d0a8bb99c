"""What opens the register: an appointment of today or the committee's oversight."""

from ..appointments.decorators import regions_required
from . import rules

reader_required = regions_required(rules.why_not_read, rules.regions_behind)
