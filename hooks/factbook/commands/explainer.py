"""Copies the machine into a new folder, with the record of a made-up minister to replace."""

import re
import shutil
from contextlib import chdir
from pathlib import Path

import click

from . import schemas
from .options import refuse_full

ROOT = Path(__file__).parents[3]
STARTER = ROOT / "hooks" / "starter"
WHOLE = (
    "hooks",
    "docs/templates",
    "docs/assets",
    ".github",
    ".vscode",
    "tests/machine",
)
FILES = (
    "Makefile",
    "pyproject.toml",
    "biome.json",
    "LICENSE",
    ".gitignore",
    "requirements.in",
    "requirements.txt",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "docs/about/corrections.md",
    "tests/overrides.txt",
    "tests/requirements.in",
    "tests/requirements.txt",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "screenshots")
PLACEHOLDERS = {
    r"https://example\.github\.io/[\w-]+/": "https://example.github.io/my-explainer/",
    r"https://github\.com/example/[\w-]+": "https://github.com/example/my-explainer",
    r"(?m)^site_name: .*": "site_name: The Lantern Record",
    r"(?m)^site_description: .*": (
        "site_description: What the minister of light promised and what came of it."
    ),
}


@click.command()
@click.option("--dir", "folder", required=True, type=click.Path(path_type=Path), help="the new one")
def command(folder: Path) -> None:
    """Copy the machine with a made-up record into a new folder."""
    target = folder.resolve()
    refuse_full(target)
    copy(target)
    begin(target)
    with chdir(target):
        schemas.write_schemas(Path("data"))
        schemas.write_forms()
        schemas.name_schemas(Path("data"))
    click.echo(
        f"A new explainer stands in {target}: make site builds it, "
        "and its README.md tells what to replace."
    )


def copy(target: Path) -> None:
    """The machine: code, templates, styles, the tests that are about it, and what surrounds it."""
    for name in WHOLE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=LEFT_OUT)
    helpers = [path.relative_to(ROOT) for path in sorted((ROOT / "tests").glob("*.py"))]
    for file in (*map(Path, FILES), *helpers):
        if (ROOT / file).is_file():
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, target / file)


def begin(target: Path) -> None:
    """The made-up record and its pages, and a configuration with placeholders."""
    for name in ("data", "docs"):
        shutil.copytree(STARTER / name, target / name, dirs_exist_ok=True)
    shutil.copy(STARTER / "README.md", target)
    (target / "mkdocs.yml").write_text(configuration(), encoding="utf-8")


def configuration() -> str:
    """mkdocs.yml with placeholders."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for pattern, words in PLACEHOLDERS.items():
        text = re.sub(pattern, words, text)
    return text
