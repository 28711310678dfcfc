"""Lets all words that leave it open speak of a figure at one of its stages."""

import click

from ..authoring.stages import keep_stages
from ..meaning.figures import remedy_of_figure
from ..record.book import Book, read_book
from ..record.folders import Folders
from ..record.kinds import FIGURE_STAGES
from ..record.problems import Mistakes, did_you_mean, errors
from .options import Refused, with_folders


@click.command()
@click.argument("figure")
@click.argument("stage")
@with_folders
def command(folders: Folders, figure: str, stage: str) -> None:
    """Let words that leave it open speak of one stage of a figure.

    FIGURE is kind/id#figure, STAGE that of one of its readings, such as announced. What names a
    stage or a day already stays as it is.
    """
    book, problems = read_book(folders.data)
    if not book or errors(problems):
        raise Mistakes(problems)
    _refuse(book, figure, stage)
    files = keep_stages(folders, book, {figure: stage})
    click.echo("\n".join(map(str, files)) or f"nothing leaves the stage of '{figure}' open")


def _refuse(book: Book, figure: str, stage: str) -> None:
    """Refuse a figure that is not there, and a stage at which it was never read."""
    if not figure:
        raise Refused("say which figure, as in OF=investments/my-fund#size STAGE=announced")
    if figure not in book.figures:
        wrong = [f"no figure '{figure}'{remedy_of_figure(book, figure)}"]
        if stage not in FIGURE_STAGES:
            known = did_you_mean(stage, FIGURE_STAGES) or f"; known: {', '.join(FIGURE_STAGES)}"
            wrong.append(f"no figure is '{stage}'{known}")
        raise Refused(*wrong)
    stages = book.figures[figure].stages
    if not stage:
        raise Refused(f"say which stage, with STAGE=; '{figure}' has: {', '.join(stages)}")
    if stage not in stages:
        raise Refused(f"'{figure}' has no reading that is '{stage}'; it has: {', '.join(stages)}")
