"""Addresses that were published once: none is lost, and what has moved leads on."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from commands import typed
from conftest import TEMPLATES
from factbook.meaning import leaves as lists
from factbook.meaning.leaves import LONG_LISTS
from factbook.record.problems import Mistakes
from factbook.site import Folders, Request, build_site
from factbook.writing.ledger import missing_from_ledger, read_ledger, write_ledger
from factbook.writing.prose import read_page
from pages import Page
from small import ask, copy_small_record, edit, keep_what_is_made, messages
from undrawn import without_drawing

QUESTIONS = '# Questions {#top}\n\n{{ part("questions") }}\n'
HEADING = "\n## Who pays {#who-pays}\n\nThe state.\n"


@pytest.fixture(scope="module")
def with_ledger(tmp_path_factory) -> Path:
    """The small record with a second page, all its addresses in the ledger."""
    project = keep_what_is_made(copy_small_record(tmp_path_factory.mktemp("published")))
    with (project / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write(HEADING)
    second = "# Light {#top}\n\n## Lamps {#lamps}\n\nBright.\n"
    (project / "docs" / "light.md").write_text(second, encoding="utf-8")
    folders = Folders(project / "data", project / "docs", project / ".cache", TEMPLATES)
    write_ledger(project / "data" / "permalinks.txt", build_site(folders).addresses)
    assert messages(folders) == []
    return project


@pytest.fixture
def published(with_ledger, tmp_path) -> Folders:
    """The same where a test may spoil it, with what is kept of it."""
    shutil.copytree(with_ledger, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Folders(tmp_path / "data", tmp_path / "docs", tmp_path / ".cache", TEMPLATES)


LISTS = '# Time {#top}\n\n{{ part("timeline") }}\n'
CHART = """
extra:
  kind: bars
  figures: [programs/lamp-contest#lamps]
  highlight: [nothing]
  topic: light
  title: {en: Light, ko: 빛}
  subtitle: {en: Lamps, ko: 등}
  alt: {en: A drawing., ko: 그림.}
"""
CLAIM = "x: {topic: light, shown_by: [nothing/here], title: {en: Light}}\n"
# A mistake of each sort: the file, what stands there, and what is written in its place.
MISTAKES = {
    "a chart": ("data/charts/more.yml", "", CHART),
    "a question": ("data/questions/more.yml", "", "x: {form: essay}\n"),
    "a claim": ("data/claims/more.yml", "", CLAIM),
    "an absence": ("data/absences/all.yml", "topic: light", "topic: dark"),
    "a topic": ("data/topics/all.yml", "light:", "Light:"),
    "an interface word": ("data/site.yml", "", "words: {no.word: {en: Here}}\n"),
    "words": ("docs/light.md", "Bright.", "42 are bright."),
    "front matter": ("docs/light.md", "# Light", "---\ntopc: light\n---\n# Light"),
    "YAML": ("data/programs/lamp-contest.yml", "stage: under-way", "stage: [under-way"),
    "a page in the place of a record": ("docs/programs/lamp-contest.md", "", "# Mine {#top}\n"),
    "a redirect": ("data/redirects.yml", "light/#old: light/#lamps", "light/#old: a b"),
    "YAML of redirects": ("data/redirects.yml", "light/#old:", "light/#old: ["),
}


@pytest.fixture
def with_leaves(published, monkeypatch) -> Folders:
    """The same with a list of several pages and an address that has moved."""
    for name, long in LONG_LISTS.items():
        monkeypatch.setitem(lists.LONG_LISTS, name, replace(long, most=2, first=2))
    (published.docs / "time.md").write_text(LISTS, encoding="utf-8")
    moved(published, "light/#old: light/#lamps\n")
    addresses = build_site(published).addresses
    assert "time/2029/" in addresses
    write_ledger(published.data / "permalinks.txt", addresses | {"light/#old"})
    return published


@pytest.mark.parametrize("sort", MISTAKES)
def test_a_mistake_takes_no_address_away(with_leaves, sort):
    """What it hides was not lost, and comes back with it."""
    file, old, new = MISTAKES[sort]
    edit(with_leaves.data.parent / file, old, new)
    told = messages(with_leaves)
    assert told and not [line for line in told if "published and is gone" in line]


def moved(folders, text: str) -> None:
    (folders.data / "redirects.yml").write_text(text, encoding="utf-8")


def line_of(folders, address: str) -> int:
    return (folders.data / "permalinks.txt").read_text(encoding="utf-8").splitlines().index(
        address
    ) + 1


def test_a_ledger_that_is_gone_is_told_where_addresses_have_moved(published):
    """Whoever wrote it anew would lose what leads on from old addresses."""
    moved(published, "# from the first year\nlight/#old: light/#lamps\n")
    (published.data / "permalinks.txt").unlink()
    told = (
        "addresses have moved, but data/permalinks.txt is not there; bring it back from the "
        "history, or take this file away if there never was one"
    )
    assert messages(published) == [f"data/redirects.yml:2: {told}"]


def test_the_ledger_holds_every_kind_of_address(published):
    ledger, _ = read_ledger(published.data)
    assert {
        "",
        "#who-pays",
        "light/#lamps",
        "programs/lamp-contest/",
        "programs/lamp-contest/#lamps",
        "programs/lamp-contest/#steps",
        "people/ada-brightwater/",
        "charts/light-budget/#chart-light-budget",
        "#chart-light-budget",
        "ko/",
    } <= set(ledger.lines)
    lines = (published.data / "permalinks.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines)) and "./#who-pays" in lines


def test_a_heading_with_a_new_id(published):
    edit(published.docs / "index.md", "{#who-pays}", "{#payers}")
    assert messages(published) == [
        f"data/permalinks.txt:{line_of(published, './#who-pays')}: "
        "'./#who-pays' was published and is gone; "
        "bring it back, or say in data/redirects.yml where it went: './#who-pays': './#…'; "
        "new there: './#payers'"
    ]
    moved(published, "'./#who-pays': './#payers'\n")
    assert messages(published) == []
    assert (
        '## <span id="who-pays" class="old-address"></span>Who pays {#payers}'
        in build_site(published).pages["index.md"]
    )


def test_a_heading_with_new_words_keeps_its_address(published):
    edit(published.docs / "index.md", "Who pays", "Who bears the cost")
    assert messages(published) == []


def test_a_program_with_a_new_id(published):
    renamed = published.data / "programs" / "lamp-contest.yml"
    for path in (*published.data.rglob("*.yml"), *published.docs.rglob("*.md")):
        path.write_text(
            re.sub(
                r"(?<![\w/-])lamp-contest(?![\w-])|(?<=programs/)lamp-contest",
                "lantern-contest",
                path.read_text(encoding="utf-8"),
            ),
            encoding="utf-8",
        )
    assert "lantern-contest:" in renamed.read_text(encoding="utf-8")
    assert messages(published) == [
        f"data/permalinks.txt:{line_of(published, 'programs/lamp-contest/')}: "
        "'programs/lamp-contest/' was published and is gone; "
        "bring it back, or say in data/redirects.yml where it went: "
        "'programs/lamp-contest/': 'programs/lantern-contest/'"
    ]
    moved(published, "programs/lamp-contest/: programs/lantern-contest/\n")
    built = build_site(published, Request("https://lantern.example/record/"))
    page = built.files["programs/lamp-contest/index.html"]
    assert (
        '<link rel="canonical" href="https://lantern.example/record/programs/lantern-contest/">'
        in page
    )
    assert (
        'content="0; url=../lantern-contest/"' in page
        and '<a id="moved" href="../lantern-contest/">' in page
    )


def test_a_moved_page_tells_which_of_its_parts_did_not_come_along(published):
    (published.docs / "light.md").rename(published.docs / "lamps.md")
    edit(published.docs / "lamps.md", "{#lamps}", "{#bulbs}")
    moved(published, "light/: lamps/\n")
    assert messages(published) == [
        f"data/permalinks.txt:{line_of(published, 'light/#lamps')}: "
        "'light/#lamps' was published and is gone; "
        "bring it back, or say in data/redirects.yml where it went: "
        "'light/#lamps': 'lamps/#…'; new there: 'lamps/#bulbs'"
    ]
    moved(published, "light/: lamps/\nlight/#lamps: lamps/#bulbs\n")
    built = build_site(published)
    assert '<a id="lamps" href="../lamps/#bulbs">' in built.files["light/index.html"]
    assert '<span id="lamps" class="old-address"></span>' in built.pages["lamps.md"]


def test_parts_that_a_moved_page_has_no_more_are_told_with_it(published):
    """Not only once its redirect is written; those that went along are not told."""
    (published.docs / "light.md").rename(published.docs / "lights.md")
    edit(published.docs / "lights.md", "Bright.", "Bright.\n\n## Oil {#oil}\n\nDear.\n")
    edit(published.docs / "lights.md", "{#lamps}", "{#bulbs}")
    edit(published.data / "permalinks.txt", "light/#lamps", "light/#lamps\nlight/#oil")
    gone, ledger = "was published and is gone; bring it back, or say in", "data/permalinks.txt"
    assert messages(published) == [
        f"{ledger}:{line_of(published, 'light/')}: 'light/' {gone} data/redirects.yml "
        "where it went: 'light/': 'lights/'",
        f"{ledger}:{line_of(published, 'light/#lamps')}: 'light/#lamps' stands no more where "
        "'light/' leads to 'lights/'; say in data/redirects.yml where it went: "
        "'light/#lamps': 'lights/#…'; new there: 'lights/#bulbs', 'lights/#oil'",
    ]
    moved(published, "light/: lights/\nlight/#lamps: lights/#bulbs\n")
    assert messages(published) == []


def test_parts_of_a_page_that_went_nobody_knows_where_are_not_told(published):
    (published.docs / "light.md").rename(published.docs / "quite-another.md")
    [told] = messages(published)
    assert told.endswith("'light/': '…/'; new there: 'quite-another/'")


def test_a_part_of_a_moved_page_is_offered_the_head_of_its_new_place(published):
    (published.docs / "light.md").unlink()
    moved(published, "light/: people/ada-brightwater/\n")
    [told] = [line for line in messages(published) if "published and is gone" in line]
    assert told.endswith("where it went: 'light/#lamps': 'people/ada-brightwater/'")


def test_a_part_that_went_to_another_page_leaves_word(published):
    edit(published.docs / "light.md", "## Lamps {#lamps}", "## Candles {#candles}")
    moved(published, "light/#lamps: programs/lamp-contest/#lamps\n")
    built = build_site(published)
    assert (
        '<p class="moved" id="lamps"><a href="../programs/lamp-contest/#lamps">'
        in built.pages["light.md"]
    )
    assert built.pages["programs/lamp-contest.md"].count('id="lamps"') == 1


@pytest.mark.parametrize(
    "redirects, message",
    [
        ("light/#old: light/#nowhere\n", "nothing stands at 'light/#nowhere'"),
        (
            "light/#old: light/#older\nlight/#older: light/#lamps\n",
            "'light/#older' has moved on; lead straight to 'light/#lamps'",
        ),
        (
            "light/#old: light/#older\nlight/#older: light/#old\n",
            "this redirect runs in a circle: light/#old -> light/#older -> light/#old",
        ),
        ("light/#lamps: light/\n", "'light/#lamps' still stands on the site; remove this redirect"),
        ("light/#top: lamps/\n", "'light/#top' still stands on the site; remove this redirect"),
        (
            "people/ada-brightwater/#top: light/\n",
            "'people/ada-brightwater/#top' still stands on the site; remove this redirect",
        ),
        ("'#top': light/\n", "'#top' still stands on the site; remove this redirect"),
        ("./#top: light/\n", "'./#top' still stands on the site; remove this redirect"),
        ("light: lamps\n", "write 'lamps/' for 'lamps'"),
    ],
)
def test_a_redirect_that_leads_wrong(published, redirects, message):
    moved(published, redirects)
    lines = messages(published)
    assert lines and lines[0].startswith(f"data/redirects.yml:1: {message}"), lines


def test_a_redirect_from_a_part_of_the_home_page_is_told_where_it_is_written(published):
    edit(published.docs / "index.md", "{{ chart(", "## Lamps {#lamps}\n\n{{ chart(")
    moved(published, "light/#old: light/\n'#lamps': light/\n")
    assert messages(published) == [
        "data/redirects.yml:2: '#lamps' still stands on the site; remove this redirect"
    ]


def test_a_head_that_has_another_id_than_before_leaves_the_old_one_free(published):
    edit(published.docs / "light.md", "{#top}", "{#light}")
    moved(published, "light/#top: light/#lamps\n")
    assert messages(published) == []


def test_a_section_that_a_page_has_no_more_leads_to_its_head(published):
    """The check does not write pages, so it takes any section of a template for granted."""
    write_ledger(
        published.data / "permalinks.txt",
        {*read_ledger(published.data)[0].lines, "programs/lamp-contest/#posts"},
    )
    assert messages(published) == []
    with without_drawing():
        built = build_site(published)
    page = Page.of_markdown(built.pages["programs/lamp-contest.md"])
    assert page.part("posts").get("class") == "old-address"
    assert sorted(page.ids) == sorted(set(page.ids))
    assert "programs/lamp-contest/#posts" not in built.addresses


def test_a_question_that_is_dropped_is_told_by_the_check(published):
    """Its name may begin like that of a topic, whose heading stands on the same page."""
    edit(published.docs / "teach" / "questions.md", "", QUESTIONS)
    ask(published.data, "{stage: [enacted], figure: indicators/light-budget#y2030}")
    edit(published.data / "questions" / "all.yml", "brighter:", "light-brighter:")
    with without_drawing():
        addresses = build_site(published).addresses
    write_ledger(published.data / "permalinks.txt", addresses)
    assert messages(published) == []
    (published.data / "questions" / "all.yml").write_text("{}\n", encoding="utf-8")
    told = "\n".join(messages(published))
    assert "'teach/questions/#light-brighter' was published and is gone" in told
    assert "'teach/sheets/light/' was published and is gone" in told


TWO_PAGES_BECOME_ONE = """
light/: programs/lamp-contest/
light/#lamps: programs/lamp-contest/#on-2029-11-30-under-way
lanterns/#lamps: programs/lamp-contest/
lanterns/#oil: programs/lamp-contest/
candles/#oil: programs/lamp-contest/#steps
"""


def test_an_old_address_takes_no_id_that_its_new_page_has(published):
    """A figure of the new page bears the name that a part had elsewhere; two parts bore one."""
    (published.docs / "light.md").unlink()
    moved(published, TWO_PAGES_BECOME_ONE)
    edit(published.data / "permalinks.txt", "light/#lamps", "light/#lamps\nlanterns/#oil")
    with without_drawing():
        page = Page.of_markdown(build_site(published).pages["programs/lamp-contest.md"])
    ids = page.ids
    assert {"lamps", "oil"} <= set(ids)
    assert sorted(ids) == sorted(set(ids))
    assert page.part("lamps").get("class") != "old-address"


@pytest.mark.parametrize(
    "ledger, redirects",
    [
        ("timeline/#m-2011-01", ""),
        ("timeline/#m-2011-01", "timeline/#m-2011-01: timeline/#m-2029-03"),
        ("timeline/#m-2029-03", ""),
        ("timeline/#m-2029-03", "timeline/#m-2029-03: programs/lamp-contest/"),
        ("./#months", "./#months: timeline/#m-2011-01"),
        ("people/ada-brightwater/#mentioned-in", ""),
        ("people/ada-brightwater/#mentioned-in", "people/ada-brightwater/#mentioned-in: light/"),
        ("charts/light-budget/#mentioned-in", ""),
        ("charts/light-budget/#mentioned-in", "charts/light-budget/#mentioned-in: light/"),
        ("people/unheard-of/#mentioned-in", ""),
        ("people/unheard-of/#mentioned-in", "people/unheard-of/#mentioned-in: light/"),
    ],
)
def test_the_check_and_the_build_agree_on_headings_that_the_record_decides(
    published, ledger, redirects
):
    edit(published.docs / "timeline.md", "", '# Timeline {#top}\n\n{{ part("timeline") }}\n')
    unheard = "unheard-of: {name: Nil, role: Nobody., sources: [gazette-2029-01-15]}\n"
    edit(published.data / "people" / "unheard-of.yml", "", unheard)
    write_ledger(published.data / "permalinks.txt", {ledger.removeprefix("./")})
    moved(published, f"{redirects}\n")
    told = messages(published)
    try:
        with without_drawing():
            build_site(published)
        built = []
    except Mistakes as mistakes:
        built = [str(problem) for problem in mistakes.problems]
    assert told == built


def test_the_last_mention_of_a_record_may_go(published):
    """The head above its mentions goes with it, and its address leads to the head of the page."""
    unheard = "unheard-of: {name: Nil, role: Nobody., sources: [gazette-2029-01-15]}\n"
    edit(published.data / "people" / "unheard-of.yml", "", unheard)
    write_ledger(published.data / "permalinks.txt", {"people/unheard-of/#mentioned-in"})
    assert messages(published) == []
    with without_drawing():
        page = build_site(published).pages["people/unheard-of.md"]
    assert 'id="mentioned-in"' in page


def test_an_edition_is_exempt(published):
    assert build_site(published, Request(as_of="2029-01-31")).pages


def test_only_the_command_writes_the_ledger(published):
    before = (published.data / "permalinks.txt").read_bytes()
    (published.docs / "new.md").write_text("# New {#top}\n", encoding="utf-8")
    built = build_site(published)
    assert (published.data / "permalinks.txt").read_bytes() == before
    assert missing_from_ledger(read_ledger(published.data)[0], built.addresses) == ["new/"]


def test_a_ledger_that_is_not_there_begins_anew_with_a_word(published):
    ledger = published.data / "permalinks.txt"
    places = ("--data", published.data, "--docs", published.docs, "--templates", TEMPLATES)
    before = ledger.read_text(encoding="utf-8")
    assert not typed("permalinks", *places).stderr
    ledger.unlink()
    told = typed("permalinks", *places).stderr
    assert told.startswith(f"{ledger} is not there, and begins anew: nobody is told any more of")
    assert ledger.read_text(encoding="utf-8") == before
    assert not typed("permalinks", *places).stderr


@pytest.mark.parametrize(
    "markdown, wrong",
    [
        ("# Top {#top}\n\n## Without\n", [(3, "{#a-short-id}")]),
        ("# 한글 {#한글}\n", [(1, "{#a-short-id}")]),
        ("# One {#one}\n\n## Other {#one}\n", [(3, "already on line 1")]),
        ("```\n## code\n```\n\n# Fine {#fine-2}\n", []),
    ],
)
def test_headings_need_written_ids(markdown, wrong):
    found = read_page(markdown).mistakes
    assert [line for line, _ in found] == [line for line, _ in wrong]
    for (_, message), (_, words) in zip(found, wrong, strict=True):
        assert words in message


def test_a_part_that_left_a_page_of_many_can_be_redirected(small_copy):
    """What only the written page can tell is not held against its author."""
    for name, text in (
        ("docs/teach/sections.md", '# Sections {#top}\n\n{{ part("sections") }}\n'),
        ("docs/light.md", "# Light {#top}\n\n## Lamps {#lamps}\n\nBright.\n"),
        ("data/permalinks.txt", "./\nteach/sections/#light-of-old\n"),
        ("data/redirects.yml", "teach/sections/#light-of-old: light/#lamps\n"),
    ):
        path = small_copy.data.parent / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert messages(small_copy) == []
