"""The names that every part of a page sees, beside those that it takes: told before any is written.

The page gives each of them what it stands for (writing/page.py).
"""

from jinja2.defaults import DEFAULT_NAMESPACE

from .calls import author_calls

HELPERS = (  # methods of a page beside the calls of authors
    "inner",
    "picture",
    "text",
    "quiet",
    "unmarked",
    "words",
    "day",
    "reading",
    "quantity",
    "between",
    "name",
    "publisher",
    "author",
    "say_of",
    "in_its_script",
    "stage_mark",
    "standing",
    "step_mark",
    "front",
    "heading",
    "anchor",
    "targets",
    "leaf_of",
    "leaves_of",
    "next_leaf",
    "leaf_words",
    "leaf_href",
    "show",
    "stands",
    "href",
    "step_href",
    "cite_href",
    "path",
    "root",
    "place_of",
    "foreign",
    "embed",
    "notebook",
    "drawn",
    "small",
    "sources_of",
    "correction",
    "evidence",
    "last_known",
)

OF_THE_SITE = (  # its record, its words, and what is found out from them
    "book",
    "page",
    "say",
    "site",
    "figures_of",
    "lifelines_of",
    "promises_of",
    "step_kept_late",
    "line_words",
    "strip_of",
    "moments_of",
    "by_letter",
    "near",
    "promises_of_chart",
    "questions_of_chart",
    "teaching",
    "fields_of",
    "models_inside",
    "description_of",
    "kinds",
    "modules",
    "changes_of",
    "due_dates_of",
    "feed_path",
    "calendar_path",
    "downloads",
    "edition_notice",
    "print",
)
OF_EVERY_TEMPLATE = ("content_policy", "tongue")
OF_A_RECORD = ("kind", "id", "record", "address", "before", "after")  # on a page of its own
OF_QUESTIONS = ("topic", "history")
OF_AN_EDITION = ("about", "pages")
OF_OTHER_PAGES = {  # by the template that writes them
    **dict.fromkeys(("answers", "answers-by-topic", "codes"), OF_QUESTIONS),
    **dict.fromkeys(("sheet", "sheet-teacher", "sheets"), OF_QUESTIONS),
    **dict.fromkeys(("edition", "edition-home"), OF_AN_EDITION),
    "leaf": ("blocks", "title", "description"),
}


def given_names() -> frozenset[str]:
    """All of them, with those of the calls of authors and of Jinja."""
    return frozenset((*HELPERS, *OF_THE_SITE, *author_calls(), *names_of_macros()))


def names_of_page(template: str) -> frozenset[str]:
    """Those of a template that writes whole pages, by its name: promise, leaf."""
    return given_names().union(OF_OTHER_PAGES.get(template, OF_A_RECORD))


def names_anywhere() -> frozenset[str]:
    """Those of every template: one that is misspelt nowhere, but stands where it is not seen."""
    return given_names().union(OF_A_RECORD, *OF_OTHER_PAGES.values())


def names_of_macros() -> frozenset[str]:
    """Those of a macro, which sees no page."""
    return frozenset((*OF_EVERY_TEMPLATE, *DEFAULT_NAMESPACE))
