"""What the pages for a class call: questions, their answers, and the code on a printed sheet."""

import segno

from ..meaning.answers import said, solve
from ..meaning.choices import choices
from ..meaning.fingerprints import fingerprint
from ..meaning.questions import about, changes_address, topics

__all__ = (
    "about",
    "changes_address",
    "choices",
    "fingerprint",
    "qr_code",
    "said",
    "solve",
    "topics",
)


def qr_code(url: str) -> str:
    """An address as a drawing that a telephone reads; the mask is given, for trying all eight takes long."""
    return segno.make_qr(url, error="m", mask=0).svg_inline(
        omitsize=True, border=2, dark="#000", light="#fff", title=url
    )
