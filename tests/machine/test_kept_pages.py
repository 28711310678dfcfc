"""What is kept of the pages of one build decides nothing in the next one."""

import pickle
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factbook.record.asked_book import SETTINGS, AskedBook
from factbook.record.book import Book
from factbook.record.folders import Folders
from factbook.record.kept_files import keep, read_kept
from factbook.record.problems import Mistakes
from factbook.record.questions import AskedMapping, Questions, digest
from factbook.record.values import Text
from factbook.site import ANYWHERE, BuiltSite, Request, build_site, check_site
from factbook.writing import keeping
from factbook.writing.check import Check
from factbook.writing.faultless import MOST_FILES
from factbook.writing.keeping import INDEX, MOST_FOLDERS, NOTHING
from factbook.writing.writer import Writer
from places import ROOT, TEMPLATES
from small import copy_small_record, edit, messages
from sweeps import WHOLE
from undrawn import without_drawing

EDITS = 50 if WHOLE else 8


@pytest.fixture
def folders(tmp_path) -> Folders:
    """The small record, and a place to keep pages."""
    project = copy_small_record(tmp_path)
    return Folders(project / "data", project / "docs", project / ".cache", TEMPLATES)


@pytest.fixture
def whole_folders(folders) -> Folders:
    """The same with templates of its own, so that these can be edited too."""
    for copied in ("templates", "assets"):
        shutil.copytree(ROOT / "docs" / copied, folders.docs / copied)
    return replace(folders, templates_elsewhere=None)


@pytest.fixture
def written(monkeypatch) -> list[str]:
    """The names of the pages that are written and kept from now on."""
    return names_of_kept(monkeypatch, ".page")


def names_of_kept(monkeypatch, ending: str) -> list[str]:
    """The names of what is made and kept from now on, as far as they end so."""
    names: list[str] = []

    def noted(folder: Path, name: str, content: bytes) -> None:
        names.extend([name] if name.endswith(ending) else [])
        keep(folder, name, content)

    monkeypatch.setattr(keeping, "keep", noted)
    return names


def looked_through(monkeypatch) -> list[str]:
    """The records and pages whose texts are looked through from now on."""
    looked: list[str] = []
    monkeypatch.setattr(Check, "_texts_of", lambda self, address, record: looked.append(address))
    monkeypatch.setattr(Check, "_page", lambda self, path, pages: looked.append(path) or [])
    return looked


def built(folders: Folders, request: Request = ANYWHERE) -> BuiltSite:
    with without_drawing():
        return build_site(folders, request)


def published(site: BuiltSite) -> dict[str, str]:
    """All that is published, each page as a value with the sorts of its words, in short."""
    things = {**site.documents, **site.files, **site.twins}
    return {path: digest(thing) for path, thing in things.items()}


def clean(folders: Folders) -> dict[str, str]:
    """The same of a build that has nothing to go by."""
    return published(built(replace(folders, cache=None)))


# ---------------------------------------------------------------- edits at random


def a_letter(text: str, chance: random.Random) -> str:
    """A text in one of whose lines of words a letter stands twice."""
    words = list(re.finditer(r"[a-z]{4,}(?= [a-z]+ [a-z])", text))
    at = chance.choice(words).end() if words else len(text)
    return text[:at] + text[at - 1] + text[at:]


def a_digit(text: str, chance: random.Random) -> str:
    """A text with another digit."""
    at = chance.choice([place for place, sign in enumerate(text) if sign.isdecimal()])
    return f"{text[:at]}{chance.randrange(10)}{text[at + 1 :]}"


def a_line(text: str, chance: random.Random) -> str:
    """A text whose lines stand elsewhere."""
    return f"# {chance.random()}\n{text}"


def a_title(text: str, chance: random.Random) -> str:
    """Sources one of which is called otherwise."""
    titles = list(re.finditer(r"title: \"?\{?(?:en: )?\"?\w+", text))
    at = chance.choice(titles).end()
    return f"{text[:at]}{chance.choice('xyz')}{text[at:]}"


def a_name(text: str, chance: random.Random) -> str:
    """The settings of a site of another name."""
    return re.sub(r"(name: \{en: \"?\w+)", rf"\g<1>{chance.choice('abc')}", text, count=1)


def a_note(text: str, chance: random.Random) -> str:
    """A template that writes one thing more."""
    return text + f"<p>{chance.choice(['one', 'more', 'lamp'])}</p>\n"


SORTS: dict[str, tuple[str, str, Callable[[str, random.Random], str]]] = {
    "a fact": ("data", "*/*.yml", a_digit),
    "a word": ("data", "*/*.yml", a_letter),
    "prose": ("docs", "*.md", a_letter),
    "lines": ("data", "*/*.yml", a_line),
    "a source": ("data", "sources/*.yml", a_title),
    "a template": ("docs/templates", "pages/*.jinja", a_note),
    "the site": ("data", "site.yml", a_name),
}
NEW = (
    "found-{0}: {{date: 2029-0{0}-11, what: {{en: Oil was found., ko: 기름이 나왔다.}}, "
    "topic: light, sources: [herald-2030-01]}}\n"
)


def edit_one(project: Path, sort: str, chance: random.Random) -> Callable[[], object]:
    """One edit of a sort; gives what undoes it."""
    if sort in ("a record", "a page"):
        number = chance.randrange(1, 5)
        name = f"data/events/{number}.yml" if sort == "a record" else f"docs/more-{number}.md"
        text = NEW.format(number) if sort == "a record" else "# More {#top}\n\nThere are more.\n"
        path, is_there = project / name, (project / name).exists()
        before = path.read_text() if is_there else ""
        path.unlink() if is_there else path.write_text(text)
        return (lambda: path.write_text(before)) if is_there else path.unlink
    folder, pattern, change = SORTS[sort]
    path = chance.choice(sorted((project / folder).rglob(pattern)))
    before = path.read_text()
    path.write_text(change(before, chance))
    return lambda: path.write_text(before)


def is_right(folders: Folders) -> bool:
    try:
        return bool(check_site(folders))
    except Mistakes:
        return False


def test_a_site_of_kept_pages_is_that_of_a_first_build(whole_folders, written):
    """To the last byte; and most of its pages are not written again."""
    chance = random.Random(19)
    sorts = [*SORTS, "a record", "a page"]
    pages = len(built(whole_folders).documents)
    few = 0
    for number in range(EDITS):
        sort = sorts[number % len(sorts)]
        while True:
            undo = edit_one(whole_folders.data.parent, sort, chance)
            if is_right(whole_folders):
                break
            undo()
        written.clear()
        assert published(built(whole_folders)) == clean(whole_folders), f"{number}: {sort}"
        few += len(written) < pages / 2
    assert few >= EDITS / 3


def test_where_nothing_was_edited_nothing_is_written(folders, written):
    first = published(built(folders))
    assert written
    written.clear()
    assert published(built(folders)) == first and not written


def test_a_project_that_was_moved_keeps_what_it_had(
    folders, written, monkeypatch, tmp_path_factory
):
    """Its texts too are not looked through again."""
    first = published(built(folders))
    written.clear()
    moved = tmp_path_factory.mktemp("moved") / "project"
    shutil.copytree(folders.data.parent, moved)
    folders = replace(folders, data=moved / "data", docs=moved / "docs", cache=moved / ".cache")
    looked = looked_through(monkeypatch)
    assert published(built(folders)) == first and not written and not looked


def test_a_page_is_written_again_for_what_it_reads(folders, written):
    """A meaning: its page, and those where its word opens a card."""
    pages = len(built(folders).documents)
    written.clear()
    edit(folders.data / "glossary" / "all.yml", "A measure of light", "A sort of measure")
    built(folders)
    assert 0 < len(written) < pages / 2


def test_what_a_search_finds_of_records_is_made_again_where_it_is_another(folders, monkeypatch):
    """Never for words of prose; for a record with those of its kind that are kept together."""
    found = names_of_kept(monkeypatch, ".found")
    built(folders)
    kinds = len(found)
    found.clear()
    edit(folders.docs / "index.md", "the year before", "the year that came before")
    built(folders)
    assert not found
    edit(folders.data / "glossary" / "all.yml", "A measure of light", "A sort of measure")
    built(folders)
    assert "glossary-0.found" in found and len(found) < kinds / 2


def test_the_record_is_asked_again_where_one_of_its_files_was_edited(folders, monkeypatch):
    asked, ask = [], AskedBook._once
    monkeypatch.setattr(AskedBook, "_once", lambda *given: asked.append(given) or ask(*given))
    built(folders)
    asked.clear()
    edit(folders.docs / "index.md", "The state set aside", "The state put aside")
    built(folders)
    assert not asked
    edit(folders.data / "glossary" / "all.yml", "A measure of light", "A sort of measure")
    built(folders)
    assert asked


def test_a_part_that_the_record_took_away_is_told_though_the_page_that_leads_to_it_is_kept(folders):
    part = '# Light {#top}\n\n{{ part("topic-records", topic="light") }}\n'
    (folders.docs / "light.md").write_text(part, encoding="utf-8")
    edit(folders.docs / "index.md", "See {{", "See [funds](light.md#evidence-investments). See {{")
    built(folders)
    (folders.data / "investments" / "lamp-fund.yml").unlink()
    with pytest.raises(Mistakes, match="has no part '#evidence-investments'"):
        built(folders)


# ---------------------------------------------------------------- what is there to be believed


def kept_files(folders: Folders) -> list[Path]:
    return sorted((folders.cache / "pages").rglob("*.page"))


def index(folders: Folders) -> Path:
    """What is known of the pages that are kept."""
    (file,) = (folders.cache / "pages").rglob(INDEX)
    return file


def test_what_is_damaged_or_no_page_is_written_again(folders):
    first = published(built(folders))
    files = kept_files(folders)
    files[0].write_bytes(b"")
    files[1].write_bytes(files[2].read_bytes())
    put(files[3], b"no pickle")
    put(files[4], pickle.dumps("no page"))
    put(files[5], pickle.dumps(Runs(folders.data / "site.yml")))
    put(files[6], pickle.dumps(eval))
    put(files[7], b"")
    files[8].unlink()
    assert published(built(folders)) == first


def put(file: Path, content: bytes) -> None:
    """Something else in a file, behind what it was made of, under a digest that holds."""
    made_of = read_kept(file.parent, file.name).partition(b"\n")[0]
    keep(file.parent, file.name, made_of + b"\n" + content)


def test_what_no_build_of_this_machine_has_made_is_not_read(folders):
    """Be it whole: a page of an earlier form of the machine has other fields, or none."""
    first = published(built(folders))
    for file in (index(folders), *kept_files(folders)):
        keep(file.parent, file.name, pickle.dumps(NOTHING))
    assert published(built(folders)) == first


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps(["", 1]), pickle.dumps(eval)])
def test_an_index_that_is_none_is_passed_over(folders, content):
    first = published(built(folders))
    put(index(folders), content)
    assert published(built(folders)) == first


def test_an_index_of_other_pages_than_stand_there_is_not_believed(folders):
    """As a build leaves it that is stopped before its end: its pages are newer than their index."""
    built(folders)
    earlier = index(folders).read_bytes()
    edit(folders.data / "glossary" / "all.yml", "A measure of light", "A sort of measure")
    second = published(built(folders))
    index(folders).write_bytes(earlier)
    assert published(built(folders)) == second
    index(folders).write_bytes(earlier)
    edit(folders.data / "glossary" / "all.yml", "A sort of measure", "A measure of light")
    assert published(built(folders)) == clean(folders)


class Runs:
    """What would remove a file as it is read."""

    def __init__(self, path: Path):
        self.path = path

    def __reduce__(self):
        return shutil.rmtree, (str(self.path.parent),)


def test_pages_that_are_gone_are_swept_out_and_so_are_sites_of_long_ago(folders):
    built(folders)
    before = kept_files(folders)
    page = folders.docs / "more.md"
    page.write_text("# More {#top}\n", encoding="utf-8")
    built(folders)
    assert len(kept_files(folders)) == len(before) + 1
    page.unlink()
    for number in range(MOST_FOLDERS + 1):
        built(folders, Request(address=f"https://{number}.example/"))
    assert len(kept_files(folders)) == len(before) * MOST_FOLDERS


def test_of_a_build_during_which_a_template_was_edited_no_page_is_believed(
    whole_folders, monkeypatch, written
):
    template = whole_folders.templates / "parts" / "timeline.jinja"
    before, write = template.read_text(encoding="utf-8"), Writer.record

    def edited_meanwhile(self, *given):
        template.write_text(f"{before}<!-- -->\n", encoding="utf-8")
        return write(self, *given)

    monkeypatch.setattr(Writer, "record", edited_meanwhile)
    built(whole_folders)
    template.write_text(before, encoding="utf-8")
    monkeypatch.setattr(Writer, "record", write)
    written.clear()
    assert published(built(whole_folders)) == clean(whole_folders)
    assert set(written) == {path.name for path in kept_files(whole_folders)}


def test_a_folder_among_the_pages_is_swept_out_with_those_that_are_gone(folders):
    built(folders)
    before = kept_files(folders)
    for name in ("0", "f"):
        (before[0].parent / f"{name}.page" / "more").mkdir(parents=True)
    (before[0].parent / f"{'0' * 32}.page").write_bytes(b"of a page that is gone")
    built(folders)
    assert kept_files(folders) == before


def test_an_edition_keeps_no_page(folders):
    built(folders, Request(as_of="2030-01-31"))
    assert not kept_files(folders)


def test_what_had_no_fault_is_not_looked_through_again(folders, monkeypatch):
    check_site(folders)
    looked = looked_through(monkeypatch)
    check_site(folders)
    assert not looked


def test_what_had_a_fault_is_told_as_often_as_it_is_looked_for(folders):
    edit(folders.data / "glossary" / "all.yml", "A measure of light", "A measure of 77 lamps")
    for told in (folders, folders, replace(folders, cache=None)):
        assert "the number '77' comes from no fact" in "".join(messages(told))


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps(["", 1]), pickle.dumps(1)])
def test_a_file_of_texts_that_is_none_is_passed_over(folders, content):
    check_site(folders)
    (file,) = (folders.cache / "checks").iterdir()
    for damage in (put, lambda file, content: keep(file.parent, file.name, content)):
        damage(file, content)
        assert check_site(folders)


def test_what_stands_among_the_files_of_texts_stops_no_check(folders):
    checks = folders.cache / "checks"
    for number in range(MOST_FILES):
        (checks / f"{number}.texts").mkdir(parents=True)
        (checks / f"{number}-gone.texts").symlink_to("nothing")
    assert check_site(folders)
    assert len(list(checks.iterdir())) == MOST_FILES


# ---------------------------------------------------------------- what is asked


def test_no_look_into_a_book_goes_unnoted():
    """Each public name of a Book is a question, or a setting that stands above all pages."""
    above = {*SETTINGS, "languages", "first_language", "may_be_broken"}
    asked = {"records", "figures"}  # as mappings
    unseen = {"origins", "mentions"}  # not there: who asks for them fails
    names = {name for name in {*vars(Book), *Book.__dataclass_fields__} if name[0] != "_"}
    assert names - set(vars(AskedBook)) == above | asked | unseen


def test_each_look_is_a_question():
    questions = Questions()
    things = AskedMapping({"a": 1, "b": 2}, lambda *asked: questions.note("things", *asked))
    with questions.noted() as noted:
        assert things["a"] == 1 and "c" not in things and things.get("d") is None
        assert len(things) == 2 and list(things) == ["a", "b"]
        assert list(things.items()) == [("a", 1), ("b", 2)]
    looks = (("one", "a"), ("has", "c"), ("one", "d"), ("keys",), ("all",))
    assert list(noted) == [("things", *look) for look in looks]


def test_what_an_answer_asks_itself_is_no_question_of_the_asker():
    questions = Questions()
    ask = questions.noting("sum", lambda: questions.note("inner"))
    with questions.noted() as noted:
        ask()
    assert list(noted) == [("sum",)]


def test_a_digest_tells_values_apart_and_refuses_what_it_cannot_see_into():
    alike = [1, "1", (1,), {1: 2}, {2: 1}, frozenset("1"), b"1", None, 1.5, True]
    assert len({digest(value) for value in alike}) == len(alike)
    named = [Text(en="Ada"), Text(en="Eve"), Text(ko="Ada")]
    assert len({digest(value) for value in named}) == len(named)
    assert digest(frozenset("abc")) == digest(frozenset("cba"))
    with pytest.raises(TypeError, match="nobody can tell two of object apart"):
        digest(object())
