"""Questions and links -> files for learning systems: Common Cartridge, QTI, CSV.

The XML is written by docs/templates/teach/, after the specifications of 1EdTech: "Common Cartridge
Profile: Implementation 1.1", the last that Moodle reads, and "Question and Test Interoperability
Assessment Test, Section and Item Information Model 2.1".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from textwrap import shorten

from ..meaning.addresses import step_url, url_of
from ..meaning.answers import NumberSolution, Solution, in_words, solve
from ..meaning.choices import Choice, choices
from ..meaning.fingerprints import fingerprint
from ..meaning.marking import Target, accepted, hint, rounded, targets, units
from ..meaning.questions import about, changes_address, topics
from ..meaning.wording import NO_BREAK, Wording
from ..record.book import Book
from ..record.kinds import Question
from ..writing.writer import Writer
from .class_links import ClassLink, glossary, hand_outs, lessons, sections, sheet
from .csv_files import for_excel
from .material import Files, Material
from .tables import table_of_words
from .xml_files import without_forbidden
from .zip_files import zipped

PROFILES = {  # form of a question -> its profile in Common Cartridge
    "number": "cc.fib.v0p1",
    "choice": "cc.multiple_choice.v0p1",
    "truefalse": "cc.true_false.v0p1",
}
DIFFICULTIES = {1: "easy", 2: "medium", 3: "difficult"}
TITLE = 60  # letters
OF_ALL = "of_all"  # the module of what belongs to no one topic; no id has such a dash
TRUE_FALSE = ("true", "false")  # Moodle restores no cartridge that names these choices otherwise


@dataclass(frozen=True)
class Item:
    """A question with its answer, in the words of one language."""

    id: str
    question: Question
    words: str
    title: str  # its first words, for lists
    answer: str
    hint: str  # of the unit and the rounding, where a number is asked for
    accepted: tuple[str, ...]  # what may be typed, where a number is asked for
    own_ways: tuple[str, ...]  # those of them that are of its language
    topic: str  # the name of what it is about
    targets: tuple[Target, ...]  # the numbers that are right, where one is computed
    rounded: str  # the first of them as it is asked for
    units: tuple[str, ...]  # what may follow it: %, percent
    choices: dict[str, Choice]  # by their letters, or true and false, where one is to be chosen
    because: str
    proof: tuple[tuple[str, str], ...]  # (name, full address) of what proves the answer
    fingerprint: str
    changes: str  # the address that tells whether the answer has changed

    @property
    def profile(self) -> str:
        """Its sort, as Common Cartridge calls it."""
        return PROFILES[self.question.form]

    @property
    def difficulty(self) -> str:
        """Its level, as Learning Object Metadata calls it."""
        return DIFFICULTIES[self.question.level]

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
    items = read_all_items(material)
    yield "teach/questions.csv", questions_csv(book, items, address)
    for language, writer in writers.items():
        ending = book.languages[language].ending
        yield f"teach/course{ending}.imscc", course(writer, items[language], address)
        yield f"teach/questions-qti21{ending}.zip", item_package(writer, items[language])


def read_all_items(material: Material) -> dict[str, list[Item]]:
    """Every question in each language."""
    return {
        language: list(read_items(material.book, writer, material.address))
        for language, writer in material.writers.items()
    }


def read_items(book: Book, writer: Writer, address: str) -> Iterator[Item]:
    """Every question that the Book can answer, topic by topic."""
    for topic in topics(book):
        for id_, question in about(book, topic).items():
            yield _item(book, writer, id_, question, address)


def _item(
    book: Book,
    writer: Writer,
    id_: str,
    question: Question,
    address: str,
) -> Item:
    say, calls = writer.wording, writer.plain
    solution = solve(book, question)
    ways: list[str] = []
    own_ways: list[str] = []
    options: list[Choice] = []
    computed = solution if isinstance(solution, NumberSolution) else None
    words = calls.words(question.question)
    if question.form == "number":
        others = (other for other in writer.site.wordings.values() if other is not say)
        ways = accepted(book, question, (say, *others))
        own_ways = accepted(book, question, (say,))
    else:
        options = choices(book, question, say)
    names = TRUE_FALSE if question.form == "truefalse" else ascii_uppercase
    return Item(
        id=id_,
        question=question,
        words=words,
        title=shorten(words, TITLE, placeholder="…"),
        answer=in_words(book, solution, say),
        hint=hint(book, solution, say) if question.form == "number" else "",
        accepted=tuple(ways),
        own_ways=tuple(own_ways),
        topic=say.text(book.topics[question.topic].name),
        targets=targets(computed) if computed else (),
        rounded=rounded(computed) if computed else "",
        units=units(solution, say),
        choices=dict(zip(names, options, strict=False)),
        because=calls.words(question.because),
        proof=tuple(
            (calls.name(proof), address + writer.own_path(_proof_url(book, proof, solution)))
            for proof in solution.proof
        ),
        fingerprint=fingerprint(id_, solution),
        changes=f"{address}{changes_address(book, '', say.language, question.topic)}#answer-{id_}",
    )


def _proof_url(book: Book, proof: str, solution: Solution) -> str:
    if solution.step:
        return step_url(book, proof, solution.step)
    return url_of(book, proof)


def explanation(item: Item, say: Wording) -> str:
    """The answer, why it is so, what proves it, and its code with the page of changes."""
    proof = " ".join(url for _, url in item.proof)
    code = f"{say('fingerprint')}: {item.fingerprint}."
    words = f"{item.answer}: {item.because} {proof} {code} {say('quiz-changed')} {item.changes}"
    return words.replace(NO_BREAK, " ")


# ---------------------------------------------------------------- CSV


def questions_csv(book: Book, items: dict[str, list[Item]], address: str) -> bytes:
    """One line a question: its words, options and answer in each language, what proves it."""
    most = max(len(item.choices) for own in items.values() for item in own)
    options = tuple(f"option{number}" for number in range(1, most + 1))
    names = ("question", "hint", *options, "correct", "answer", "because")
    in_languages = (f"{name}_{language}" for language in items for name in names)
    header = ("id", "topic", "level", "form", *in_languages, "proof", "as_of", "fingerprint", "url")
    rows = [
        _question_row(book, versions, most, address)
        for versions in zip(*items.values(), strict=True)
    ]
    return for_excel(table_of_words("questions", header, rows))


def _question_row(
    book: Book, versions: tuple[Item, ...], most: int, address: str
) -> tuple[object, ...]:
    """The same question in each language, with room for the `most` options that one has."""
    words: list[str] = []
    for item in versions:
        options = [choice.words for choice in item.choices.values()]
        right = [choice.right for choice in item.choices.values()]
        correct = str(right.index(True) + 1) if right else ""
        padding = [""] * (most - len(options))
        words += [item.words, item.hint, *options, *padding, correct, item.answer, item.because]
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


# ---------------------------------------------------------------- archives of XML


def course(writer: Writer, items: list[Item], address: str) -> bytes:
    """A thin Common Cartridge: links to the pages and their sections, and a quiz for each topic."""
    modules = list(_modules(writer, items, address))
    documents = {"imsmanifest.xml": _xml(writer, "course", modules=modules)}
    for module in modules:
        if module.quiz:
            documents[f"quizzes/{module.topic}.xml"] = _xml(writer, "quiz", module=module)
        for link in module.links:
            documents[f"links/{link.id}.xml"] = _xml(writer, "link", link=link)
    return zipped(documents)


def _modules(writer: Writer, items: list[Item], address: str) -> Iterator[Module]:
    """A module for each topic, and one of what belongs to all."""
    book, say = writer.book, writer.wording
    folder = book.languages[writer.language].folder
    for id_ in topics(book):
        topic = book.topics[id_]
        page = f"{folder}{topic.page or f'topics/{id_}'}/#"
        of_page = (link for link in sections(writer) if link.url.startswith(page))
        links = (*of_page, *hand_outs(writer, id_), sheet(writer, id_), *lessons(writer, id_))
        quiz = [item for item in items if item.question.topic == id_]
        yield Module(id_, say.text(topic.name), _numbered(id_, links, address), quiz)
    if terms := list(glossary(writer)):
        yield Module(OF_ALL, say.text(book.site.name), _numbered(OF_ALL, terms, address), [])


def _numbered(module: str, links: Iterable[ClassLink], address: str) -> list[Link]:
    return [
        Link(f"{module}-{link.kind}-{number}", link.title, address + link.url)
        for number, link in enumerate(links, start=1)
    ]


def _quiz_title(writer: Writer, topic: str) -> str:
    book, say = writer.book, writer.wording
    return say("quiz", topic=say.text(book.topics[topic].name), day=say.day(book.site.as_of))


def item_package(writer: Writer, items: list[Item]) -> bytes:
    """Every question as an item of QTI 2.1, a test for each topic, and a manifest."""
    tests: dict[str, list[Item]] = {}
    for item in items:
        tests.setdefault(item.question.topic, []).append(item)
    documents = {"imsmanifest.xml": _xml(writer, "items", items=items, tests=tests)}
    for topic, own in tests.items():
        title = _quiz_title(writer, topic)
        documents[f"tests/{topic}.xml"] = _xml(writer, "test", topic=topic, title=title, items=own)
    for item in items:
        documents[f"items/{item.id}.xml"] = _xml(writer, "item", item=item)
    return zipped(documents)


def _xml(writer: Writer, name: str, **more: object) -> bytes:
    """A document by docs/templates/teach/<name>.xml.jinja."""
    template = writer.site.templates.get(f"teach/{name}.xml.jinja")
    text = template.render(site=writer.book.site, say=writer.wording, **more)
    return (without_forbidden(text) + "\n").encode("utf-8")
