"""Run by the Python of pretalx's own environment: an event with so many submissions, and an organiser signed in.

Prints JSON: the path of the organiser's list, and the cookie of the session. Uses nothing but pretalx's own models;
pretalx (AGPL) is run beside the house, and nothing of it is copied.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import date
from importlib import import_module
from typing import Any


def prepare(count: int) -> dict[str, str]:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    user_model: Any = import_module("django.contrib.auth").get_user_model()
    scopes: Any = import_module("django_scopes")
    with scopes.scopes_disabled():
        organiser = user_model.objects.create_user(email="organiser@example.org", password="x" * 20, name="Organiser")
        event = event_of(organiser)
        submit(event, user_model, count)
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        auth = import_module("django.contrib.auth")
        session[auth.SESSION_KEY] = str(organiser.pk)
        session[auth.BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[auth.HASH_SESSION_KEY] = organiser.get_session_auth_hash()
        session.save()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    return {"path": f"/orga/event/{event.slug}/submissions/", "cookie": cookie}


def event_of(organiser: Any) -> Any:
    event_models: Any = import_module("pretalx.event.models")
    made, team = import_module("pretalx.event.utils").create_organiser_with_team(
        name="Bench", slug="bench", users=[organiser]
    )
    event = event_models.Event.objects.create(
        name="Bench", slug="bench", organiser=made, is_public=True, date_from=date(2026, 6, 1),
        date_to=date(2026, 6, 3), timezone="Asia/Ulaanbaatar", email="bench@example.org", locale_array="en",
        locale="en",
    )  # fmt: skip
    event.build_initial_data()
    team.limit_events.add(event)
    team.can_change_submissions = True
    team.save()
    return event


def submit(event: Any, user_model: Any, count: int) -> None:
    """A submission with one speaker each."""
    models: Any = import_module("pretalx.submission.models")
    profiles: Any = import_module("pretalx.person.models").SpeakerProfile
    chance = random.Random(2050)
    kind = event.cfp.default_type
    people = [user_model(email=f"s{n}@example.org", name=f"Speaker {n}", code=f"P{n:05d}") for n in range(count)]
    users = user_model.objects.bulk_create(people, batch_size=500)
    profiles.objects.bulk_create([profiles(event=event, user=user) for user in users], batch_size=500)
    rows = [
        models.Submission(
            event=event, code=f"S{n:05d}", title=f"Proposal {n:05d} {chance.choice(('on', 'about', 'of'))} something",
            submission_type=kind, state=chance.choice(("submitted", "accepted", "confirmed", "rejected")),
            content_locale="en", invitation_token=f"i{n:05d}", review_code=f"r{n:05d}",
        )
        for n in range(count)
    ]  # fmt: skip
    made = models.Submission.objects.bulk_create(rows, batch_size=500)
    through = models.Submission.speakers.through
    names = {field.name for field in through._meta.get_fields()}
    person = "user" if "user" in names else "speaker"
    through.objects.bulk_create(
        [through(**{"submission": one, person: user}) for one, user in zip(made, users, strict=True)], batch_size=500
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
    print(json.dumps(prepare(int(sys.argv[1]))))
