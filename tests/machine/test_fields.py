"""What fields say of themselves in their annotations, and what follows from it."""

import pytest
import yaml

from conftest import ROOT
from factbook.meaning.wording import Wording
from factbook.publishing.columns import PATTERNS, columns_of, explain, explained_in
from factbook.publishing.csv_files import CHART
from factbook.publishing.tables import tables_of
from factbook.record.editions import known_by
from factbook.record.fields import Field, description_of, fields_of, models_inside
from factbook.record.kinds import KINDS, Indicator, Named, Question, Site
from factbook.record.marked_yaml import Loader
from factbook.record.references import named_addresses
from factbook.record.rules import parts
from factbook.record.values import Day, Text

TEMPLATES = ROOT / "docs" / "templates"
MODELS = [kind.model for kind in KINDS.values()]
BEFORE_THE_CHOICE = Day("2029-10-31")


def all_fields() -> list[Field]:
    """Every field of every kind of record, and of what stands in records."""
    found: list[Field] = []
    for model in (*MODELS, *models_inside(MODELS)):
        found += fields_of(model)
    return found


def names(mark: str) -> set[str]:
    return {field.name for field in all_fields() if getattr(field, mark)}


def test_what_is_written_with_hindsight_says_so():
    marked = [field for field in all_fields() if field.hindsight]
    days = {"end", "seen", "review_by", "accessed", "born", "died", "founded", "dissolved", "due"}
    by_type = {
        "day": days,
        "text": {"parties", "people", "payer", "parent"},
        "record": {"links", "place"},
    }
    of_charts = {"title", "subtitle", "alt", "text"}
    by_type["words"] = {
        "summary",
        "role",
        "answer",
        "because",
        "specimen",
        "note",
        "why",
        "mandate",
        "office",
        "party",
        "constituency",
        *of_charts,
    }
    for type_, names in by_type.items():
        assert {field.name for field in marked if field.type == type_} == names
    assert {field.type for field in marked} == set(by_type)


# Why an earlier edition may have a field that is not marked, though it bears no day of its own.
STAYS = {
    "it is dated by the part that it stands in": {
        *("value", "low", "high", "stage", "qualifier", "basis", "reason", "printed", "confidence"),
        *("title", "organization", "people", "organizations", "enters", "leaves", "due", "what"),
        *(
            "tender",
            "disputed_by",
            "by",
            "by_organizations",
            "start",
            "latitude",
            "longitude",
            "size",
        ),
    },
    "it holds parts that are dated": {
        *("figures", "readings", "rows", "steps", "posts", "studies", "former_names", "sources"),
    },
    "it says what is counted, which never changes: another basis is another figure": {
        *("label", "unit", "period", "group", "payer", "target"),
    },
    "by it a thing is found and sorted, whatever is known of it": {
        *(
            "name",
            "aliases",
            "search_words",
            "id",
            "kind",
            "topic",
            "topics",
            "question",
            "page",
            "about",
        ),
    },
    "it ties records together; what was not known yet falls out of it": {
        *("person", "program", "investment", "indicator", "part_of"),
    },
    "it tells of a source or a picture, as that says itself": {
        *(
            "publisher",
            "via",
            "after",
            "author",
            "description",
            "url",
            "no_url",
            "archived",
            "language",
        ),
        *("portrait", "file", "credit", "licence", "licence_url", "from_url"),
    },
    "it is how a unit is worded or a chart drawn": {
        *("one", "many", "currency", "below_zero", "worth", "multiple_of", "times"),
        *("across", "against", "all_readings", "color", "each", "highlight", "since", "up"),
        *("levels", "overlaps", "part", "remarks", "row", "whole"),
    },
}


def test_a_field_without_a_mark_has_a_reason():
    models = [kind.model for kind in KINDS.values() if not kind.is_hindsight]
    unmarked = set()
    for model in (*models, *models_inside(models)):
        for field in fields_of(model):
            if not (field.hindsight or field.told or field.known_from):
                unmarked.add(field.name)
    reasons = [name for names in STAYS.values() for name in names]
    assert unmarked == set(reasons)
    assert len(reasons) == len(set(reasons))


def test_a_sentence_that_rests_on_its_sources_says_so():
    told = {field.name for field in all_fields() if field.told}
    assert told == {"what", "says"}
    for model in (*MODELS, *models_inside(MODELS)):
        fields = {field.name: field for field in fields_of(model)}
        assert "sources" in fields or not any(field.told for field in fields.values()), model


def test_no_field_of_that_name_lacks_the_mark():
    for field in all_fields():
        if field.name in ("summary", "role", "because", "note"):
            assert field.hindsight, field


def test_the_day_from_which_on_a_part_is_known_says_so():
    days = {"date", "as_of", "made", "published", "start", "end", "year", "until"}
    assert names("known_from") == days
    for model in (*MODELS, *models_inside(MODELS)):
        assert sum(field.known_from for field in fields_of(model)) <= 1, model


def test_an_edition_lacks_what_is_marked(small_book):
    then = known_by(small_book, BEFORE_THE_CHOICE)
    looked_at = 0
    for address in then.addresses():
        for _, part in parts(then.get(address)):
            for field in fields_of(type(part)):
                value = getattr(part, field.name)
                if field.hindsight and isinstance(value, Text):
                    assert not value.in_("en"), (address, field.name)
                    looked_at += 1
                if (field.hindsight or field.known_from) and isinstance(value, Day):
                    assert value.first <= BEFORE_THE_CHOICE.last, (address, field.name)
                    looked_at += 1
    assert looked_at > 5
    [post] = then.people["ada-brightwater"].posts
    assert post.start and post.seen is None


def test_fields_that_hold_addresses_say_so():
    of_answers = {"figure", "ratio", "share", "compare", "stage_of", "kind_of", "date_of"}
    lists = {"shown_by", "about", "figures", "against", "distractors"}
    assert names("addresses") == of_answers | lists | {"target", "part", "whole", "size"}


def test_addresses_are_found_wherever_they_stand():
    question = Question.model_validate(
        {
            "question": {"en": "Which?"},
            "level": 1,
            "topic": "light",
            "form": "truefalse",
            "answer": {"compare": ["programs/a#x", "programs/b#y"]},
            "distractors": ["programs/c#z"],
            "because": {"en": "So."},
        }
    )
    assert list(named_addresses(question)) == [
        (("distractors", 0), "programs/c#z"),
        (("answer", "compare", 0), "programs/a#x"),
        (("answer", "compare", 1), "programs/b#y"),
    ]


def test_a_field_says_what_it_holds():
    by_name = {field.name: field for field in fields_of(Indicator)}
    assert (by_name["unit"].refers, by_name["unit"].type) == ("units", "text")
    assert (by_name["rows"].type, by_name["rows"].many) == ("record", "map")
    assert (by_name["sources"].refers, by_name["sources"].many) == ("sources", "list")
    assert by_name["summary"].type == "words" and by_name["summary"].required


def test_every_reference_leads_to_a_kind():
    assert {field.refers for field in all_fields()} - {""} <= set(KINDS)


def test_a_column_is_explained_in_english_until_its_meaning_is_said():
    [name] = [column for column in columns_of(Site, ("sv",)) if column.name == "name_sv"]
    unsaid = Wording("sv", {})
    assert (explained_in(name, unsaid), explain(name, unsaid)) == (
        "en",
        "the name of the site (Swedish)",
    )
    said = Wording("sv", {}, {"the name of the site": "sajtens namn"})
    assert (explained_in(name, said), explain(name, said)) == ("sv", "sajtens namn (svenska)")


@pytest.mark.parametrize(
    "file", sorted(TEMPLATES.glob("meanings.*.yml")), ids=lambda file: file.name
)
def test_every_meaning_is_said_in_a_language_that_says_any(file):
    """A file is whole, and nothing is left in it of what no field or column means any more."""
    kinds = (*MODELS, Site)
    models = (*kinds, *models_inside(kinds))
    stated = {description_of(model) for model in models} | set(PATTERNS)
    stated |= {field.meaning for model in models for field in fields_of(model)}
    columns = [*CHART, *(column for table in tables_of(("en",)) for column in table.columns)]
    stated |= {column.meaning for column in columns}
    said = yaml.load(file.read_text(encoding="utf-8"), Loader)
    assert set(said) == stated
    # They are words of tables, where a mark of code would stand as it is.
    assert not [meaning for meaning in said.items() if "`" in "".join(meaning)]


def test_a_page_does_not_repeat_the_names_of_its_heading():
    written = {"name": {"en": "Wick", "ko": "심지"}, "aliases": ["심지", "Wicks"]}
    wick = Named.model_validate(written, context={"language": "en"})
    assert wick.also_written == ("Wicks",)
