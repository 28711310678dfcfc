"""What may stand in docs/ and data/ beside pages and records: no links to elsewhere, no scripts."""

import pytest

from factbook.writing.made_files import made_files
from small import messages

ELSEWHERE = "this link leads out of {}/; put the file itself here"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def put(small_copy, name, text=""):
    path = small_copy.docs / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_link_that_leads_out_is_told_and_not_read(small_copy, tmp_path):
    """Whoever builds may have secrets beside the project: a page or a message could print them."""
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    (small_copy.docs / "assets").mkdir()
    for name in ("assets/secret.txt", "secret.md", ".secret"):
        (small_copy.docs / name).symlink_to(secret)
    (small_copy.docs / "environment.txt").symlink_to("/proc/self/environ")
    (small_copy.data / "sources" / "secret.yml").symlink_to("../../secret")
    assert messages(small_copy) == [
        f"data/sources/secret.yml:1: {ELSEWHERE.format('data')}",
        f"docs/.secret:1: {ELSEWHERE.format('docs')}",
        f"docs/assets/secret.txt:1: {ELSEWHERE.format('docs')}",
        f"docs/environment.txt:1: {ELSEWHERE.format('docs')}",
        f"docs/secret.md:1: {ELSEWHERE.format('docs')}",
    ]


def test_a_link_to_a_folder_is_told(small_copy):
    (small_copy.docs / "korean").symlink_to("ko")
    (small_copy.docs / "etc").symlink_to("/etc")
    (small_copy.docs / "round").symlink_to("round")
    (small_copy.data / "events" / "more").symlink_to("../sources")
    assert messages(small_copy) == [
        "data/events/more:1: this is a link to a folder; put the files themselves here",
        f"docs/etc:1: {ELSEWHERE.format('docs')}",
        "docs/korean:1: this is a link to a folder; put the files themselves here",
    ]


def test_a_link_to_a_file_beside_it_is_a_file(small_copy):
    put(small_copy, "assets/first.txt", "words")
    (small_copy.docs / "assets" / "second.txt").symlink_to("first.txt")
    assert messages(small_copy) == []


@pytest.mark.parametrize("name", ["evil.html", "a/evil.HTM", "evil.xhtml", "evil.js", "evil.mjs"])
def test_what_a_browser_runs_is_told(small_copy, name):
    put(small_copy, name, "alert(1)")
    ending = f".{name.rpartition('.')[2]}".lower()
    told = {
        True: "as only scripts of assets/ do; move it there",
        False: "as no file of docs/ does; write a page, as in page.md",
    }
    message = f"a browser may run {ending}, {told[ending in ('.js', '.mjs')]}"
    assert messages(small_copy) == [f"docs/{name}:1: {message}"]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<x:SCRIPT>alert(1)</x:SCRIPT>",
        '<g\nonload = "alert(1)"/>',
        "<g/onload='alert(1)'/>",
        '<a href="java&#115;cript:alert(1)">x</a>',
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<iframe src="https://x.example"/>',
    ],
)
def test_a_drawing_that_runs_something_is_told(small_copy, inside):
    put(small_copy, "assets/drawing.svg", DRAWING.format(inside))
    [told] = messages(small_copy)
    assert told.startswith("docs/assets/drawing.svg:1: nothing runs in a drawing, as '")


@pytest.mark.parametrize(
    "inside",
    [
        '<image width="9" href="https://x.example/a.png"/>',
        "<use\nxlink:href='//x.example/a.svg#b'/>",
        "<style>@import 'https://fonts.example/a.css';</style>",
        "<style>@import url(https://fonts.example/a.css);</style>",
        '<rect fill="url( //x.example/a.svg#b)"/>',
        '<feImage result="a" xlink:href="https://x.example/a.svg"/>',
        '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="//x/"/></foreignObject>',
    ],
)
def test_a_drawing_that_loads_from_another_host_is_told(small_copy, inside):
    put(small_copy, "assets/drawing.svg", DRAWING.format(inside))
    [told] = messages(small_copy)
    wrong = "a drawing loads nothing from another host, as '"
    assert told.startswith(f"docs/assets/drawing.svg:1: {wrong}")


def test_styles_and_scripts_that_cannot_be_joined_are_told(small_copy):
    """The build joins them, and a reader's browser would look for what is not there."""
    put(small_copy, "assets/a.css", '/* x */\n@import "b.css";\n@import "c.css" layer(c);\n')
    put(small_copy, "assets/b.css", "b {}\n")
    put(small_copy, "assets/d.js", '// import\nimport x from "./e.js"\nexport default 1\n')
    put(small_copy, "assets/e.js", 'import { f } from "./f.js"\nimport("./d.js")\n')
    put(small_copy, "assets/f.js", 'import { e } from "./e.js"\n')
    (small_copy.docs / "assets" / "g.css").write_bytes(b"/* caf\xe9 */")
    style = '@import "name.css" layer(name);'
    script = 'import { name } from "./name.js", and export before const, let, class or function'
    round_ = "this script takes in itself, by way of those that it imports; take one out"
    assert messages(small_copy) == [
        f"docs/assets/a.css:2: '@import \"b.css\";' cannot be joined; write {style}",
        "docs/assets/a.css:3: 'assets/c.css' is not there to be joined; "
        "did you mean 'assets/g.css'?",
        f"docs/assets/d.js:2: 'import x from \"./e.js\"' cannot be joined; write {script}",
        f"docs/assets/d.js:3: 'export default 1' cannot be joined; write {script}",
        f"docs/assets/e.js:1: {round_}",
        "docs/assets/e.js:2: only a script that pages ask for can import later",
        f"docs/assets/f.js:1: {round_}",
        "docs/assets/g.css:1: this file is not UTF-8; save it again as UTF-8",
    ]


def test_a_style_that_loads_from_elsewhere_is_told(small_copy):
    """What a page may not load, a browser refuses: the look would lack it."""
    put(
        small_copy,
        "stylesheets/extra.css",
        '@import url("https://fonts.example/a.css");\n/* url(//a.example/x.png) */\n'
        "a { background: url( //b.example/x.png ), url(data:image/png;base64,x//y) }\n"
        '@namespace svg "http://www.w3.org/2000/svg";\n'
        "@namespace h url(http://www.w3.org/1999/xhtml);\n"
        'b { background: src("https://c.example/x.png") }\n',
    )
    put(small_copy, "assets/more.css", "@import url('//fonts.example/a.css');\n")
    message = "a page loads files of this site alone, not '{}'; put the file into docs/assets/"
    assert messages(small_copy) == [
        f"docs/assets/more.css:1: {message.format('//fonts.example/a.css')}",
        f"docs/stylesheets/extra.css:1: {message.format('https://fonts.example/a.css')}",
        f"docs/stylesheets/extra.css:3: {message.format('//b.example/x.png')}",
        f"docs/stylesheets/extra.css:6: {message.format('https://c.example/x.png')}",
    ]


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        (DRAWING.format("<g>"), "no browser can read this (mismatched tag: "),
        (DRAWING.format("&nbsp;"), "no browser can read this (undefined entity"),
        ("<svg><g/></svg>", 'a drawing is an <svg xmlns="http://www.w3.org/2000/svg">'),
        ("not drawn yet", "no browser can read this (syntax error"),
    ],
)
def test_a_drawing_that_no_browser_shows_is_told(small_copy, drawing, told):
    put(small_copy, "assets/mark.svg", drawing)
    [line] = messages(small_copy)
    assert line.startswith(f"docs/assets/mark.svg:1: {told}")


def test_a_drawing_that_only_draws_is_published(small_copy):
    inside = '<metadata/><style>p{}</style><text font-size="1">one = 1, on x=2</text>'
    inside += '<image href="data:image/png;base64,AA"/><a href="https://x.example">x</a>'
    put(small_copy, "assets/drawing.svg", DRAWING.format(inside))
    assert messages(small_copy) == []


@pytest.mark.parametrize("name", ["new.markdown", "new.MD", "a/new.mdown", "new"])
def test_a_page_with_another_ending_is_told(small_copy, name):
    put(small_copy, name, "# New {#top}\n")
    assert messages(small_copy) == [f"docs/{name}:1: no page is made of this; name it new.md"]


@pytest.mark.parametrize("name", ["index.md~", "a/new.md.bak", "new.MD.txt"])
def test_a_copy_of_a_page_is_told(small_copy, name):
    put(small_copy, name, "# New {#top}\n")
    message = "this looks like a copy of a page, and would be published; take it away"
    assert messages(small_copy) == [f"docs/{name}:1: {message}"]


def test_what_the_build_makes_is_not_written_by_hand(small_copy, small_site, small_book):
    """In assets/ each file has a name of its own, as who adds one sees what is there."""
    built = {path for path in small_site.files if not path.startswith("assets/")}
    made = made_files(small_book)
    names = sorted({*built, *made, "robots.txt", "llms.txt", "sitemap.xml", "404.html"})
    for name in names:
        put(small_copy, name)
    told = messages(small_copy)
    message = "the build makes a file of this name; remove this one, or give it another name"
    assert set(told) == {f"docs/{name}:1: {message}" for name in names}
