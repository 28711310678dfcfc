"""The templates of docs/templates/ as they are written, each read once for all that look at it."""

from dataclasses import dataclass
from glob import glob
from pathlib import Path

ENDINGS = "**/*.jinja", "**/*.html"
TEMPLATES_AT_HAND = 500  # several times what there are: a server reads again what was edited


@dataclass(frozen=True)
class TemplateText:
    """A template: its path in the folder, parts/timeline.jinja, and what stands in it."""

    path: str
    text: str
    shown: str  # how messages call it: docs/templates/parts/timeline.jinja

    @property
    def is_of_the_theme(self) -> bool:
        """True for the frame of MkDocs, which has Jinja's own signs for comments."""
        return self.path.endswith(".html")

    @property
    def stem(self) -> str:
        """Its name without folders and endings: timeline."""
        return Path(self.path).stem.removesuffix(".md")


def template_texts(folder: Path) -> tuple[TemplateText, ...]:
    """Every template below a folder, in the order of their paths."""
    shown = f"{folder.parent.name}/{folder.name}"
    names = (name for ending in ENDINGS for name in glob(ending, root_dir=folder, recursive=True))
    return tuple(
        TemplateText(name, (folder / name).read_text(encoding="utf-8"), f"{shown}/{name}")
        for name in sorted(names)
    )
