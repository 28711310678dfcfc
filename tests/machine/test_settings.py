"""mkdocs.yml is checked like the record: each setting at its line, before anything is built."""

import re
import shutil
import sys

import pytest

import mkdocs_hooks
from commands import factbook, typed
from conftest import mkdocs_build
from damages import DAMAGES
from factbook.commands.check import wrong_in_settings
from factbook.site import Folders
from factbook.writing import settings
from places import ROOT
from small import edit, small_project, whole_project, write_settings

OWN = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")  # which another explainer has as well
NAMED = re.search(r"^site_name: .*", OWN, re.M)[0]
SITE_URL, REPO_URL = re.search(r"^site_url: (.*)\nrepo_url: (.*)", OWN, re.M).groups()
MENU = "  menu: {}"
CSS, HOOKS = "[assets/style.css]", "hooks: [hooks/mkdocs_hooks.py]"
FONT, LIST = "font: false", "  - attr_list\n"
EMOJI = "material.extensions.emoji.twemoji"
FAULTS = [
    # What our site does not bear, whatever generator reads it.
    (SITE_URL, "", "'site_url' is empty"),
    (SITE_URL, "!ENV NOT_SET", "'site_url' is empty"),
    (f"site_url: {SITE_URL}\n", "", "'site_url' is empty"),
    (SITE_URL, "example.org", "'site_url' must be a web address"),
    (SITE_URL, "https://example.org/?x", "'site_url' ends before '?'"),
    (SITE_URL, "https://example.org/index.html", "write 'https://example.org/'"),
    (REPO_URL, "https://github.com/a/b.git", "write 'https://github.com/a/b'"),
    (SITE_URL, "!ENV {a: b}", "!ENV names variables"),
    (f"repo_url: {REPO_URL}\nedit_uri", "edit_uri", "as seen from 'repo_url'; write that one too"),
    (NAMED, f"{NAMED}\ndocs_dir: prose", "'docs_dir' must be a folder that is there"),
    (NAMED, f"{NAMED}\ndocs_dir: data", "the site is made of data/"),
    (NAMED, f"{NAMED}\nsite_dir: docs/site", "the site takes the place of what is in it"),
    (NAMED, f"{NAMED}\nsite_dir: .", "the site takes the place of what is in it"),
    (NAMED, f"{NAMED}\nnav: [index.md]", "leave 'nav' out"),
    (NAMED, f"{NAMED}\ndraft_docs: index.md", "stands outside of docs/"),
    (NAMED, f"{NAMED}\nINHERIT: base.yml", "all settings stand in this one file"),
    (NAMED, f"{NAMED}\nstrict: false", "every build is strict"),
    (NAMED, f"{NAMED}\nuse_directory_urls: false", "leave out 'use_directory_urls'"),
    (NAMED, f"{NAMED}\nsite_name: X", "is here a second time (first on line 7)"),
    (NAMED, "site_name: A\u200bB", "a sign that nobody sees"),
    ("  pictures", "\tpictures", "a tab stands here"),
    ("hooks: [hooks/mkdocs_hooks.py]", "hooks: []", "the site is made by its hook"),
    ("hooks: [hooks", "hooks: [none.py, hooks", "there is no hook 'none.py'"),
    ("name: material", "name: mkdocs", "the frame of the pages is our own"),
    ("custom_dir: docs/templates/theme", "custom_dir: docs", "there is no docs/main.html"),
    ("font: false", "font: {text: Roboto}", "letters come from this site alone"),
    (FONT, f"{FONT}\n  static_templates: [no.html]", "a page is written in docs/, as in page.md"),
    (FONT, f"{FONT}\n  static_templates: 5", "leave 'static_templates' out"),
    (FONT, f"{FONT}\n  logo: assets/no.png", "the mark of the site is docs/assets/mark.svg"),
    (FONT, f"{FONT}\n  favicon: assets/no.png", "draw that one anew, and leave 'favicon' out"),
    (FONT, f"{FONT}\n  5: X", "'5' is no setting; leave it out"),
    ("name: material", "name: [material]", "the frame of the pages is our own"),
    ("custom_dir: docs/templates/theme", "custom_dir: [docs]", "the frame of the pages is our own"),
    ("  - attr_list\n", "", "prose is read with 'attr_list' too"),
    ('footnotes: {SEPARATOR: "-"}', "footnotes", "'footnotes' needs its 'SEPARATOR'"),
    ("toc_depth: 3", "toc_depth: 2", "'toc' needs its 'toc_depth'"),
    (LIST, "  - attr_list: {a: b}\n", "prose is read without 'a' of 'attr_list'; leave it out"),
    ("toc_depth: 3", "toc_depth: 3\n      baselevel: 2", "prose is read without 'baselevel'"),
    (LIST, f"{LIST}  - abbr: {{glossary: no.md}}\n", "read without 'glossary' of 'abbr'"),
    ("  - abbr\n", "  abbr:\n", "each extension begins with '- ', 'abbr' too; write - abbr"),
    ('footnotes: {SEPARATOR: "-"}', "footnotes", 'write SEPARATOR: "-"'),
    (LIST, f"{LIST}  - pymdownx.arithmatex\n", "'pymdownx.arithmatex'; leave it out"),
    (LIST, f"{LIST}  - nothing\n", "prose is read without 'nothing'; leave it out"),
    (LIST, f"{LIST}  - pymdownx.markk: {{}}\n", "without 'pymdownx.markk'; did you mean"),
    (LIST, f"{LIST}  - pymdownx.snippets\n", "prose is read without 'pymdownx.snippets'"),
    (EMOJI, "material.extensions.emoji.nope", "'pymdownx.emoji' needs its 'emoji_index'"),
    (NAMED, f"{NAMED}\nsite_dir: .git", "the site takes the place of what is in it"),
    (NAMED, f"{NAMED}\n5: X", "'5' is no setting"),
    (NAMED, f"{NAMED}\ntwo: &a {{b: *a}}\n5: X", "'5' is no setting"),
    (MENU, "  menu: {home: {index.md: , index.md: home}}", "'index.md' is here a second time"),
    (MENU, "  menu: {home: {}}", "the menu has groups, and each group pages"),
    ("plugins: []", "plugins: [blog]", "leave out the plugin 'blog'"),
    ("plugins: []", "plugins: [{material/social: {}}]", "leave out the plugin 'material/social'"),
    ("anchors: warn", "anchors: ignore", "a dead link would be published"),
    ("extra_css: [assets/style.css]", "", "the look of the pages is missing"),
    ("[assets/style.css]", "[assets/style.css, assets/no.css]", "no file docs/assets/no.css"),
    (
        NAMED,
        f"{NAMED}\nextra_templates: [no.html]",
        "is published as it stands; leave 'extra_templates' out",
    ),
    (CSS, "[assets/style.css, ../mkdocs.yml]", "'../mkdocs.yml' is none of docs/ that ends in"),
    (CSS, "[assets/style.css, assets/search.js]", "is none of docs/ that ends in .css"),
    (NAMED, f"{NAMED}\nextra_javascript: [assets/mark.svg]", "none of docs/ that ends in .js"),
    (HOOKS, f"{HOOKS[:-1]}, ./hooks/mkdocs_hooks.py]", "'hooks/mkdocs_hooks.py' stands twice"),
    ("plugins: []", "plugins: [search]", "leave out the plugin 'search': the site has a search"),
    ("plugins: []", "", "MkDocs adds a search that nothing reads; write plugins: []"),
    ("plugins: []", "plugins: [offline]", "make zip packs the site so that it works"),
    ("[assets/style.css]", "[assets/style.css, //x.example/a.css]", "files of this site alone"),
    ("!ENV [DATA_DIR, data]", "record", "'data_dir' must be a folder that is there"),
    ("!ENV [PICTURES, false]", "often", "'pictures' must be true or false"),
    ("  pictures: ", "  picture: ", "'extra' needs 'pictures'"),
    ("  pictures: ", "  picture: ", "nothing reads 'picture' of 'extra'; did you mean"),
    ("  generator: false", "  analytics: {provider: none}", "nothing reads 'analytics' of 'extra'"),
    ("font: false", "font: false\n  palette: {scheme: slate}", "without 'palette'; leave it out"),
    ("font: false", "font: false\n  features: [navigation.tabs]", "without 'features'; leave it"),
    (NAMED, f"{NAMED}\ncopyright: X", "nothing reads 'copyright'"),
    (MENU, "  menu: [index.md]", "the menu has groups"),
    (MENU, "  menu: {kind.promises: {docs/index.md: }}", "did you mean 'index.md'?"),
    (MENU, "  menu: {kind.promises: {idnex.md: }}", "'idnex.md'; did you mean 'index.md'?"),
    (MENU, "  menu: {kind.promises: {nope.md: }}", "of the site: 'nope.md'; leave it out"),
    (MENU, "  menu: {kind.promise: {index.md: }}", "no interface word is called 'kind.promise'"),
    (MENU, "  menu: {kind.promises: {index.md: hoem}}", "called 'hoem'; did you mean 'home'?"),
    (MENU, "  menu: {kind.promises: {index.md: range}}", "'range' is filled with something"),
    (MENU, "  menu: {kind.promises: {ko/index.md: }}", "name index.md: the others follow it"),
    ("foot: []", "foot: [ko/index.md]", "'ko/index.md' is in one language; name index.md"),
    ("bar: []", "bar: [kind.promises]", "'bar' names no group of the menu"),
    ("bar: []", "bar: [{a: b}]", "'bar' names no group of the menu"),
    ("foot: []", "foot: [index]", "the menu names no page of the site: 'index'"),
]
OF_MKDOCS = [
    (NAMED, f"{NAMED}\ngoogle_analytics: UA", "is a setting that nothing reads; leave it out"),
    (NAMED, f"{NAMED}\nedit_uri_template: x", "leaves 'edit_uri' without a say; keep one"),
    ("extra_css: [", "extra_ccs: [", "that nothing reads; did you mean 'extra_css'?"),
    (f"{NAMED}\n", "", "'site_name' is missing; write it"),
    (NAMED, "site_name: [a]", "'site_name' must be words"),
    (NAMED, f"{NAMED}\nsite_nmae: X", "'site_nmae' is a setting that nothing reads; did you mean"),
    (NAMED, f"{NAMED}\nzzz: X", "'zzz' is a setting that nothing reads; leave it out"),
    (NAMED, f"{NAMED}\nmenu: {{}}", "'menu' stands below 'extra'; indent it by two spaces"),
    (NAMED, f"{NAMED}\nuse_directory_urls: 'no'", "'use_directory_urls' must be true or false"),
    ("plugins: []", "plugins: [not-here]", 'The "not-here" plugin is not installed; add it to'),
    ("plugins: []", "plugins: [{meta: {lnag: en}}]", "option 'lnag'"),
    ("watch: [data, hooks]", "watch: data", "'watch' must be a list; write watch: [one, another]"),
    (
        "exclude_docs: ",
        "exclude_docs: [a]  #",
        "one pattern a line, no list; write 'exclude_docs: |'",
    ),
    ("watch: [data", "watch: [date", "The path 'date' isn't an existing file"),
    (LIST, f"{LIST}  - admonition: 5\n", "'markdown_extensions' cannot be read: Invalid config"),
    ("plugins: []", "plugins: [group]", "'plugins' cannot be read: Plugin 'material/group'"),
    (NAMED, f"{NAMED}\nconfig_file_path: X", "is what MkDocs sets by itself; leave it out"),
    ("pymdownx.slugs.slugify", "nothing.slugify", "cannot find module 'nothing'"),
]
HARMLESS = (
    ("plugins: []", "plugins: [meta]"),
    (NAMED, f"{NAMED}\nstrict: true\nsite_dir: public\nnot_in_nav: index.md"),
    ("  - attr_list\n", "  - attr_list\n  - attr_list\n"),
    (SITE_URL, "!ENV [NOT_SET, https://lamps.example/]"),
    (MENU, "  menu: {kind.programs: {index.md: , programs/lamp-contest.md: }}"),
    ("bar: []", "bar: [kind.programs]"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder whose settings a test may spoil; the next one writes them anew.

    They were right when they were looked at first, and that is kept.
    """
    folder = small_project(tmp_path_factory.mktemp("settings") / "project")
    write_settings(folder)
    assert lines_of(folder) == []
    return folder


def lines_of(project):
    """What the check tells of the settings, one line for each fault."""
    folders = Folders(project / "data", project / "docs", project / ".cache")
    return list(map(str, wrong_in_settings(project / "mkdocs.yml", folders)))


@pytest.fixture
def told(project):
    """The same after an edit."""
    write_settings(project)

    def spoil(old: str, new: str) -> list[str]:
        edit(project / "mkdocs.yml", old, new)
        return lines_of(project)

    return spoil


def test_sound_settings_are_told_nothing(told):
    assert told("", "") == []


@pytest.mark.parametrize(("old", "new", "message"), [*FAULTS, *OF_MKDOCS])
def test_a_setting_is_told_at_its_line(told, project, old, new, message):
    lines = told(old, new)
    assert any(message in line for line in lines), lines
    assert len({line.partition(": ")[2] for line in lines}) == len(lines)
    written = (project / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    of_fault = next(line for line in lines if message in line)
    number = int(of_fault.split(":")[1])
    assert number == 1 or new.strip() == "" or number in _near(written, new), of_fault


def test_a_page_of_a_further_language_alone_is_no_entry_of_the_menu(told, project):
    page = project / "docs" / "ko" / "alone.md"
    page.write_text("# 홀로 {#top}\n", encoding="utf-8")
    [line] = told(MENU, "  menu: {kind.promises: {ko/alone.md: }}")
    page.unlink()
    assert "write docs/alone.md too, or link to it from pages of its own language" in line


def test_a_group_without_pages_is_told_at_its_own_line(told, project):
    group = "    kind.promises: [index.md]"
    lines = told(MENU, f"  menu:\n    kind.programs: {{index.md: }}\n{group}")
    written = (project / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    [line] = lines
    assert line.startswith(f"mkdocs.yml:{written.index(group) + 1}: the menu has groups")


@pytest.mark.parametrize("menu", ["  menu: [index.md]", "  menu: {kind.programs: [index.md]}"])
def test_a_wrong_foot_is_told_beside_a_wrong_menu(told, project, menu):
    edit(project / "mkdocs.yml", "foot: []", "foot: index.md")
    lines = told(MENU, menu)
    assert [line.partition(": ")[2].partition(";")[0] for line in lines] == [
        "the menu has groups, and each group pages",
        "'foot' must be a list",
    ]


@pytest.mark.parametrize(
    "old, new, is_more",
    [
        (MENU, "  menu: [index.md]", True),  # the bar names groups of it
        (MENU, "  menu: [index.md", True),
        ("foot: []", "foot: index.md", False),
        # MkDocs stops at the first that it refuses.
        (NAMED, f"{NAMED}\nedit_uri_template: '{{x}}'", True),
        ("custom_dir: docs/templates/theme", "custom_dir: no", True),
        ("exclude_docs: ", "exclude_docs: [a]  #", True),
        (NAMED, f"{NAMED}\nzzz: X", False),
    ],
)
def test_settings_that_hide_others_say_so(told, project, old, new, is_more):
    told(old, new)
    last = typed("check", folder=project).stderr.splitlines()[-1]
    assert last.startswith("More may be told") == is_more


def test_an_option_that_is_not_ours_is_told_where_it_stands(told, project):
    [line] = told("toc_depth: 3", "toc_depth: 2")
    written = (project / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    assert "toc_depth: 2" in written[int(line.split(":")[1]) - 1]


# ---------------------------------------------------------------- what MkDocs took is kept


@pytest.fixture
def asked(project, monkeypatch):
    """How often MkDocs was asked since its settings were right, and each time refused them."""
    write_settings(project)
    lines_of(project)
    times = []

    def refuse(path):
        times.append(path)
        yield ("site_name",), 0, "is refused", True

    monkeypatch.setattr(mkdocs_hooks, "faults_of_settings", refuse)
    return times


def test_what_mkdocs_took_is_not_shown_to_it_again(project, asked):
    assert lines_of(project) == [] == asked


def test_what_it_refused_is_shown_to_it_each_time(project, told, asked):
    for number in (1, 2):
        assert "'site_name' is refused" in str(told(NAMED, f"{NAMED} {number}"))
        assert "'site_name' is refused" in str(lines_of(project))
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HOOKS, f"{HOOKS[:-1]}, hooks/live.py]"),  # code that may refuse today what it took
        ("plugins: []", "plugins: [meta]"),
        ("font: false", "font: true"),  # a fault of our own
    ],
)
def test_what_other_code_has_a_say_in_is_shown_to_it_each_time(
    project, told, monkeypatch, old, new
):
    monkeypatch.setattr(mkdocs_hooks, "faults_of_settings", lambda path: ())
    told(old, new)
    refused = [(("site_name",), 0, "is refused", True)]
    monkeypatch.setattr(mkdocs_hooks, "faults_of_settings", lambda path: refused)
    assert "'site_name' is refused" in str(lines_of(project))


def _of_another_address(project, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://other.example/")


def _without_a_folder_that_is_watched(project, monkeypatch):
    edit(project / "mkdocs.yml", "watch: [data, hooks]", "watch: [data, hooks, made]")


def _of_another_door(project, monkeypatch):
    edit(project / "hooks" / "live.py", "", "# More.\n")


def _of_other_libraries(project, monkeypatch):
    monkeypatch.setattr(settings, "at_work", lambda: ["mkdocs-2.0"])


@pytest.mark.parametrize(
    "change",
    [
        _of_another_address,
        _without_a_folder_that_is_watched,
        _of_another_door,
        _of_other_libraries,
    ],
)
def test_settings_are_shown_to_it_again_where_something_that_decides_changed(
    project, asked, monkeypatch, change
):
    change(project, monkeypatch)
    assert "'site_name' is refused" in str(lines_of(project))


def test_a_watched_folder_that_is_gone_is_told(project, told):
    made = project / "made"
    made.mkdir()
    assert told("watch: [data", "watch: [made, data") == [] == lines_of(project)
    made.rmdir()
    assert "The path 'made' isn't an existing file" in str(lines_of(project))


SPOILS = {name: it for name, it in DAMAGES.items() if name not in ("another file", "unreadable")}


@pytest.mark.parametrize("damage", SPOILS.values(), ids=SPOILS)
def test_a_damaged_verdict_is_not_believed(project, asked, damage):
    [kept] = (project / ".cache" / "settings").iterdir()
    whole = kept.read_bytes()
    damage(kept)
    try:
        assert "'site_name' is refused" in str(lines_of(project))
    finally:
        _put_back(kept, whole)


def _put_back(path, content):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


# ---------------------------------------------------------------- what else is told


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "mkdocs.yml:1: here stand fields, as in 'site_name: The Lantern Record'"),
        (
            "- site_name: X\n",
            "mkdocs.yml:1: here stand fields, as in 'site_name: The Lantern Record'",
        ),
        ("site_name: X\ncopyright: 2029-99-99\n", "mkdocs.yml:1: this cannot be read: month must"),
        ("site_name: X\n...\nstrict: true\n", "mkdocs.yml:2: '...' ends the file here; delete it"),
        ("site_name: !is X\n", "mkdocs.yml:1: this is not YAML (could not determine"),
    ],
)
def test_what_are_no_settings(project, told, written, message):
    whole = (project / "mkdocs.yml").read_text(encoding="utf-8")
    [line] = told(whole, written)
    assert line.startswith(message)


def _near(written: list[str], new: str) -> range:
    """The lines of what was written, and of the setting around it."""
    text = "\n".join(written)
    first = text.count("\n", 0, text.index(new.rstrip("\n"))) + 1
    around = next(n for n in range(first, 0, -1) if written[n - 1][:1].strip())
    return range(around, first + new.count("\n") + 1)


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_our_own_faults_are_told_where_another_generator_is_at_work(
    told, monkeypatch, old, new, message
):
    monkeypatch.setitem(sys.modules, "mkdocs_hooks", None)
    assert any(message in line for line in told(old, new))


def test_they_are_told_with_the_mistakes_of_the_record(tmp_path):
    project = small_project(tmp_path / "project")
    write_settings(project)
    edit(project / "mkdocs.yml", NAMED, f"{NAMED}\nnav: []")
    edit(project / "data" / "programs" / "lamp-contest.yml", "stage: announced", "stage: told")
    done = typed("check", folder=project)
    assert done.returncode == 1
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()[:-1]] == [
        "data/programs/lamp-contest.yml:10",
        "mkdocs.yml:8",
    ]


def test_a_site_without_its_hook_is_not_published(tmp_path):
    """The hook refuses what it is asked for; nobody asks one that is not there."""
    project = small_project(tmp_path / "project")
    edit(project / "mkdocs.yml", "hooks: [hooks/mkdocs_hooks.py]\n", "")
    done = factbook("publish", folder=project, machine=project)
    assert done.returncode == 1 and not (project / "site").exists()
    assert "the site is made by its hook" in done.stderr


@pytest.mark.long
def test_what_the_check_accepts_is_built(project, told):
    for old, new in HARMLESS[1:]:
        edit(project / "mkdocs.yml", old, new)
    assert told(*HARMLESS[0]) == []
    done = mkdocs_build(project, project / "site")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("def on_config(config:", "cannot be loaded (more.py, line 1: SyntaxError: "),
        ("x = 1\ny = x / 0", "cannot be loaded (more.py, line 2: ZeroDivisionError: division"),
        ("import nothing_here", "(more.py, line 1: ModuleNotFoundError: No module named"),
        ("raise SystemExit(3)", "cannot be loaded (more.py, line 1: SystemExit: 3); mend that"),
        ("def on_programme(x): pass", "has a function on_programme, and there is no such event"),
    ],
)
def test_a_hook_that_fails_is_told(project, told, code, message):
    """It is code, and ends whatever loads it."""
    more = project / "hooks" / f"{abs(hash(code))}" / "more.py"
    edit(more, "", code)
    name = more.relative_to(project).as_posix()
    [line] = told(HOOKS, f"{HOOKS[:-1]}, {name}]")
    assert line.startswith("mkdocs.yml:") and message in line, line


# No page; that of a record which may be spoilt; a leaf of a list.
HALF_KNOWN = """
    timeline:
      promises/idx.md:
      programs/lamp-contest.md:
      timeline/2029.md:"""
SPOILT = {
    "a source of no kind": ("data/sources/all.yml", "kind: press", "kind: presss"),
    "a source that is not there": ("data/programs/lamp-contest.yml", "sources: [", "sources: [x, "),
    "a site of nobody": ("data/site.yml", "minister: ada-brightwater", "minister: nobody"),
    "a chart of nothing": ("data/charts/charts.yml", "program: lamp", "program: x"),
}


@pytest.mark.parametrize(("file", "old", "new"), SPOILT.values(), ids=SPOILT)
def test_beside_a_record_with_mistakes_the_settings_tell_their_own(tmp_path, file, old, new):
    """Of such a record nobody knows yet which pages it has: the leaves of its long lists, say."""
    root = whole_project(tmp_path)
    write_settings(root)
    edit(root / "mkdocs.yml", NAMED, "site_nmae: X")
    edit(root / "mkdocs.yml", "  menu:", f"  menu:{HALF_KNOWN}")
    edit(root / file, old, new)
    folders = Folders(root / "data", root / "docs")
    told = list(map(str, wrong_in_settings(root / "mkdocs.yml", folders)))
    assert "'site_nmae' is a setting that nothing reads" in str(told)
    assert "the menu names no page of the site: 'promises/idx.md'" in str(told)
    assert not any("lamp-contest" in line or "timeline" in line for line in told)
