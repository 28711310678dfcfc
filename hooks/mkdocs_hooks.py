"""The door to MkDocs, and the only file that knows it.

It holds no logic: on each build it loads the core afresh, so that `mkdocs serve` sees edits of code as of data.
"""

import importlib
import logging
import os
import re
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

HOOKS = Path(__file__).parent
THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")  # our pages load none of them
log = logging.getLogger("mkdocs.hooks.factbook")
built = words = None


def on_config(config):
    """Read, check and write everything before MkDocs touches the last good site."""
    global built, words
    root = Path(config.config_file_path).parent
    core = _load_core()
    folders = core.Folders(root / config.extra["data_dir"], Path(config.docs_dir), root / ".cache" / "charts")
    try:
        built = core.build_site(folders, config.repo_url or "", os.environ.get("AS_OF"), config.site_url or "")
    except core.Mistakes as mistakes:
        raise PluginError(f"the record has mistakes\n{mistakes}") from None
    words = core.read_wordings(folders.templates / "words.yml", built.book.site.languages)
    for problem in built.warnings:
        log.warning(str(problem))
    return config


def on_files(files, config):
    for file in [file for file in files if file.src_uri.startswith(THEME_ASSETS)]:
        files.remove(file)
    for path, text in (built.pages | built.files).items():
        if written := files.get_file_from_path(path):
            written.content_string = text  # a page of docs/, its calls filled
        else:
            file = File.generated(config, path, content=text)
            if path in built.written_in:
                file.edit_uri = f"../{built.written_in[path]}"
            files.append(file)
    return files


def on_page_markdown(markdown, page, config, files):
    """The day of the record, not of the build: two builds of one commit are the same."""
    page.update_date = built.book.site.as_of.last.isoformat()


def on_page_content(html, page, config, files):
    """Aligned table cells by class: a strict content policy forbids inline styles."""
    return re.sub(r'style="text-align: (\w+);"', r'class="align-\1"', html)


def on_env(env, config, files):
    """What the frame of each page (docs/templates/theme) reads besides the page."""
    env.globals.update(words=words, book=built.book, file_at=files.get_file_from_path,
                       edition=os.environ.get("AS_OF"), present=os.environ.get("PRESENT", ""))
    return env


def _load_core():
    """The core as it stands on the disk at this moment."""
    if str(HOOKS) not in sys.path:
        sys.path.insert(0, str(HOOKS))
    for name in [name for name in sys.modules if name.partition(".")[0] == "factbook"]:
        del sys.modules[name]
    try:
        site = importlib.import_module("factbook.site")
        site.Mistakes = importlib.import_module("factbook.problems").Mistakes
        return site
    except (ImportError, SyntaxError) as error:
        raise PluginError(f"the core cannot be loaded: {error}") from error
