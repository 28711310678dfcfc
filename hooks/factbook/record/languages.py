"""The languages of a site: where the pages of each stand, and how it is written."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pydantic import AfterValidator

Direction = Literal["ltr", "rtl"]
ENGLISH = "en"  # the language of the machine itself: of its messages and of what fields mean
CODE = re.compile(r"[a-z]{2,3}")
# Further parts of a tag: a script, and a region by its letters or its number.
SCRIPT, REGION = re.compile("[A-Za-z]{4}"), re.compile(r"[A-Za-z]{2}|\d{3}")


@dataclass(frozen=True)
class Language:
    """A language of the site. What stands in the first one needs no folder and no ending."""

    code: str
    is_first: bool = True

    @property
    def folder(self) -> str:
        """Where its pages stand, from the root of the site: "" or ko/."""
        return "" if self.is_first else f"{self.code}/"

    @property
    def ending(self) -> str:
        """How the names of its files end, where every language has one: "" or .ko."""
        return "" if self.is_first else f".{self.code}"

    @property
    def direction(self) -> Direction:
        """How it runs: from left to right, or from right to left."""
        return direction_of(self.code)

    def name_in(self, code: str) -> str:
        """What the language is called in another: English, 영어."""
        return Locale.parse(code).languages.get(self.code) or self.code


def languages_of(codes: Iterable[str]) -> dict[str, Language]:
    """The languages of a site by their codes; the first is the one that it is written in first."""
    first, *others = codes
    further = (code for code in others if code != first)  # a rule tells one that stands twice
    return {first: Language(first), **{code: Language(code, is_first=False) for code in further}}


@cache
def direction_of(tag: str) -> Direction:
    """How a language runs, by its tag: rtl for ar; ltr for zh-Hant, and for one not known."""
    code = tag.partition("-")[0]
    return "rtl" if is_known(code) and Locale.parse(code).text_direction == "rtl" else "ltr"


def english_name(code: str) -> str:
    """What the machine calls a language in its messages."""
    return Language(code).name_in(ENGLISH)


# How Unicode calls the letters of a script; a script that is not named fits all letters.
LETTERS = {"Latn": "LATIN", "Kore": "HANGUL", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC"}


@cache
def _letters_of(code: str) -> str:
    """How Unicode calls the letters that a language is written in; "" where it is not known.

    A tag may name them itself: Serbian is written in Latin letters too, as sr-Latn.
    """
    language, *others = code.split("-")
    script = next(filter(SCRIPT.fullmatch, others), "")
    known = get_global("likely_subtags")
    likely = script.title() or known.get(code.replace("-", "_")) or known.get(language, "")
    return next((LETTERS[part] for part in likely.split("_") if part in LETTERS), "")


def is_written_in(words: str, code: str) -> bool:
    """True for words with a letter of a language's script, and for words without letters."""
    letters, has_others = _letters_of(code), False
    for sign in filter(str.isalpha, words):
        if unicodedata.name(sign, "").startswith(letters):
            return True
        has_others = True
    return not has_others


@cache
def is_known(code: str) -> bool:
    """True for the code of a language whose dates and numbers are known."""
    try:
        return bool(CODE.fullmatch(code)) and Locale.parse(code).language == code
    except UnknownLocaleError:
        return False


def _known_code(code: str) -> str:
    if not is_known(code):
        message = f"must be codes of languages, such as en or ko, not '{code}'"
        raise ValueError(message + meant_language(code))
    return code


COUNTRIES = {"kr": "ko"}  # whose code is that of a language too, which hardly anybody means
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def wrong_tag(code: str) -> str:
    """Why this is no tag of a language; nothing where it is one."""
    if _is_tag(code):
        return ""
    message = f"must be the code of a language, such as en or zh-Hant, not '{code}'"
    return message + meant_language(code)


def _language_tag(code: str) -> str:
    if code.strip() and (message := wrong_tag(code)):
        raise ValueError(message)
    return code


@cache
def _is_tag(code: str) -> bool:
    """True for a tag whose language, script and region all have names."""
    language, *others = code.split("-")
    known = language not in COUNTRIES and language in Locale.parse(ENGLISH).languages
    return known and bool(TAG.fullmatch(code)) and all(map(_is_part_of_a_tag, others))


def _is_part_of_a_tag(part: str) -> bool:
    english = Locale.parse(ENGLISH)
    if SCRIPT.fullmatch(part):
        return part.title() in english.scripts
    return not REGION.fullmatch(part) or part.upper() in english.territories


def meant_language(code: str) -> str:
    """'; did you mean 'ko'?' for another code, a country or a name: kor, KO, kr, Korean."""
    word = re.split(r"[\W_]", code, maxsplit=1)[0].lower()
    english = Locale.parse(ENGLISH).languages.items()
    of_country = get_global("likely_subtags").get(f"und_{word.upper()}", "").partition("_")[0]
    by_name = next((known for known, name in english if name.lower() == word), "")
    longer = get_global("language_aliases").get(word, "").replace("_", "-")
    near = COUNTRIES.get(word) or longer or of_country or by_name or word
    return f"; did you mean '{near}'?" if near != code and is_known(near) else ""


SourceLanguage = Annotated[str, AfterValidator(_language_tag)]
LanguageCode = Annotated[str, AfterValidator(_known_code)]
