"""Calls in texts of the record: each is filled in wherever it is printed, or told."""

import yaml

from factbook.site import build_site
from small import messages
from undrawn import without_drawing

CALL = ' {{ plain("zqxj") }}'


def with_calls(value: object) -> object:
    """What a file says, with a call in each text that is written in a language."""
    if isinstance(value, list):
        return [with_calls(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "en" in value:
        return {language: words + CALL for language, words in value.items()}
    return {key: with_calls(item) for key, item in value.items()}


def test_a_call_is_filled_in_or_told(small_copy):
    """No page and no file prints one as it is written."""
    for path in small_copy.data.rglob("*.yml"):
        spoilt = with_calls(yaml.safe_load(path.read_text(encoding="utf-8")))
        path.write_text(yaml.safe_dump(spoilt, allow_unicode=True, width=10**6))
    page = "---\ntitle: Light\ntopic: light\n---\n# Light {#top}\n\n## More {#more}\n\nWords.\n"
    (small_copy.docs / "light.md").write_text(page, encoding="utf-8")
    for told in messages(small_copy):
        name, line, message = told.split(":", 2)
        assert "no call is filled in here" in message, told
        path = small_copy.data.parent / name
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[int(line) - 1] = lines[int(line) - 1].replace(CALL, "")
        path.write_text("\n".join(lines), encoding="utf-8")
    assert messages(small_copy) == []
    with without_drawing():
        built = build_site(small_copy)
    written = {**built.pages, **built.files, **built.twins}
    for name, content in written.items():
        content = content if isinstance(content, bytes) else content.encode()
        assert b"{{ plain" not in content, name
    assert any("zqxj" in page for page in built.pages.values())
