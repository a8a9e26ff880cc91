"""Who is signed in, fetched together with how many messages wait for them: every page says so in its head."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db.models import F

from ortoo.access.models import User
from ortoo.messages.queries import unseen_of


class SignedIn(ModelBackend):
    """By user name and password, as Django does it; the account carries `unseen`, and `on_register`: the key of the
    official whose it is, or None.
    """

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.annotate(unseen=unseen_of("pk"), on_register=F("official")).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
