"""What has moved, in a real browser.

Old addresses land on the new place, with a script and without.
"""

import re
import shutil
from urllib.request import urlopen

import pytest

from conftest import MACHINE, ROOT, free_address, mkdocs_build, serving
from factbook.writing.policy import content_policy
from small import keep_what_is_made

REDIRECTS = """\
"./#who-pays": "./#payers"
programs/lamp-contest/: programs/lantern-contest/
programs/lamp-contest/#lamps: programs/lantern-contest/#lanterns
light/: lamps/
lamps/#candles: "./#payers"
"""


# What Python has compiled, and the pictures that only the README of this project shows.
UNREAD = shutil.ignore_patterns("__pycache__", "screenshots")


@pytest.fixture(scope="module")
def moved(tmp_path_factory, shared):
    """The address of the small record whose old names have moved.

    A heading, a program, a figure and a page have been renamed.
    """
    project = tmp_path_factory.mktemp("moved")
    for source, target in (
        (ROOT / "hooks", "hooks"),
        (MACHINE / "small_data", "data"),
        (MACHINE / "small_docs", "docs"),
        (ROOT / "docs" / "templates", "docs/templates"),
        (ROOT / "docs" / "assets", "docs/assets"),
    ):
        shutil.copytree(source, project / target, ignore=UNREAD)
    keep_what_is_made(project)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(text.partition("\nvalidation:")[0], encoding="utf-8")
    for path in (
        *(project / "data").rglob("*.yml"),
        *(project / "docs").glob("*.md"),
        *(project / "docs" / "ko").glob("*.md"),
    ):
        words = path.read_text(encoding="utf-8").replace(
            "lamp-contest#lamps", "lantern-contest#lanterns"
        )
        words = re.sub(r"(?<![\w-])lamp-contest(?![\w-])", "lantern-contest", words)
        path.write_text(
            re.sub(r"^(    )lamps:$", r"\1lanterns:", words, flags=re.M), encoding="utf-8"
        )
    filler = "\n\n".join(["Word."] * 60)
    (project / "docs" / "index.md").write_text(
        (project / "docs" / "index.md").read_text(encoding="utf-8")
        + f"\n{filler}\n\n## The cost {{#payers}}\n\n{filler}\n",
        encoding="utf-8",
    )
    (project / "docs" / "lamps.md").write_text(
        f"# Lamps {{#top}}\n\n{filler}\n\n## Oil {{#oil}}\n\n{filler}\n", encoding="utf-8"
    )
    (project / "data" / "redirects.yml").write_text(REDIRECTS, encoding="utf-8")
    (project / "data" / "permalinks.txt").write_text(
        "./#who-pays\nlamps/#candles\nlight/\nlight/#oil\nprograms/lamp-contest/\nprograms/lamp-contest/#lamps\n",
        encoding="utf-8",
    )
    address = free_address(shared / "renamed-address", "renamed-record")
    site = project / "web" / "renamed-record"
    done = mkdocs_build(project, site, SITE_URL=address)
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(site, address) as served:
        yield served


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(
    "old, new, seen",
    [
        ("#who-pays", "#who-pays", "#payers"),
        ("programs/lamp-contest/", "programs/lantern-contest/", "h1"),
        ("programs/lamp-contest/#lamps", "programs/lantern-contest/#lanterns", "#lanterns"),
        ("light/#oil", "lamps/#oil", "#oil"),
        ("lamps/#candles", "lamps/#candles", ".moved a"),
        ("light/#100%", "lamps/#100%", "h1"),  # no whole code of a letter
        ("programs/lamp-contest/#%EB%B9%9B", "programs/lantern-contest/#%EB%B9%9B", "h1"),
    ],
)
def test_an_old_address_lands_on_the_new_place(browser, moved, old, new, seen, script):
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": 1000, "height": 700}
    )
    page = context.new_page()
    errors = []  # as where the page's own policy refuses something
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.goto(moved + old)
    keeps_part = (
        script or "/" not in old or old.startswith("lamps/")
    )  # a refresh without a script leads to the page
    page.wait_for_url(moved + (new if keeps_part else new.partition("#")[0]))
    page.wait_for_load_state()
    if keeps_part:
        box = page.locator(seen).first.bounding_box()
        assert box and -5 <= box["y"] < 600, box
    assert not errors
    context.close()


def test_a_page_that_has_moved_states_the_content_policy(moved):
    for old in ("programs/lamp-contest/", "light/"):
        with urlopen(moved + old) as page:
            assert f'content="{content_policy()}"' in page.read().decode()


def test_the_part_that_left_says_where_it_is(browser, moved):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(moved + "lamps/")
    assert not page.locator(".moved").is_visible()
    page.goto(moved + "lamps/#candles")
    page.locator(".moved a").click()
    assert page.url == moved + "#payers"
    context.close()


def test_the_button_copies_the_link(browser, moved):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(moved)
    page.locator("#payers").hover()
    page.locator("#payers .copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == moved + "#payers"
    page.locator("#payers .heading-tools a").click()
    page.locator(".citing .copy").first.click()
    assert page.evaluate("navigator.clipboard.readText()").endswith(moved + "#payers")
    context.close()
