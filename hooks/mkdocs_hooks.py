"""The door to MkDocs, and the only file that knows it.

It holds no logic: on each build it loads the core afresh, so that `mkdocs serve` sees edits of code as of data.
"""

import importlib
import logging
import os
import re
import sys
import traceback
from functools import partial
from html import escape
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from live import Live

HOOKS = Path(__file__).parent
THEME_ASSETS = (
    "assets/javascripts/",
    "assets/stylesheets/",
    "assets/images/favicon.png",
)  # our pages load none of them
log = logging.getLogger("mkdocs.hooks.factbook")
MISTAKES = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="2">
<title>Mistakes</title><style>body {{ font: 1rem/1.5 system-ui; margin: 2rem }} pre {{ white-space: pre-wrap }}</style></head>
<body><h1>The site could not be built</h1><pre>{}</pre><p>Mend it and save; this page gives way by itself.</p></body></html>"""
built = words = islands = folders = None
serving = False
frame = {}  # what MkDocs writes pages with: its configuration, files, navigation and templates
framed = {}  # when the files behind that were last edited
loaded = {}  # when the core's own files were
told = ""  # the mistakes, while `serve` shows them in place of the site


def on_startup(command, dirty):
    global serving
    serving = command == "serve"
    if not serving:
        _hear_warnings(logging.getLogger("mkdocs"))


def _hear_warnings(messages):
    """A build says what is wrong, nothing else, and `--strict` counts it, also under `--quiet`."""
    if messages.level > logging.DEBUG:
        messages.setLevel(logging.WARNING)


def _tell(warnings):
    """What the record warns of. It is not logged: `--strict` would stop at what may be right."""
    for problem in warnings:
        print(problem, file=sys.stderr)


def on_config(config):
    """Read, check and write everything before MkDocs touches the last good site; `serve` shows what is wrong in the browser."""
    global told
    told = ""
    try:
        return _build(config)
    except Exception as error:
        if not serving:
            raise
        told = _mistakes(error)
        config.nav, config.theme.static_templates = None, set()
        return config


def _mistakes(error):
    """What went wrong as a page, and in the terminal."""
    text = (
        str(error)
        if isinstance(error, PluginError)
        else "".join(traceback.format_exception(error)[-3:])
    )
    log.error(text)
    return MISTAKES.format(escape(text))


def _build(config):
    global built, words, islands, folders, framed
    root, framed = Path(config.config_file_path).parent, _edited(config)
    core, islands = _load_core()
    folders = core.Folders(root / config.extra["data_dir"], Path(config.docs_dir), root / ".cache")
    address = (config.site_url or "") + (
        f"editions/{os.environ['AS_OF']}/" if os.environ.get("PRESENT") else ""
    )
    try:
        built = core.build_site(
            folders,
            config.repo_url or "",
            os.environ.get("AS_OF"),
            address,
            os.environ.get("EDITION", ""),
            os.environ.get("ARCHIVE", ""),
            cards=not serving and not os.environ.get("AS_OF"),
        )
    except core.Mistakes as mistakes:
        raise PluginError(f"the record has mistakes\n{mistakes}") from None
    words = core.read_wordings(folders.templates / "words.yml", built.book.site.languages)
    if not os.environ.get("PRESENT"):  # an edition of a site that has told them
        _tell(built.warnings)
    return config


def on_files(files, config):
    if told:
        return Files(
            [File.generated(config, name, content=told) for name in ("index.html", "404.html")]
        )  # the second answers every other address
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


def on_nav(nav, config, files):
    frame.update(config=config, files=files, nav=nav)


def on_page_markdown(markdown, page, config, files):
    """The day of what a page tells, not of the build: two builds of one commit are the same. Raw HTML waits aside."""
    page.update_date = built.last_days[page.file.src_uri].last.isoformat()
    markdown, page.islands = islands.take_out(markdown)
    return markdown


def on_page_content(html, page, config, files):
    """Aligned table cells by class, as a strict content policy forbids inline styles; and the raw HTML again."""
    page.present_anchor_ids |= islands.ids(page.islands)
    return islands.put_back(
        re.sub(r'style="text-align: (\w+);"', r'class="align-\1"', html), page.islands
    )


def on_post_build(config):
    """The pages as plain Markdown. MkDocs would take such files for pages, so they come after it."""
    for path, text in () if told else built.twins.items():
        Path(config.site_dir, path).write_text(text, encoding="utf-8")


def on_env(env, config, files):
    """What the frame of each page (docs/templates/theme) reads besides the page."""
    frame["env"] = env
    env.autoescape = (
        True  # MkDocs leaves it to each place; a forgotten one would let a name run a script
    )
    if told:
        return env
    env.globals.update(
        words=words,
        book=built.book,
        file_at=files.get_file_from_path,
        edition=os.environ.get("AS_OF"),
        present=os.environ.get("PRESENT", ""),
        cited=built.cited,
        linked_data=built.linked_data,
    )
    return env


# ---------------------------------------------------------------- serve


def on_serve(server, config, builder):
    """From here on a page is written when a browser asks for it: hooks/live.py."""
    Live(server, Path(config.docs_dir), builder, _draft, _write_page, _mistakes)
    return server


def _draft():
    """What writes each page as the record now stands, the pages by their addresses, and all other files; nothing if it takes a whole build."""
    config = frame.get("config")
    if told or not built or _edited(config) != framed:
        return None
    core, _ = _load_core()
    try:
        draft = core.draft_site(folders, config.repo_url or "", config.site_url or "", built)
    except core.Mistakes as mistakes:
        raise PluginError(f"the record has mistakes\n{mistakes}") from None
    _tell(draft.warnings)
    frame["env"].globals["book"] = draft.book
    pages = {
        file.src_uri: file.url.removeprefix("./").strip("/")
        for file in frame["files"].documentation_pages()
    }
    if set(draft.pages) != set(built.pages):
        return None
    return (
        {path: partial(draft.pages.__getitem__, path) for path in pages if path in draft.pages},
        {url: path for path, url in pages.items()},
        set(built.files),
    )


def _write_page(path, text):
    """One page through MkDocs, as a whole build would write it."""
    config, files, page = (
        frame["config"],
        frame["files"],
        frame["files"].get_file_from_path(path).page,
    )
    page.file.content_string = text
    mkdocs_build._populate_page(page, config, files, dirty=False)
    mkdocs_build._build_page(page, config, files.documentation_pages(), frame["nav"], frame["env"])


def _edited(config):
    """When each file was last edited that every page is made with."""
    theme = [
        path
        for folder in config.theme.dirs
        if "site-packages" not in folder
        for path in Path(folder).rglob("*.html")
    ]
    return _times([config.config_file_path, *HOOKS.glob("*.py"), *theme])


def _times(paths):
    return {str(path): os.stat(path).st_mtime_ns for path in paths}


def _load_core():
    """The core as it stands on the disk at this moment."""
    global loaded
    if str(HOOKS) not in sys.path:
        sys.path.insert(0, str(HOOKS))
    if (now := _times(HOOKS.glob("factbook/**/*.py"))) == loaded:
        return sys.modules["factbook.site"], sys.modules["factbook.writing.raw_html"]
    loaded = {}
    for name in [name for name in sys.modules if name.partition(".")[0] == "factbook"]:
        del sys.modules[name]
    try:
        site = importlib.import_module("factbook.site")
        site.Mistakes = importlib.import_module("factbook.record.problems").Mistakes
        loaded = now
        return site, importlib.import_module("factbook.writing.raw_html")
    except (ImportError, SyntaxError) as error:
        raise PluginError(f"the core cannot be loaded: {error}") from error
