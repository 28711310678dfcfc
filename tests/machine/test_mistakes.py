"""A case is a file: what is spoilt in the small record, and what its author is told.

UPDATE=1 writes anew what is told; read it before you keep it.
"""

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from commands import typed
from conftest import MACHINE, ROOT, TEMPLATES, mkdocs_build
from factbook.record.problems import Mistakes
from factbook.site import build_site, check_site
from pages import Page
from small import edit, messages

CASES = sorted((MACHINE / "mistakes").glob("*.yml"))
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RUMOUR = ("kind: aggregator", "kind: rumour")


def with_told(text: str, lines: list[str]) -> str:
    """The text of a case that ends with what is told; what stands above is left as it is."""
    above = re.split(r"^told:", text, flags=re.M)[0]
    told = yaml.safe_dump({"told": lines}, allow_unicode=True, width=200)
    return f"{above}{told}"


def spoil(folder: Path, edits: dict[str, list[str] | None]) -> None:
    """Make a case's edits: (old words, new words) in a file, or nothing for a file that goes."""
    for name, change in edits.items():
        if change:
            edit(folder / name, *change)
        else:
            (folder / name).unlink()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_author_is_told(path, small_copy):
    text = path.read_text(encoding="utf-8")
    case = yaml.load(text, Loader)
    spoil(small_copy.data.parent, case["edit"])
    lines = messages(small_copy)
    assert lines, "a case tells something"
    if os.environ.get("UPDATE"):
        path.write_text(with_told(text, lines), encoding="utf-8")
    else:
        assert lines == case["told"]


def test_a_case_that_holds_is_written_anew_as_it_stands():
    texts = {path.name: path.read_text(encoding="utf-8") for path in CASES}
    anew = {name: with_told(text, yaml.load(text, Loader)["told"]) for name, text in texts.items()}
    assert anew == texts


def test_the_small_record_has_no_mistake(small_copy):
    assert messages(small_copy) == []


def test_interface_words_are_held_to_the_style_of_the_site_that_has_them(small_copy):
    """A site with templates of its own is told of their words; they are never another's to mend."""
    style = "en: [{instead_of: [Permanent link], write: lasting address}]\n"
    (small_copy.data / "style.yml").write_text(style, encoding="utf-8")
    assert messages(small_copy) == []
    shutil.copytree(TEMPLATES, small_copy.docs / "templates")
    [told] = messages(replace(small_copy, templates_elsewhere=None))
    assert re.fullmatch(r"docs/templates/words\.yml:\d+: 'Permanent link': write .*", told)


def test_a_file_that_is_not_utf8(small_copy):
    (small_copy.data / "events" / "all.yml").write_bytes(b"first:\n  what: caf\xe9\n")
    (small_copy.docs / "index.md").write_bytes(b"# caf\xe9\n")
    assert {line for line in messages(small_copy) if "UTF-8" in line} == {
        "data/events/all.yml:2: this file is not UTF-8; save it again as UTF-8",
        "docs/index.md:1: this file is not UTF-8; save it again as UTF-8",
    }


def test_a_ledger_that_is_not_utf8(small_copy):
    ledger = small_copy.data / "permalinks.txt"
    ledger.write_bytes(b"./\n\xff\n")
    [told] = messages(small_copy)
    assert told == "data/permalinks.txt:2: this file is not UTF-8; save it again as UTF-8"


def test_a_page_that_is_a_folder_or_leads_nowhere(small_copy):
    (small_copy.docs / "folder.md").mkdir()
    (small_copy.docs / "gone.md").symlink_to("nothing.md")
    assert messages(small_copy) == [
        "docs/folder.md:1: this file cannot be read: Is a directory; "
        "give the folder that has this name another one",
        "docs/gone.md:1: this file cannot be read: No such file or directory",
    ]


def test_what_stands_among_files_and_is_none(small_copy):
    """A pipe would be waited for without end."""
    os.mkfifo(small_copy.data / "events" / "pipe.yml")
    os.mkfifo(small_copy.docs / "pipe.md")
    (small_copy.docs / "assets").mkdir()
    os.mkfifo(small_copy.docs / "assets" / "pipe.csv")
    (small_copy.docs / "assets" / "gone.csv").symlink_to("nothing.csv")
    assert messages(small_copy) == [
        "data/events/pipe.yml:1: this file cannot be read: it is a pipe or a device",
        "docs/assets/gone.csv:1: there is no file here that can be read; remove it",
        "docs/assets/pipe.csv:1: there is no file here that can be read; remove it",
        "docs/pipe.md:1: this file cannot be read: it is a pipe or a device",
    ]


def test_messages_are_one_line_and_not_endless(small_copy):
    long = "x'" * 200_000
    edit(small_copy.data / "events" / "all.yml", "topic: light", f'topic: "{long[:9000]}\\nx"')
    edit(
        small_copy.data / "programs" / "lamp-contest.yml",
        "stage: announced",
        f'stage: "{long[:9000]}"',
    )
    edit(small_copy.docs / "index.md", "See {{", '{{ figure("' + long[:3000] + '\\n") }} {{')
    told = messages(small_copy)
    assert len(told) == 3
    assert all(len(line) < 1000 and len(line.splitlines()) == 1 for line in told)


def test_a_file_with_a_control_character(small_copy):
    """A case cannot hold one: YAML refuses it but where it is written as an escape."""
    edit(small_copy.data / "programs" / "lamp-contest.yml", "Lamp contest", "Lamp \x01contest")
    message = "a text holds the control character U+0001; delete it"
    assert messages(small_copy)[0] == f"data/programs/lamp-contest.yml:3: {message}"


def test_letters_whose_bytes_are_control_characters_are_told_with_the_word_that_was_meant(
    small_copy,
):
    """A case cannot hold them either. Who deletes them loses the letters for good."""
    as_bytes = "The Über-Łódź of “light” 한국".encode().decode("latin-1")
    edit(small_copy.data / "programs" / "lamp-contest.yml", "Lamp contest", as_bytes)
    edit(small_copy.docs / "index.md", "See {{", f"{as_bytes} See {{{{")
    told = [line for line in messages(small_copy) if "encoding" in line]
    assert [line.rpartition("; ")[2] for line in told] == ["write 'Über-Łódź'"] * 2
    assert not any("delete it" in line or "¼" in line for line in messages(small_copy))


def test_the_command_tells_all_and_exits_1_without_a_traceback(small_copy):
    edit(small_copy.data / "programs" / "lamp-contest.yml", "stage: under-way", "stage: started")
    edit(small_copy.data / "sources" / "all.yml", *RUMOUR)
    folders = ("--data", small_copy.data, "--docs", small_copy.docs)
    done = typed("check", *folders, "--templates", small_copy.templates)
    assert done.returncode == 1
    assert "lamp-contest.yml:15: 'stage' must be one of" in done.stderr
    assert "all.yml:" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("More may be told once these are mended")


def test_mistakes_that_hide_no_others_say_so_by_saying_nothing(small_copy):
    edit(small_copy.docs / "index.md", "See {{", "[nothing](nothing.md) See {{")
    folders = ("--data", small_copy.data, "--docs", small_copy.docs)
    done = typed("check", *folders, "--templates", small_copy.templates)
    [told] = done.stderr.splitlines()
    assert "nothing.md" in told


def test_a_page_that_would_be_misread_hides_what_stands_on_it(small_copy):
    edit(small_copy.docs / "index.md", "See {{", "[nothing](nothing.md)\n\n```\nSee {{")
    with pytest.raises(Mistakes) as told:
        check_site(small_copy)
    assert "this code is not closed" in str(told.value) and told.value.hide_others


def test_a_part_that_only_its_page_tells_is_looked_for_once_all_else_is_right(small_copy):
    index = small_copy.docs / "index.md"
    edit(index, "# Is there light? {#top}", "# Is there light? {#top}\n\nIt was lit in 1999.\n")
    for link, hides in (("index.md#top", False), ("organizations/wick-works.md#posts", True)):
        edit(index, "See {{", f"[More]({link}). See {{{{")
        with pytest.raises(Mistakes) as told:
            check_site(small_copy)
        assert len(told.value.problems) == 1 and told.value.hide_others == hides


@pytest.mark.long
def test_a_failed_build_leaves_the_last_site(tmp_path):
    """The build is stopped before anything is written, so what was there stays."""
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("the last good site")
    spoilt = tmp_path / "data"
    shutil.copytree(MACHINE / "small_data", spoilt)
    edit(spoilt / "sources" / "all.yml", *RUMOUR)
    done = mkdocs_build(ROOT, target, DATA_DIR=str(spoilt))
    assert done.returncode == 1
    kinds = "official, press, company, research, aggregator"
    assert f"'kind' must be one of {kinds}, not 'rumour'" in done.stderr
    assert "Traceback" not in done.stderr
    assert (target / "index.html").read_text() == "the last good site"


def test_markup_in_a_text_is_shown_as_text(small_copy, small_folders):
    markup = "<script>alert()</script> & <b>out</b>"
    path = small_copy.data / "programs" / "lamp-contest.yml"
    edit(path, "The candle maker was dropped.", markup)
    built = build_site(replace(small_copy, cache=small_folders.cache))
    page = Page.of_markdown(built.pages["programs/lamp-contest.md"])
    assert not page.all("script")
    assert markup in page.text
