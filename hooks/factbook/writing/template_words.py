"""What templates say by themselves: numbers of no fact, records and pages that there are not.

What they compute is known only where a page is written, and a page that path() leads to may lack
where nobody prints the link: of these nothing is told.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from ..meaning.addresses import page_url
from ..meaning.figures import CannotCompute
from ..record.problems import Problem, did_you_mean, excerpt
from .calls import Calls, author_calls, may_be_broken
from .lint import Lint, line_of
from .syntax import Call, find_calls
from .template_texts import TemplateText, without_remarks

Found = Iterator[tuple[int, str]]  # line and message

SAYING = ("pages/", "parts/", "macros/")  # the folders of templates whose words stand on pages
CALL = re.compile(r"\{\{-?\s*(?P<name>\w+)\([^{}]*\)\s*-?\}\}")
OF_A_RECORD = re.compile(r"\b(?:href|place_of|cite_href)\(\s*[\"'](?P<address>[^\"']*)[\"']\s*\)")
AS_TYPED = re.compile(r"\b(?:href|src)\s*=\s*[\"'](?P<address>[^\"'{}<>]+)[\"']")
# Or a part of the page itself; what begins at the root of the host is told of by itself.
ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|[/#?]", re.I)
CONSTANT = r"(?P<value>\d[\d._]*|\"[^\"{}\n]*\"|'[^'{}\n]*')"
SET = re.compile(rf"\{{%-?\s*set\s+(?P<name>\w+)\s*=\s*{CONSTANT}\s*-?%\}}")
PRINTED = re.compile(rf"\{{\{{-?[ ]*(?:(?P<name>[a-z_]\w*)|{CONSTANT})[ ]*-?\}}\}}", re.I)
MADE = re.compile(r"(?:\bset\s|\bfor\s|,|\()\s*(\w+)(?=\s*(?:=|,|\)|%\}|\bin\b))")  # and given
STEPS = re.compile(r"(?:\.{0,2}/)*")  # to another folder; of which page, nobody knows


def wrong_words(
    templates: Iterable[TemplateText],
    lint: Lint,
    calls: Calls,
    language: str,
) -> Iterator[Problem]:
    """Bare numbers, unbound times and calls that cannot be filled, of what stands on pages."""
    for template in templates:
        if template.path.startswith(SAYING):
            text = with_constants(without_remarks(template.text))
            for line, message in (*lint.mistakes(text, language), *_wrong_calls(text, calls)):
                yield Problem(template.shown, line, message)


def with_constants(text: str) -> str:
    """A template in which what it prints of its own stands as it is printed, each on its line.

    That is {{ 2030 }}, and {{ year }} where it sets year to that, and to nothing else.
    """
    values = {found["name"]: found["value"] for found in SET.finditer(text)}
    made = Counter(MADE.findall(text))

    def printed(found: re.Match[str]) -> str:
        is_clear = not found["name"] or made[found["name"]] == 1
        value = found["value"] or (values.get(found["name"], "") if is_clear else "")
        return value.strip("\"'") or found[0]

    return PRINTED.sub(printed, text)


def _wrong_calls(text: str, calls: Calls) -> Found:
    """What is wrong with calls that are given nothing but words; parts are told of elsewhere."""
    for found in CALL.finditer(text):
        read, _ = find_calls(found[0]) if found["name"] in author_calls() else ((), ())
        for call in (one for one in read if one.name != "part"):
            yield from _unfilled(calls, call, line_of(text, found.start()))
    for found in OF_A_RECORD.finditer(text):
        call = Call(1, "link", (found["address"],))
        yield from _unfilled(calls, call, line_of(text, found.start()))


def _unfilled(calls: Calls, call: Call, line: int) -> Found:
    if any(may_be_broken(calls.book, call.name, value) for value in call.arguments):
        return
    try:
        calls.print(call)
    except CannotCompute as error:
        yield line, str(error)


def dead_links(
    templates: Iterable[TemplateText],
    pages: Collection[str],
    files: Collection[str],
    is_unknown: Callable[[str, str], bool],
) -> Iterator[Problem]:
    """Each address that is typed in a template, and that leads from no page to another or a file.

    What of them `is_unknown` may be that of a page with a mistake.
    """
    addresses = [*map(page_url, pages), *files]
    for template in templates:
        if not template.path.startswith(SAYING):
            continue
        for found in AS_TYPED.finditer(without_remarks(template.text)):
            typed = re.split("[#?]", found["address"], maxsplit=1)[0]
            address = STEPS.sub("", typed, count=1).removesuffix("index.html")
            ends = (f"/{address}", f"/{address}/")
            is_there = any(f"/{known}".endswith(ends) for known in addresses)
            page = address.removesuffix("/")
            is_hidden = is_unknown(f"{page}.md", "") or is_unknown(f"{page}/index.md", "")
            if ELSEWHERE.match(found["address"]) or not address or is_there or is_hidden:
                continue
            hint = did_you_mean(address, addresses) or "; name one, or take the link out"
            message = f"no page or file {excerpt(typed)}{hint}"
            yield Problem(template.shown, line_of(template.text, found.start()), message)
