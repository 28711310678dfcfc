"""Whether archives for learning systems keep to the specifications, as far as these files go.

The schemas of 1EdTech come in no package of the registries,
so what they state of the elements used here is stated anew, after:
"Common Cartridge Profile: Implementation", version 1.1
(manifest, web links, and its profile of QTI 1.2.1), and
"Question and Test Interoperability: Assessment Test, Section and Item Information Model",
version 2.1.

An element may hold what its line says, in that order, and nothing else;
every attribute must be known.

Two systems ask for more than the specifications do. Their rules were read in their source in
November 2026; each stands with the system's own file and function.
"""

import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

CC = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
QTI_1 = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
QTI_2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
METADATA = "http://www.imsglobal.org/xsd/imsmd_v1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# element: (its children in order, its required attributes, further attributes)
MANIFEST = {
    "manifest": ("metadata organizations resources ", "identifier", LOCATION),
    "metadata": ("(schema schemaversion )?(lom )?", "", ""),
    "schema": ("", "", ""),
    "schemaversion": ("", "", ""),
    "title": ("", "", ""),
    "lom": ("general rights ", "", ""),
    "general": ("title description ", "", ""),
    "rights": ("copyrightAndOtherRestrictions description ", "", ""),
    "copyrightAndOtherRestrictions": ("value ", "", ""),
    "value": ("", "", ""),
    "description": ("(string )+", "", ""),
    "string": ("", "language", ""),
    "organizations": ("(organization )?", "", ""),
    "organization": ("item ", "identifier structure", ""),
    "item": ("(title )?(item )*", "identifier", "identifierref"),
    "resources": ("(resource )*", "", ""),
    "resource": ("(metadata )?(file )+(dependency )*", "identifier type", "href"),
    "dependency": ("", "identifierref", ""),
    "file": ("", "href", ""),
}
DESCRIBED = {  # what a package says of a question
    "lom": ("general educational ", "", ""),
    "general": ("title language keyword ", "", ""),
    "title": ("langstring ", "", ""),
    "language": ("", "", ""),
    "keyword": ("langstring ", "", ""),
    "educational": ("difficulty ", "", ""),
    "difficulty": ("source value ", "", ""),
    "source": ("langstring ", "", ""),
    "value": ("langstring ", "", ""),
    "langstring": ("", XML_LANG, ""),
}
WEB_LINK = {
    "webLink": ("title url ", "", LOCATION),
    "title": ("", "", ""),
    "url": ("", "href", "target windowFeatures"),
}
QUIZ = {
    "questestinterop": ("assessment ", "", LOCATION),
    "assessment": ("qtimetadata (rubric )?section ", "ident title", ""),
    "section": ("(item )+", "ident", ""),
    "item": ("itemmetadata presentation (resprocessing )?(itemfeedback )*", "ident", "title"),
    "itemmetadata": ("qtimetadata ", "", ""),
    "qtimetadata": ("(qtimetadatafield )+", "", ""),
    "qtimetadatafield": ("fieldlabel fieldentry ", "", ""),
    "fieldlabel": ("", "", ""),
    "fieldentry": ("", "", ""),
    "presentation": ("material (response_lid |response_str )?", "", ""),
    "material": ("(mattext )+", "", ""),
    "mattext": ("", "", "texttype"),
    "response_lid": ("render_choice ", "ident rcardinality", ""),
    "response_str": ("render_fib ", "ident rcardinality", ""),
    "render_choice": ("(response_label )+", "", "shuffle"),
    "render_fib": ("(response_label )?", "", ""),
    "response_label": ("(material )?", "ident", ""),
    "resprocessing": ("outcomes (respcondition )+", "", ""),
    "outcomes": ("decvar ", "", ""),
    "decvar": ("", "maxvalue minvalue varname vartype", ""),
    "respcondition": ("conditionvar (setvar )?(displayfeedback )?", "", "continue title"),
    "conditionvar": ("(other |(varequal )+)", "", ""),
    "other": ("", "", ""),
    "varequal": ("", "respident", "case"),
    "setvar": ("", "action varname", ""),
    "displayfeedback": ("", "feedbacktype linkrefid", ""),
    "itemfeedback": ("flow_mat ", "ident", ""),
    "flow_mat": ("material ", "", ""),
}
ITEM = {
    "assessmentItem": (
        "(responseDeclaration )*(outcomeDeclaration )*"
        "itemBody responseProcessing (modalFeedback )*",
        "identifier title adaptive timeDependent",
        f"{LOCATION} {XML_LANG}",
    ),
    "responseDeclaration": (
        "(correctResponse )?(mapping )?",
        "identifier cardinality baseType",
        "",
    ),
    "correctResponse": ("(value )+", "", ""),
    "value": ("", "", ""),
    "mapping": ("(mapEntry )+", "defaultValue", ""),
    "mapEntry": ("", "mapKey mappedValue", "caseSensitive"),
    "outcomeDeclaration": ("(defaultValue )?", "identifier cardinality baseType", ""),
    "defaultValue": ("value ", "", ""),
    "itemBody": ("(p |choiceInteraction )+", "", ""),
    "p": ("(textEntryInteraction |a )*", "", ""),
    "responseCondition": ("responseIf ", "", ""),
    "responseIf": ("equal setOutcomeValue ", "", ""),
    "equal": ("variable baseValue ", "toleranceMode tolerance", ""),
    "variable": ("", "identifier", ""),
    "baseValue": ("", "baseType", ""),
    "setOutcomeValue": ("baseValue ", "identifier", ""),
    "textEntryInteraction": ("", "responseIdentifier", "expectedLength"),
    "choiceInteraction": ("prompt (simpleChoice )+", "responseIdentifier shuffle maxChoices", ""),
    "prompt": ("", "", ""),
    "simpleChoice": ("", "identifier", ""),
    "responseProcessing": ("(responseCondition )?", "", "template"),
    "modalFeedback": ("p p ", "outcomeIdentifier identifier showHide", ""),
    "a": ("", "href", ""),
}
TEST = {
    "assessmentTest": ("testPart ", "identifier title", LOCATION),
    "testPart": ("assessmentSection ", "identifier navigationMode submissionMode", ""),
    "assessmentSection": ("(assessmentItemRef )+", "identifier title visible", ""),
    "assessmentItemRef": ("", "identifier href", ""),
}
DIFFERENT = {LOM: {"title": ("(string )+", "", "")}, METADATA: DESCRIBED}
PROFILES = {"cc.fib.v0p1", "cc.multiple_choice.v0p1", "cc.true_false.v0p1"}
TYPES = {"imswl_xmlv1p1": "webLink", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment": "questestinterop"}
TEMPLATES = {
    f"http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"
    for name in ("match_correct", "map_response")
}


def wrong(
    root: ElementTree.Element, spaces: set[str], rules: dict[str, tuple[str, str, str]], name: str
) -> list[str]:
    """What is wrong with the elements and attributes of a document."""
    found = []
    for element in root.iter():
        space, _, tag = element.tag[1:].partition("}")
        its_rules = rules | DIFFERENT.get(space, {})
        if space not in spaces or tag not in its_rules:
            found.append(f"{name}: unknown element {element.tag}")
            continue
        children, required, further = its_rules[tag]
        held = "".join(f"{child.tag.partition('}')[2]} " for child in element)
        if not re.fullmatch(children, held):
            found.append(f"{name}: {tag} holds '{held}', not '{children}'")
        missing, unknown = (
            set(required.split()) - set(element.attrib),
            set(element.attrib) - set(required.split()) - set(further.split()),
        )
        found += [f"{name}: {tag} lacks {attribute}" for attribute in missing] + [
            f"{name}: {tag} has {attribute}" for attribute in unknown
        ]
    return found


def _packed(
    archive: zipfile.ZipFile, space: str, spaces: set[str]
) -> tuple[ElementTree.Element, dict[str, ElementTree.Element], list[str]]:
    """The manifest, the resources by their file, and what is wrong.

    Wrong is what the manifest may not hold, and what hangs loose in the archive.
    """
    manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
    found = wrong(manifest, spaces, MANIFEST, "imsmanifest.xml")
    resources = {
        resource.find(f"{{{space}}}file").get("href"): resource
        for resource in manifest.iter(f"{{{space}}}resource")
    }
    if set(resources) | {"imsmanifest.xml"} != set(archive.namelist()):
        found.append(
            f"the manifest and the archive differ: {set(resources) ^ set(archive.namelist())}"
        )
    ids = [element.get("identifier") for element in manifest.iter() if element.get("identifier")]
    found += [f"identifier {id_} is there twice" for id_ in set(ids) if ids.count(id_) > 1]
    found += [
        f"identifier {id_} is no name of XML"
        for id_ in ids
        if not re.fullmatch(r"[A-Za-z_][\w.-]*", id_)
    ]
    known = {resource.get("identifier") for resource in resources.values()}
    found += [
        f"no resource {item.get('identifierref')}"
        for item in manifest.iter(f"{{{space}}}item")
        if item.get("identifierref", next(iter(known))) not in known
    ]
    return manifest, resources, found


def check_cartridge(archive: zipfile.ZipFile) -> list[str]:
    """What is wrong with a Common Cartridge 1.1 of web links and quizzes."""
    manifest, resources, found = _packed(archive, CC, {CC, LOM})
    if [manifest.findtext(f".//{{{CC}}}{tag}") for tag in ("schema", "schemaversion")] != [
        "IMS Common Cartridge",
        "1.1.0",
    ]:
        found.append("the manifest does not say that it is a Common Cartridge 1.1.0")
    if manifest.find(f".//{{{CC}}}organization").get("structure") != "rooted-hierarchy":
        found.append("the organization is no rooted hierarchy")
    for name, resource in resources.items():
        if name not in archive.namelist():
            continue  # told above
        root = ElementTree.fromstring(archive.read(name))
        tag = TYPES.get(resource.get("type"))
        if root.tag.partition("}")[2] != tag:
            found.append(f"{name}: type {resource.get('type')} is not {root.tag}")
        found += (
            wrong(root, {LINK}, WEB_LINK, name) if tag == "webLink" else _wrong_quiz(root, name)
        )
    return found


def _wrong_quiz(root: ElementTree.Element, name: str) -> list[str]:
    found = wrong(root, {QTI_1}, QUIZ, name)
    at = {"q": QTI_1}
    for item in root.iterfind(".//q:item", at):
        profile = item.findtext("q:itemmetadata//q:fieldentry", namespaces=at)
        if profile not in PROFILES:
            found.append(f"{name}: {profile} is no profile of a question")
        labels = {
            label.get("ident") for label in item.iterfind(".//q:response_lid//q:response_label", at)
        }
        answers = [answer.text for answer in item.iterfind(".//q:varequal", at)]
        if (
            not answers
            or (labels and not set(answers) <= labels)
            or (profile != "cc.fib.v0p1" and len(answers) != 1)
        ):
            found.append(f"{name}: {item.get('ident')} has no right answer")
        if profile == "cc.true_false.v0p1" and len(labels) != 2:
            found.append(f"{name}: {item.get('ident')} needs two choices")
        found += _refused_by_moodle(item, labels, profile, name)
        feedbacks = {feedback.get("ident") for feedback in item.iterfind("q:itemfeedback", at)}
        found += [
            f"{name}: no feedback {shown.get('linkrefid')}"
            for shown in item.iterfind(".//q:displayfeedback", at)
            if shown.get("linkrefid") not in feedbacks
        ]
    return found


def _refused_by_moodle(
    item: ElementTree.Element, labels: set[str | None], profile: str | None, name: str
) -> list[str]:
    """What Moodle's backup/cc/entity11.quiz.class.php does not take of an item."""
    at, found = {"q": QTI_1}, []
    if profile == "cc.true_false.v0p1" and labels != {"true", "false"}:
        # create_node_…_question_true_false stops the whole restore at any other identifier
        found.append(f"{name}: Moodle stops at {labels} in {item.get('ident')}")
    conditions = item.findall("q:resprocessing/q:respcondition", at)
    if len([one for one in conditions if one.findtext("q:setvar", "", at) == "100"]) != 1:
        # get_answers_fib reads the answers of the first condition that gives 100, and no other
        found.append(f"{name}: Moodle reads one condition of {item.get('ident')}")
    shown = [
        one.find("q:displayfeedback", at) for one in conditions if one.get("continue") == "Yes"
    ]
    if not any(one is not None for one in shown):
        # get_general_feedback
        found.append(f"{name}: Moodle drops the feedback of {item.get('ident')}")
    return found


def check_items(archive: zipfile.ZipFile) -> list[str]:
    """What is wrong with a package of QTI 2.1 items."""
    _, resources, found = _packed(archive, PACKAGE, {PACKAGE, METADATA})
    for name, resource in resources.items():
        root = ElementTree.fromstring(archive.read(name))
        if resource.get("type") == "imsqti_test_xmlv2p1":
            found += _wrong_test(root, resource, name, resources)
            continue
        found += wrong(root, {QTI_2}, ITEM, name)
        if resource.get("type") != "imsqti_item_xmlv2p1" or resource.get("href") != name:
            found.append(f"{name}: not declared as an item")
        found += _wrong_answers(root, name)
    return found


def _wrong_answers(root: ElementTree.Element, name: str) -> list[str]:
    """What is wrong with the answers of an item, and with how they are marked."""
    at, found = {"q": QTI_2}, []
    declared = root.find("q:responseDeclaration", at)
    sort, right = declared.get("baseType"), declared.findtext(".//q:value", namespaces=at)
    equal = root.find(".//q:equal", at)
    template = root.find("q:responseProcessing", at).get("template")
    if (sort == "float") != (equal is not None) or (equal is None) != (template in TEMPLATES):
        found.append(f"{name}: unknown response processing")
    if equal is not None and not is_equal(equal, right):
        found.append(f"{name}: its right answer is beyond the tolerance")
    choices = {choice.get("identifier") for choice in root.iterfind(".//q:simpleChoice", at)}
    if (sort == "identifier") != bool(choices) or (choices and right not in choices):
        found.append(f"{name}: its right answer is none of its choices")
    keys = [entry.get("mapKey") for entry in root.iterfind(".//q:mapEntry", at)]
    if keys and right.lower() not in keys:
        found.append(f"{name}: its right answer earns nothing")
    if "general_" not in root.find("q:modalFeedback", at).get("identifier"):
        # qti_exporter/lib/qti/assessment_item_converter.rb, get_feedback
        found.append(f"{name}: Canvas drops its feedback")
    return found


def is_equal(equal: ElementTree.Element, answer: str) -> bool:
    """Whether an answer is as near to a number as its tolerance asks."""
    below, above = map(Decimal, equal.get("tolerance").split())
    value = Decimal(equal.findtext(f"{{{QTI_2}}}baseValue"))
    return value - below <= Decimal(answer) <= value + above


def _wrong_test(
    root: ElementTree.Element,
    resource: ElementTree.Element,
    name: str,
    resources: dict[str, ElementTree.Element],
) -> list[str]:
    """What is wrong with a test: what it refers to is what its resource depends on."""
    found = wrong(root, {QTI_2}, TEST, name)
    references = list(root.iter(f"{{{QTI_2}}}assessmentItemRef"))
    referred = [part.get("href") for part in references]
    named = [
        resources[href.removeprefix("../")].get("identifier")
        for href in referred
        if href.removeprefix("../") in resources
    ]
    depends = [part.get("identifierref") for part in resource.iter(f"{{{PACKAGE}}}dependency")]
    if len(named) != len(referred) or named != depends:
        found.append(f"{name}: refers to {referred}, depends on {depends}")
    if [part.get("identifier") for part in references] != depends:
        # qti_exporter/lib/qti/assessment_test_converter.rb, process_question
        found.append(f"{name}: Canvas finds no item by the names of its references")
    return found
