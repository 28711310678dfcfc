"""What teachers are given: answers that are the record's, sheets that tell their edition, files that learning systems read."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest

from cartridges import check_cartridge, check_items
from conftest import ROOT
from factbook.meaning import answers as teaching
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.record.problems import Mistakes
from factbook.site import build_site, check_site

LESSONS = ("lesson-promise", "lesson-budget", "lesson-ranking")


@pytest.fixture(scope="module")
def wordings(real_book):
    return read_wordings(ROOT / "docs" / "templates" / "words.yml", real_book.site.languages)


# ---------------------------------------------------------------- answers


def expected(book, question, say) -> str:
    """The answer worked out anew from the record's own readings and steps."""

    def value(address):
        return book.figures[address].readings[-1].value

    answer = question.answer
    if answer.figure:
        figure = book.figures[answer.figure]
        return say.reading(figure.readings[-1], book.units[figure.unit])
    if answer.ratio:
        return say("ratio", n=say.rounded(value(answer.ratio[0]) / value(answer.ratio[1])))
    if answer.share:
        return say("percent", n=say.rounded(100 * value(answer.share[0]) / value(answer.share[1])))
    if answer.compare:
        first, second = map(value, answer.compare)
        is_so = first > second if answer.relation == "more" else first < second
        if question.form == "truefalse":
            return say("true") if is_so else say("false")
        return say.text(book.figures[answer.compare[0 if is_so else 1]].label)
    if answer.stage_of:
        return say(
            "stage." + [step for step in book.get(answer.stage_of).steps if step.date][-1].stage
        )
    return say.day(
        next(step.when for step in book.get(answer.date_of).steps if step.anchor == answer.step)
    )


def test_there_are_questions_about_every_topic_at_every_level(real_book):
    assert len(real_book.questions) >= 40
    for topic in real_book.topics:
        levels = [
            question.level for question in real_book.questions.values() if question.topic == topic
        ]
        assert {1, 2, 3} == set(levels) and len(levels) >= 4, topic


@pytest.mark.parametrize(
    "language, path", [("en", "teach/questions"), ("ko", "ko/teach/questions")]
)
def test_every_answer_is_what_the_record_says(real_site, real_book, wordings, language, path):
    page = (real_site / path / "index.html").read_text(encoding="utf-8")
    printed = {
        id_: unescape(words) for id_, words in re.findall(r'data-answer="([^"]+)">([^<]*)<', page)
    }
    assert printed == {
        id_: expected(real_book, question, wordings[language])
        for id_, question in real_book.questions.items()
    }


def test_every_answer_is_shut_away_and_linked_to_what_proves_it(real_site, real_book):
    page = (real_site / "teach" / "questions" / "index.html").read_text(encoding="utf-8")
    for id_ in real_book.questions:
        item = page.split(f'id="{id_}"')[1].split('</li>\n<li class="question"')[0]
        assert "<details" in item and "<details open" not in item, id_
        assert re.search(
            r'href="\.\./\.\./(programs|investments|promises|people|organizations|indicators)/[^"]*#',
            item,
        ), id_


def test_one_of_the_choices_is_right(real_book, wordings):
    for id_, question in real_book.questions.items():
        if question.form != "number":
            for say in wordings.values():
                offered = teaching.choices(real_book, question, say)
                assert (
                    len(offered) >= 2 and [choice.right for choice in offered].count(True) == 1
                ), id_


def test_all_ways_to_write_a_number_are_accepted(real_book, wordings):
    question = real_book.questions["money-2026"]
    ways = teaching.accepted(real_book, teaching.solve(real_book, question), wordings["en"])
    assert {"₩9.9 trillion", "9.9 trillion", "9,900,000,000,000", "9900000000000"} <= set(ways)


# ---------------------------------------------------------------- small record: a fact changes

QUESTION = """
brighter:
  question: {{en: "How much is set aside for light?", ko: "조명 예산은 얼마인가?"}}
  level: 1
  topic: light
  form: {form}
  answer: {answer}
  because: {{en: "See {{{{ link('indicators/light-budget', 'the budget') }}}}.", ko: "{{{{ link('indicators/light-budget', '예산') }}}}을 보라."}}
"""


def ask(folders, answer: str, form: str = "number") -> None:
    (folders.data / "questions").mkdir(exist_ok=True)
    (folders.data / "questions" / "all.yml").write_text(
        QUESTION.format(form=form, answer=answer), encoding="utf-8"
    )


def test_a_changed_fact_changes_the_answer_the_sheet_and_the_files(small_copy, small_folders):
    ask(small_copy, '{figure: "indicators/light-budget#y2030"}')
    folders = replace(small_copy, cache=small_folders.cache)
    before = build_site(folders, address="https://site.example/")
    path = small_copy.data / "indicators" / "light-budget.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("value: 4.5 billion", "value: 4.2 billion"),
        encoding="utf-8",
    )
    after = build_site(folders, address="https://site.example/")
    mark = {
        when: teaching.fingerprint(teaching.solve(site.book, site.book.questions["brighter"]))
        for when, site in (("before", before), ("after", after))
    }
    assert mark["before"] != mark["after"]
    for name in ("teach/sheets/light.md", "ko/teach/sheets/light.md", "teach/changes/light.md"):
        assert (
            mark["before"] in before.pages[name]
            and mark["after"] in after.pages[name]
            and mark["before"] not in after.pages[name]
        )
    assert (
        "4.5 billion" in before.pages["teach/sheets/light.md"]
        and "4.2 billion" in after.pages["teach/sheets/light.md"]
    )
    for name in ("teach/questions.csv", "teach/course.imscc", "teach/questions-qti21.zip"):
        old, new = (
            site.files[name] if isinstance(site.files[name], bytes) else site.files[name].encode()
            for site in (before, after)
        )
        assert b"4.5 billion" in old and b"4.2 billion" in new and b"4.5 billion" not in new, name


def test_the_mark_of_an_answer_does_not_change_with_its_wording(small_copy):
    ask(small_copy, '{figure: "indicators/light-budget#y2030"}')
    book = load_book(small_copy.data)
    before = teaching.fingerprint(teaching.solve(book, book.questions["brighter"]))
    path = small_copy.data / "indicators" / "light-budget.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('en: "2030"', 'en: "the year 2030"'),
        encoding="utf-8",
    )
    book = load_book(small_copy.data)
    assert teaching.fingerprint(teaching.solve(book, book.questions["brighter"])) == before


def test_an_earlier_edition_has_its_own_mark(small_copy):
    ask(small_copy, "{stage_of: programs/lamp-contest}", "choice")
    path = small_copy.data / "site.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"^editions:.*\n", "", text, flags=re.M) + "editions: [2029-06-30]\n",
        encoding="utf-8",
    )
    history = teaching.history(load_book(small_copy.data))
    assert [str(day) for day in history.days][0] == "2029-06-30"
    assert history.has_changed("brighter", history.days[0]) and not history.has_changed(
        "brighter", history.days[-1]
    )


@pytest.mark.parametrize(
    "answer, form, told",
    [
        (
            '{figure: "indicators/light-budget#y2099"}',
            "number",
            "nothing at 'indicators/light-budget#y2099'",
        ),
        (
            '{ratio: ["indicators/light-budget#y2030", "programs/lamp-contest#lamps"]}',
            "number",
            "these figures have different units",
        ),
        ('{share: ["indicators/light-budget#y2030"]}', "number", "'share' needs two figures"),
        (
            '{compare: ["indicators/light-budget#y2030", "indicators/light-budget#y2030"]}',
            "truefalse",
            "are the same",
        ),
        ("{stage_of: indicators/light-budget}", "choice", "only these have steps"),
        (
            "{date_of: programs/lamp-contest, step: on-2029-03-02-announced}",
            "choice",
            "has no step 'on-2029-03-02-announced'",
        ),
        ("{date_of: programs/lamp-contest}", "choice", "'date_of' and 'step' stand together"),
        (
            '{figure: "indicators/light-budget#y2030", stage_of: programs/lamp-contest}',
            "number",
            "give exactly one of",
        ),
        (
            "{stage_of: programs/lamp-contest}",
            "number",
            "a question of form 'number' is answered by",
        ),
    ],
)
def test_an_author_is_told_of_a_question_that_cannot_be_answered(small_copy, answer, form, told):
    ask(small_copy, answer, form)
    with pytest.raises(Mistakes) as mistakes:
        check_site(small_copy)
    assert any(
        told in str(problem) and "questions/all.yml" in str(problem)
        for problem in mistakes.value.problems
    ), str(mistakes.value)


# ---------------------------------------------------------------- files for learning systems


@pytest.fixture(scope="module")
def cartridge(real_site) -> zipfile.ZipFile:
    return zipfile.ZipFile(real_site / "teach" / "course.imscc")


@pytest.fixture(scope="module")
def items(real_site) -> zipfile.ZipFile:
    return zipfile.ZipFile(real_site / "teach" / "questions-qti21.zip")


def test_the_cartridge_keeps_to_the_specification(cartridge):
    assert check_cartridge(cartridge) == []


def test_the_items_keep_to_the_specification(items, real_book):
    assert check_items(items) == []
    assert len(items.namelist()) == len(real_book.questions) + 1


def test_the_checker_sees_a_fault(cartridge):
    spoilt = io.BytesIO()
    with zipfile.ZipFile(spoilt, "w") as copy:
        for name in cartridge.namelist():
            text = cartridge.read(name).decode("utf-8")
            copy.writestr(
                name,
                text.replace("cc.fib.v0p1", "cc.number", 1).replace(
                    'href="links/', 'href="lost/', 1
                ),
            )
    assert len(check_cartridge(zipfile.ZipFile(spoilt))) >= 2


def test_the_right_answers_are_the_record_s(cartridge, real_book, wordings):
    """What a learning system would mark as right is what the record says."""
    space = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
    seen = set()
    for name in cartridge.namelist():
        if name.startswith("quizzes/"):
            for item in ElementTree.fromstring(cartridge.read(name)).iterfind(".//q:item", space):
                question = real_book.questions[item.get("ident")]
                right = [found.text for found in item.iterfind(".//q:varequal", space)]
                words = {
                    label.get("ident"): unescape(label.find(".//q:mattext", space).text or "")
                    for label in item.iterfind(".//q:response_label", space)
                    if label.find(".//q:mattext", space) is not None
                }
                assert expected(real_book, question, wordings["en"]).replace("\xa0", " ") in [
                    words.get(answer, answer) for answer in right
                ]
                seen.add(item.get("ident"))
    assert seen == set(real_book.questions)


def addresses(archive: zipfile.ZipFile) -> set[str]:
    text = "".join(
        unescape(unescape(archive.read(name).decode("utf-8"))) for name in archive.namelist()
    )
    return {url for url in re.findall(r'href="(http[^"]+)"', text)}


def test_every_address_in_the_files_is_on_the_site(real_site, address, cartridge, items):
    tables = "".join(
        (real_site / "teach" / name).read_text(encoding="utf-8")
        for name in ("questions.csv", "links.csv")
    )
    found = (
        addresses(cartridge)
        | addresses(items)
        | set(re.findall(rf"{re.escape(address)}[^\s,\"]*", tables))
    )
    assert len(found) > 100
    for url in found:
        assert url.startswith(address), url
        path, _, anchor = url.removeprefix(address).partition("#")
        page = real_site / path / "index.html"
        assert page.is_file(), url
        assert not anchor or f'id="{anchor}"' in page.read_text(encoding="utf-8"), url


def test_the_archives_hold_no_clock(cartridge, items):
    for archive in (cartridge, items):
        assert archive.namelist() == sorted(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_two_builds_make_the_same_files(small_copy, small_folders):
    ask(small_copy, '{figure: "indicators/light-budget#y2030"}')
    folders = replace(small_copy, cache=small_folders.cache)
    first, second = (build_site(folders, address="https://site.example/").files for _ in range(2))
    assert {name: file for name, file in first.items() if name.startswith("teach/")} == {
        name: file for name, file in second.items() if name.startswith("teach/")
    }


def test_the_tables_can_be_read(real_site, real_book):
    with (real_site / "teach" / "questions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"] for row in rows} == set(real_book.questions)
    assert all(
        row["answer_en"] and row["answer_ko"] and row["question_ko"] and row["fingerprint"]
        for row in rows
    )


# ---------------------------------------------------------------- sections


def test_every_section_of_the_topic_pages_is_listed(real_site, real_book, address):
    with (real_site / "teach" / "links.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["url"].removeprefix(address): row for row in csv.DictReader(file)}
    for topic in real_book.topics.values():
        page = (real_site / topic.page / "index.html").read_text(encoding="utf-8").split("<main")[1]
        for anchor, inside in re.findall(
            r'<h3 id="([^"]+)">.*?</h3>(.*?)(?=<h[23]|</article>)', page, flags=re.S
        ):
            if re.match(r"\s*<p>\w", inside):
                assert f"{topic.page}/#{anchor}" in listed, (topic.page, anchor)
    for row in listed.values():
        assert (
            row["first_sentence"]
            and 1 <= int(row["minutes"]) <= 10
            and 0 <= int(row["grade"]) <= 14
        ), row


@pytest.mark.parametrize(
    "words",
    [
        "The cat sat on the mat. It was a big red cat.",
        "Parliament set the budget in December. It passed with a large majority after two days of debate.",
        "The ministry announced that the procurement of accelerators for universities would be administered by commercial providers.",
    ],
)
def test_the_grade_is_near_that_of_an_independent_library(words):
    import readability

    from factbook.writing.outline import grade

    lines = "\n".join(re.sub(r"\.$", " .", line) for line in re.split(r"(?<=\.) ", words))
    assert (
        abs(
            grade(words)
            - max(0, readability.getmeasures(lines, lang="en")["readability grades"]["Kincaid"])
        )
        <= 1.5
    )


# ---------------------------------------------------------------- in the browser


@pytest.fixture(scope="module")
def reader(browser, server):
    """The built site's pages in a browser."""
    return browser


def test_a_lesson_prints_on_two_pages_and_a_sheet_too(reader, address, real_book):
    page = reader.new_page()
    for path in (*LESSONS, *(f"sheets/{topic}" for topic in real_book.topics)):
        page.goto(f"{address}teach/{path}/")
        pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        assert 1 <= pages <= 2 and (pages == 2 or path not in LESSONS), (path, pages)
    page.close()


def test_a_sheet_s_code_leads_to_its_edition(reader, real_site, address, real_book):
    sheet = (real_site / "teach" / "sheets" / "chips" / "index.html").read_text(encoding="utf-8")
    target = re.search(r"<title>(http[^<]+)</title>", sheet.split("sheet-code")[1])[1]
    assert target == f"{address}teach/changes/chips/?e={real_book.site.as_of}"
    page = reader.new_page()
    page.goto(target)
    assert page.locator(f'th.is-mine[data-edition="{real_book.site.as_of}"]').count() == 1
    page.goto(target.replace(str(real_book.site.as_of), "2024-01-01"))
    assert (
        page.locator("main p[role=status]").is_visible() and page.locator(".is-mine").count() == 0
    )
    page.close()


def test_changed_answers_are_told_without_a_script(reader, address, real_book):
    context = reader.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}teach/changes/chips/")
    history = teaching.history(real_book)
    rows = page.locator("table.answers tbody tr")
    about = teaching.about(real_book, "chips")
    assert rows.count() == len(about)
    for place, id_ in enumerate(about):
        row = rows.nth(place).inner_text()
        assert history.marks[id_][-1] in row
        assert ("changed" in row) == any(history.has_changed(id_, day) for day in history.days)
    context.close()
