"""Who did something, as a role and a key that hold no personal words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lla.accounts.models import User


@dataclass(frozen=True)
class Actor:
    """`role` is what the person acted as ("committee", "mover"); `key` names a row, e.g. "user:4"."""

    role: str
    key: str

    @classmethod
    def user(cls, user: "User", role: str = "committee") -> "Actor":
        return cls(role, f"user:{user.pk}")

    def fields(self) -> dict[str, str]:
        """The two columns of an Event: `MotionEvent.objects.create(..., **by.fields())`."""
        return {"actor_role": self.role, "actor_key": self.key}


SYSTEM = Actor("system", "system")
