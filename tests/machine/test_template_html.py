"""The HTML of templates: what a page does not read, what is not closed, and what has no end."""

import pytest

from factbook.writing.template_html import wrong_html
from factbook.writing.template_texts import TemplateText, template_texts
from places import TEMPLATES
from test_commands import committed, mistakes, project, run

__all__ = ["committed", "project"]
PART = "parts/timeline.jinja"
HOST, NOR = "another host, 'https://x.example/", "and no page does; put the file into docs/assets/"
AT_ROOT = "is sought at the root of the host, and a site may stand below it; write "
NOT_READ = "is not read, for no page allows one; "


def told(**texts: str) -> list[str]:
    """What is told of parts, by their names and what stands in them."""
    named = {f"parts/{name}.jinja": text for name, text in texts.items()}
    templates = [TemplateText(path, text, path) for path, text in named.items()]
    return [str(problem).removeprefix("parts/") for problem in wrong_html(templates)]


def test_our_own_templates_have_no_fault():
    assert list(wrong_html(template_texts(TEMPLATES))) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\n<script>alert(1)</script>", 2, f"a script that stands in a page {NOT_READ}put it into"),
        ('<script type="module">x</script>', 1, f"a script that stands in a page {NOT_READ}put"),
        ("<style>a {}</style>", 1, f"a style that stands in a page {NOT_READ}put it into"),
        ('<p class="a" style="color: red">', 1, f"a style that stands in a page {NOT_READ}put it"),
        ('<p onclick="x()">', 1, f"'onclick' {NOT_READ}let a script of docs/assets/ listen"),
        ('<script src="https://x.example/a.js"></script>', 1, f"<script> asks {HOST}a.js', {NOR}"),
        ('\n<iframe src="https://x.example/b"></iframe>', 2, f"<iframe> asks {HOST}b', {NOR}"),
        ('<img alt="" src=https://x.example/c.png>', 1, f"<img> asks {HOST}c.png', {NOR}"),
        (
            '<img alt="a > b" src="//x.example/">',
            1,
            f"<img> asks another host, '//x.example/', {NOR}",
        ),
        ('<img srcset="a.png, https://x.example/d 2x">', 1, f"<img> asks {HOST}d', {NOR}"),
        ('<link rel="stylesheet" href="https://x.example/">', 1, f"<link> asks {HOST}', {NOR}"),
        ('<link href="https://x.example/" rel="icon">', 1, f"<link> asks {HOST}', {NOR}"),
        ("<link rel=stylesheet href=https://x.example/>", 1, f"<link> asks {HOST}', {NOR}"),
        ('<feImage href="https://x.example/e"/>', 1, f"<feImage> asks {HOST}e', {NOR}"),
        ('<table background="https://x.example/f"></table>', 1, f"<table> asks {HOST}f', {NOR}"),
        ('<path fill="url(https://x.example/g)"/>', 1, f"<path> asks {HOST}g', {NOR}"),
        (
            '\n<form action="https://x.example/h"></form>',
            2,
            f"<form> sends what is filled in to {HOST}h', and no page does; link to it: <a href>",
        ),
        (
            "<button\n formaction='//x.example/'></button>",
            1,
            "<button> sends what is filled in to another host, '//x.example/', and no page does; l",
        ),
        (
            '<a href="b" ping="c https://x.example/i">words</a>',
            1,
            f"<a> tells by its 'ping' {HOST}i', and no page does; leave that out",
        ),
        (
            '<base href="https://x.example/j">',
            1,
            f"<base> takes every address of its page from {HOST}j', and no page does; leave it out",
        ),
        (
            '<meta content="0; url=https://x.example/k" http-equiv=refresh>',
            1,
            f"<meta> leads to {HOST}k', and no page does; link to it: <a href>",
        ),
        ('\n<a href="/about/">words</a>', 2, f"'/about/' {AT_ROOT}{{{{ path(\"about/\") }}}}"),
        ('<a href="/">words</a>', 1, f"'/' {AT_ROOT}{{{{ path(\"\") }}}}"),
        (
            "<img src=/assets/x.png>",
            1,
            f"'/assets/x.png' {AT_ROOT}{{{{ root(\"assets/x.png\") }}}}",
        ),
        ('<img srcset="a.png, /b.png 2x">', 1, f"'/b.png' {AT_ROOT}{{{{ root(\"b.png\") }}}}"),
        ('<a href="/{{ x }}/">words</a>', 1, f"'/…' {AT_ROOT}{{{{ path(…) }}}}, and"),
        ("<div>\n<span>{{ x }}\n</div>", 2, "<span> is opened here and not closed; write </span>"),
        ("{% for a in b %}{{ a }}{% endfor %}</ul>", 1, "</ul> closes nothing; leave it out, or"),
        ("{% macro m() %}<nav>{% endmacro %}", 1, "<nav> is opened here and not closed; write"),
        ('<p id="a">\n{% if b %}<p id="a">{% endif %}', 2, "the id 'a' is given on line 1 already"),
    ],
)
def test_a_fault_is_told_at_its_line(text, line, message):
    [found] = told(a=text)
    assert found.startswith(f"a.jinja:{line}: {message}")


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{{ root("a.js") }}" defer></script>',
        '<script type="application/ld+json">{{ x }}</script>',
        '<a href="https://x.example/">words</a> <img src="{{ a }}"> https://x.example/',
        '<link rel="canonical" href="https://x.example/"><img src="a.png" alt="of https://x.example">',
        '<link rel="alternate" hreflang="ko" href="https://x.example/"><area href="//x.example/">',
        '<meta property="og:url" content="https://x.example/"><blockquote cite="//x.example/">Words'
        "</blockquote><svg xmlns='http://www.w3.org/2000/svg'/><form action=\"{{ a }}\"></form>",
        "{## <script>alert(1)</script> <div> ##}",
        '{% if a %}<a href="{{ b }}">{% endif %}words{% if a %}</a>{% endif %}',
        "{% if a %}<div>{% else %}<div class='b'>{% endif %}words</div>",
        '{% if a %}<p id="a">{% else %}<p id="a">{% endif %}',
        "<details{% if a %} open{% endif %}><summary>Words</summary></details>",
        '<p id="a-{{ b }}"><p id="a-{{ c }}"><ul><li>One<li>Two</ul>',
        "<p>Words on style = 1 &lt; 2",
    ],
)
def test_what_no_way_leaves_open_is_right(text):
    assert told(a=text) == []


def test_what_takes_in_itself_on_every_way_is_told():
    assert told(a='{{ part("a") }}') == [
        "a.jinja:1: this takes in itself, without an end; leave it out"
    ]
    assert told(a='{% if b %}{{ part("a") }}{% endif %}') == []
    round_ = {"a": '{{ part("b") }}', "b": 'x\n{{ part("a") }}', "c": '{{ part("a") }}'}
    in_turn = "which takes in this one, without an end; leave it out"
    assert told(**round_) == [
        f"a.jinja:1: this takes in parts/b.jinja, {in_turn}",
        f"b.jinja:2: this takes in parts/a.jinja, {in_turn}",
    ]


def test_the_check_tells_it(project):
    part = project / "docs" / "templates" / PART
    lines = part.read_text(encoding="utf-8").count("\n")
    with part.open("a", encoding="utf-8") as file:
        file.write("<div>\n")
    [found] = mistakes(run("check"))
    assert found.startswith(f"docs/templates/{PART}:{lines + 1}: <div> is opened here")
