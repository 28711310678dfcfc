"""What makers of quizzes take of a question: how many options, how many letters, how much time.

Kahoot's limits are those that its template for spreadsheets states, Wayground's those of its sample
spreadsheet; both looked up on 29 November 2026.
"""

from collections.abc import Sequence

from ..record.kinds import Question
from .choices import Choice

KAHOOT_QUESTION, KAHOOT_ANSWER = 120, 75  # letters
KAHOOT_OPTIONS, WAYGROUND_OPTIONS = 4, 5
SECONDS = {1: 30, 2: 60, 3: 120}  # by level; both makers offer these


def fits_kahoot(question: Question, words: str, options: Sequence[Choice]) -> bool:
    """True for a question whose options are its own, and whose `words` and options are short."""
    if question.form == "number" or len(options) < 2:
        return False
    is_short = len(words) <= KAHOOT_QUESTION
    return is_short and all(len(option.words) <= KAHOOT_ANSWER for option in options)


def at_most(options: Sequence[Choice], most: int) -> list[Choice]:
    """So many of the options, in their order: the right one, the last, and those nearest to it.

    The last on a ladder says that the plan was changed, which is always offered.
    """
    right = next(place for place, option in enumerate(options) if option.right)
    last = len(options) - 1
    by_need = sorted(
        range(len(options)),
        key=lambda place: (place not in (right, last), abs(place - right), place),
    )
    return [options[place] for place in sorted(by_need[:most])]
