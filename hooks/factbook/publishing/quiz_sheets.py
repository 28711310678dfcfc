"""Questions -> spreadsheets that makers of quizzes read: Kahoot, Wayground, Google Forms.

Looked up on 29 November 2026: Kahoot's template of a quiz, whose questions begin below row 8;
Wayground's sample spreadsheet (it was called Quizizz); and for Google Forms, which reads no
spreadsheet itself, the headings that the add-on Form Builder knows ("Automatic Mapping" at
formbuilder.jivrus.com). They are workbooks, whose cells stay words: of a CSV a spreadsheet makes
a number of 65% and a day of its own of 2 April.
"""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter

from ..meaning.quiz_makers import (
    KAHOOT_OPTIONS,
    SECONDS,
    WAYGROUND_OPTIONS,
    at_most,
    fits_kahoot,
)
from ..meaning.wording import Wording
from ..record.values import Day
from ..writing.writer import Writer
from .cartridge import Item, explanation, read_all_items
from .material import Files, Material
from .zip_files import unzipped, zipped

Row = Sequence[object]
Rows = list[Row]

KAHOOT_HEAD = (
    "",
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, KAHOOT_OPTIONS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
WAYGROUND_HEAD = (
    "Question Text",
    "Question Type",
    *(f"Option {number}" for number in range(1, WAYGROUND_OPTIONS + 1)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)


def files(material: Material) -> Files:
    """The questions of each language for each maker; none where the record has no questions."""
    if not material.book.questions or material.is_edition:
        return
    for language, items in read_all_items(material).items():
        writer = material.writers[language]
        say, day = writer.wording, material.book.site.as_of
        ending = material.book.languages[language].ending
        wayground = wayground_rows(items, say)
        yield f"teach/questions-kahoot{ending}.xlsx", workbook(kahoot_rows(writer, items), day)
        yield f"teach/questions-wayground{ending}.xlsx", workbook(wayground, day)
        yield f"teach/questions-wayground{ending}.csv", _csv(wayground)
        forms = google_forms_rows(items, say)
        yield f"teach/questions-google-forms{ending}.xlsx", workbook(forms, day)


# ---------------------------------------------------------------- what each maker reads


def kahoot_rows(writer: Writer, items: list[Item]) -> Rows:
    """The questions that Kahoot has room for; above them what the file is, in our words."""
    say, site = writer.wording, writer.book.site
    about = (say.text(site.name), say("record-ends", day=say.day(site.as_of)), writer.site.address)
    head: Rows = [("",), *(("", words) for words in about), *[("",)] * 3, KAHOOT_HEAD]
    own = [item for item in items if _fits_kahoot(item)]
    return [*head, *(_kahoot_row(number, item) for number, item in enumerate(own, start=1))]


def _fits_kahoot(item: Item) -> bool:
    return fits_kahoot(item.question, item.words, list(item.choices.values()))


def _kahoot_row(number: int, item: Item) -> Row:
    options, right = _options(item, KAHOOT_OPTIONS)
    return (number, item.words, *options, SECONDS[item.question.level], right)


def wayground_rows(items: list[Item], say: Wording) -> Rows:
    """Every question: with options, or with as many ways to write its number as there is room."""
    return [WAYGROUND_HEAD, *(_wayground_row(item, say) for item in items)]


def _wayground_row(item: Item, say: Wording) -> Row:
    seconds, because = SECONDS[item.question.level], explanation(item, say)
    if item.own_ways:
        ways = _padded(likeliest(item.own_ways, WAYGROUND_OPTIONS), WAYGROUND_OPTIONS)
        return (_asked(item), "Fill-in-the-Blank", *ways, "", seconds, "", because)
    options, right = _options(item, WAYGROUND_OPTIONS)
    return (item.words, "Multiple Choice", *options, right, seconds, "", because)


def google_forms_rows(items: list[Item], say: Wording) -> Rows:
    """Every question; between the first and the last heading of options stand the others."""
    most = max(len(item.choices) for item in items)
    between = (f"Option {number}" for number in range(2, most))
    head = (
        *("Question", "Description", "Type", "Required"),
        *("Option Start", *between, "Option End"),
        *("Points", "Correct Answer", "Correct Feedback", "Incorrect Feedback"),
    )
    return [head, *(_google_row(item, most, say) for item in items)]


def _google_row(item: Item, most: int, say: Wording) -> Row:
    options = [option.words for option in item.choices.values()]
    right = [option.words for option in item.choices.values() if option.right]
    answer = right[0] if right else likeliest(item.own_ways, 2)[-1]
    sort = "Multiple Choice" if right else "Short Answer"
    because = explanation(item, say)
    return (
        item.words,
        item.hint,
        sort,
        "Yes",
        *_padded(options, most),
        1,
        answer,
        because,
        because,
    )


# ---------------------------------------------------------------- what they have in common


def likeliest(ways: Sequence[str], most: int) -> list[str]:
    """Of the ways to write a number those that a class is likeliest to take.

    The first ones, as the site prints it and with its unit, and the shortest of the others.
    """
    first = list(ways[: min(3, most)])
    others = sorted((way for way in ways if way not in first), key=len)
    return [*first, *others[: most - len(first)]]


def _asked(item: Item) -> str:
    return f"{item.words} {item.hint}".strip()


def _options(item: Item, most: int) -> tuple[list[str], int]:
    """The words of at most so many options, in so many cells, and the number of the right one."""
    options = at_most(list(item.choices.values()), most)
    right = next(number for number, option in enumerate(options, start=1) if option.right)
    return _padded([option.words for option in options], most), right


def _padded(words: list[str], length: int) -> list[str]:
    return [*words, *[""] * (length - len(words))]


def workbook(rows: Rows, day: Day) -> bytes:
    """Rows as a workbook, the same bytes for the same rows; its day is that of the record."""
    file = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, plain) as book:
        book.set_properties({"created": datetime.combine(day.last, time())})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return zipped(unzipped(file.getvalue()))


def _csv(rows: Rows) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()
