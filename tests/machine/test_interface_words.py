"""Interface words of a language that has a file of its own, and what it borrows."""

import re
import shutil
from datetime import date

import pytest
import yaml
from babel.dates import format_date

from conftest import ROOT
from factbook.meaning.date_patterns import wrong_pattern
from factbook.meaning.interface_words import FILLED_IN, MAY_BE_NOTHING
from factbook.meaning.wording import read_wordings
from factbook.record.marked_yaml import Loader
from factbook.record.problems import Mistakes
from small import edit, messages

TEMPLATES = ROOT / "docs" / "templates"
TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
OF_SITE = ("en", "ko")
OWN = sorted(TEMPLATES.glob("words.*.yml"))


@pytest.fixture
def words(tmp_path):
    """The machine's words where a test may add a language."""
    shutil.copy(TEMPLATES / "words.yml", tmp_path)
    return tmp_path / "words.yml"


NAMED = re.compile(r"\w[\w.-]*")
FAMILY = re.compile(r"""["'`]([\w.-]+[.-])(?=\{|["'`]\s*[~+,)])""")  # what a name begins with


def test_every_word_is_asked_for():
    """By templates, code, scripts or the menu: by its name, or as one of a family."""
    folders = (ROOT / "hooks", TEMPLATES, ROOT / "docs" / "assets")
    files = [path for folder in folders for path in folder.rglob("*")]
    asking = [path for path in files if path.suffix in (".py", ".jinja", ".html", ".js")]
    asking.append(ROOT / "mkdocs.yml")
    text = "\n".join(path.read_text(encoding="utf-8") for path in asking)
    named, families = {*NAMED.findall(text)}, tuple({*FAMILY.findall(text)})
    words = yaml.load((TEMPLATES / "words.yml").read_text(encoding="utf-8"), Loader)
    whole = {key: key.removesuffix(".one").removesuffix(".many") for key in words}
    unread = {key for key in words if not named & {key, whole[key]}}
    assert sorted(key for key in unread if not key.startswith(families)) == []


@pytest.mark.parametrize("language", ["de", "ar"])  # an explainer may just have begun another
def test_a_language_of_the_machine_is_nearly_whole(language):
    """A word that words.yml gains is said in English until somebody translates it."""
    said = read_wordings(TEMPLATES / "words.yml", (language,))[language]
    assert len(said.borrowed) < len(said.words) / 20, said.borrowed


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.name)
def test_a_word_is_filled_with_all_that_the_english_one_says(file):
    stated = yaml.load((TEMPLATES / "words.yml").read_text(encoding="utf-8"), Loader)
    for key, form in yaml.load(file.read_text(encoding="utf-8"), Loader).items():
        needed = set(FILLED_IN.findall(stated[key]["en"]))
        is_said = form is not None and key != "date.financial"
        assert not is_said or needed == set(FILLED_IN.findall(form)), key


@pytest.mark.parametrize(
    "name, hint",
    [("hi", "did you mean 'high'?"), ("zzqx", "leave it out"), ("0", "leave it out")],
)
def test_a_name_that_nothing_fills_is_told_where_its_word_is_said(words, name, hint):
    """What fills a word is known only there: a traceback ended the check with KeyError."""
    edit(words, "{low} to {high}", f"{{low}} to {{{name}}} {{high}}")
    edit(words, "{low}~{high}", f"{{low}}~{{{name}}} {{high}}")
    say = read_wordings(words, ("en",))["en"]
    with pytest.raises(Mistakes) as mistakes:
        say("range", low=1, high=2)
    told = f"nothing fills '{{{name}}}' of 'range' in 'en'; {hint}"
    assert f"docs/templates/words.yml:1: {told}" in str(mistakes.value)


def test_what_is_not_translated_is_said_in_english_and_counted(words):
    words.with_name("words.sv.yml").write_text("home: Hem\nsearch:\n")
    say = read_wordings(words, ("sv",))["sv"]
    assert (say("home"), say("search"), say("menu")) == ("Hem", "Search", "Contents")
    assert [say(word) for word in MAY_BE_NOTHING] == ["", ""]  # Swedish has none
    assert "search" in say.borrowed and "home" not in say.borrowed


@pytest.mark.parametrize(
    "written, told",
    [
        ("hoem: Hem", "no interface word 'hoem'; did you mean 'home'?"),
        ('range: "{lo} till {high}"', "nothing fills in '{lo}' in 'range'; did you mean 'low'?"),
        ("home: <b>Hem</b>", "'<b>' of 'home' would be shown as it is typed; a word is plain"),
        ("home: Hem&nbsp;", "'&nbsp;' of 'home' would be shown as it is typed; a word is plain"),
        ("home: [Hem]", "the form of a word is one text"),
        ("- Hem", "needs words and their forms, each on a line: home: Hem"),
    ],
)
def test_a_word_that_is_none_is_told_with_its_line(words, written, told):
    words.with_name("words.sv.yml").write_text(f"{written}\n", encoding="utf-8")
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, ("sv",))
    assert f"docs/templates/words.sv.yml:1: {told}" in str(mistakes.value)


def test_a_word_that_is_called_otherwise_in_every_language_is_misspelt_in_words_yml(words):
    for code in ("sv", "de"):
        words.with_name(f"words.{code}.yml").write_text("ratio: '{n} x'\n", encoding="utf-8")
    edit(words, "\nratio:", "\nratios:")
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, ("en",))
    [line] = str(mistakes.value).splitlines()
    assert line.endswith("no word of the machine is called 'ratios'; write 'ratio'")
    assert line.startswith("docs/templates/words.yml:")


def test_a_word_that_the_machine_needs_and_that_is_not_there_is_told(words):
    say = read_wordings(words, ("en",))["en"]
    with pytest.raises(Mistakes, match="no interface word 'ratoi'; did you mean 'ratio'"):
        say("ratoi")


def test_the_check_counts_what_is_still_to_be_translated(small_copy):
    shutil.copytree(TEMPLATES, small_copy.docs / "templates")
    (small_copy.docs / "templates" / "words.sv.yml").write_text("home: Hem\n", encoding="utf-8")
    edit(small_copy.data / "site.yml", "languages: [en, ko]", "languages: [en, ko, sv]")
    edit(small_copy.docs / "sv" / "index.md", "", "# Hem {#top}\n\nOrd.\n")
    [told] = messages(type(small_copy)(small_copy.data, small_copy.docs, None))
    warning = r"docs/templates/words\.sv\.yml:1: warning: .* (\d+) words of (\d+)"
    missing, all_ = map(int, re.match(warning, told).groups())
    assert missing == all_ - 1 - len(MAY_BE_NOTHING), "what it has itself, and what it may lack"


@pytest.mark.parametrize(
    "old, new, told",
    [
        (
            "stage.announced: {en: announced",
            "gone: {en: announced",
            "lacks 'stage.announced', which",
        ),
        ("stage.announced: {en: announced", 'stage.announced: {en: " "', "'en' is empty in 'stage"),
        (
            "stage.announced: {en: announced",
            "stage.announced: {fr: annoncé, en: announced",
            "no la",
        ),
        ("stage.announced: {en: announced", "stage.announced: {en: [a]", "the form of a word is"),
        ('percent: {en: "{n}%"', 'percent: {en: "{n:d}%"', "'{n:d}' of 'percent' is filled by"),
        (
            "stage.announced: {en: ",
            "stage.announced: {en: <i>",
            "'<i>' of 'stage.announced' would ",
        ),
        ('percent: {en: "{n}%"', 'percent: {en: "%"', "'percent' loses what stands in '{n}' in"),
        ('percent: {en: "{n}%"', 'percent: {en: "{n}00%"', "'{n}00' of 'percent' would be read w"),
        ("{en: d MMMM y", "{en: the d MMMM y", "'t' shows nothing of a day in 'date.day'; its "),
        ("{en: d MMMM y", "{en: dd MMMM YYYY", "'YYYY' shows nothing of a day in 'date.day'; i"),
        ('date.q1: {en: "first quarter of {year}"', 'date.q1: {en: "Q1"', "'date.q1' does not say"),
        ("{en: d MMMM y", "{en: d MMMM", "'date.day' does not show 'y'; days would look alike"),
        ("{en: d MMMM y", """{en: "the' d MMMM y\"""", "a quotation mark opens in 'date.day' and "),
    ],
)
def test_a_word_of_the_machine_that_is_spoilt_is_told_with_its_line(words, old, new, told):
    shutil.copy(TEMPLATES / "words.de.yml", words.parent)
    edit(words, old, new)
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, ("en", "ko"))
    line = words.read_text(encoding="utf-8").split(new)[0].count("\n") + 1
    line = 1 if "lacks" in told else line
    assert f"docs/templates/words.yml:{line}: {told}" in str(mistakes.value)


def test_words_of_the_machine_that_map_nothing(words):
    words.write_text("- home\n", encoding="utf-8")
    with pytest.raises(Mistakes, match=r"docs/templates/words\.yml:1: maps each word to its forms"):
        read_wordings(words, ("en",))


@pytest.mark.parametrize("language", ["en", "ko", "de", "ar", "sv"])
def test_other_words_of_a_day_stand_in_quotation_marks(language):
    pattern = "'on the' EEEE d LLLL y G, QQQQ"
    assert wrong_pattern("date.day", pattern) == ""
    assert "2029" in format_date(date(2029, 3, 1), pattern, locale=language).translate(TO_ASCII)


def test_a_word_of_one_language_alone_is_misspelt_there(words):
    """The words of the machine are in words.yml: a slip in a new file is none of its lines."""
    words.with_name("words.de.yml").write_text("ratio: '{n} x'\n", encoding="utf-8")
    words.with_name("words.sv.yml").write_text("rangee: Hem\n", encoding="utf-8")
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, ("sv",))
    [line] = str(mistakes.value).splitlines()
    told = "no interface word 'rangee'; did you mean 'range'?"
    assert line == f"docs/templates/words.sv.yml:1: {told}"


def test_a_word_that_several_languages_say_and_words_yml_lacks_is_told_once(words):
    for code in ("sv", "de"):
        words.with_name(f"words.{code}.yml").write_text("qqqq: '{n} x'\n", encoding="utf-8")
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, ("en",))
    [line] = str(mistakes.value).splitlines()
    assert line.endswith("lacks 'qqqq', which words.de.yml says; bring it back")


@pytest.mark.parametrize(
    "spoilt, told",
    [
        ({"en: Close": "en: 'Close {thing}'"}, ["nothing fills in '{thing}' in 'close'; leave it"]),
        (
            {"en: Close, ko: 닫기": "en: 'Close {thing}', ko: '{thing} 닫기'"},
            ["nothing fills in '{thing}' in 'close'; leave it out"],
        ),
        (
            {'ko: "{day} 예정"}': 'ko: "{dya} 예정"}'},
            ["nothing fills in '{dya}' in 'due'; did you mean 'day'?"],
        ),
        (
            {'ko: "{day} 예정"}': 'ko: "{when} 예정"}'},
            ["nothing fills in '{when}' in 'due'; write {day}"],
        ),
        (
            {'percent: {en: "{n}%", ko: "{n}%"}': 'percent: {en: "%", ko: "%"}'},
            [f"'percent' loses what stands in '{{n}}' in '{code}'; say it too" for code in OF_SITE],
        ),
    ],
)
def test_what_fills_a_word_is_known_from_the_languages_of_the_machine(words, spoilt, told):
    """A number that all forms of words.yml had lost stood nowhere on the site."""
    for file in OWN:
        shutil.copy(file, words.parent)
    for old, new in spoilt.items():
        edit(words, old, new)
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, OF_SITE)
    lines = str(mistakes.value).splitlines()
    assert len(lines) == len(told)
    assert all(message in line for message, line in zip(told, lines, strict=True))


@pytest.mark.parametrize(
    "written, told",
    [
        ("small-numbers: noll|ett|två", "'small-numbers' needs the eleven words for 0 to 10, in"),
        ("write.share: '{n}|många'", "'många' of 'write.share' would be right for any number;"),
    ],
)
def test_words_by_which_answers_are_marked(words, written, told):
    """With a word too few, 'one' was right where the answer is zero."""
    words.with_name("words.sv.yml").write_text(f"{written}\n", encoding="utf-8")
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, ("sv",))
    assert f"docs/templates/words.sv.yml:1: {told}" in str(mistakes.value)


def test_the_file_of_a_language_that_the_site_does_not_speak_is_looked_at(words):
    for name, written in (("sv", 'home: "Hem'), ("english", "home: Home")):
        words.with_name(f"words.{name}.yml").write_text(f"{written}\n", encoding="utf-8")
    edit(words, "en: Close,", "en: '<b>Close',")
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, OF_SITE)
    told = str(mistakes.value)
    assert "words.sv.yml:1: this is not YAML" in told and "needs words" not in told
    assert "words.english.yml:1: 'english' is no code of a language; name this file by one" in told
    assert "'<b>' of 'close' would be shown" in told, "all of it at once"


def test_a_form_in_no_language_of_the_site_is_missed_in_the_one_that_it_was_meant_for(words):
    edit(words, "close: {en: Close, ko:", "close: {en: Close, kr:")
    with pytest.raises(Mistakes) as mistakes:
        read_wordings(words, OF_SITE)
    told = str(mistakes.value)
    assert "no language 'kr' in this site; leave it out of 'close'" in told
    assert "the word 'close' has no 'ko' form" in told


def test_words_that_readers_must_tell_apart_are_told_where_they_are_written(small_copy):
    """What the house says of the words of a language or of the site was told of words.yml."""
    shutil.copytree(TEMPLATES, small_copy.docs / "templates")
    edit(small_copy.docs / "templates" / "words.yml", "proposed: {en: proposed", "proposed: {en: X")
    (small_copy.docs / "templates" / "words.sv.yml").write_text("home: TODO\n", encoding="utf-8")
    edit(small_copy.data / "site.yml", "languages: [en, ko]", "languages: [en, ko, sv]")
    edit(small_copy.data / "site.yml", "names:", "words: {stage.enacted: {en: X}}\nnames:")
    edit(small_copy.docs / "sv" / "index.md", "", "# Hem {#top}\n\nOrd.\n")
    told = messages(type(small_copy)(small_copy.data, small_copy.docs, None))
    assert any(line.startswith("docs/templates/words.sv.yml:1: 'TODO'") for line in told)
    [alike] = [line for line in told if "is said for" in line and "words.sv" not in line][:1]
    assert re.match(r"data/site\.yml:\d+: 'X' is said for 'stage\.proposed' too; say", alike)
