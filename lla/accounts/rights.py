"""Who holds a right, by a permission group or as a superuser."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from lla.accounts.models import User


def holders_of(permission: str, *, superusers: bool) -> QuerySet[User]:
    """Everybody who may sign in and holds a permission such as "motions.rule_motion"; superusers if asked."""
    holders: QuerySet[User] = ModelBackend().with_perm(permission, include_superusers=superusers)
    return holders
