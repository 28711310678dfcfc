"""Copy the machine into a new folder, with the record of a made-up minister to replace.

python hooks/new_explainer.py --dir ../my-explainer
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
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


def copy(target: Path) -> None:
    """The machine: code, templates, styles, the tests that are about it, and what surrounds it."""
    for name in WHOLE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=LEFT_OUT)
    helpers = [path.relative_to(ROOT) for path in sorted((ROOT / "tests").glob("*.py"))]
    for name in (*FILES, *helpers):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--dir", type=Path, required=True, help="the new folder")
    target = arguments.parse_args().dir.resolve()
    if target.exists() and any(target.iterdir()):
        sys.exit(f"{target} is not empty; nothing was written")
    copy(target)
    begin(target)
    subprocess.run([sys.executable, "hooks/write_schemas.py", "data"], cwd=target, check=True)
    print(
        f"A new explainer stands in {target}: make site builds it, "
        "and its README.md tells what to replace."
    )


if __name__ == "__main__":
    main()
