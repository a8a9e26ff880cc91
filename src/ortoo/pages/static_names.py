"""What a style, a script or a picture is called in an address: by its content, so that a browser keeps it for good."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path, PurePosixPath

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class NamedByContent(StaticFilesStorage):
    """`{% static "ortoo/ortoo.css" %}` gives the name that assets/pack.js has made; KeyError for what it has not."""

    @cached_property
    def names(self) -> dict[str, str]:
        found = finders.find("ortoo/names.json")
        if found is None:
            raise FileNotFoundError("Styles and scripts are not made yet: run `make assets`.")
        made: dict[str, str] = json.loads(Path(found).read_text("utf-8"))
        return made

    def url(self, name: str | None) -> str:
        path = PurePosixPath(name or "")
        return super().url(str(path.with_name(self.names[path.name])))
