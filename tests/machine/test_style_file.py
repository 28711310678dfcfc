"""data/style.yml: all that it refuses is looked for at once, its faults where it was edited."""

from dataclasses import replace

import pytest

from factbook.record.marked_yaml import read_bytes
from factbook.site import Folders, check_site
from factbook.writing.style import StyleFile
from places import TEMPLATES
from small import copy_small_record, edit, messages

REFUSES = "en:\n  - {instead_of: [torch], write: lamp}\n"


@pytest.fixture
def folders(tmp_path):
    copy_small_record(tmp_path)
    (tmp_path / "data" / "style.yml").write_text(REFUSES, encoding="utf-8")
    return Folders(tmp_path / "data", tmp_path / "docs", tmp_path / "kept", TEMPLATES)


def style_of(written: str):
    return StyleFile(read_bytes(written.encode(), "data/style.yml"), ("en", "ko"))


def slips(written: str, text: str, *fields: str, language: str = "en") -> list[str]:
    return [message for _, message in style_of(written).style.slips(text, language, *fields)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("[가-힣]+ GPU", "그래픽 gpu", "그래픽 gpu"),
        ("(?<![가-힣])빛[을를] a", "이 빛을 A", "빛을 A"),
        ("[^가-힣]A", "가 ba", "ba"),
        ("[가-힣a]b", "AB", "AB"),
        (r"([가-힣])\1", "빛빛", "빛빛"),
    ],
)
def test_capitals_make_no_difference_beside_letters_that_have_none(pattern, text, found):
    written = f"ko: [{{instead_of: ['{pattern}'], write: x}}]"
    assert slips(written, text, language="ko") == [f"'{found}': write x"]


NO_STRAIGHT_QUOTES = """ko: [{instead_of: ["\\"[^\\"]+\\"", "'[^']+'"], write: “ ”}]"""


@pytest.mark.parametrize(
    "title",
    [
        '!!! warning "헷갈리기 쉬운 점"\n    글이다.',
        '    ??? tip inline end "더 알아보기"\n        글이다.',
        '???+ tip "더 알아보기"',
        '=== "첫 사업"\n\n    글이다.',
        '===! "첫 사업"',
        '[방법](about/index.md "방법 설명")을 본다.',
        "[방법](about/index.md '방법 설명')을 본다.",
        '[방법](https://example.org/a "방법 설명")을 본다.',
        '![그림](lamp.png "등불")',
        '[방법]: about/index.md "방법 설명"',
    ],
)
def test_the_quotes_of_a_title_are_no_words(title):
    assert slips(NO_STRAIGHT_QUOTES, title, "prose", language="ko") == []


@pytest.mark.parametrize(
    "text",
    [
        '그는 "빛이다" 했다.',
        '!!! note "그는 "빛이다" 했다"',
        '[방법](about/index.md "방법 설명")과 "빛이다" 하는 말.',
        '[방법](about/index.md) "빛이다"',
        '"빛이다"',
    ],
)
def test_quotes_of_words_are_told_beside_those_of_titles(text):
    told = slips(NO_STRAIGHT_QUOTES, text, "prose", language="ko")
    assert told == ["'\"빛이다\"': write “ ”"]


def test_the_words_of_a_title_are_read():
    assert slips(REFUSES, '=== "A torch"', "prose") == ["'torch': write lamp"]


def test_what_one_place_refuses_is_looked_for_beside_what_all_do():
    written = f"{REFUSES}  - {{instead_of: [oil], write: fuel, only_in: [title]}}\n"
    told = ["'torch': write lamp", "'oil': write fuel"]
    assert slips(written, "A torch with oil", "title") == told
    assert slips(written, "A torch with oil", "prose") == told[:1]
    assert slips(written, "With oil", "title") == told[1:]
    assert slips(written, "With oil", "prose") == []


@pytest.mark.parametrize("pattern", [r"a\(b", r"a\\(b)", "[(]b", "(b)", "(?P<b>b)", "(?:b)"])
def test_what_may_be_a_group_is_looked_for_too(pattern):
    assert not style_of(f"en: [{{instead_of: ['{pattern}'], write: x}}]").problems
    for text in ("xx a(b", r"xx a\b", "xx (b", "xx b"):
        told = slips(f"en: [{{instead_of: ['{pattern}'], write: x}}]", text)
        alone = slips(f"en: [{{instead_of: ['{pattern}', 'yy'], write: x}}]", text)
        assert told == alone


def test_faults_of_the_file_are_not_looked_for_again(folders, monkeypatch):
    check_site(folders)
    monkeypatch.setattr(StyleFile, "problems", None)
    edit(folders.data / "glossary" / "all.yml", "A measure of light", "A good measure of light")
    assert check_site(folders)
    edit(folders.data / "glossary" / "all.yml", "A good measure", "A torch")
    assert "'torch': write lamp" in str(messages(folders))


def test_what_is_wrong_with_it_is_told_as_often_as_it_is_looked_for(folders):
    check_site(folders)
    edit(folders.data / "style.yml", "\n  - ", '\n  - {instead_of: ["lamp("], write: lamp}\n  - ')
    edit(folders.data / "glossary" / "all.yml", "A measure of light", "A torch")
    told = [messages(kept) for kept in (folders, folders, replace(folders, cache=None))]
    assert told[0] == told[1] == told[2]
    assert [line.partition(": ")[0] for line in told[0]] == [
        "data/glossary/all.yml:4",
        "data/style.yml:2",
    ]
