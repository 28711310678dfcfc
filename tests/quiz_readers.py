"""Reads files for quizzes and cards as others do: workbooks by Calamine, decks by Anki itself."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineWorkbook

ABOVE = 8  # rows of Kahoot's template, the headings the last of them


@dataclass(frozen=True)
class Asked:
    """A question as a maker of quizzes has it."""

    question: str
    options: list[str]
    right: str
    because: str = ""
    seconds: int = 0
    sort: str = ""


def cells(workbook: bytes) -> list[list]:
    """The cells of the one sheet of a workbook, from its first row."""
    opened = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    (name,) = opened.sheet_names
    return opened.get_sheet_by_name(name).to_python(skip_empty_area=False)


def in_kahoot(workbook: bytes) -> list[Asked]:
    """Each question below the template; every answer that is no number is told."""
    found = []
    for number, question, *answers, seconds, right in cells(workbook)[ABOVE:]:
        assert number == len(found) + 1 and seconds in (5, 10, 20, 30, 60, 90, 120, 240)
        assert len(question) <= 120 and all(len(answer) <= 75 for answer in answers)
        options = [answer for answer in answers if answer]
        assert 2 <= len(options) <= 4 and answers[: len(options)] == options
        found.append(Asked(question, options, options[int(right) - 1], seconds=seconds))
    return found


def in_wayground(rows: list[list]) -> list[Asked]:
    """Each question below the headings, of a workbook or a CSV."""
    head, *rest = rows
    return [_of_wayground(dict(zip(head, row, strict=True))) for row in rest]


def _of_wayground(row: dict) -> Asked:
    options = [row[f"Option {number}"] for number in range(1, 6) if row[f"Option {number}"]]
    sort, right = row["Question Type"], row["Correct Answer"]
    assert sort in ("Multiple Choice", "Fill-in-the-Blank"), sort
    assert (right == "") == (sort == "Fill-in-the-Blank")
    return Asked(
        row["Question Text"],
        options,
        options[int(right or 1) - 1],
        row["Answer explanation"],
        int(row["Time in seconds"]),
        sort,
    )


def csv_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def in_google_forms(workbook: bytes) -> list[Asked]:
    """Each question, as Form Builder maps its headings."""
    head, *rest = cells(workbook)
    first, last = head.index("Option Start"), head.index("Option End")
    found = []
    for row in rest:
        named = dict(zip(head, row, strict=True))
        options = [cell for cell in row[first : last + 1] if cell]
        sort, right = named["Type"], named["Correct Answer"]
        assert (right in options) == (sort == "Multiple Choice") and right
        assert named["Correct Feedback"] == named["Incorrect Feedback"]
        asked = f"{named['Question']} {named['Description']}".strip()
        found.append(Asked(asked, options, right, named["Correct Feedback"], sort=sort))
    return found


def in_anki(decks: list[bytes], folder: Path) -> dict[str, list[list[str]]]:
    """The fields of each note by its deck, after Anki has imported some files one by one."""
    from anki import collection as anki  # half a second's work, for those alone who run this

    collection = anki.Collection(str(folder / "collection.anki2"))
    try:
        for number, deck in enumerate(decks):
            path = folder / f"{number}.apkg"
            path.write_bytes(deck)
            options = anki.ImportAnkiPackageOptions(merge_notetypes=False)
            request = anki.ImportAnkiPackageRequest(package_path=str(path), options=options)
            collection.import_anki_package(request)
        return {
            deck.name: [
                collection.get_note(id_).fields
                for id_ in collection.find_notes(f'deck:"{deck.name}"')
            ]
            for deck in collection.decks.all_names_and_ids()
        }
    finally:
        collection.close()
