"""What the README of this project tells is so. A new explainer brings a README of its own."""

from conftest import ROOT
from factbook.writing.calls import author_calls


def test_the_readme_tells_every_call_as_the_table_does():
    rows = [f"| `{call.example}` | {call.prints} |" for call in author_calls().values()]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| call | prints |\n| --- | --- |\n")[2].partition("\n\n")[0]
    assert table == "\n".join(rows)
