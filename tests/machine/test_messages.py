"""No message to an author is untried: each is told in a case of mistakes/."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import yaml

from conftest import MACHINE, ROOT

CORE = ROOT / "hooks" / "factbook"
ROOMS = (
    "meaning",
    "drawing",
    "chart_kinds",
    "writing",
)  # what is written of the record is checked in these
SIGNS_OF_MESSAGES = re.compile(r"\b(Problem|CannotCompute|Finding)\b")
NO_MESSAGES = {
    *("compile", "search", "match", "fullmatch", "findall", "sub", "split"),
    *("meaning", "example", "startswith", "replace"),
    *("TypeError", "UnpicklingError"),  # told to whoever writes the machine
}
# A case has no mkdocs.yml; the tests of these modules write one.
NO_CASES = ("settings.py", "unread_files.py", "lonely_pages.py")
TWO_WORDS = re.compile(r"[a-z'] [a-z']")
FIELD = re.compile(r"(?<!\{)\{\w*\}(?!\})")  # of a text that is filled in by str.format
PLACE = re.compile(r"^[^ ]+:\d+: (warning: )?")
FILLED_IN = "«»"
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WHY_NO_CASE = {
    "at once, and no word says both": "a case has one edit of a file; test_figures.py has several",
    "print the figures themselves": "the same",
    "and one of them is a limit": "the same",
    "a limit of a fall is misread": "the same",
    "name one, or take the link out": "no case has templates; test_template_words.py has some",
    "no page has the part '#«»'": "the same",
    "this is no archive of an edition:": "a case is text; test_publish_site.py writes an archive",
    "or it was damaged": "the same",
    "is no file of a site": "the same",
    "version in «»": "the same",
    "this is the edition of": "the same",
    "or bring back that of": "the same",
    "this file is not UTF-8": "a case is text; test_mistakes.py writes the bytes",
    "there is no file here": "a case is text; test_mistakes.py makes a pipe",
    "let yourself read and write it": "the system's; test_renaming.py has a file of nobody",
    "run this where files can be written": "the same",
    "make room on the disk": "the same; test_commands.py has a full disk",
    "give the folder that has this name another one": "the same; test_mistakes.py has a folder",
    "give the file that stands in place of a folder another name": "the same",
    "this file cannot be read": "the machine's own words.yml is gone; test_commands.py removes it",
    "bytes; split it": "a case is short; test_marked_yaml.py writes a long file",
    "no interface word": "not in a record; test_templates.py asks for one",
    "this template cannot be read": "not in a record; test_commands.py breaks one",
    "a part states on its first line": "not in a record; test_commands.py makes such a part",
    "else name its options after the colon": "the rest of the same",
    "state on the first line that the part takes": "not in a record; test_templates.py makes one",
    "no macro or name '«»'": "the same",
    "it above, as in {% set one": "the same",
    "let the macro take": "the same, and of addresses; test_template_html.py has one",
    "what '«»' reads": "not in a record; test_template_fields.py has some templates",
    "; name a field that it has": "the same",
    "nothing fills '{«»}' of": "the machine's own words.yml; test_interface_words.py fills one",
    "no template '«»'": "not in a record; test_templates.py takes in some",
    "no '«»' in «»": "the same",
    "; name it by its path, as in": "the same",
    "; write a macro of this name": "the same",
    "that stands in a page is not read": "templates; test_template_html.py has some",
    "is not read, «»": "the same",
    "is sought at the root of the host": "the same",
    "and within it all of the address": "the same",
    "let a script of docs/assets/ listen": "the same",
    "for no page allows one": "the same",
    "and no page does; «»": "the same",
    "«»; put it into docs/assets/": "the same",
    "is given on line «» already": "the same",
    "ids are unique on a page": "the same",
    "which takes in this one": "the same",
    "without an end; leave it out": "the same",
    "no name '«»'": "names of templates, not of a record; test_templates.py has some",
    "this heading would stand": "not in a record; test_templates.py writes some",
    '"its words", "its-id"': "the rest of the same",
    "this cannot be written": "the check knows no text that does; test_small_site.py makes one",
    "lists its own sections": "told by the build; test_small_site.py asks for it",
    "this link leads out of": "a case is text; test_docs_files.py makes links",
    "this is a link to a folder": "a case is text; test_docs_files.py makes links",
    "no page is made of this": "a case is text; test_docs_files.py writes the files",
    "looks like a copy of a page": "a case is text; test_docs_files.py writes the files",
    "the build makes a file of this name": "a case is text; test_docs_files.py writes the files",
    "no browser can read this": "a case is text; test_docs_files.py writes the files",
    "a browser may run": "a case is text; test_docs_files.py writes the files",
    "nothing runs in a drawing": "a case is text; test_docs_files.py writes the files",
    "no word of the machine is called": "words are the machine's; test_interface_words.py has some",
    "is no code of a language": "the name of a file of words; test_interface_words.py writes some",
    "name this file by one": "the same",
    "is said for '«»' too": "words are the machine's; test_interface_words.py says two alike",
    "this template is missing, which": "templates are the machine's; test_templates.py removes one",
    "needs words and their forms": "words are the machine's; test_interface_words.py writes them",
    "the form of a word is one text": "the same",
    "maps each word to its forms": "the same",
    "which «» says; bring it back": "the same",
    "in this site; leave it out of": "the same",
    "is empty in '«»'; write the words": "the same",
    "loses what stands in '{«»}' in": "the same",
    "does not say the year": "the same",
    "would be read with the number; leave": "the same; of units a case tells it",
    "still to be translated": "the same; test_explainer_languages.py has too few",
    "has no '«»' form": "the machine's own words have all; test_commands.py takes one away",
    "keeps nothing between builds": "told of the cache; test_cache.py spoils its folder",
    "this record": "stands for a name where a mistake has none; each that is known has one",
}


class Template(NamedTuple):
    """A text that an author may be told, or a piece that is filled into one."""

    file: str
    line: int
    words: str
    is_piece: bool

    def is_told_in(self, messages: frozenset[str]) -> bool:
        pattern = re.compile(".+".join(map(re.escape, self.words.split(FILLED_IN))), re.S)
        finds = pattern.search if self.is_piece else pattern.fullmatch
        return any(map(finds, messages))


def templates() -> Iterator[Template]:
    for path in sorted(CORE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        is_judge = path.parent.name in ROOMS and path.name not in NO_CASES
        told_here = is_judge and SIGNS_OF_MESSAGES.search(source)
        if path.parent.name == "record" or told_here:
            for node, above in texts(ast.parse(source)):
                words = written(node)
                if TWO_WORDS.search(words) and "<" not in words:
                    file = path.relative_to(CORE).as_posix()
                    yield Template(file, node.lineno, words, is_piece(words, above))


def texts(node: ast.AST, above: tuple = ()) -> Iterator[tuple[ast.AST, tuple]]:
    """Each text with all that it stands in; no docstrings, patterns or meanings of fields."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and called(child) in NO_MESSAGES:
            continue
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        half = isinstance(node, ast.JoinedStr) and is_text(child)
        if not half and (isinstance(child, ast.JoinedStr) or is_text(child)):
            yield child, (*above, node)
        yield from texts(child, (*above, node))


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def written(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return FIELD.sub(FILLED_IN, node.value)
    return "".join(part.value if is_text(part) else FILLED_IN for part in node.values)


def is_piece(words: str, above: tuple) -> bool:
    """Whether a text is filled into another, and so may stand in the middle of a line."""
    inside = (ast.FormattedValue, ast.BoolOp, ast.BinOp, ast.Assign)
    error = any(isinstance(node, ast.Call) and called(node) == "ValueError" for node in above)
    return error or words.startswith(";") or any(isinstance(node, inside) for node in above)


@cache
def messages_of_cases() -> frozenset[str]:
    """All that authors are told in the cases, without file and line."""
    paths = (MACHINE / "mistakes").glob("*.yml")
    cases = [yaml.load(path.read_text(encoding="utf-8"), Loader) for path in paths]
    return frozenset(PLACE.sub("", line) for case in cases for line in case["told"])


@cache
def all_templates() -> tuple[Template, ...]:
    return tuple(templates())


def test_a_case_tells_each():
    untold = [
        f"{template.file}:{template.line}: {template.words}"
        for template in all_templates()
        if not any(words in template.words for words in WHY_NO_CASE)
        and not template.is_told_in(messages_of_cases())
    ]
    assert untold == [], "no case of mistakes/ tells what these say"


def test_texts_are_found_in_every_file_that_judges():
    files = {template.file for template in all_templates()}
    assert {"record/rules.py", "record/parse.py", "record/book.py", "writing/calls.py"} <= files
    assert {
        "writing/ledger.py",
        "meaning/answers.py",
        "meaning/questions.py",
        "record/marked_yaml.py",
    } <= files


def test_no_reason_is_left_over():
    for words in WHY_NO_CASE:
        assert any(words in template.words for template in all_templates()), words
