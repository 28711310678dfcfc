"""A figure is read at one more stage -> what was written of it before says of which stage it is."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..record.book import Address, Book
from ..record.folders import Folders
from ..record.kinds import Question
from ..record.whole_files import write_whole
from ..writing.calls import OF_READINGS
from ..writing.syntax import cut
from .places import CALL, QUOTE, Project, path_of
from .spans import block_of

NAMED = re.compile(r"\b(?:stage|as_of)\s*=")
FIGURE = re.compile(rf"(?P<quote>{QUOTE})(?P<address>[^\"'\\\s]+#[^\"'\\\s]+)(?P=quote)")


def keep_stages(folders: Folders, book: Book, meant: Mapping[Address, str]) -> list[Path]:
    """Write the files anew in which words left the stage of some figures open; their paths."""
    said = with_stages(Project(folders, book), meant)
    written = {path_of(folders, file): text for file, text in said.items()}
    write_whole(written)
    return list(written)


def with_stages(project: Project, meant: Mapping[Address, str]) -> dict[str, str]:
    """The files, data/… and docs/…, in which words left the stage of some figures open.

    `meant` is the stage of each of these figures. What names a stage or a day stays as it is.
    """
    files = {}
    for file, text in project.texts.items():
        in_answers = dict(_in_answers(project, file, meant))
        said = "".join(_in_call(piece, project, meant) for piece in cut(_with(text, in_answers)))
        if said != text:
            files[file] = said
    return files


def _in_call(piece: str, project: Project, meant: Mapping[Address, str]) -> str:
    """A piece of a text; a call that leaves the stage of such a figure open says it."""
    call = CALL.match(piece)
    if not call or call["name"] not in OF_READINGS or NAMED.search(piece):
        return piece
    named = list(FIGURE.finditer(piece))
    addresses = [one["address"] for one in named]
    if meant.keys().isdisjoint(addresses):
        return piece
    quote, end = named[0]["quote"], piece.rindex(")")
    stages = [f"{quote}{stage}{quote}" for stage in _stages(project, addresses, meant)]
    written = stages[0] if len(stages) == 1 else f"[{', '.join(stages)}]"
    return f"{piece[:end]}, stage={written}{piece[end:]}"


def _stages(project: Project, addresses: list[Address], meant: Mapping[Address, str]) -> list[str]:
    """The stage of each figure; one where all have the same."""
    figures = project.book.figures
    each = [meant.get(address) or figures[address].stages[-1] for address in addresses]
    return each if len(set(each)) > 1 else each[:1]


def _in_answers(
    project: Project, file: str, meant: Mapping[Address, str]
) -> Iterator[tuple[int, str]]:
    """(place, what is put there) for each answer to a question that leaves the stage open."""
    for id_, question in project.book.questions.items():
        if project.origin(f"questions/{id_}")[0] == file and not question.answer.stage:
            yield from _in_answer(project, id_, question, meant)


def _in_answer(
    project: Project, id_: str, question: Question, meant: Mapping[Address, str]
) -> Iterator[tuple[int, str]]:
    answer = question.answer
    if meant.keys().isdisjoint(answer.read):
        return
    file, start = project.origin(f"questions/{id_}")
    [field] = answer.model_fields_set & {"figure", "ratio", "share", "compare"}
    key = project.spans(file).keys[(*start, "answer", field)]
    stages = ", ".join(_stages(project, list(answer.read), meant))
    text = project.texts[file]
    is_alone = block_of(text, key) is not None
    indent = text[text.rfind("\n", 0, key[0]) : key[0]]
    yield key[0], f"stage: [{stages}]" + (indent if is_alone else ", ")


def _with(text: str, put: Mapping[int, str]) -> str:
    """A text with further words, each at its place."""
    for place in sorted(put, reverse=True):
        text = text[:place] + put[place] + text[place:]
    return text
