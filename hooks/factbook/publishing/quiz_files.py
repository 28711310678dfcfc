"""Questions -> files of Moodle's own forms, by language: its XML, and GIFT, which others read too.

After "Moodle XML format" and "GIFT format" of docs.moodle.org, as they stood in November 2026. A
computed number is marked by a tolerance, with its units; a number of the record by how it may be
written, since Moodle reads no "9.9 trillion won" as a number.
"""

import re
from collections.abc import Iterator

from ..meaning.wording import Wording
from ..record.kinds import Topic
from ..writing.writer import Writer
from .cartridge import Item, explanation, read_all_items
from .material import Files, Material
from .xml_files import without_forbidden

IN_GIFT = re.compile(r"[~=#{}:\\]")  # what it reads as a sign of its own


def files(material: Material) -> Files:
    """The questions of each language in both forms; none where the record has no questions."""
    if not material.book.questions:
        return
    for language, items in read_all_items(material).items():
        writer = material.writers[language]
        ending = material.book.languages[language].ending
        yield f"teach/questions-moodle{ending}.xml", moodle_xml(writer, items)
        yield f"teach/questions-gift{ending}.txt", gift(writer, items)


def moodle_xml(writer: Writer, items: list[Item]) -> str:
    """Every question as Moodle's import of its own XML reads it, in a category for each topic."""
    template = writer.site.templates.get("teach/moodle.xml.jinja")
    text = template.render(
        say=writer.wording,
        categories=list(_by_topic(writer, items)),
    )
    return without_forbidden(text) + "\n"


def _by_topic(writer: Writer, items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
    """The path of each category, and its questions."""
    site = writer.wording.text(writer.book.site.name)
    for id_, topic in writer.book.topics.items():
        if own := [item for item in items if item.question.topic == id_]:
            yield f"{_folder(site)}/{_folder(_name(topic, writer.wording))}", own


def _name(topic: Topic, say: Wording) -> str:
    return say.text(topic.name)


def _folder(name: str) -> str:
    """A name as a folder of categories: a slash in it would begin another."""
    return name.replace("/", "//")


# ---------------------------------------------------------------- GIFT


def gift(writer: Writer, items: list[Item]) -> str:
    """Every question in GIFT."""
    blocks = []
    for category, own in _by_topic(writer, items):
        blocks.append(f"$CATEGORY: $course$/top/{category}")
        blocks += [_gift_question(item, writer.wording) for item in own]
    return "\n\n".join(blocks) + "\n"


def _gift_question(item: Item, say: Wording) -> str:
    asked = _escaped(f"{item.words} {item.hint}".strip())
    because = _escaped(explanation(item, say))
    return f"::{_escaped(item.title)}:: {asked} {{{_gift_answer(item)}####{because}}}"


def _gift_answer(item: Item) -> str:
    if item.targets:
        return "#" + "".join(f"={target.value:f}:{target.tolerance:f} " for target in item.targets)
    if item.accepted:
        return "".join(f"={_escaped(way)} " for way in item.accepted)
    if item.question.form == "truefalse":
        [right] = [letter for letter, choice in item.choices.items() if choice.right]
        return "T" if right == next(iter(item.choices)) else "F"
    return "".join(
        f"{'=' if choice.right else '~'}{_escaped(choice.words)} "
        for choice in item.choices.values()
    )


def _escaped(words: str) -> str:
    """Words none of whose signs GIFT reads, in one line."""
    return IN_GIFT.sub(r"\\\g<0>", " ".join(words.split()))
