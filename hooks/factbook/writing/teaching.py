"""What the pages for a class call: questions, their answers, and the code on a printed sheet."""

import segno

from ..meaning.answers import in_words, solve
from ..meaning.choices import choices
from ..meaning.fingerprints import fingerprint
from ..meaning.marking import accepted, hint
from ..meaning.questions import (
    about,
    changes_address,
    edition_address,
    on_sheet,
    tasks_about,
    topics,
)
from ..meaning.quiz_makers import fits_kahoot

__all__ = (
    "about",
    "accepted",
    "changes_address",
    "choices",
    "edition_address",
    "fingerprint",
    "fits_kahoot",
    "hint",
    "in_words",
    "on_sheet",
    "qr_code",
    "solve",
    "tasks_about",
    "topics",
)


def qr_code(url: str) -> str:
    """An address as a drawing that a telephone reads."""
    code = segno.make_qr(url, error="m", mask=0)  # to try all eight masks takes long
    return code.svg_inline(omitsize=True, border=2, dark="#000", light="#fff", title=url)
