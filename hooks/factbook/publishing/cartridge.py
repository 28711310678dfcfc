"""Questions and links -> files for learning systems: Common Cartridge 1.3 (with QTI 1.2), QTI 2.1 and CSV.

After the 1EdTech specifications "Common Cartridge Profile: Implementation 1.3" and "Question and Test Interoperability
Assessment Test, Section and Item Information Model 2.1".
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from ..meaning import answers as teaching
from ..meaning.addresses import step_url, url_of
from ..meaning.answers import Choice
from ..record.book import Book
from ..record.kinds import Question
from ..writing.outline import Section
from ..writing.writer import Calls, Page, Writer
from .downloads import as_csv
from .tables import Column, Table

XSI = {"xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
CARTRIDGE = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
WEB_LINK = "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"
QTI_1 = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
QTI_2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
SCHEMAS = {
    CARTRIDGE: "http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imscp_v1p2_v1p0.xsd",
    LOM: "http://www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lommanifest_v1p0.xsd",
    WEB_LINK: "http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imswl_v1p3.xsd",
    QTI_1: "http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_qtiasiv1p2p1_v1p0.xsd",
    QTI_2: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    PACKAGE: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
}
PROFILES = {
    "number": "cc.fib.v0p1",
    "choice": "cc.multiple_choice.v0p1",
    "truefalse": "cc.true_false.v0p1",
}
RULES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


@dataclass(frozen=True)
class Asked:
    """A question with its answer, in the words of one language."""

    id: str
    question: Question
    words: str
    answer: str
    accepted: tuple[str, ...]
    choices: tuple[Choice, ...]
    because: str
    proof: tuple[tuple[str, str], ...]  # (name, full address) of what proves the answer
    mark: str


@dataclass(frozen=True)
class Link:
    """A page or section to link to."""

    id: str
    title: str
    url: str


def files(
    book: Book, writers: dict[str, Writer], address: str
) -> Iterator[tuple[str, str | bytes]]:
    """The files of teach/, by their paths; none where the record has no questions."""
    if not book.questions:
        return
    writer = writers[book.site.languages[0]]
    questions = {
        language: list(ask(book, of_language, address)) for language, of_language in writers.items()
    }
    found = writer.sections()
    asked = questions[book.site.languages[0]]
    yield "teach/questions.csv", questions_csv(book, questions, address)
    yield "teach/links.csv", links_csv(found, address)
    yield "teach/course.imscc", course(book, writer, asked, found, address)
    yield "teach/questions-qti21.zip", item_package(writer, asked)


def ask(book: Book, writer: Writer, address: str) -> Iterator[Asked]:
    """Every question that the Book can answer, topic by topic."""
    call, say = (
        Calls(writer, Page("index.md", writer.wording.language, cards=False)),
        writer.wording,
    )
    for topic in teaching.topics(book):
        for id_, question in teaching.about(book, topic).items():
            solution = teaching.solve(book, question)
            is_number = question.form == "number"
            yield Asked(
                id_,
                question,
                call.words(question.question),
                teaching.said(book, solution, say),
                tuple(teaching.accepted(book, solution, say)) if is_number else (),
                () if is_number else tuple(teaching.choices(book, question, say)),
                call.words(question.because),
                tuple(
                    (
                        call.name(proof),
                        address
                        + (
                            step_url(book, proof, solution.step)
                            if solution.step
                            else url_of(book, proof)
                        ),
                    )
                    for proof in solution.proof
                ),
                teaching.fingerprint(solution),
            )


# ---------------------------------------------------------------- CSV


def questions_csv(book: Book, questions: dict[str, list[Asked]], address: str) -> str:
    """One line a question: its words and its answer in each language, with what proves it."""
    told_in = (
        f"{name}_{language}"
        for language in questions
        for name in ("question", "choices", "answer", "because")
    )
    header = ("id", "topic", "level", "form", *told_in, "proof", "as_of", "fingerprint", "url")
    lines = []
    for versions in zip(*questions.values()):
        first = versions[0]
        told = [
            cell
            for asked in versions
            for cell in (
                asked.words,
                " | ".join(choice.words for choice in asked.choices),
                asked.answer,
                asked.because,
            )
        ]
        lines.append(
            (
                first.id,
                first.question.topic,
                first.question.level,
                first.question.form,
                *told,
                " ".join(url for _, url in first.proof),
                str(book.site.as_of),
                first.mark,
                address + url_of(book, f"questions/{first.id}"),
            )
        )
    return as_csv(_table("questions", header, lines))


def links_csv(found: list[Section], address: str) -> str:
    """One line a section of the prose pages."""
    header = ("page", "section", "url", "first_sentence", "minutes", "grade", "topics")
    return as_csv(
        _table(
            "links",
            header,
            [
                (
                    section.page_title,
                    section.title,
                    address + section.url,
                    section.first,
                    section.minutes,
                    section.grade,
                    " ".join(section.topics),
                )
                for section in found
            ],
        )
    )


def _table(name: str, header: tuple[str, ...], rows: list[tuple]) -> Table:
    return Table(
        name, "", (header[0],), tuple(Column(column, "text", "") for column in header), tuple(rows)
    )


# ---------------------------------------------------------------- Common Cartridge


def course(
    book: Book, writer: Writer, asked: list[Asked], found: list[Section], address: str
) -> bytes:
    """A thin cartridge: links to the pages and their sections, and a quiz for each topic."""
    say = writer.wording
    modules = {
        topic: (
            _links(topic, found, book, address),
            [one for one in asked if one.question.topic == topic],
        )
        for topic in teaching.topics(book)
    }
    packed = {"imsmanifest.xml": _xml(_course_manifest(book, say, modules))}
    for topic, (links, quiz) in modules.items():
        packed |= {f"links/{link.id}.xml": _xml(_web_link(link)) for link in links}
        packed[f"quizzes/{topic}.xml"] = _xml(
            _quiz(topic, say.text(book.topics[topic].name), quiz, say)
        )
    return _zip(packed)


def _links(topic: str, found: list[Section], book: Book, address: str) -> list[Link]:
    page = f"{book.topics[topic].page or topic}.md"
    return [
        Link(f"{topic}-{place}", section.title, address + section.url)
        for place, section in enumerate(found)
        if section.page == page
    ]


def _course_manifest(
    book: Book, say, modules: dict[str, tuple[list[Link], list[Asked]]]
) -> Element:
    manifest = _root("manifest", CARTRIDGE, LOM, identifier="course", **{"xmlns:lomimscc": LOM})
    _described(manifest, "IMS Common Cartridge", "1.3.0", book, say)
    organization = SubElement(
        SubElement(manifest, "organizations"),
        "organization",
        identifier="contents",
        structure="rooted-hierarchy",
    )
    root = SubElement(organization, "item", identifier="root")
    resources = SubElement(manifest, "resources")
    for topic, (links, _) in modules.items():
        module = _item(root, f"module-{topic}", say.text(book.topics[topic].name))
        for link in links:
            _item(module, f"item-{link.id}", link.title, f"link-{link.id}")
            _resource(resources, f"link-{link.id}", "imswl_xmlv1p3", f"links/{link.id}.xml")
        _item(
            module,
            f"item-quiz-{topic}",
            say("quiz", topic=say.text(book.topics[topic].name)),
            f"quiz-{topic}",
        )
        _resource(
            resources,
            f"quiz-{topic}",
            "imsqti_xmlv1p2/imscc_xmlv1p3/assessment",
            f"quizzes/{topic}.xml",
        )
    return manifest


def _described(manifest: Element, schema: str, version: str, book: Book, say) -> None:
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = schema
    SubElement(metadata, "schemaversion").text = version
    lom = SubElement(metadata, "lomimscc:lom")
    general = SubElement(lom, "lomimscc:general")
    for name, words in (
        ("title", say.text(book.site.name)),
        (
            "description",
            f"{say.text(book.site.description)} {say('record-ends', day=say.day(book.site.as_of))}",
        ),
    ):
        SubElement(
            SubElement(general, f"lomimscc:{name}"), "lomimscc:string", language=say.language
        ).text = words
    rights = SubElement(lom, "lomimscc:rights")
    SubElement(
        SubElement(rights, "lomimscc:copyrightAndOtherRestrictions"), "lomimscc:value"
    ).text = "yes"
    SubElement(
        SubElement(rights, "lomimscc:description"), "lomimscc:string", language=say.language
    ).text = say.text(book.site.licence)


def _item(parent: Element, id_: str, title: str, resource: str | None = None) -> Element:
    item = SubElement(
        parent, "item", identifier=id_, **({"identifierref": resource} if resource else {})
    )
    SubElement(item, "title").text = title
    return item


def _resource(resources: Element, id_: str, type_: str, path: str, **more: str) -> None:
    SubElement(
        SubElement(resources, "resource", identifier=id_, type=type_, **more), "file", href=path
    )


def _web_link(link: Link) -> Element:
    root = _root("webLink", WEB_LINK)
    SubElement(root, "title").text = link.title
    SubElement(root, "url", href=link.url, target="_blank")
    return root


# ---------------------------------------------------------------- QTI 1.2, in the form that Common Cartridge uses


def _quiz(topic: str, name: str, quiz: list[Asked], say) -> Element:
    root = _root("questestinterop", QTI_1)
    assessment = SubElement(
        root, "assessment", ident=f"assessment-{topic}", title=say("quiz", topic=name)
    )
    _fields(
        assessment,
        cc_profile="cc.exam.v0p1",
        qmd_assessmenttype="Examination",
        qmd_scoretype="Percentage",
    )
    section = SubElement(assessment, "section", ident=f"section-{topic}")
    for asked in quiz:
        _quiz_item(section, asked, say)
    return root


def _quiz_item(section: Element, asked: Asked, say) -> None:
    item = SubElement(section, "item", ident=asked.id, title=asked.id)
    _fields(
        SubElement(item, "itemmetadata"),
        cc_profile=PROFILES[asked.question.form],
        qmd_scoringpermitted="Yes",
        qmd_computerscored="Yes",
    )
    presentation = SubElement(item, "presentation")
    hint = f" {say('number-hint')}" if asked.question.form == "number" else ""
    _material(presentation, Markup("<p>{}</p>").format(asked.words + hint))
    if asked.question.form == "number":
        response = SubElement(presentation, "response_str", ident="response", rcardinality="Single")
        SubElement(SubElement(response, "render_fib"), "response_label", ident="answer")
    else:
        response = SubElement(presentation, "response_lid", ident="response", rcardinality="Single")
        render = SubElement(response, "render_choice", shuffle="No")
        for place, choice in enumerate(asked.choices):
            _material(
                SubElement(render, "response_label", ident=_letter(place)),
                Markup.escape(choice.words),
            )
    _scoring(item, asked)
    _material(
        SubElement(SubElement(item, "itemfeedback", ident="because"), "flow_mat"), _feedback(asked)
    )


def _scoring(item: Element, asked: Asked) -> None:
    processing = SubElement(item, "resprocessing")
    SubElement(
        SubElement(processing, "outcomes"),
        "decvar",
        maxvalue="100",
        minvalue="0",
        varname="SCORE",
        vartype="Decimal",
    )
    told = SubElement(processing, "respcondition", {"continue": "Yes"})
    SubElement(SubElement(told, "conditionvar"), "other")
    SubElement(told, "displayfeedback", feedbacktype="Response", linkrefid="because")
    right = asked.accepted or [
        _letter(place) for place, choice in enumerate(asked.choices) if choice.right
    ]
    for answer in right:
        condition = SubElement(processing, "respcondition", {"continue": "No"})
        more = {"case": "No"} if asked.accepted else {}
        SubElement(
            SubElement(condition, "conditionvar"), "varequal", respident="response", **more
        ).text = answer
        SubElement(condition, "setvar", action="Set", varname="SCORE").text = "100"


def _fields(parent: Element, **fields: str) -> None:
    metadata = SubElement(parent, "qtimetadata")
    for label, entry in fields.items():
        field = SubElement(metadata, "qtimetadatafield")
        SubElement(field, "fieldlabel").text = label
        SubElement(field, "fieldentry").text = entry


def _material(parent: Element, html: str) -> None:
    SubElement(SubElement(parent, "material"), "mattext", texttype="text/html").text = str(html)


def _feedback(asked: Asked) -> Markup:
    links = Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(url, name) for name, url in asked.proof
    )
    return Markup("<p>{}: {} {}</p>").format(asked.answer, asked.because, links)


def _letter(place: int) -> str:
    return chr(ord("A") + place)


# ---------------------------------------------------------------- QTI 2.1


def item_package(writer: Writer, asked: list[Asked]) -> bytes:
    """Every question as an item of QTI 2.1, with a manifest."""
    manifest = _root("manifest", PACKAGE, identifier="questions")
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for one in asked:
        _resource(
            resources,
            f"item-{one.id}",
            "imsqti_item_xmlv2p1",
            f"items/{one.id}.xml",
            href=f"items/{one.id}.xml",
        )
    return _zip(
        {"imsmanifest.xml": _xml(manifest)}
        | {f"items/{one.id}.xml": _xml(_assessment_item(one, writer.wording)) for one in asked}
    )


def _assessment_item(asked: Asked, say) -> Element:
    root = _root(
        "assessmentItem",
        QTI_2,
        identifier=f"item-{asked.id}",
        title=asked.id,
        adaptive="false",
        timeDependent="false",
        **{"xml:lang": say.language},
    )
    _response(root, asked)
    _outcome(root, "SCORE", "float", "0")
    _outcome(root, "FEEDBACK", "identifier", "because")
    body = SubElement(root, "itemBody")
    if asked.accepted:
        SubElement(body, "p").text = f"{asked.words} {say('number-hint')}"
        SubElement(
            SubElement(body, "p"),
            "textEntryInteraction",
            responseIdentifier="RESPONSE",
            expectedLength="20",
        )
    else:
        interaction = SubElement(
            body,
            "choiceInteraction",
            responseIdentifier="RESPONSE",
            shuffle="false",
            maxChoices="1",
        )
        SubElement(interaction, "prompt").text = asked.words
        for place, choice in enumerate(asked.choices):
            SubElement(interaction, "simpleChoice", identifier=_letter(place)).text = choice.words
    SubElement(
        root,
        "responseProcessing",
        template=RULES + ("map_response" if asked.accepted else "match_correct"),
    )
    feedback = SubElement(
        SubElement(
            root,
            "modalFeedback",
            outcomeIdentifier="FEEDBACK",
            identifier="because",
            showHide="show",
        ),
        "p",
    )
    feedback.text = f"{asked.answer}: {asked.because} "
    for name, url in asked.proof:
        link = SubElement(feedback, "a", href=url)
        link.text, link.tail = name, " "
    return root


def _response(root: Element, asked: Asked) -> None:
    kind = "string" if asked.accepted else "identifier"
    declared = SubElement(
        root, "responseDeclaration", identifier="RESPONSE", cardinality="single", baseType=kind
    )
    right = asked.accepted or [
        _letter(place) for place, choice in enumerate(asked.choices) if choice.right
    ]
    SubElement(SubElement(declared, "correctResponse"), "value").text = right[0]
    if asked.accepted:
        mapping = SubElement(declared, "mapping", defaultValue="0")
        for answer in dict.fromkeys(answer.lower() for answer in asked.accepted):
            SubElement(mapping, "mapEntry", mapKey=answer, mappedValue="1", caseSensitive="false")


def _outcome(root: Element, id_: str, kind: str, value: str) -> None:
    declared = SubElement(
        root, "outcomeDeclaration", identifier=id_, cardinality="single", baseType=kind
    )
    SubElement(SubElement(declared, "defaultValue"), "value").text = value


# ---------------------------------------------------------------- XML and zip


def _root(tag: str, space: str, *more_spaces: str, **attributes: str) -> Element:
    schemas = " ".join(f"{name} {SCHEMAS[name]}" for name in (space, *more_spaces))
    return Element(tag, {"xmlns": space, **XSI, "xsi:schemaLocation": schemas, **attributes})


def _xml(root: Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _zip(packed: dict[str, str]) -> bytes:
    """A zip that is the same whenever and wherever it is made: no clock, no compression, names in order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(packed):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, packed[name].encode("utf-8"))
    return made.getvalue()
