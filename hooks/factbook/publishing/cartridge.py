"""Questions and links -> files for learning systems: Common Cartridge, QTI, CSV.

The XML is written by docs/templates/teach/, after the 1EdTech specifications "Common Cartridge
Profile: Implementation 1.3" and "Question and Test Interoperability Assessment Test, Section and
Item Information Model 2.1".
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from ..meaning.addresses import step_url, url_of
from ..meaning.answers import Solution, in_words, solve
from ..meaning.choices import Choice, choices
from ..meaning.fingerprints import fingerprint
from ..meaning.marking import accepted, hint
from ..meaning.questions import about, topics
from ..record.book import Book
from ..record.kinds import Question
from ..writing.outline import OutlinedSection
from ..writing.writer import Writer
from .columns import Column
from .csv_files import as_csv
from .material import Files, Material
from .tables import Table
from .xml_files import without_forbidden

PROFILES = {  # form of a question -> its profile in Common Cartridge
    "number": "cc.fib.v0p1",
    "choice": "cc.multiple_choice.v0p1",
    "truefalse": "cc.true_false.v0p1",
}
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # that a zip file can tell
UNIX, READABLE = 3, 0o644 << 16


@dataclass(frozen=True)
class Item:
    """A question with its answer, in the words of one language."""

    id: str
    question: Question
    words: str
    answer: str
    hint: str  # of the unit and the rounding, where a number is asked for
    accepted: tuple[str, ...]  # what may be typed, where a number is asked for
    choices: dict[str, Choice]  # by their letters, where one is to be chosen
    because: str
    proof: tuple[tuple[str, str], ...]  # (name, full address) of what proves the answer
    fingerprint: str

    @property
    def profile(self) -> str:
        """Its sort, as Common Cartridge calls it."""
        return PROFILES[self.question.form]

    @property
    def right_answers(self) -> list[str]:
        """What a learner may type, or the letter to choose."""
        right = [letter for letter, choice in self.choices.items() if choice.right]
        return [*self.accepted, *right]


@dataclass(frozen=True)
class Link:
    """A page or section to link to."""

    id: str
    title: str
    url: str


@dataclass(frozen=True)
class Module:
    """What a course holds about a topic."""

    topic: str
    name: str
    links: list[Link]
    quiz: list[Item]


def files(material: Material) -> Files:
    """The files of teach/, by their paths; none where the record has no questions."""
    book, writers, address = material.book, material.writers, material.address
    if not book.questions:
        return
    first = book.first_language
    writer = writers[first]
    sections = writer.sections()
    items = {
        language: list(read_items(book, own_writer, address))
        for language, own_writer in writers.items()
    }
    yield "teach/questions.csv", questions_csv(book, items, address)
    yield "teach/links.csv", links_csv(sections, address)
    yield "teach/course.imscc", course(writer, items[first], sections, address)
    yield "teach/questions-qti21.zip", item_package(writer, items[first])


def read_items(book: Book, writer: Writer, address: str) -> Iterator[Item]:
    """Every question that the Book can answer, topic by topic."""
    for topic in topics(book):
        for id_, question in about(book, topic).items():
            yield _item(book, writer, id_, question, address)


def _item(book: Book, writer: Writer, id_: str, question: Question, address: str) -> Item:
    say, calls = writer.wording, writer.plain
    solution = solve(book, question)
    ways: list[str] = []
    options: list[Choice] = []
    if question.form == "number":
        others = (other for other in writer.site.wordings.values() if other is not say)
        ways = accepted(book, question, (say, *others))
    else:
        options = choices(book, question, say)
    return Item(
        id=id_,
        question=question,
        words=calls.words(question.question),
        answer=in_words(book, solution, say),
        hint=hint(book, solution, say) if question.form == "number" else "",
        accepted=tuple(ways),
        choices=dict(zip(ascii_uppercase, options, strict=False)),
        because=calls.words(question.because),
        proof=tuple(
            (calls.name(proof), address + _proof_url(book, proof, solution))
            for proof in solution.proof
        ),
        fingerprint=fingerprint(id_, solution),
    )


def _proof_url(book: Book, proof: str, solution: Solution) -> str:
    if solution.step:
        return step_url(book, proof, solution.step)
    return url_of(book, proof)


# ---------------------------------------------------------------- CSV


def questions_csv(book: Book, items: dict[str, list[Item]], address: str) -> str:
    """One line a question: its words and its answer in each language, with what proves it."""
    names = ("question", "choices", "answer", "because")
    in_languages = (f"{name}_{language}" for language in items for name in names)
    header = ("id", "topic", "level", "form", *in_languages, "proof", "as_of", "fingerprint", "url")
    rows = [
        _question_row(book, versions, address) for versions in zip(*items.values(), strict=True)
    ]
    return as_csv(_table("questions", header, rows))


def _question_row(book: Book, versions: tuple[Item, ...], address: str) -> tuple[object, ...]:
    """The same question in each language."""
    words: list[str] = []
    for item in versions:
        choices = " | ".join(choice.words for choice in item.choices.values())
        words += [item.words, choices, item.answer, item.because]
    first = versions[0]
    return (
        first.id,
        first.question.topic,
        first.question.level,
        first.question.form,
        *words,
        " ".join(url for _, url in first.proof),
        str(book.site.as_of),
        first.fingerprint,
        address + url_of(book, f"questions/{first.id}"),
    )


def links_csv(sections: list[OutlinedSection], address: str) -> str:
    """One line a section of the prose pages."""
    header = ("page", "section", "url", "first_sentence", "minutes", "grade", "topics")
    rows = [
        (
            section.page_title,
            section.title,
            address + section.url,
            section.first,
            section.minutes,
            section.grade,
            " ".join(section.topics),
        )
        for section in sections
    ]
    return as_csv(_table("links", header, rows))


def _table(name: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Table:
    columns = tuple(Column(column, "text", "") for column in header)
    return Table(name, "", header[:1], columns, tuple(rows))


# ---------------------------------------------------------------- archives of XML


def course(
    writer: Writer, items: list[Item], sections: list[OutlinedSection], address: str
) -> bytes:
    """A thin Common Cartridge: links to the pages and their sections, and a quiz for each topic."""
    modules = list(_modules(writer, items, sections, address))
    documents = {"imsmanifest.xml": _xml(writer, "course", modules=modules)}
    for module in modules:
        documents[f"quizzes/{module.topic}.xml"] = _xml(writer, "quiz", module=module)
        for link in module.links:
            documents[f"links/{link.id}.xml"] = _xml(writer, "link", link=link)
    return _zip(documents)


def _modules(
    writer: Writer, items: list[Item], sections: list[OutlinedSection], address: str
) -> Iterator[Module]:
    for id_ in topics(writer.book):
        topic = writer.book.topics[id_]
        page = f"{topic.page or id_}.md"
        yield Module(
            topic=id_,
            name=writer.wording.text(topic.name),
            links=[
                Link(f"{id_}-{place}", section.title, address + section.url)
                for place, section in enumerate(sections)
                if section.page == page
            ],
            quiz=[item for item in items if item.question.topic == id_],
        )


def item_package(writer: Writer, items: list[Item]) -> bytes:
    """Every question as an item of QTI 2.1, with a manifest."""
    documents = {"imsmanifest.xml": _xml(writer, "items", items=items)}
    for item in items:
        documents[f"items/{item.id}.xml"] = _xml(writer, "item", item=item)
    return _zip(documents)


def _xml(writer: Writer, name: str, **more: object) -> str:
    """A document by docs/templates/teach/<name>.xml.jinja."""
    template = writer.site.templates.get(f"teach/{name}.xml.jinja")
    text = template.render(site=writer.book.site, say=writer.wording, **more)
    return without_forbidden(text) + "\n"


def _zip(documents: dict[str, str]) -> bytes:
    """The same bytes whenever and wherever it is made: no clock, no compression, names in order."""
    archive_bytes = io.BytesIO()
    with zipfile.ZipFile(archive_bytes, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(documents):
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.create_system = UNIX
            entry.external_attr = READABLE
            archive.writestr(entry, documents[name].encode("utf-8"))
    return archive_bytes.getvalue()
