"""A reader's form becomes a record, and nothing but a record."""

import json

import pytest
import yaml

from commands import Done, factbook, typed
from conftest import ROOT
from factbook.authoring.forms import FORMS, NotUsable, answers, form, form_of, source_of
from factbook.record.book import load_book
from factbook.record.parse import ID
from small import copy_small_record

FILLED = {
    "Figure": "indicators/light-budget#y2030",
    "Value on the site": "4.5 billion",
    "Value that you found": "4.4 billion",
    "As of": "2030-02-02",
    "Stage": "spent",
    "Reason": "correction",
    "Publisher": 'The Star: "late" $(rm -rf /)',
    "Title": "Light, counted",
    "Url": "https://star.example/1",
    "Published": "2030-02-02",
    "Accessed": "2030-06-01",
    "Language": "en",
    "Kind of source": "press",
    "Anything else": "_No response_",
}


def body(**changed: str) -> str:
    return "\n\n".join(
        f"### {label}\n\n{answer}" for label, answer in {**FILLED, **changed}.items()
    )


@pytest.fixture
def project(tmp_path):
    return copy_small_record(tmp_path)


def hand_in(project, text: str) -> None:
    (project / "event.json").write_text(json.dumps({"issue": {"body": text}}), encoding="utf-8")


def apply(project, text: str) -> Done:
    hand_in(project, text)
    return typed("form", "event.json", folder=project)


@pytest.mark.parametrize("name", FORMS)
def test_the_forms_are_current(name):
    assert (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(
        encoding="utf-8"
    ) == form(name), "run make schemas"


def test_the_links_of_the_site_fill_fields_that_the_form_has(small_site):
    ids = {item["id"] for item in yaml.safe_load(form("figure"))["body"]}
    assert {"figure", "place", "value", "source"} <= ids
    assert "template=figure.yml" in small_site.pages["indicators/light-budget.md"]


def test_what_was_written_of_a_figure_keeps_its_stage(project):
    """A form adds a reading of another stage; sentences about the one before still say that."""
    (project / "docs").mkdir(exist_ok=True)
    page = project / "docs" / "index.md"
    call = '{{ ratio("indicators/light-budget#y2029", "indicators/light-budget#y2030"'
    page.write_text(f"{call}) }}}} {call}, stage=['enacted', 'proposed']) }}}}", encoding="utf-8")
    questions = project / "data" / "questions"
    questions.mkdir()
    asked = 'answer: {figure: "indicators/light-budget#y2029"}'
    other = f"because: So., question: How much, level: 1, topic: light, form: number, {asked}"
    (questions / "all.yml").write_text(f"a: {{{other}}}\n", encoding="utf-8")
    done = apply(project, body(Figure="indicators/light-budget#y2029"))
    assert done.returncode == 0, done.stderr
    assert f"{call}, stage=\"enacted\") }}}} {call}, stage=['enacted'" in page.read_text()
    assert "answer: {stage: [enacted], figure:" in (questions / "all.yml").read_text()
    assert "docs/index.md" in done.stdout and "data/questions/all.yml" in done.stdout


def test_a_filled_form_becomes_a_reading_and_a_source(project):
    hand_in(project, body())
    done = factbook("form", "event.json", folder=project)
    assert done.returncode == 0, done.stderr
    book = load_book(project / "data")
    reading = book.figures["indicators/light-budget#y2030"].readings[-1]
    assert (reading.value, reading.stage, reading.reason) == (4_400_000_000, "spent", "correction")
    source = book.sources[reading.sources[0]]
    assert source.publisher == FILLED["Publisher"] and source.url == FILLED["Url"]


def test_a_source_that_is_there_is_used(project):
    done = apply(project, body(Url="http://www.wire.example/night/?utm_source=mail"))
    assert done.returncode == 0, done.stderr
    assert load_book(project / "data").figures["indicators/light-budget#y2030"].readings[
        -1
    ].sources == ("wire-2030-02",)
    assert len(list((project / "data" / "sources").iterdir())) == 1


@pytest.mark.parametrize(
    "one, other",
    [("가나일보", "다라신문"), ("가나일보", "가나신문"), ("MBC 뉴스", "MBC"), ("카", "까")],
)
def test_publishers_in_hangul_have_ids_of_their_own(one, other):
    """Of one day: an id that is the day alone would be that of every such publisher."""
    ids = [source_of(answers("source", body(Publisher=publisher)))[0] for publisher in (one, other)]
    assert len(set(ids)) == 2
    assert all(ID.fullmatch(id_) and id_.endswith("-2030-02-02") for id_ in ids)


@pytest.mark.parametrize("publisher", ["人民日报", "...", "2030"])
def test_a_publisher_that_gives_no_id_is_asked_back(publisher):
    with pytest.raises(NotUsable, match="add the source by hand"):
        source_of(answers("source", body(Publisher=publisher)))


def test_a_source_alone(project):
    text = body().partition("### Publisher")
    assert apply(project, text[1] + text[2]).returncode == 0
    assert any(
        source.url == FILLED["Url"] for source in load_book(project / "data").sources.values()
    )


@pytest.mark.parametrize(
    "changed, told",
    [
        (
            {"Figure": "indicators/light-budget#y2031"},
            "no figure 'indicators/light-budget#y2031'; did you mean",
        ),
        ({"Figure": "../../etc/passwd"}, "no figure"),
        (
            {"Figure": "https://lamps.example/indicators/light-budget/#y2030"},
            "did you mean 'indicators/light-budget#y2030'?",
        ),
        ({"Value that you found": "€4.4bn"}, "if 'unit' says it, and write 4.4 billion"),
        ({"Value that you found": "-4"}, "'value' is below zero"),
        ({"As of": "2031-02-02"}, "2031-02-02 is after the record's end"),
        (
            {"Value that you found": "4.5 billion", "As of": "2029-12-20", "Stage": "enacted"},
            "this reading stands in the record already",
        ),
        ({"Value that you found": "lots"}, "must be a plain number"),
        ({"As of": "last autumn"}, "must be a day"),
        ({"Url": "javascript:alert(1)"}, "must be a web address"),
        ({"Stage": "x}, {value: 1"}, "'Stage' must be one of target, announced, "),
        ({"Title": "one\n  kind: official"}, "must be one short line"),
        ({"Publisher": "_No response_"}, "not answered: Publisher"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(project, changed, told):
    before = {path: path.read_text(encoding="utf-8") for path in (project / "data").rglob("*.yml")}
    done = apply(project, body(**changed))
    assert done.returncode == 1 and told in done.stderr and "Traceback" not in done.stderr
    assert {
        path: path.read_text(encoding="utf-8") for path in (project / "data").rglob("*.yml")
    } == before


def test_all_that_cannot_be_used_is_told_at_once_by_the_names_of_the_form(project):
    text = body(
        Figure="x", Stage="None", Url="star", **{"As of": "3/2/2030", "Kind of source": "a"}
    )
    done = apply(project, text)
    (line,) = done.stderr.splitlines()
    for told in ("not answered: Stage", "no figure 'x'", "'Url' must", "'As of' must"):
        assert told in line
    assert "'Kind of source' must be one of official, press" in line


def test_evidence_is_of_a_promise_that_the_record_has(project):
    of_the_source = body().partition("### Publisher")
    happened = "### What the source says happened, and when\n\nIt did.\n\n"
    asked = "### Promise\n\n{}\n\n" + happened + of_the_source[1] + of_the_source[2]
    done = apply(project, asked.format("A dam (promises/dam)"))
    assert done.returncode == 1 and "no promise 'dam'" in done.stderr
    promise = next(iter(load_book(project / "data").promises))
    assert apply(project, asked.format(f"Light (promises/{promise})")).returncode == 0
    done = apply(project, asked.replace(happened, "").format(f"promises/{promise}"))
    assert "not answered: What the source says happened, and when" in done.stderr


def test_what_was_not_chosen_is_no_answer(project):
    """A form may say None of a question that need not be answered."""
    assert apply(project, body(Qualifier="None", Reason="None")).returncode == 0
    book = load_book(project / "data")
    assert book.figures["indicators/light-budget#y2030"].readings[-1].qualifier is None


HOSTILE = [
    "```\n@everyone [look](https://evil.example)\n::error::read me\n::add-mask::a",
    "``````",
    "\n::stop-commands::x",
    "%0A::set-output name=a::b",
    "x" * 100_000,
    "\u202e\x1b[31m",
    "\ud800",
    "$(id) `id` ${{ github.token }}",
]


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("label", ["Figure", "Publisher", "Title", "Url", "Stage", "As of"])
def test_a_hostile_answer_is_told_in_one_line_that_begins_with_ours(project, label, answer):
    done = apply(project, body(**{label: answer}))
    assert "Traceback" not in done.stderr
    if done.returncode:
        (line,) = done.stderr.splitlines()
        assert line.startswith("Error: The form could not be used: ") and len(line) < 400
    else:
        load_book(project / "data")


@pytest.mark.parametrize(
    "event",
    [
        "",
        "[]",
        '"issue"',
        "{}",
        '{"issue": null}',
        '{"issue": {"body": 5}}',
        '{"issue": {"body": ["a"]}}',
        '{"issue": {"title": "no body"}}',
        "[" * 100_000,
        '{"issue": {"body": "\xff"}}',
    ],
)
def test_an_event_that_is_no_issue_is_told(project, event):
    (project / "event.json").write_bytes(event.encode("latin-1"))
    done = typed("form", "event.json", folder=project)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "is not an event of an issue" in done.stderr


@pytest.mark.parametrize(
    "publisher, id_",
    [
        ("The Star", "the-star-2030-02-02"),
        ("A" * 400, f"{'a' * 60}-2030-02-02"),
    ],
)
def test_the_id_of_a_source_is_short(project, publisher, id_):
    assert apply(project, body(Publisher=publisher)).returncode == 0
    assert id_ in load_book(project / "data").sources


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("place", ["first", "last"])
def test_a_question_that_stands_twice_is_refused(name, place):
    """An answer may hold a line that looks like a question; none is taken for the other."""
    questions = [f"### {question.label}\n\n_No response_\n" for question in FORMS[name].questions]
    within = "### Publisher\n\nEvil Press\n"
    questions.insert(1 if place == "first" else len(questions), within)
    with pytest.raises(NotUsable, match="'### Publisher' stands twice; where an answer holds"):
        answers(name, "\n".join(questions))


def test_a_form_is_told_by_its_first_question():
    text = body().partition("### Publisher")
    within = "\n\n### Figure\n\nindicators/light-budget#y2029\n\n### Promise\n\nLight"
    assert form_of(text[1] + text[2] + within) == "source"
