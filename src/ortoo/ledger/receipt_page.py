"""The page that checks a receipt, as one file: it opens from a disk, without a line, and allows itself nothing else."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ortoo.multilingual.languages import language_data

STYLE = """
body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif; color: #1c1b19; background: #fbfaf7; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
label { font-weight: 600; }
input { font: inherit; margin: .5rem 0 1.5rem; max-width: 100%; }
.answer { padding: .75rem 1rem; border-left: .5rem solid; font-weight: 600; }
.answer--good { color: #0b5c3b; } .answer--bad { color: #a3241a; } .answer--open { color: #7a5200; }
.step--open { color: #7a5200; }
"""


def decimal() -> str:
    """What stands before the decimals in the active language."""
    return str(language_data(get_language() or "en")["numbers"]["decimal"])


def saved_page() -> str:
    """The file in the active language, with script and style in it, each allowed by its hash."""
    found = finders.find("ortoo/receipt.js")
    if found is None:
        raise FileNotFoundError("Styles and scripts are not made yet: run `make assets`.")
    script = Path(found).read_text("utf-8")
    context = {
        "script": mark_safe(script), "script_hash": mark_safe(_hash(script)),  # noqa: S308 (ours, and hashed)
        "style": mark_safe(STYLE), "style_hash": mark_safe(_hash(STYLE)),  # noqa: S308
        "decimal": decimal(),
    }  # fmt: skip
    return render_to_string("ledger/receipt_saved.html", context).lstrip()


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
