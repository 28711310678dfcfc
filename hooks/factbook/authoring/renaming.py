"""A record, a figure, a page or a heading gets another name, or is taken out.

All that names it is written anew where it stands, and every address that it had leads on. The
change is made on a copy first: where that has mistakes, the project stays as it is.
"""

import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ..meaning.addresses import LIST_PAGES, PAGE_KINDS, has_url, language_of, page_url, url_of
from ..record.book import SITE, read_book
from ..record.folders import Folders
from ..record.parse import wrong_id
from ..record.problems import Mistakes, Problem, did_you_mean, errors
from ..record.whole_files import write_whole
from ..writing.check import check_site, expected_of
from ..writing.ledger import LEDGER, REDIRECTS, ledger_text, read_ledger, shown
from ..writing.prose import ID as ID_OF_PART
from ..writing.site_map import question_pages
from .leading_on import (
    Links,
    Moves,
    NewName,
    NewPlace,
    Successors,
    file_of,
    links_in,
    redirects,
    redirects_file,
    rewritten,
)
from .places import Name, Place, Project, definition, in_settings, path_of, places
from .spans import Span, block_of

OF_ITS_OWNER = 0o700  # the rights of a folder


class CannotChange(ValueError):
    """Each reason why something cannot be renamed or taken out; nothing was written."""


def _tell_all(*looks: Callable[[], object]) -> None:
    """Raise CannotChange with all that speaks against a change: each look is by itself."""
    told: list[str] = []
    for look in looks:
        try:
            look()
        except CannotChange as error:
            told += error.args
    if told:
        raise CannotChange(*told)


@dataclass(frozen=True)
class Page:
    """A page of docs/ in every language, by its path in the first one; or a heading of it."""

    path: str
    part: str = ""


Thing = Name | Page


def thing_of(written: str) -> Thing:
    """What a name is the name of: kind/id, kind/id#figure, page.md or page.md#part."""
    path, _, part = written.partition("#")
    if path.endswith(".md"):
        return Page(path.removeprefix("docs/"), part)
    kind, _, id_ = path.partition("/")
    return Name(kind, id_, part)


def find(written: str, project: Project) -> Thing:
    """What has a name; raises CannotChange where nothing has."""
    if not written:
        raise CannotChange("no name is given; it is kind/id, kind/id#figure or page.md")
    thing = thing_of(written)
    if isinstance(thing, Page):
        _look_for_page(thing, project)
    elif project.book.get(thing.address) is None:
        known = (*project.book.addresses(), *project.book.figures, *project.pages)
        remedy = did_you_mean(written, known) or "; name it as kind/id, kind/id#figure or page.md"
        steps = getattr(project.book.get(f"{thing.kind}/{thing.id}"), "steps", ())
        if thing.figure in [step.anchor for step in steps]:
            remedy = "; that is a step, whose address follows its day and its stage"
        raise CannotChange(f"nothing is called '{written}'{remedy}")
    return thing


def _look_for_page(page: Page, project: Project) -> None:
    language = language_of(page.path, project.book)
    if not language.is_first:
        inner = page.path.removeprefix(language.folder)
        raise CannotChange(f"a page changes in all languages at once; name it {inner}")
    if page.path not in project.pages:
        raise CannotChange(f"no page '{page.path}'{did_you_mean(page.path, project.pages)}")
    if page.part and not list(_headings(project.texts[f"docs/{page.path}"], page.part)):
        raise CannotChange(f"no heading of docs/{page.path} ends with {{#{page.part}}}")


def _to_change(written: str, project: Project) -> Thing:
    """What has a name that may change; readers may be led to any other too."""
    thing = find(written, project)
    if isinstance(thing, Page) and not thing.part:
        _refuse_page_of_the_machine(thing, project)
    return thing


def _refuse_page_of_the_machine(page: Page, project: Project) -> None:
    """Refuse to move a page to which the machine leads by a name that the site cannot say."""
    url = page_url(page.path)
    if url == f"{project.book.site.page}/":
        return
    of_kinds = {"", *LIST_PAGES.values(), *(f"{kind}/" for kind in PAGE_KINDS)}
    led_to = re.compile(rf"""["'/]{re.escape(url)}["'#]""")
    templates = project.folders.templates
    for path in () if url in of_kinds else sorted(templates.rglob("*.jinja")):
        if led_to.search(path.read_text(encoding="utf-8")):
            of_kinds.add(url)
    if url in of_kinds:
        raise CannotChange(f"the templates lead to docs/{page.path}; it keeps its name")


def _headings(text: str, id_: str) -> Iterator[Span]:
    """Where the id of a heading stands."""
    for found in re.finditer(rf"^#+ .*\{{ ?#({re.escape(id_)}) ?\}}[ \t]*$", text, re.M):
        yield found.span(1)


# ---------------------------------------------------------------- another name


def rename(folders: Folders, old: str, new: str) -> list[str]:
    """Give something another name; the files that were written. Raises CannotChange, Mistakes."""
    project = Project(folders, check_site(folders).book)
    _tell_all(
        partial(_to_change, old, project),
        partial(_look_at_sort, old, new, project),
        partial(_look_at_name, new, project),
    )
    thing, wanted = thing_of(old), thing_of(new)
    change = Change(project)
    if isinstance(thing, Page) and isinstance(wanted, Page):
        return _rename_page(change, thing, wanted)
    assert isinstance(thing, Name) and isinstance(wanted, Name)
    return _rename_record(change, thing, wanted)


def _look_at_sort(old: str, new: str, project: Project) -> None:
    """Raises CannotChange where a name is that of another sort of things."""
    try:
        thing = find(old, project)
    except CannotChange:  # nothing is known of what is not there
        return
    if new.strip() and _lasting(thing) != _lasting(thing_of(new)):
        told = f"'{new}' is of another sort: only the last part of a name can change"
        is_page = isinstance(thing, Page) and not thing.part and "#" not in new
        raise CannotChange(f"{told}; a page is named as its file: {new}.md" if is_page else told)


def _look_at_name(new: str, project: Project) -> None:
    """Raises CannotChange where a name cannot be one, or is taken."""
    wanted = thing_of(new)
    if not new.strip():
        raise CannotChange("say what it is to be called, with TO=")
    if isinstance(wanted, Page):
        _look_at_page(wanted, new, project)
    elif wrong := wrong_id(wanted.word) if wanted.word else "":
        raise CannotChange(wrong)
    elif project.book.get(wanted.address):
        file, line = project.book.place(wanted.address)
        raise CannotChange(f"'{new}' is taken: {file}:{line}")


def _look_at_page(wanted: Page, new: str, project: Project) -> None:
    """The same of a page, or a heading."""
    if wanted.path.startswith("/") or ".." in wanted.path.split("/"):
        raise CannotChange(f"'{new}' is outside docs/; a page is named as it stands in there")
    file = f"docs/{wanted.path}"
    if wanted.part and not ID_OF_PART.fullmatch(wanted.part):
        raise CannotChange(f"an id is lower-case words with hyphens, not '{wanted.part}'")
    text = project.texts.get(file)
    if text is not None and (not wanted.part or list(_headings(text, wanted.part))):
        raise CannotChange(f"'{new}' is taken: {file}")


def _lasting(thing: Thing) -> tuple[str, ...]:
    """What of a name stays when it changes."""
    if isinstance(thing, Page):
        return ("heading", thing.path) if thing.part else ("page",)
    return (thing.kind, thing.id, "figure") if thing.figure else (thing.kind,)


def _rename_record(change: "Change", old: Name, new: Name) -> list[str]:
    project = change.project
    home = definition(project, old)
    change.edit((place, new.word) for place in {home, *places(project, old)})
    records = [path for path in project.spans(home.file).keys if len(path) == 1]
    folder, _, name = home.file.rpartition("/")
    if not old.figure and len(records) == 1 and name == f"{old.id}.yml":
        change.move(home.file, f"{folder}/{new.id}.yml")
    if not old.figure:
        change.pages = dict(_pages_of(project, old, new))
    is_of_topic = old.kind == "topics" and not old.figure
    return change.make(NewName(old.word, new.word, change.moved_urls, is_of_topic))


def _pages_of(project: Project, old: Name, new: Name) -> Iterator[tuple[str, str]]:
    """(path now, path then) of each page that is called after a record."""
    if old.kind in PAGE_KINDS:
        for language in project.languages:
            yield f"{language}{old.address}.md", f"{language}{new.address}.md"
    for page in question_pages(project.book) if old.kind == "topics" else ():
        if page.topic == old.id:
            yield page.path, re.sub(rf"/{old.id}(?=[/.])", f"/{new.id}", page.path)


def _rename_page(change: "Change", old: Page, new: Page) -> list[str]:
    project = change.project
    files = [f"docs/{language}{old.path}" for language in project.languages]
    files = [file for file in files if file in project.texts]
    if old.part:
        for file in files:
            spans = _headings(project.texts[file], old.part)
            change.edit((Place(file, span), new.part) for span in spans)
        return change.make(NewName(old.part, new.part))
    url, new_url = page_url(old.path).rstrip("/"), page_url(new.path).rstrip("/")
    change.edit((place, new_url) for place in _topics_of(project, url))
    change.edit((place, new.path) for place in in_settings(project, old.path))
    change.edit(_about_subject(project, url, new_url))
    for language in project.languages:
        if f"docs/{language}{old.path}" in files:
            change.pages[language + old.path] = language + new.path
            change.move(f"docs/{language}{old.path}", f"docs/{language}{new.path}")
    return change.make(NewName(url, new_url, change.moved_urls))


def _topics_of(project: Project, page: str) -> Iterator[Place]:
    """Where topics name a page that explains them."""
    for id_, topic in project.book.topics.items():
        if topic.page == page:
            file, path = project.origin(f"topics/{id_}")
            start, end = project.spans(file).values[(*path, "page")]
            place = project.texts[file].index(page, start, end)
            yield Place(file, (place, place + len(page)))


def _about_subject(project: Project, url: str, new: str) -> Iterator[tuple[Place, str]]:
    """Where the site names the page about its subject; where it names none yet, a line for it."""
    if url != project.book.site.page:
        return
    file, start = project.origin(SITE)
    text, values = project.texts[file], project.spans(file).values
    if span := values.get((*start, "page")):
        place = text.index(url, *span)
        yield Place(file, (place, place + len(url))), new
    else:
        end = text.index("\n", values[(*start, "minister")][1])
        yield Place(file, (end, end)), f"\npage: {new}"


# ---------------------------------------------------------------- out


@dataclass(frozen=True)
class Removed:
    """What was done to take something out."""

    written: list[str]
    gone: list[str]  # files
    is_led_on: bool  # False where it had no address of which readers could come


def remove(
    folders: Folders,
    what: str,
    to: str,
) -> Removed:
    """Take something out, and lead from its addresses to another place."""
    project = Project(folders, check_site(folders).book)
    change = Change(project)
    _tell_all(
        partial(_take_out, change, what),
        partial(_look_at_place, what, to, project),
    )
    where = NewPlace(_address_of(to, project), project.languages) if to else Successors()
    written = change.make(where)
    return Removed(written, sorted(change.gone), change.is_led_on)


def _take_out(change: "Change", what: str) -> None:
    thing = _to_change(what, change.project)
    if isinstance(thing, Page):
        _remove_page(change, thing)
    else:
        _remove_record(change, thing)


def _look_at_place(what: str, to: str, project: Project) -> None:
    """Raises CannotChange where readers are led nowhere, or to what is taken out."""
    if to and thing_of(to) == thing_of(what):
        raise CannotChange(f"'{what}' is what is taken out; lead its readers elsewhere")
    if to:
        _address_of(to, project)
        return
    try:
        address = _address_of(what, project)
    except CannotChange:  # what is not there, or has no place, has no readers
        return
    if address in read_ledger(project.folders.data)[0].lines:
        raise CannotChange(_without_place(address))


def _remove_record(change: "Change", name: Name) -> None:
    project = change.project
    file, path = project.origin(name.address)
    text, keys = project.texts[file], project.spans(file).keys
    while path and len([key for key in keys if key[:-1] == path[:-1]]) == 1:
        path = path[:-1]  # neither a group of fields nor a file stands empty
    block = block_of(text, keys[path]) if path else (0, len(text))
    if not block:
        raise CannotChange(f"{name.address} shares its line with others; give it lines of its own")
    found = {*places(project, name), *_links_to(project, _urls_of(project, name))}
    _refuse_named(
        project,
        name.address,
        (place for place in found if not (place.file == file and _lies_in(place.span, block))),
    )
    if path:
        change.edit([(Place(file, block), "")])
    else:
        change.drop(file)


def _lies_in(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] < outer[1]


def _urls_of(project: Project, name: Name) -> list[str]:
    """The addresses of the pages of a record."""
    is_page = name.kind in PAGE_KINDS and not name.figure
    return [f"{language}{name.address}/" for language in project.languages if is_page]


def _remove_page(change: "Change", page: Page) -> None:
    project = change.project
    if page.part:
        raise CannotChange("a heading is taken out by hand; only a page is removed")
    files = [f"docs/{language}{page.path}" for language in project.languages]
    urls = [page_url(file.removeprefix("docs/")) for file in files]
    url = urls[0].rstrip("/")
    of_site = (place for place, _ in _about_subject(project, url, ""))
    named = {*_topics_of(project, url), *of_site, *_links_to(project, urls)}
    named.update(in_settings(project, page.path))
    _refuse_named(project, page.path, (place for place in named if place.file not in files))
    for file in files:
        if file in project.texts:
            change.drop(file)


def _links_to(project: Project, urls: Collection[str]) -> Iterator[Place]:
    """Where prose links to pages."""
    for page in project.pages:
        for span, written in links_in(project.texts[f"docs/{page}"]):
            file = file_of(page, written)
            if file and page_url(file) in urls:
                yield Place(f"docs/{page}", span)


def _refuse_named(project: Project, what: str, found: Iterable[Place]) -> None:
    if lines := sorted(set(map(project.line, found)), key=_by_number):
        raise CannotChange(f"{what} is still named; take it out there first:\n" + "\n".join(lines))


def _by_number(line: str) -> tuple[str, int]:
    """Where a line stands among others: 9 comes before 10."""
    file, _, number = line.rpartition(":")
    return file, int(number)


def _address_of(written: str, project: Project) -> str:
    """The address on the site of what readers are to be led to."""
    thing = find(written, project)
    if isinstance(thing, Page):
        return page_url(thing.path) + (f"#{thing.part}" if thing.part else "")
    if not has_url(thing.address):
        raise CannotChange(f"'{written}' has no place on the site; nothing can lead there")
    return url_of(project.book, thing.address)


# ---------------------------------------------------------------- a change, and how it is made


@dataclass
class Change:
    """What a project is to become: files written anew, files that go, pages with other paths."""

    project: Project
    edits: dict[str, list[tuple[Span, str]]] = field(default_factory=lambda: defaultdict(list))
    moved: dict[str, str] = field(default_factory=dict)  # files, by data/… and docs/…
    gone: set[str] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)  # of records too, by their paths in docs/
    is_led_on: bool = False  # from an address that stood before

    def edit(self, edits: Iterable[tuple[Place, str]]) -> None:
        """Write other words at some places."""
        for place, words in edits:
            self.edits[place.file].append((place.span, words))

    def move(self, old: str, new: str) -> None:
        """Give a file another path."""
        self.moved[old] = new

    def drop(self, file: str) -> None:
        """Take a file out."""
        self.gone.add(file)

    @property
    def moved_urls(self) -> dict[str, str]:
        """The addresses of the pages with other paths."""
        return {page_url(old): page_url(new) for old, new in self.pages.items()}

    def make(self, successors: Successors) -> list[str]:
        """Make the change, if nothing is wrong with a copy; the files that were written."""
        folders = self.project.folders
        with tempfile.TemporaryDirectory() as place:
            copy = _copied(folders, Path(place))
            texts = dict(self.project.texts)
            self._take_out(texts, copy)
            for file, edits in self.edits.items():
                if file in texts:
                    texts[file] = rewritten(texts[file], edits)
            for old, new in self.moved.items():
                texts[new] = texts.pop(old)
            _write(texts, copy)
            _refuse_to_leave(errors(read_book(copy.data)[1]))
            moves = Moves(expected_of(folders), expected_of(copy), successors)
            self._lead_on(texts, moves)
            _write(texts, copy)
            try:
                check_site(copy)
            except Mistakes as mistakes:
                _refuse_to_leave(mistakes.problems)
        changed = {file: text for file, text in texts.items() if text != self._before(file)}
        _write(changed, folders)  # first: where that is stopped, nothing is lost
        self._take_out({}, folders)
        return sorted(changed)

    def _before(self, file: str) -> str | None:
        path = path_of(self.project.folders, file)
        if not path.is_file():
            return None
        text = path.read_bytes().decode("utf-8")
        return text.removeprefix("\ufeff") if file.startswith("data/") else text

    def _take_out(self, texts: dict[str, str], folders: Folders) -> None:
        for file in {*self.gone, *self.moved}:
            path = path_of(folders, file)
            path.unlink()
            with suppress(OSError):  # of a folder that holds more
                path.parent.rmdir()
            if file in self.gone:
                texts.pop(file, None)

    def _lead_on(self, texts: dict[str, str], moves: Moves) -> None:
        """Links, redirects and the ledger, after the change."""
        links = Links(moves, self.pages)
        for page in self.project.pages:
            file = f"docs/{page}"
            file = self.moved.get(file, file)
            if file in texts:
                texts[file] = links.rewritten(page, texts[file])
        ledger, _ = read_ledger(self.project.folders.data)
        wanted = redirects(moves, ledger)
        if wanted != ledger.moved:
            file = f"data/{REDIRECTS}"
            texts[file] = redirects_file(texts.get(file, ""), wanted)
        lost = moves.lost(ledger)
        _refuse_astray(moves, (old for old in lost if old in ledger.lines), lost)
        led_on = {old: new for old, new in lost.items() if moves.stands(new)}
        self.is_led_on = bool(led_on)
        if led_on:
            known = {*ledger.lines, *led_on, *led_on.values()}
            texts[f"data/{LEDGER}"] = ledger_text(known)


def _refuse_to_leave(problems: list[Problem]) -> None:
    """Refuse a change that would leave mistakes."""
    if problems:
        message = f"nothing was written, for these mistakes would be left:\n{Mistakes(problems)}"
        raise CannotChange(message)


def _refuse_astray(
    moves: Moves,
    published: Iterable[str],
    lost: Mapping[str, str],
) -> None:
    """Refuse to leave readers of a published address without a place to go to."""
    for old in published:
        if not moves.stands(lost[old]):
            raise CannotChange(_without_place(old))


def _without_place(address: str) -> str:
    remedy = "say where its readers are to be led, with TO="
    return f"'{shown(address)}' was published; {remedy}"


def _copied(folders: Folders, place: Path) -> Folders:
    """A copy of a project that is checked as the project would be, and may be written.

    Where the project may not, its own file is told, and none of the copy.
    """
    templates = shutil.ignore_patterns("templates")
    copy = partial(shutil.copytree, copy_function=shutil.copyfile)
    copy(folders.data, place / "data")
    copy(folders.docs, place / "docs", ignore=templates)
    for folder in filter(Path.is_dir, place.rglob("*")):
        folder.chmod(OF_ITS_OWNER)
    return Folders(place / "data", place / "docs", None, folders.templates)


def _write(texts: dict[str, str], folders: Folders) -> None:
    write_whole({path_of(folders, file): text for file, text in texts.items()})
