"""Writes the skeleton of a new record, and of a new source for it.

It asks for what is not given. Nothing that is there is written over.
"""

import json
from collections.abc import Callable
from pathlib import Path

import click

from ..authoring.ids import suggested_id
from ..authoring.skeletons import skeleton
from ..record.book import Book, read_book
from ..record.kinds import KINDS
from ..record.parse import wrong_id
from ..record.problems import Mistakes, did_you_mean
from ..record.remedies import of_another_day
from ..record.rules import says_nothing, wrong_id_in_a_list
from ..record.values import Day, web_address
from ..record.web_pages import page_of
from ..record.whole_files import write_whole
from .options import Refused, with_data

Read = Callable[[str], str]  # what is meant by what was given; raises ValueError with what is wrong


@click.command()
@click.option("--kind", help=f"one of {', '.join(KINDS)}")
@click.option("--id", "id_", help="lower-case words with hyphens, such as my-fund")
@click.option("--name", help="the name or title that readers will see")
@click.option("--date", help="the day on which you read the source, such as 2026-07-03")
@click.option("--source", help="the id of a source that is there; else a new one is begun")
@click.option("--url", help="the web address of the source; one that has it is used again")
@with_data
def command(
    data: Path,
    kind: str | None,
    id_: str | None,
    name: str | None,
    date: str | None,
    source: str | None,
    url: str | None,
) -> None:
    """Write the skeleton of a record; asks for what is not given."""
    book, problems = read_book(data)
    if not book:
        raise Mistakes(problems)
    draft = Draft(data, book, url)
    refuse_given(draft, kind, id_, name, date, source, url)
    kind = ask(kind, f"Kind ({', '.join(KINDS)})", known_kind)
    name = ask(name, "Name or title, as readers will see it", some_words)
    if message := without_say(kind, source, url):  # where the kind was asked for
        raise Refused(message)
    question = "Id, lower-case words with hyphens, never changed again"
    id_ = ask(id_, question, lambda given: draft.free_id(kind, given), suggested_id(name))
    known = {KINDS[kind].named_by: words(name, kind, book)}
    if kind == "sources":
        draft.refuse_second_source()
        known |= draft.known_url
        known["accessed"] = ask_date(date)
    elif "sources" in KINDS[kind].model.model_fields:
        source = source or draft.source_at_url or draft.new_source(id_, ask_date(date))
        known["sources"] = f"[{source}]"
    draft.add(kind, id_, known)
    draft.write()


# ---------------------------------------------------------------- what is asked


def refuse_given(
    draft: "Draft",
    kind: str | None,
    id_: str | None,
    name: str | None,
    date: str | None,
    source: str | None,
    url: str | None,
) -> None:
    """Refuse all at once what was given and cannot be."""
    is_kind = kind in KINDS
    given: list[tuple[str | None, Read]] = [
        (kind, known_kind),
        (name, some_words),
        (id_, lambda written: draft.free_id(str(kind), written) if is_kind else some_id(written)),
        (date, known_day),
        (source, draft.known_source),
        (url, known_url),
    ]
    faults = (fault_of(written, read) for written, read in given if written)
    in_vain = without_say(str(kind), source, url) if is_kind else ""
    if wrong := list(filter(None, (*faults, in_vain))):
        raise Refused(*wrong)


def without_say(
    kind: str,
    source: str | None,
    url: str | None,
) -> str:
    """Why a source or an address that was given would stand nowhere; '' where it has a place."""
    if kind == "sources":
        return "a source is named by no other; leave SOURCE out" if source else ""
    if "sources" in KINDS[kind].model.model_fields or not (source or url):
        return ""
    given = {"SOURCE": source, "URL": url}
    in_vain = " and ".join(name for name, value in given.items() if value)
    return f"a record of '{kind}' names no sources; leave {in_vain} out"


def some_id(written: str) -> str:
    """What can be an id of any kind; raises ValueError."""
    if message := wrong_id(written):
        raise ValueError(message)
    return written


def fault_of(written: str, read: Read) -> str:
    """What is wrong with what was given; nothing where it can be read."""
    try:
        read(written)
    except ValueError as error:
        return str(error)
    return ""


def ask(
    given: str | None,
    question: str,
    read: Read,
    suggested: str | None = None,
) -> str:
    """What was given, or else what is answered; a wrong answer is asked for again."""
    if given:
        try:
            return read(given)
        except ValueError as error:
            raise Refused(str(error)) from None

    def answer(written: str) -> str:
        try:
            return read(written.strip())
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    try:
        answered: str = click.prompt(question, suggested, value_proc=answer)
    except click.Abort:
        raise Refused(f"nothing was answered: {question}; --help tells how it is given") from None
    return answered


def ask_date(given: str | None) -> str:
    """The day on which a source was read."""
    return ask(given, "Day on which you read the source (2026-07-03)", known_day)


def known_day(written: str) -> str:
    """A day; raises ValueError."""
    try:
        day = Day(written)
    except ValueError as error:
        raise ValueError(f"the date {error}") from None
    if day.exactness != "day":
        raise ValueError(f"the date is the one day on which you read the source, not '{written}'")
    return str(day)


def known_url(written: str) -> str:
    """A web address; raises ValueError."""
    try:
        return str(web_address(written))
    except ValueError as error:
        raise ValueError(f"the web address {error}") from None


def some_words(written: str) -> str:
    """A name that says something; raises ValueError."""
    if says_nothing(written):
        raise ValueError("the name is empty; write the words that readers will see")
    return written


def known_kind(given: str) -> str:
    """A kind of record; raises ValueError with the nearest one."""
    if given not in KINDS:
        hint = did_you_mean(given, KINDS) or f"; known: {', '.join(KINDS)}"
        raise ValueError(f"no kind '{given}'{hint}")
    return given


def words(text: str, kind: str, book: Book) -> str:
    """YAML for a name: a plain string for a source's title, else in the site's first language.

    Those in the others stand empty, and the check asks for them.
    """
    quoted = json.dumps(text, ensure_ascii=False)
    if kind == "sources":
        return quoted
    others = [f'{language}: ""' for language in book.site.languages[1:]]
    return f"{{{', '.join([f'{book.first_language}: {quoted}', *others])}}}"


# ---------------------------------------------------------------- what is written


class Draft:
    """The skeletons that are to be written, all or none."""

    def __init__(self, data: Path, book: Book, url: str | None = None):
        self.data, self.book, self.url = data, book, url
        self.files: dict[Path, str] = {}

    def free_id(self, kind: str, given: str) -> str:
        """An id that no record of the kind has; raises ValueError."""
        if message := wrong_id(given) or (KINDS[kind].listed_on and wrong_id_in_a_list(given)):
            raise ValueError(message)
        if given in self.book.records[kind]:
            file, line = self.book.place(f"{kind}/{given}")
            raise ValueError(f"'{given}' is already: {file}:{line}")
        if self._path(kind, given).exists():
            raise ValueError(f"{self._path(kind, given)} is there already")
        return given

    def known_source(self, given: str) -> str:
        """The id of a source that the record has; raises ValueError."""
        sources = self.book.sources
        if given not in sources and not self.book.may_be_broken(f"sources/{given}"):
            hint = of_another_day(given, sources) or did_you_mean(given, sources)
            hint = hint or "; leave SOURCE out to begin a new one"
            raise ValueError(f"no source '{given}'{hint}")
        if self.url and self.source_at_url != given:
            raise ValueError(f"'{given}' is another page than {self.url}; give one of the two")
        return given

    @property
    def source_at_url(self) -> str | None:
        """The id of the source that is the page which was given; None without one."""
        if not self.url:
            return None
        pages = {page_of(it.url): id_ for id_, it in self.book.sources.items() if it.url}
        return pages.get(page_of(self.url))

    def refuse_second_source(self) -> None:
        """Refuse to begin a source whose address another one has."""
        if id_ := self.source_at_url:
            file, line = self.book.place(f"sources/{id_}")
            raise Refused(f"this page is a source already, '{id_}': {file}:{line}")

    @property
    def known_url(self) -> dict[str, str]:
        """The web address that was given, as YAML."""
        return {"url": json.dumps(self.url, ensure_ascii=False)} if self.url else {}

    def new_source(self, record: str, accessed: str) -> str:
        """The id of a source for a record that names none yet."""
        id_ = f"{record}-{accessed}".lower()
        if id_ not in self.book.sources and not self._path("sources", id_).exists():
            self.add("sources", id_, {**self.known_url, "accessed": accessed})
        return id_

    def add(self, kind: str, id_: str, known: dict[str, str]) -> None:
        """A skeleton in which what is known stands already, as YAML."""
        languages = self.book.site.languages
        self.files[self._path(kind, id_)] = skeleton(kind, id_, known, languages)

    def write(self) -> None:
        """Write every file, and tell its path."""
        write_whole(self.files)
        for path in self.files:
            click.echo(path)

    def _path(self, kind: str, id_: str) -> Path:
        return self.data / kind / f"{id_}.yml"
