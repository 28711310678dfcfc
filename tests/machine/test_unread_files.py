"""What of docs/ is published is read by something, and what is read is not hidden by a setting."""

import pytest

from commands import typed
from factbook.commands.check import wrong_in_settings
from factbook.record.book import load_book
from factbook.record.folders import Folders
from factbook.record.problems import Mistakes
from factbook.site import build_site
from factbook.writing.check import read_texts
from factbook.writing.settings import read_settings
from factbook.writing.template_texts import template_texts
from factbook.writing.unread_files import Files, wrong_use_of_files
from small import edit

UNREAD = "nothing reads this file, and it would be published; name it on a page, or take it away"
MEASURE = "assets/fonts/measure/"
HIDDEN = f"exclude_docs: {MEASURE}  # measures chart text at build time"
STYLES = "[assets/style.css]"


def told(project):
    """What is told of the files of a project."""
    folders = Folders(project / "data", project / "docs")
    settings = read_settings(project / "mkdocs.yml")
    texts, templates = read_texts(folders.docs)[0], template_texts(folders.templates)
    files = Files(folders, settings, load_book(folders.data), texts, templates)
    return list(map(str, wrong_use_of_files(files)))


def put(project, name, text=""):
    edit(project / "docs" / name, "", text or "Something.")


def test_the_machine_reads_all_that_it_brings(project):
    assert told(project) == []


@pytest.mark.parametrize(
    "name",
    ["assets/new.js", "assets/search/new.js", "assets/draft.pdf", "a%20face.jpg", "a/b/notes.txt"],
)
def test_a_file_that_nothing_reads_is_told(project, name):
    put(project, name)
    assert told(project) == [f"docs/{name}:1: {UNREAD}"]


def told_by_the_command(project):
    folders = ("--data", project / "data", "--docs", project / "docs")
    return typed("check", *folders, folder=project).stderr.splitlines()


def test_a_file_that_nothing_reads_is_told_beside_mistakes_that_cannot_hide_its_reader(project):
    for name in ("assets/draft.pdf", "assets/lamps.csv", "assets/portraits/a-face.jpg"):
        put(project, name)
    home = project / "docs" / "index.md"
    edit(home, "See {{", "It was lit in 1999, [see](assets/lamsp.csv).\n\nSee {{")
    unread = [f"docs/{name}:1: {UNREAD}" for name in ("assets/draft.pdf", "assets/lamps.csv")]
    face = f"docs/assets/portraits/a-face.jpg:1: {UNREAD}"
    found = told_by_the_command(project)
    assert unread[0] in found and face in found
    assert unread[1] not in found  # a slip of the page may be why
    edit(project / "data" / "people" / "people.yml", "  role:", "  rule:")
    found = told_by_the_command(project)
    assert unread[0] in found and face not in found  # it may be that of a person
    home.write_bytes(b"# caf\xe9\n")
    found = told_by_the_command(project)
    assert not any(UNREAD in line for line in found) and found[-1].startswith("More may be told")


MISSING = "this file is missing, and the pages load it; bring it back"


def test_what_is_missing_is_told_and_not_what_it_would_have_read(project):
    lost = ["assets/copy.js", "assets/fonts/factbook-latin-400.woff2", "assets/mark.svg"]
    for name in (*lost, "assets/search.js"):
        (project / "docs" / name).unlink()
    assert told(project) == [f"docs/{name}:1: {MISSING}" for name in (*lost, "assets/search.js")]


def test_what_a_style_asks_of_another_host_is_no_file_that_is_missing(project):
    edit(
        project / "docs/assets/styles/text.css", "", ".a { background: url(//cdn.example/b.png) }\n"
    )
    assert told(project) == []


def test_a_picture_that_a_style_loads_and_that_is_missing_is_told(project):
    edit(project / "mkdocs.yml", STYLES, "[assets/style.css, assets/more.css]")
    put(project, "assets/more.css", ".a { background: url(lamp.png) }")
    assert told(project) == [f"docs/assets/lamp.png:1: {MISSING}"]


def test_a_template_of_another_frame_is_told(project):
    """The frame is our own: what would change that of Material changes nothing here."""
    put(project, "templates/theme/partials/copyright.html", "<p>By us.</p>")
    put(project, "templates/theme/fragments/tags.html", "<p>Of a plugin.</p>")
    assert told(project) == [
        "docs/templates/theme/partials/copyright.html:1: nothing reads this template; take it in "
        "by {% include %} in main.html, which is the frame of all pages"
    ]


def test_the_build_refuses_it_too(project):
    put(project, "assets/draft.pdf")
    with pytest.raises(Mistakes, match="nothing reads this file"):
        build_site(Folders(project / "data", project / "docs"))


def test_a_script_that_another_unread_one_loads_is_unread_too(project):
    put(project, "assets/new.js", 'import { one } from "./one.js"\n')
    put(project, "assets/one.js")
    assert told(project) == [f"docs/assets/{name}.js:1: {UNREAD}" for name in ("new", "one")]


@pytest.mark.parametrize(
    "text",
    [
        "[a file](assets/a%20file.csv)",
        "![A picture](<assets/a file.csv> 'Title')",
        '<a href="assets/a%20file.csv">a file</a>',
        "[a file][it]\n\n[it]: assets/a%20file.csv\n",
    ],
)
def test_a_file_that_a_page_names_is_read(project, text):
    put(project, "assets/a file.csv")
    edit(project / "docs" / "index.md", "See {{", f"{text}\n\nSee {{{{")
    assert told(project) == []


def test_a_page_in_a_folder_names_files_as_seen_from_there(project):
    put(project, "assets/a.csv")
    edit(project / "docs" / "ko" / "index.md", "국가는", "[파일](../assets/a.csv) 국가는")
    assert told(project) == []


def test_what_settings_name_is_read_with_all_that_it_loads(project):
    put(project, "assets/own.css", "h1 { background: url(own.png) }")
    put(project, "assets/own.png")
    put(project, "assets/own.mjs")
    named = "[assets/style.css, ./assets/own.css]\nextra_javascript: [{path: assets/own.mjs}]"
    edit(project / "mkdocs.yml", STYLES, named)
    assert told(project) == []


def test_what_is_asked_for_by_its_name_stands_at_the_top(project):
    for name in ("CNAME", "ads.txt", "favicon.ico", "apple-touch-icon.png"):
        put(project, name)
    put(project, "assets/fonts/OFL.txt")
    put(project, ".well-known/security.txt")
    assert told(project) == []


@pytest.mark.parametrize(
    ("patterns", "line", "message"),
    [
        (
            "assets/",
            0,
            "'assets/' hides docs/assets/answers.js, which the site reads; leave it out",
        ),
        ("'*.css'", 0, "'*.css' hides docs/assets/"),
        ("|\n  raw/\n\n  fonts/", 3, "'fonts/' hides docs/assets/fonts/"),
        ("'index.md'", 0, "'index.md' hides the page docs/index.md; a page that is no part"),
        ("|\n  raw/ # scans", 1, "'raw/ # scans' hides nothing, for '#' and what follows"),
        ("'!templates/'", 0, "'!templates/' would publish docs/templates/"),
    ],
)
def test_a_pattern_that_hides_what_is_read_is_told_at_its_line(project, patterns, line, message):
    edit(project / "mkdocs.yml", HIDDEN, f"exclude_docs: {patterns}")
    written = (project / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    first = next(n for n, row in enumerate(written, 1) if row.startswith("exclude_docs"))
    found = [one for one in told(project) if MEASURE not in one]
    assert len(found) == 1 and found[0].startswith(f"mkdocs.yml:{first + line}: {message}"), found


def test_a_pattern_may_hide_what_nothing_reads(project):
    put(project, "raw/scan.tif")
    edit(
        project / "mkdocs.yml", HIDDEN, f"exclude_docs: |\n  # scans # of all\n  raw/\n  {MEASURE}"
    )
    assert told(project) == []


@pytest.mark.parametrize("written", [f"[{MEASURE}, raw/]", "5", "'!'"])
def test_where_the_patterns_cannot_be_read_nobody_knows_what_they_hide(project, written):
    edit(project / "mkdocs.yml", HIDDEN, f"exclude_docs: {written}")
    assert told(project) == []


def test_a_link_by_the_present_address_of_the_site_is_told_as_seen_from_its_page(project):
    home = "https://lamps.example/light"
    edit(project / "mkdocs.yml", "site_url:", f"site_url: {home}/  #")
    far = f"[a]({home}) [b]({home}/programs/lamp-contest/#lamps) [c]({home}/data/figures.csv)"
    past = f"[d]({home}/editions/2029-01-31/) [e]({home}-of-others/) `[f]({home})`"
    put(project, "about/us.md", f"# Us {{#top}}\n\n{far} {past}\n\n[g]: {home}/about/us/\n")
    seen = ["../index.md", "../programs/lamp-contest.md#lamps", "../data/figures.csv", "us.md"]
    found = [one.partition(" as seen from here: ")[::2] for one in told(project)]
    assert [file for _, file in found] == [f"'{file}'" for file in seen]
    assert [where.partition(": ")[0][-1] for where, _ in found] == ["3", "3", "3", "5"]


def test_a_link_by_the_present_address_that_leads_nowhere_is_told_beside_others(project):
    home = "https://lamps.example/light"
    edit(project / "mkdocs.yml", "site_url:", f"site_url: {home}/  #")
    put(project, "us.md", f"# Us {{#top}}\n\n[a]({home}/nothing/) [b](no.md) [c]({home}/us)\n")
    folders = Folders(project / "data", project / "docs")
    found = list(map(str, wrong_in_settings(project / "mkdocs.yml", folders)))
    now = "docs/us.md:3: this leads to the address that the site has now"
    assert found == [
        f"{now}; nothing stands there; name a file of docs/, as seen from this one",
        f"{now}; write it as seen from here: 'us.md'",
    ]


def test_a_part_of_a_style_is_no_style_of_its_own(project):
    edit(project / "mkdocs.yml", STYLES, "[assets/style.css, assets/styles/charts.css]")
    [message] = told(project)
    assert "'assets/styles/charts.css' is published as a part of assets/style.css" in message
