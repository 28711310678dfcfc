"""What the check tells with what it keeps is what it tells without."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from conftest import MACHINE, TEMPLATES
from factbook.record import book
from factbook.record.kept_files import keep, read_kept
from factbook.record.marked_yaml import LARGEST_FILE
from factbook.site import Folders, Request, check_site, draft_site
from factbook.writing import check, faultless_files, keeping, read_pages
from factbook.writing.check import Check
from factbook.writing.keeping import get_or_make
from factbook.writing.ledger import LEDGER, broken_links
from factbook.writing.markdown_rules import Links
from small import copy_small_record, edit, messages
from sweeps import part_of
from test_mistakes import Loader, spoil

CASES = part_of(sorted((MACHINE / "mistakes").glob("*.yml")), 40)
CONTEST = "programs/lamp-contest.yml"


@pytest.fixture
def folders(tmp_path) -> Folders:
    """The small record, checked once."""
    copy_small_record(tmp_path)
    project = Folders(tmp_path / "data", tmp_path / "docs", tmp_path / "kept", TEMPLATES)
    check_site(project)
    return project


@pytest.fixture
def asked(folders, monkeypatch) -> list[str]:
    """The files that are held against the rules from now on, as in another process."""
    files: list[str] = []
    book._book_of.cache_clear()
    find = book._found_in

    def noted(folder, records, setting):
        files.append(folder.origin(records[0][0])[0].file)
        return find(folder, records, setting)

    monkeypatch.setattr(book, "_found_in", noted)
    return files


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_told_beside_what_is_kept_as_alone(folders, path):
    case = yaml.load(path.read_text(encoding="utf-8"), Loader)
    sound = {file: file.read_bytes() for file in files_in(folders)}
    spoil(folders.data.parent, case["edit"])
    assert messages(folders) == case["told"]
    assert messages(folders) == case["told"]
    put_back(folders, sound)
    assert messages(folders) == []


def files_in(folders: Folders) -> list[Path]:
    found = (*folders.data.rglob("*"), *folders.docs.rglob("*"))
    return [path for path in found if path.is_file()]


def put_back(folders: Folders, sound: dict[Path, bytes]) -> None:
    for folder in (folders.data, folders.docs):
        shutil.rmtree(folder)
    for path, content in sound.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


# ---------------------------------------------------------------- rules


def test_a_file_without_a_fault_is_not_held_against_the_rules_again(folders, asked):
    assert check_site(folders)
    assert asked == []
    edit(folders.data / CONTEST, "", "# More.\n")
    assert check_site(folders)
    assert asked == [f"data/{CONTEST}"]


def test_one_with_a_fault_is_held_against_them_each_time(folders, asked):
    edit(folders.data / CONTEST, "stage: announced", "id: Wrong One\n      stage: announced")
    told = messages(folders)
    for again in (folders, replace(folders, cache=None)):
        book._book_of.cache_clear()  # as in another process
        assert told and told == messages(again)
    assert asked.count(f"data/{CONTEST}") == 3


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("units/all.yml", "one: ", "one: More "),
        ("site.yml", "licence: ", "licence: More "),
        ("publishers/all.yml", "", "a-paper: {name: A Paper, language: en}\n"),
    ],
)
def test_all_are_held_against_them_where_what_they_know_beyond_a_file_changed(
    folders, asked, name, old, new
):
    edit(folders.data / name, old, new)
    messages(folders)
    assert f"data/{CONTEST}" in asked


def test_a_record_that_another_file_had_too_is_not_forgotten(folders):
    """Of two of one id the first is looked at; the other once that one is gone."""
    edit(
        folders.data / "glossary" / "zzz.yml",
        "",
        "wick: {name: Wick, meaning: Words., sources: [herald-2030-01]}\n"
        "lumen: {name: ' Lumen', meaning: ' Words. ', sources: [herald-2030-01]}\n",
    )
    assert "already in" in str(messages(folders))
    edit(folders.data / "glossary" / "all.yml", "lumen:", "candela:")
    told = messages(folders)
    assert "a space stands at an end" in str(told)
    assert told == messages(replace(folders, cache=None))


def test_words_of_another_first_language_are_read_anew(folders):
    edit(folders.data / "site.yml", "[en, ko]", "[ko, en]")
    told = messages(folders)
    assert "needs 'ko'" in str(told)
    assert told == messages(replace(folders, cache=None))


def test_what_a_lost_file_leaves_dead_is_told_though_it_could_not_be_read_before(folders):
    """The other files are the very same, and while it stood nothing was told of them."""
    path = folders.data / "organizations" / "all.yml"
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert "split it" in str(messages(folders))
    path.unlink()
    told = messages(folders)
    assert "no organization" in str(told)
    assert told == messages(replace(folders, cache=None))


@pytest.mark.parametrize("change", ["at_work", "sealed"])
def test_no_verdict_of_another_machine_or_name_is_believed(folders, asked, monkeypatch, change):
    if change == "at_work":
        monkeypatch.setattr(faultless_files, "at_work", lambda: ["another machine"])
    else:
        [path] = (folders.cache / "rules").glob("*.texts")
        content = read_kept(path.parent, path.name)
        keep(path.parent, path.name, b"another machine" + content)
    assert check_site(folders)
    assert f"data/{CONTEST}" in asked


@pytest.fixture
def said(folders, monkeypatch) -> list[str]:
    """What of the words of pages is looked through from now on."""
    texts: list[str] = []
    look = Check._said

    def noted(check, text):
        texts.append(text[0].strip())
        return look(check, text)

    monkeypatch.setattr(Check, "_said", noted)
    return texts


def test_words_of_pages_are_not_looked_through_again_where_the_record_was_edited(folders, said):
    edit(folders.data / "glossary" / "all.yml", "A measure of light", "A good measure of light")
    assert check_site(folders)
    assert said == []


def add(folders: Folders, text: str) -> None:
    with (folders.docs / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\n{text}")


TWICE = "## Wicks {#wicks}\n\nA wick is thin.\n\n## Oil {#oil}\n\nA wick is thin.\n\n"


def test_of_a_page_that_was_edited_the_other_paragraphs_are_not_looked_through_again(folders, said):
    add(folders, f"{TWICE}## More {{#more}}\n\nLamps give light.\n")
    assert check_site(folders)
    said.clear()
    edit(folders.docs / "index.md", "Lamps give light", "Lamps give more light")
    assert check_site(folders)
    assert said == ["The Lantern Record", "Is there light?", "Lamps give more light."]


def test_a_paragraph_with_a_fault_is_looked_through_each_time_wherever_it_stands(folders, said):
    words = "There are 7 lamps."
    add(folders, TWICE.replace("A wick is thin.", words))
    told = messages(folders)
    assert [message.partition(": ")[0] for message in told] == [
        "docs/index.md:16",
        "docs/index.md:20",
    ]
    edit(folders.docs / "index.md", "## Oil", "## Good oil")
    assert told == messages(folders) == messages(replace(folders, cache=None))
    assert said.count(words) == 6


def test_paragraphs_are_looked_through_again_where_the_house_says_other_words(folders):
    add(folders, TWICE)
    assert messages(folders) == []
    style = folders.data / "style.yml"
    style.write_text("en:\n  - instead_of: [thin]\n    write: slim\n", encoding="utf-8")
    assert "docs/index.md:16: 'thin': write slim" in messages(folders)


def test_a_page_in_another_language_leans_on_the_head_of_the_first_and_not_on_its_words(
    folders, monkeypatch
):
    paths: list[str] = []
    look = Check._page

    def noted(check, path, pages, ledger):
        paths.append(path)
        return look(check, path, pages, ledger)

    monkeypatch.setattr(Check, "_page", noted)
    add(folders, "Lamps give light.\n")
    assert check_site(folders)
    assert paths == ["index.md"]
    edit(folders.docs / "index.md", "---\n", "---\nteaches: light\n")
    told = messages(folders)
    assert "docs/ko/index.md:1: 'teaches' is the same in every language" in str(told)
    assert told == messages(replace(folders, cache=None))


# ---------------------------------------------------------------- addresses


@pytest.fixture
def held(folders, monkeypatch) -> list[str]:
    """How often the published addresses are held against the site from now on."""
    (folders.data / LEDGER).write_text("./\n./#wicks\n", encoding="utf-8")
    add(folders, TWICE)
    assert check_site(folders)
    times: list[str] = []

    def noted(*given):
        times.append("held")
        return broken_links(*given)

    monkeypatch.setattr(check, "broken_links", noted)
    return times


def test_addresses_are_not_looked_for_again_where_words_were_edited(folders, held):
    edit(folders.docs / "index.md", "A wick is thin.\n\n## Oil", "A wick is very thin.\n\n## Oil")
    assert messages(folders) == [] and held == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/index.md", "{#wicks}", "{#wick}"),
        ("docs/index.md", "## Wicks", "#### Wicks"),
        (f"data/{LEDGER}", "#wicks", "#wickets"),
        (f"data/{LEDGER}", "./#wicks", "glossary/lux/"),
    ],
)
def test_one_that_is_lost_is_told_each_time(folders, held, name, old, new):
    edit(folders.data.parent / name, old, new)
    told = messages(folders)
    assert len(told) == 1
    assert told == messages(folders) == messages(replace(folders, cache=None))


def test_one_is_lost_with_what_the_record_had_at_it(folders, held):
    step = "programs/lamp-contest/#on-2029-11-30-under-way"
    (folders.data / LEDGER).write_text(f"./\n{step}\n", encoding="utf-8")
    assert messages(folders) == []
    edit(folders.data / CONTEST, "date: 2029-11-30", "date: 2029-11-29")
    assert step in str(messages(folders))


# ---------------------------------------------------------------- drafts


@pytest.mark.parametrize(
    ("name", "old", "new", "is_same"),
    [
        ("docs/index.md", "{{ chart(", "More words.\n\n{{ chart(", True),
        (f"data/{CONTEST}", "", "# More.\n", False),
        ("data/site.yml", "languages: ", "# More.\nlanguages: ", False),
    ],
)
def test_a_draft_takes_the_book_of_the_one_before_where_no_file_of_the_record_was_edited(
    folders, name, old, new, is_same
):
    before = draft_site(folders, Request())
    edit(folders.data.parent / name, old, new)
    draft = draft_site(folders, Request())
    assert (draft.book is before.book) is is_same
    alone = draft_site(replace(folders, cache=None), Request())
    assert draft.documents["index.md"].text == alone.documents["index.md"].text


# ---------------------------------------------------------------- links


@pytest.fixture
def followed(folders, monkeypatch) -> list[str]:
    """The links that are followed from now on; the home page has some of each sort."""
    (folders.docs / "lamp.png").write_bytes(b"\x89PNG\r\n\x1a\n and light")
    cited = 'Oil burns{{ cite("herald-2030-01") }}.\n'
    edit(folders.docs / "about.md", "", f"# About the record {{#about}}\n\n{TWICE}{cited}")
    parts = "[Oil](about.md#oil), [its sources](about.md#cited-sources)"
    links = f"{parts}, [one](programs/lamp-contest.md) and ![a lamp](lamp.png) are here."
    add(folders, f"{links}\n\nLamps give light.\n")
    assert messages(folders) == []
    addresses: list[str] = []
    wrong = Links.wrong

    def noted(links, path, address, is_picture):
        addresses.append(address)
        return wrong(links, path, address, is_picture)

    monkeypatch.setattr(Links, "wrong", noted)
    return addresses


def test_only_links_of_a_page_that_was_edited_are_followed_again(folders, followed):
    edit(folders.docs / "about.md", "is thin", "is very thin")
    assert messages(folders) == [] and all("#" in address for address in followed)
    edit(folders.docs / "index.md", "Lamps give light", "Lamps give more light")
    assert messages(folders) == [] and "lamp.png" in followed


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/about.md", "{#oil}", "{#lamp-oil}"),
        ("docs/about.md", None, None),
        ("docs/lamp.png", None, None),
        ("docs/about.md", '{{ cite("herald-2030-01") }}', ""),
        (f"data/{CONTEST}", "lamp-contest:", "lamp-race:"),
    ],
)
def test_one_whose_end_is_gone_is_told_each_time(folders, followed, name, old, new):
    path = folders.data.parent / name
    if old:
        edit(path, old, new)
    else:
        path.unlink()
    told = messages(folders)
    assert any("docs/index.md" in message for message in told)
    assert told == messages(folders) == messages(replace(folders, cache=None))


# ---------------------------------------------------------------- what is read of texts


@pytest.fixture
def pages_read(folders, monkeypatch) -> list[str]:
    """The texts of pages that are read from now on, as in a new process."""
    texts: list[str] = []
    read = read_pages.read_page

    def noted(text):
        texts.append(text)
        return read(text)

    monkeypatch.setattr(read_pages, "read_page", noted)
    read_pages._page.cache_clear()
    return texts


def test_only_a_page_that_was_edited_is_read_again(folders, pages_read):
    assert check_site(folders) and pages_read == []
    edit(folders.docs / "index.md", "", "\n")
    messages(folders)
    assert pages_read == [(folders.docs / "index.md").read_text(encoding="utf-8")]


def test_a_page_whose_kept_file_is_damaged_is_read_again(folders, pages_read):
    for path in (folders.cache / "prose").rglob("*.page"):
        path.write_bytes(b"damaged")
    assert check_site(folders)
    assert len(pages_read) == len(list((folders.cache / "prose").rglob("*.page"))) > 0


def test_what_was_read_of_texts_is_read_again_of_others_alone(tmp_path, monkeypatch):
    made: list[str] = []

    def get(given: str) -> tuple[str, ...]:
        def make() -> tuple[str, ...]:
            made.append(given)
            return (given,)

        return get_or_make(tmp_path, "names.texts", given, make)

    assert get("one") == get("one") == ("one",) and made == ["one"]
    assert get("two") == ("two",) and made == ["one", "two"]
    (tmp_path / "names.texts").write_bytes(b"damaged")
    assert get("two") == ("two",) and made == ["one", "two", "two"]
    monkeypatch.setattr(keeping, "at_work", lambda: ["another machine"])
    assert get("two") == ("two",) and made == ["one", "two", "two", "two"]
