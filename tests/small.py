"""The small record, to be spoilt and looked at again."""

import shutil
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from places import MACHINE, ROOT  # isort: skip -- finds the hooks

from factbook.authoring.starter import with_pages_of
from factbook.record.problems import Mistakes
from factbook.site import Folders, check_site

OF_TEMPLATES = ("unbroken.texts", "templates.texts")
QUESTION = """
brighter:
  question: {{en: "How much is set aside for light?", ko: "조명 예산은 얼마인가?"}}
  level: 1
  topic: light
  form: {form}
  answer: {answer}
  because:
    en: "See {{{{ link('indicators/light-budget', 'the budget') }}}}."
    ko: "{{{{ link('indicators/light-budget', '예산') }}}}을 보라."
"""


def copy_small_record(folder: Path) -> Path:
    """A folder with a copy of the small record: its data and its prose."""
    shutil.copytree(MACHINE / "small_data", folder / "data")
    shutil.copytree(MACHINE / "small_docs", folder / "docs")
    return folder


def keep_what_is_made(project: Path) -> Path:
    """Let a project use what this one has drawn and compiled, and found of the same templates.

    Each stands there with all that it depends on.
    """
    ours, its_own = ROOT / ".cache", project / ".cache"
    its_own.mkdir(exist_ok=True)
    for kind in ("charts", "cards"):
        (ours / kind).mkdir(parents=True, exist_ok=True)
        (its_own / kind).symlink_to(ours / kind)
    (its_own / "texts").mkdir()
    for name in OF_TEMPLATES:
        with suppress(FileNotFoundError):  # before the first check
            shutil.copy(ours / "texts" / name, its_own / "texts")
    for compiled in (ROOT / "hooks").rglob("__pycache__"):
        target = project / compiled.relative_to(ROOT)
        if target.parent.is_dir() and not target.exists():
            shutil.copytree(compiled, target)
    return project


def copy_all(folder: Path, target: Path) -> Path:
    """A copy of a folder of many files: for eight hundred Python takes a quarter of a second."""
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-Rp", f"{folder}/.", target], check=True)
    return target


def small_project(folder: Path) -> Path:
    """The machine with the small record, in a folder where a test may spoil either."""
    return keep_what_is_made(copy_all(Path(_pristine().name, "project"), folder))


@cache
def _pristine() -> TemporaryDirectory[str]:
    """The same as no test has spoilt it; it goes with this process."""
    pristine = TemporaryDirectory()
    folder, no_readme = Path(pristine.name, "project"), shutil.ignore_patterns("screenshots")
    # With what Python has compiled: it holds for the copy too, until a test edits a module.
    for name in ("hooks", "docs/templates", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=no_readme)
    shutil.copytree(MACHINE / "small_docs", folder / "docs", dirs_exist_ok=True)
    shutil.copytree(MACHINE / "small_data", folder / "data")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return pristine


def write_settings(folder: Path) -> None:
    """The machine's own mkdocs.yml, its menu without the pages that a folder lacks."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    fitting = with_pages_of(folder / "docs", settings)
    (folder / "mkdocs.yml").write_text(fitting, encoding="utf-8")


def whole_project(folder: Path) -> Path:
    """The machine with the small record, a chart of each kind, and a page of each kind."""
    small_project(folder)
    for source in (ROOT / "hooks" / "starter" / "docs", MACHINE / "kinds" / "docs"):
        shutil.copytree(source, folder / "docs", dirs_exist_ok=True)
    shutil.copytree(MACHINE / "kinds" / "data", folder / "data", dirs_exist_ok=True)
    shutil.copy(ROOT / "docs" / "about" / "corrections.md", folder / "docs" / "about")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace words where they first stand in a file; a file that is not there is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def ask(data: Path, answer: str, form: str = "number") -> None:
    """Put a question about the budget to the record: its id is 'brighter'."""
    edit(data / "questions" / "all.yml", "", QUESTION.format(form=form, answer=answer))


def messages(folders: Folders) -> list[str]:
    """All that an author is told about a record, warnings too, one line for each."""
    try:
        warnings = check_site(folders).warnings
        return [str(problem) for problem in warnings]
    except Mistakes as mistakes:
        return [str(problem) for problem in mistakes.problems]
