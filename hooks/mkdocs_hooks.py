"""The door to MkDocs, and the only file that knows it.

It holds no logic: on each build it loads the core afresh, so that `mkdocs serve` sees edits of code as of data.
"""

import importlib
import logging
import os
import re
import sys
import traceback
from html import escape
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

HOOKS = Path(__file__).parent
THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")  # our pages load none of them
log = logging.getLogger("mkdocs.hooks.factbook")
MISTAKES = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="2">
<title>Mistakes</title><style>body {{ font: 1rem/1.5 system-ui; margin: 2rem }} pre {{ white-space: pre-wrap }}</style></head>
<body><h1>The site could not be built</h1><pre>{}</pre><p>Mend it and save; this page gives way by itself.</p></body></html>"""
built = words = islands = None
serving = False
told = ""  # the mistakes, while `serve` shows them in place of the site


def on_startup(command, dirty):
    global serving
    serving = command == "serve"


def on_config(config):
    """Read, check and write everything before MkDocs touches the last good site; `serve` shows what is wrong in the browser."""
    global told
    told = ""
    try:
        return _build(config)
    except Exception as error:
        if not serving:
            raise
        told = str(error) if isinstance(error, PluginError) else "".join(traceback.format_exception(error)[-3:])
        log.error(told)
        config.nav, config.theme.static_templates = None, set()
        return config


def _build(config):
    global built, words, islands
    root = Path(config.config_file_path).parent
    core, islands = _load_core()
    folders = core.Folders(root / config.extra["data_dir"], Path(config.docs_dir), root / ".cache")
    address = (config.site_url or "") + (f"editions/{os.environ['AS_OF']}/" if os.environ.get("PRESENT") else "")
    try:
        built = core.build_site(folders, config.repo_url or "", os.environ.get("AS_OF"), address, os.environ.get("EDITION", ""),
                                os.environ.get("ARCHIVE", ""), cards=not serving and not os.environ.get("AS_OF"))
    except core.Mistakes as mistakes:
        raise PluginError(f"the record has mistakes\n{mistakes}") from None
    words = core.read_wordings(folders.templates / "words.yml", built.book.site.languages)
    for problem in built.warnings:
        log.warning(str(problem))
    return config


def on_files(files, config):
    if told:
        page = MISTAKES.format(escape(told))  # 404.html answers every address that is not there
        return Files([File.generated(config, name, content=page) for name in ("index.html", "404.html")])
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
    """The day of what a page tells, not of the build: two builds of one commit are the same. Raw HTML waits aside."""
    page.update_date = built.last_days[page.file.src_uri].last.isoformat()
    markdown, page.islands = islands.take_out(markdown)
    return markdown


def on_page_content(html, page, config, files):
    """Aligned table cells by class, as a strict content policy forbids inline styles; and the raw HTML again."""
    page.present_anchor_ids |= islands.ids(page.islands)
    return islands.put_back(re.sub(r'style="text-align: (\w+);"', r'class="align-\1"', html), page.islands)


def on_post_build(config):
    """The pages as plain Markdown. MkDocs would take such files for pages, so they come after it."""
    for path, text in () if told else built.twins.items():
        Path(config.site_dir, path).write_text(text, encoding="utf-8")


def on_env(env, config, files):
    """What the frame of each page (docs/templates/theme) reads besides the page."""
    if told:
        return env
    env.globals.update(words=words, book=built.book, file_at=files.get_file_from_path,
                       edition=os.environ.get("AS_OF"), present=os.environ.get("PRESENT", ""),
                       cited=built.cited, linked_data=built.linked_data)
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
        return site, importlib.import_module("factbook.islands")
    except (ImportError, SyntaxError) as error:
        raise PluginError(f"the core cannot be loaded: {error}") from error
