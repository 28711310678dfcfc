"""The converter of Markdown as mkdocs.yml sets it up, but for the links at headings."""

from functools import cache

from markdown import Markdown
from mkdocs.config import load_config

from places import ROOT


@cache
def converter() -> Markdown:
    """One for all tests; reset it before each use."""
    config = load_config(str(ROOT / "mkdocs.yml"), hooks=[])
    configs = {**config.mdx_configs, "toc": {}}
    return Markdown(extensions=config.markdown_extensions, extension_configs=configs)


def converted(markdown: str) -> str:
    """A page of Markdown as HTML."""
    return converter().reset().convert(markdown)
