"""What Canvas makes of the course: its tool converts the quizzes, and they are read as it does.

    python tests/systems/canvas.py TOOL SITE

TOOL is a folder with QTIMigrationTool (github.com/instructure), which Canvas runs on each
cartridge; SITE is a built site. Not a part of `make test`, which has no such folder. What Canvas
reads of the tool's output was read in its source, gems/plugins/qti_exporter/lib/qti, in November
2026; each rule below names its file and function. The exit code is 1 where a question arrives
without exactly its right answers or without its feedback.
"""

import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

QTI_1 = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
QTI_2 = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}
OPTIONS = ("--ucvars", "--nogui", "--overwrite")  # as lib/qti.rb, get_conversion_command


def main(tool: Path, site: Path) -> int:
    """Tells of each course what arrives; gives the number of faults."""
    faults = 0
    for course in sorted((site / "teach").glob("course*.imscc")):
        with tempfile.TemporaryDirectory() as folder:
            converted = convert(tool, course, Path(folder))
            found = [read(path) for path in converted]
        given = asked(course)
        wrong = [id_ for id_, sort, right, feedback in found if right != given[id_] or not feedback]
        sorts = dict(Counter(sort for _, sort, _, _ in found))
        answers = sum(len(right) for _, _, right, _ in found)
        links = sum(feedback for *_, feedback in found)
        print(f"{course.name}: {len(found)} of {len(given)} questions, {sorts},")
        print(f"  {answers} right answers, {links} links in feedback; wrong: {wrong}")
        faults += len(wrong) + len(given) - len(found)
    return faults


def convert(tool: Path, course: Path, folder: Path) -> list[Path]:
    """The items that the tool writes."""
    with zipfile.ZipFile(course) as archive:
        archive.extractall(folder / "in")
    command = [sys.executable, str(tool / "migrate.py"), *OPTIONS, f"--cpout={folder / 'out'}"]
    subprocess.run([*command, "in"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return sorted((folder / "out" / "assessmentItems").glob("*.xml"))


def asked(course: Path) -> dict[str, set[str]]:
    """The right answers of each question as they stand in the course."""
    found = {}
    with zipfile.ZipFile(course) as archive:
        for name in archive.namelist():
            if name.startswith("quizzes/"):
                quiz = ElementTree.fromstring(archive.read(name))
                for item in quiz.iterfind(".//q:item", QTI_1):
                    right = {one.text for one in item.iterfind(".//q:varequal", QTI_1)}
                    found[item.get("ident")] = right
    return found


def read(path: Path) -> tuple[str, str, set[str], int]:
    """The id of a question, its sort, its right answers and the links in its feedback."""
    item = ElementTree.parse(path).getroot()
    is_choice = item.find(".//q:choiceInteraction", QTI_2) is not None
    right = chosen(item) if is_choice else typed(item)
    sort = "choice" if is_choice else "short answer" if right else "essay"
    return item.get("identifier"), sort, right, general_feedback(item)


def typed(item: ElementTree.Element) -> set[str]:
    """As extended_text_interaction.rb, process_response_conditions: every string to match."""
    path = ".//q:responseCondition//q:stringMatch/q:baseValue[@baseType='string']"
    return {value.text for value in item.iterfind(path, QTI_2)}


def chosen(item: ElementTree.Element) -> set[str]:
    """As choice_interaction.rb, process_response_conditions: what earns more than nothing."""
    found = set()
    for condition in item.iterfind(".//q:responseCondition", QTI_2):
        value = condition.find(".//q:match/q:baseValue[@baseType='identifier']", QTI_2)
        score = condition.find(".//q:setOutcomeValue[@identifier='SCORE']//q:baseValue", QTI_2)
        if value is not None and score is not None and float(score.text) > 0:
            found.add(value.text)
    return found


def general_feedback(item: ElementTree.Element) -> int:
    """As assessment_item_converter.rb, get_feedback: what is named general, or of all."""
    shown = [
        "".join(feedback.itertext())
        for feedback in item.iterfind("q:modalFeedback", QTI_2)
        if "general_" in feedback.get("identifier") or "_all" in feedback.get("identifier")
    ]
    return sum(words.count("href=") for words in shown)


if __name__ == "__main__":
    sys.exit(1 if main(*map(Path, sys.argv[1:])) else 0)
