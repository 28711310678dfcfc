"""What teachers are given: answers that are the record's, files that learning systems read."""

import csv
import io
import re
import zipfile
from html import unescape
from itertools import product
from xml.etree import ElementTree

import pytest

from cartridges import check_cartridge, check_items
from conftest import ROOT
from factbook.meaning.answers import solve
from factbook.meaning.choices import choices
from factbook.meaning.fingerprints import history, mark
from factbook.meaning.marking import accepted, hint
from factbook.meaning.questions import about, tasks_about, topics
from factbook.writing.calls import Calls
from pages import Page
from sweeps import part_of

PAGES = sorted(path.stem for path in (ROOT / "docs" / "teach").glob("*-*.md"))
LESSONS = [page for page in PAGES if page.startswith("lesson-")]
ACTIVITIES = [page for page in PAGES if page.startswith("activity-")]
HAND_OUTS = [page for page in PAGES if page.startswith("handout-")]
PROOFS = ("programs", "investments", "promises", "people", "organizations", "indicators")
QTI = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
PRINTED = 2  # pages of each sort, where not all are looked at
WITH_STEPS = ("programs/", "investments/", "promises/")


@pytest.fixture(scope="module", autouse=True)
def questions(real_book):
    """A record may ask nothing; then there is nothing to look at."""
    if not real_book.questions:
        pytest.skip("the record asks no questions")
    return real_book.questions


# ---------------------------------------------------------------- answers


def expected(book, question, say) -> str:
    """The answer worked out anew from the record's own readings and steps."""
    answer = question.answer
    if answer.figure:
        figure = book.figures[answer.figure]
        return say.reading(figure.readings[-1], book.units[figure.unit])
    if answer.ratio:
        first, second = values(book, answer.ratio)
        return say("ratio", n=say.rounded(first / second))
    if answer.share:
        first, second = values(book, answer.share)
        return say("percent", n=say.rounded(100 * first / second))
    if answer.compare:
        return expected_comparison(book, question, say)
    if answer.stage_of:
        happened = [step for step in book.get(answer.stage_of).steps if step.date]
        return say(f"stage.{happened[-1].stage}")
    if answer.kind_of:
        return say(f"stage.{book.figures[answer.kind_of].readings[-1].stage}")
    steps = book.get(answer.date_of).steps
    return say.day(next(step.when for step in steps if step.anchor == answer.step))


def expected_comparison(book, question, say) -> str:
    first, second = (ends(book, address) for address in question.answer.compare)
    is_more, is_less = min(first) > max(second), max(first) < min(second)
    assert is_more or is_less, "where two ranges touch, neither is surely more"
    is_so = is_more if question.answer.relation == "more" else is_less
    if question.form == "truefalse":
        return say("true") if is_so else say("false")
    return say.text(book.figures[question.answer.compare[0 if is_so else 1]].label)


def ends(book, address) -> tuple:
    """The ends of a reading that is a range; a single value has one end."""
    reading = book.figures[address].readings[-1]
    return (reading.low, reading.high) if reading.value is None else (reading.value,)


def values(book, addresses) -> list:
    return [book.figures[address].readings[-1].value for address in addresses]


def test_there_are_questions_of_every_level_about_each_topic_that_is_asked_about(questions):
    """A topic may have one question; one that has several has easy ones and hard ones."""
    for topic in {question.topic for question in questions.values()}:
        levels = [question.level for question in questions.values() if question.topic == topic]
        assert set(levels) == {1, 2, 3} or len(levels) < 3, topic


def test_every_answer_is_what_the_record_says(
    web, real_book, questions, wordings, language_folders
):
    for language, folder in language_folders.items():
        page = web.page(f"{folder}teach/questions/")
        printed = page.root.xpath("//*[@data-answer]")
        assert {element.get("data-answer"): Page(element).text for element in printed} == {
            id_: expected(real_book, question, wordings[language])
            for id_, question in questions.items()
        }


def test_every_answer_is_shut_away_and_linked_to_what_proves_it(web, questions):
    page = web.page("teach/questions/")
    proof = re.compile(rf"\.\./\.\./({'|'.join(PROOFS)})/[^#]*#")
    for id_ in questions:
        answer = page.part(id_).one("details")
        assert "open" not in answer.root.attrib, id_
        assert any(proof.match(link.href) for link in answer.links), id_


def test_a_sheet_holds_no_answer_and_its_teacher_s_page_holds_all(web, real_book):
    for topic in topics(real_book):
        sheet = web.page(f"teach/sheets/{topic}/")
        assert not sheet.root.xpath("//*[@data-answer] | //main//details"), topic
        answers = web.page(f"teach/sheets/{topic}/teacher/").root.xpath("//@data-answer")
        assert answers == list(about(real_book, topic)), topic


def test_one_of_the_choices_is_right(real_book, questions, wordings):
    for id_, question in questions.items():
        if question.form != "number":
            for say in wordings.values():
                offered = choices(real_book, question, say)
                assert len(offered) >= 2, id_
                assert [choice.right for choice in offered].count(True) == 1, id_


def test_no_two_questions_share_a_mark(real_book, questions):
    """A mark beside a question on a sheet would else give away another answer."""
    marks = [mark(real_book, id_) for id_ in questions]
    assert len(set(marks)) == len(marks)


def asked(real_book, question, say) -> str:
    return Calls(real_book, say).words(question.question)


def test_a_question_for_a_number_has_its_day_and_its_unit_or_rounding(
    real_book, questions, wordings
):
    for id_, question in questions.items():
        if question.form == "number":
            for say in wordings.values():
                assert re.search(r"20\d\d", asked(real_book, question, say)), id_
                assert hint(real_book, solve(real_book, question), say), id_


def test_a_question_about_a_step_has_its_day(real_book, questions, wordings):
    for id_, question in questions.items():
        if question.answer.stage_of:
            for say in wordings.values():
                end = say.day(real_book.site.as_of)
                assert end in asked(real_book, question, say), id_


def test_a_question_fits_where_quizzes_are_played(real_book, questions, wordings):
    """Kahoot cuts a question at 120 characters."""
    for id_, question in questions.items():
        for say in wordings.values():
            assert len(asked(real_book, question, say)) <= 120, id_


def test_what_the_site_prints_counts_as_right(real_book, questions, wordings):
    for id_, question in questions.items():
        if question.form == "number":
            ways = accepted(real_book, question, wordings.values())
            for say in wordings.values():
                answer = expected(real_book, question, say).replace("\xa0", " ")
                assert answer in ways, id_


def test_every_topic_that_is_asked_about_has_an_open_question(real_book):
    if not real_book.tasks:
        pytest.skip("the record has no open questions")
    for topic in topics(real_book):
        assert len(tasks_about(real_book, topic)) == 1, topic


# ---------------------------------------------------------------- lessons


@pytest.mark.parametrize("page", [*LESSONS, *ACTIVITIES])
def test_a_page_for_the_teacher_has_all_that_grading_needs(web, language_folders, page):
    for folder in language_folders.values():
        ids = web.page(f"{folder}teach/{page}/").ids
        assert {"aims", "steps", "answers", "rubric", "variants"} <= set(ids), folder + page
        hand_out = page.replace("lesson-", "handout-").replace("activity-", "handout-")
        links = {link.href for link in web.page(f"{folder}teach/{page}/").main.links}
        assert f"../{hand_out}/" in links, folder + page


@pytest.mark.parametrize("page", HAND_OUTS)
def test_a_hand_out_has_room_to_write_and_no_answers(web, language_folders, page):
    for folder in language_folders.values():
        shown = web.page(f"{folder}teach/{page}/")
        assert shown.root.xpath("//p[@class='sheet-line']"), folder + page
        assert not {"answers", "rubric"} & set(shown.ids), folder + page


@pytest.mark.parametrize("page", LESSONS)
def test_each_plan_of_a_lesson_leaves_five_minutes(web, language_folders, page):
    for folder in language_folders.values():
        plan = web.page(f"{folder}teach/{page}/").main.all("table")[0]
        rows = [row.xpath("./td") for row in plan.root.xpath(".//tbody/tr")]
        for column, whole in enumerate((45, 50)):
            minutes = [int(re.match(r"\d+", row[column].text_content())[0]) for row in rows]
            assert sum(minutes) == whole - 5, folder + page


# ---------------------------------------------------------------- files for learning systems


@pytest.fixture(scope="module")
def cartridge(real_site) -> zipfile.ZipFile:
    return zipfile.ZipFile(real_site / "teach" / "course.imscc")


@pytest.fixture(scope="module")
def items(real_site) -> zipfile.ZipFile:
    return zipfile.ZipFile(real_site / "teach" / "questions-qti21.zip")


def test_the_cartridge_keeps_to_the_specification(cartridge):
    assert check_cartridge(cartridge) == []


def test_the_items_keep_to_the_specification(items, questions):
    assert check_items(items) == []
    asked = [name for name in items.namelist() if name.startswith("items/")]
    assert len(asked) == len(questions)


def test_moodle_knows_the_cartridge_by_its_first_letters(cartridge):
    """Moodle looks for the version in the first letters of the manifest, and knows none after 1.1.

    In backup/converter/imscc11/lib.php, detect_format: the first 1,024, and 500 in older ones.
    """
    first = cartridge.read("imsmanifest.xml")[:500].decode("utf-8")
    assert "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" in first


def test_canvas_keeps_the_explanations(cartridge):
    """Canvas keeps a feedback whose name says that it is general, and drops any other."""
    for name in cartridge.namelist():
        if name.startswith("quizzes/"):
            quiz = ElementTree.fromstring(cartridge.read(name))
            for item in quiz.iterfind(".//q:item", QTI):
                [feedback] = item.iterfind("q:itemfeedback", QTI)
                assert feedback.get("ident") == "general_fb"
                assert item.get("title") != item.get("ident")


def test_the_checker_sees_a_fault(cartridge):
    faults = (
        ("cc.fib.v0p1", "cc.number"),
        ('href="links/', 'href="lost/'),
        ('ident="true"', 'ident="A"'),
        ('continue="Yes"', 'continue="No"'),
        (">100</setvar>", ">1</setvar>"),
    )
    for old, new in faults:
        spoilt = io.BytesIO()
        with zipfile.ZipFile(spoilt, "w") as copy:
            for name in cartridge.namelist():
                text = cartridge.read(name).decode("utf-8")
                copy.writestr(name, text.replace(old, new, 1))
        assert check_cartridge(zipfile.ZipFile(spoilt)), new


def test_the_right_answers_are_the_record_s(cartridge, real_book, questions, wordings):
    """What a learning system would mark as right is what the record says."""
    say = wordings[real_book.site.languages[0]]
    seen = set()
    for name in cartridge.namelist():
        if name.startswith("quizzes/"):
            quiz = ElementTree.fromstring(cartridge.read(name))
            for item in quiz.iterfind(".//q:item", QTI):
                id_ = item.get("ident")
                answer = expected(real_book, questions[id_], say).replace("\xa0", " ")
                assert answer in right_answers(item), id_
                seen.add(id_)
    assert seen == set(questions)


def right_answers(item: ElementTree.Element) -> set[str]:
    """The words of the answers that a learning system would mark as right."""
    words = {}
    for label in item.iterfind(".//q:response_label", QTI):
        text = label.find(".//q:mattext", QTI)
        if text is not None:
            words[label.get("ident")] = unescape(text.text or "")
    right = [found.text for found in item.iterfind(".//q:varequal", QTI)]
    return {words.get(answer, answer) for answer in right}


def test_each_language_has_files_of_its_own(web, real_book, questions):
    for language in real_book.languages.values():
        course = zipfile.ZipFile(web / f"teach/course{language.ending}.imscc")
        package = zipfile.ZipFile(web / f"teach/questions-qti21{language.ending}.zip")
        assert check_cartridge(course) == [] and check_items(package) == []
        gift = web.read(f"teach/questions-gift{language.ending}.txt")
        assert len(re.findall(r"^::", gift, re.M)) == len(questions)


def test_moodle_is_given_every_question_with_its_answer_and_its_reason(
    web, real_book, questions, wordings
):
    for code, language in real_book.languages.items():
        quiz = ElementTree.fromstring(web.read(f"teach/questions-moodle{language.ending}.xml"))
        asked = [one for one in quiz if one.get("type") != "category"]
        ids = [one.findtext("idnumber").removesuffix(f"-{code}") for one in asked]
        assert sorted(ids) == sorted(questions)
        for id_, one in zip(ids, asked, strict=True):
            right = [
                answer.findtext("text")
                for answer in one.iter("answer")
                if answer.get("fraction") == "100"
            ]
            assert is_right(real_book, questions[id_], right, wordings[code]), (id_, right)
            assert "<a href=" in one.findtext("generalfeedback/text")


def is_right(book, question, right, say) -> bool:
    """Whether one of the answers that a file marks as right is the one of the record."""
    words = expected(book, question, say).replace("\xa0", " ")
    if question.answer.ratio or question.answer.share:
        first, second = values(book, question.answer.ratio or question.answer.share)
        return float(right[0]) == pytest.approx(
            float(first / second) * (100 if question.answer.share else 1)
        )
    if question.form == "truefalse":
        return right == ["true" if words == say("true") else "false"]
    return words in map(unescape, right)


def test_every_address_in_the_files_is_on_the_site(web, address, cartridge, items):
    tables = web.read("teach/questions.csv")
    found = set(re.findall(rf"{re.escape(address)}[^\s,\"]*", tables))
    found |= addresses(cartridge) | addresses(items)
    assert found
    for url in found:
        assert url.startswith(address), url
        path, _, anchor = url.removeprefix(address).partition("#")
        path = path.partition("?")[0]
        assert web.has(path), url
        assert not anchor or anchor in web.page(path).ids, url


def addresses(archive: zipfile.ZipFile) -> set[str]:
    text = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    return set(re.findall(r'href="(http[^"]+)"', unescape(unescape(text))))


def test_the_archives_hold_no_clock(cartridge, items):
    for archive in (cartridge, items):
        assert archive.namelist() == sorted(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_tables_can_be_read(web, real_book, questions):
    with (web / "teach/questions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows.keys() == questions.keys()
    for id_, row in rows.items():
        assert None not in row and row["url"].startswith("http") and row["fingerprint"], id_
        for language in real_book.site.languages:
            assert row[f"answer_{language}"] and row[f"question_{language}"], id_
            if questions[id_].form != "number":
                correct = row[f"option{row[f'correct_{language}']}_{language}"]
                assert correct == row[f"answer_{language}"], id_


def test_every_section_of_the_topic_pages_is_listed(web, real_book, address):
    with (web / "teach/links.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = {row["url"].removeprefix(address): row for row in csv.DictReader(file)}
    for topic in real_book.topics.values():
        main = web.page(f"{topic.page}/").main
        for heading in main.headings:
            if heading.level == 3 and begins_with_words(main, heading.id):
                assert f"{topic.page}/#{heading.id}" in listed
    sections = {url: row for url, row in listed.items() if row["kind"] == "section"}
    for url, row in sections.items():
        assert row["first_sentence"], url
        assert 1 <= int(row["minutes"]) <= 10, url
        assert 0 <= int(row["grade"]) <= 14, url


def test_every_link_of_the_table_leads_to_a_part_of_the_site(web, address):
    with (web / "teach/links.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {"section", "chart", "sheet", "hand-out", "lesson", "glossary"}
    assert {row["kind"] for row in rows} <= kinds
    assert len({row["url"] for row in rows}) == len(rows)
    for row in rows:
        path, _, anchor = row["url"].removeprefix(address).partition("#")
        assert web.has(path), row["url"]
        assert not anchor or anchor in web.page(path).ids, row["url"]


def begins_with_words(page, id_: str) -> bool:
    """Whether the first thing below a heading is a paragraph of plain words."""
    below = page.part(id_).root.getnext()
    return below is not None and below.tag == "p" and bool(re.match(r"\w", below.text or ""))


# ---------------------------------------------------------------- in the browser

LEAF = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def reader(browser, server):
    """A page of the built site, where errors are not looked for."""
    page = browser.new_page()
    yield page
    page.close()


def test_what_students_get_prints_on_one_leaf_and_what_teachers_get_on_two(
    reader, address, real_book, language_folders
):
    """Of the pages of each sort some, in each language."""
    sheets = [f"sheets/{topic}" for topic in topics(real_book)]
    sorts = [(HAND_OUTS, 1), (sheets, 1), (LESSONS, 2), (ACTIVITIES, 2)]
    for folder, (pages, leaves) in product(language_folders.values(), sorts):
        for page in part_of(pages, PRINTED):
            reader.goto(f"{address}{folder}teach/{page}/")
            assert printed_pages(reader) <= leaves, folder + page


def printed_pages(page) -> int:
    """How many leaves it takes, on the paper of Europe or on that of America, whichever is more."""
    return max(len(LEAF.findall(page.pdf(format=paper))) for paper in ("A4", "Letter"))


def test_a_sheet_s_code_leads_to_its_edition(reader, web, address, real_book):
    topic, as_of = topics(real_book)[0], str(real_book.site.as_of)
    sheet = web.page(f"teach/sheets/{topic}/").root
    codes = sheet.xpath("//p[@class='sheet-code']//*[local-name()='title']/text()")
    to_read, target = codes
    assert to_read == f"{address}editions/{as_of}/{real_book.topics[topic].page}/"
    reader.goto(f"{to_read}#evidence")
    assert reader.url == f"{address}{real_book.topics[topic].page}/#evidence"
    assert target == f"{address}teach/changes/{topic}/?e={as_of}"
    reader.goto(target)
    assert reader.locator(f'th.is-mine[data-edition="{as_of}"]').count() == 1
    reader.goto(target.replace(as_of, "1999-01-01"))
    assert reader.locator("main p[role=status]").is_visible()
    assert reader.locator(".is-mine").count() == 0


def test_changed_answers_are_told_without_a_script(web, real_book):
    editions = history(real_book)
    for topic in topics(real_book):
        table = web.page(f"teach/changes/{topic}/").main.one("table", "answers")
        rows = table.one("tbody").all("tr")
        asked = about(real_book, topic)
        for id_, row in zip(asked, rows, strict=True):
            assert editions.mark(id_, editions.days[-1]) in row.text, id_
            changed = any(editions.has_changed(id_, day) for day in editions.days)
            assert ("changed" in row.text) == changed, id_
