"""An edition as values, and what none may say: words that were written later, and later days."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from posixpath import join, normpath

from places import TEMPLATES  # isort: skip -- finds the hooks

from factbook.meaning.wording import Wording
from factbook.publishing.downloads import as_bytes
from factbook.record.book import Book
from factbook.record.fields import fields_of
from factbook.record.kinds import KINDS
from factbook.record.rules import parts
from factbook.record.values import Day, Record, Text
from factbook.site import BuiltSite
from later_days import later_days, named_days
from pages import Page

ABOVE = "../../"  # from an edition to the present site
LONG = 40  # letters of a sentence that stands nowhere by chance
ADDRESS = re.compile(r"https?://\S+|\]\([^)\s]*\)")
ID = re.compile(r'"(?:id|sources|review_by)": ?(?:"[^"]*"|\[[^\]]*\])')  # of JSON
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')


def texts_of(built: BuiltSite) -> Iterator[tuple[str, str]]:
    """(path, words) of each page, twin, embed, feed and file of a site."""
    for path, text in built.pages.items():
        yield path, Page.of_markdown(text).blocks
    for path, text in built.twins.items():
        yield path, ADDRESS.sub("", text)
    for path, file in built.files.items():
        if isinstance(file, str) and not path.startswith("assets/"):
            yield path, _words_of_file(path, file)


def weight(built: BuiltSite) -> int:
    """How many bytes a site has in its pages, without their frame, and files, but for its looks."""
    files = (file for path, file in built.files.items() if not path.startswith("assets/"))
    return sum(map(len, map(as_bytes, (*built.pages.values(), *built.twins.values(), *files))))


def _words_of_file(path: str, file: str) -> str:
    if path.endswith(".html"):
        return Page.of(file).text
    if path.endswith((".xml", ".svg")):
        file = re.sub(r"<[^>]*>", " ", file)
    return ID.sub("", ADDRESS.sub("", file))


# ---------------------------------------------------------------- later days


def told_days(book: Book, day: Day, wordings: dict[str, Wording]) -> frozenset[str]:
    """The words for later days that were told by a day: when plans are due, and what sources said.

    A sentence was told where all of its sources were out.
    """
    told = set()
    for address in book.addresses():
        for _, part in parts(book.get(address)):
            told |= _due(part, wordings) | _ends_of_times(part, day)
            if isinstance(part, Record) and was_out(book, part, day.last):
                told |= _said(part, book.site.languages)
    return frozenset(told)


def _due(part: object, wordings: dict[str, Wording]) -> set[str]:
    """A day on which something is due, as it is written, and the month that it stands under."""
    due = getattr(part, "due", None)
    if not due:
        return set()
    words = {due.text, due.first.isoformat(), due.last.isoformat()}
    for say in wordings.values():
        words |= {say.day(due), say.day(Day(due.text[:7]))}
    return {word.replace("\xa0", " ") for word in words}


def _ends_of_times(part: object, day: Day) -> set[str]:
    """The ends of the years and months that parts speak of, as files hold them."""
    period, told = getattr(part, "period", None), getattr(part, "as_of", None)
    begun = told if told and told.first <= day.last else None
    ends = {time.last.isoformat() for time in (period, begun) if time}
    return ends | {period.first.isoformat()} if period else ends


def _said(part: Record, languages: tuple[str, ...]) -> set[str]:
    sentences = (getattr(part, field.name) for field in fields_of(type(part)) if field.told)
    written = (text.in_(language) for text in sentences if text for language in languages)
    return {words for text in written for words, _ in named_days(text)}


def was_out(book: Book, part: Record, day: date) -> bool:
    """True where every source of a part was out on a day: published, or at least read."""
    sources = [book.sources[id_] for id_ in getattr(part, "sources", ())]
    known = [min(d.last for d in (source.published, source.accessed) if d) for source in sources]
    return bool(known) and max(known) <= day


def later_days_of(built: BuiltSite, present: Book, day: Day) -> list[tuple[str, str]]:
    """(path, words) wherever an edition speaks of a day after its own."""
    told = told_days(present, day, built.wordings)
    return [
        (path, words)
        for path, text in texts_of(built)
        for words in later_days(text, day.last, told)
    ]


# ---------------------------------------------------------------- later words


def sentences(texts: Iterable[str]) -> set[str]:
    """The sentences of what authors wrote that are long enough to be told from others."""
    written = (
        re.sub(r"\A---\n.*?\n---\n|<[^>]*>|[*`]|\{[^{}]*\}", "", t, flags=re.S) for t in texts
    )
    sentences = (
        s.strip() for text in written for s in re.split(r"(?<=[.?!])\s+|\n|\{\{.*?\}\}", text)
    )
    return {s for s in sentences if len(s) >= LONG and s.endswith((".", "?", "!"))}


def words_of(book: Book, of_today: bool) -> Iterator[str]:
    """What the record says as of its end, in summaries, notes, verdicts; or else all it says."""
    for address in book.addresses():
        is_today = KINDS[address.partition("/")[0]].is_hindsight
        for _, part in parts(book.get(address)):
            if isinstance(part, Record) and not isinstance(part, Text):
                for field in fields_of(type(part)):
                    text = getattr(part, field.name)
                    if isinstance(text, Text) and of_today == (is_today or field.hindsight):
                        yield from (words for _, words in text.others(""))


def endings_of_today(book: Book, prose: Iterable[str]) -> set[str]:
    """How each sentence ends that was written as of the record's end, and stands nowhere else."""
    written = sentences([*prose, *words_of(book, of_today=True)])
    of_the_machine = (TEMPLATES / "words.yml").read_text(encoding="utf-8")
    others = "\n".join([*words_of(book, of_today=False), of_the_machine])
    ends = {sentence[-LONG:] for sentence in written}
    return {words for words in ends if words.rstrip(".") not in others}


# ---------------------------------------------------------------- links


def dead_links(built: BuiltSite, present: BuiltSite, day: str) -> list[tuple[str, str]]:
    """(page, link) for each link of an edition that leads nowhere, into the present site too."""
    places = _places(built, f"editions/{day}/") | _places(present, "")
    dead = []
    for url, text in _linking(built):
        own = set(Page.of_markdown(text).ids)
        for link in LINK.findall(text):
            if not re.match(r"[a-z]+:|//", link) and not _leads(
                places, own, f"editions/{day}/{url}", link
            ):
                dead.append((url, link))
    return dead


def _linking(built: BuiltSite) -> Iterator[tuple[str, str]]:
    for document in built.documents.values():
        yield document.url, document.text
    for path, file in built.files.items():
        if path.endswith(".html"):
            yield path.removesuffix("index.html"), str(file)


def _places(built: BuiltSite, folder: str) -> dict[str, set[str]]:
    """Every path of a site, with the parts that links may lead to."""
    pages = {url: set(Page.of_markdown(text).ids) for url, text in _linking(built)}
    for document in built.documents.values():
        pages[document.url] |= {heading.id for heading in document.headings}
    files = {path: set() for path in built.files}
    return {f"{folder}{path}": ids for path, ids in (files | pages).items()}


def _leads(places: dict[str, set[str]], own: set[str], url: str, link: str) -> bool:
    path, _, anchor = link.partition("#")
    path = path.partition("?")[0]
    if not path:
        return anchor in own or anchor in places[url]
    target = normpath(join(url, path)).removeprefix(".")
    if path.endswith(("/", "..")) and target:
        target += "/"
    if "/assets/" in f"/{target}":
        return True
    return target in places and (not anchor or anchor in places[target])
