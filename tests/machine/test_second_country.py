"""A second, complete record, with no word of the first.

It has another country, another currency and another pair of languages.
"""

import re
import shutil
from decimal import Decimal

import pytest
import yaml

from conftest import MACHINE, ROOT, mkdocs_build
from factbook.meaning.wording import read_wordings
from factbook.record.kinds import Unit
from factbook.record.marked_yaml import Loader
from factbook.record.values import Text
from small import keep_what_is_made

SECOND = MACHINE / "second_country"
OF_THE_FIRST = re.compile(
    r"[가-힣]|\b(Korean?s?|Bae|Seoul|KRW|Nvidia|Lantern|Brightwater|lamps?)\b|₩"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The machine with the second record; what Swedish lacks is said in English."""
    root = tmp_path_factory.mktemp("second")
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("starter"))
    shutil.copytree(ROOT / "docs" / "templates", root / "docs" / "templates")
    shutil.copytree(
        ROOT / "docs" / "assets",
        root / "docs" / "assets",
        ignore=shutil.ignore_patterns("screenshots"),
    )
    shutil.copytree(SECOND / "docs", root / "docs", dirs_exist_ok=True)
    shutil.copy(ROOT / "docs" / "about" / "corrections.md", root / "docs" / "about")
    shutil.copytree(SECOND / "data", root / "data")
    words = yaml.load(
        (ROOT / "docs" / "templates" / "words.yml").read_text(encoding="utf-8"), Loader
    )
    own = yaml.load((SECOND / "words.sv.yml").read_text(encoding="utf-8"), Loader)
    swedish = {key: own.get(key, forms["en"]) for key, forms in words.items()}
    (root / "docs" / "templates" / "words.sv.yml").write_text(
        yaml.safe_dump(swedish, allow_unicode=True), encoding="utf-8"
    )
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^site_(name|description): .*", r"site_\1: The Forest Record", text)
    (root / "mkdocs.yml").write_text(text.partition("\nvalidation:")[0], encoding="utf-8")
    return keep_what_is_made(root)


@pytest.fixture(scope="module")
def site(project):
    done = mkdocs_build(project, project / "site", SITE_URL="https://forest.example/")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def test_no_word_of_the_first(site):
    for path in [
        path
        for path in site.rglob("*")
        if path.suffix in (".html", ".csv", ".json", ".xml", ".svg") and path.name != "words.json"
    ]:
        found = OF_THE_FIRST.search(
            re.sub(
                r"\\u([0-9a-f]{4})",
                lambda code: chr(int(code[1], 16)),
                path.read_text(encoding="utf-8"),
            )
        )
        assert not found, (path.relative_to(site), found)


def test_the_pages_speak_both_languages(site):
    english, swedish = (
        (site / path / "index.html").read_text(encoding="utf-8") for path in ("", "sv")
    )
    assert '<html lang="en"' in english and "NOK\xa04.5 billion" in english
    assert (
        '<html lang="sv"' in swedish
        and "4,5 miljarder\xa0Nkr" in swedish
        and "Skogsboken" in swedish
    )
    assert 'hreflang="sv"' in english and 'hreflang="en"' in swedish and "ko/" not in english


def test_a_claim_is_called_by_what_it_says(site):
    page = (site / "then-and-now" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<h2 id="s1">The budget triples in 2020\.<', page)


def test_statements_of_one_day_are_told_apart(site):
    page = (site / "then-and-now" / "index.html").read_text(encoding="utf-8")
    assert ": She wants a tree on every hill</a>" in page


@pytest.mark.parametrize(
    "language, number, said",
    [
        ("sv", "1000000", "1 miljon\xa0kr"),
        ("sv", "2500000000", "2,5 miljarder\xa0kr"),
        ("sv", "12000", "12\xa0000\xa0kr"),
        ("en", "2500000000", "SEK\xa02.5 billion"),
    ],
)
def test_money_follows_the_language(project, language, number, said):
    say = read_wordings(project / "docs" / "templates" / "words.yml", ("en", "sv"))[language]
    assert say.money(Decimal(number), Unit(currency="SEK", label=Text(en="kronor"))) == said


@pytest.mark.parametrize("language", ["de", "fr", "ja", "pt", "ar"])
def test_any_language_can_say_a_number(language):
    from factbook.meaning.wording import Wording

    assert Wording(language, {}).number(Decimal(4_500_000_000))
