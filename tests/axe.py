"""What is wrong with a page in a browser: by axe-core in both schemes, and at each width."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
RUN = "options => axe.run(options).then(found => found.violations)"
# What differs in the dark are colours; the rest of a page is the same.
COLOURS = ["color-contrast", "link-in-text-block"]
# Who says aloud what stands on a link must be led by it; axe takes this for new.
NEW = {"label-content-name-mismatch": {"enabled": True}}
RULES = {
    "light": {"resultTypes": ["violations"], "rules": NEW},
    "dark": {"resultTypes": ["violations"], "runOnly": COLOURS},
}
SCREENS = (320, 360, 768, 1280, 1440)  # px
PHONE = 360
OPEN = """() => {
  for (const fold of document.querySelectorAll("details:not([open])"))
    fold.open = fold.dataset.wasShut = true
}"""
SHUT = """() => {
  for (const fold of document.querySelectorAll("[data-was-shut]")) fold.open = false
}"""
FAR = """() => {
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return null
  const parts = [...document.querySelectorAll("body *")]
  const far = parts.findLast(part => part.getBoundingClientRect().right > clientWidth + 1)
  return far?.outerHTML.slice(0, 120) ?? ""
}"""
LEAST = 12  # px: words as they are seen, drawings on a phone too; a small picture is no text
SMALL = """least => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = new Set()
  while (words.nextNode()) {
    const part = words.currentNode.parentElement
    if (!words.currentNode.data.trim() || part.closest("script, style, .small-drawing")) continue
    const drawn = part.getScreenCTM?.() ?? { a: 1 }
    const size = parseFloat(getComputedStyle(part).fontSize) * drawn.a
    if (size < least - 0.01 && part.checkVisibility()) found.add(part.outerHTML.slice(0, 120))
  }
  return [...found]
}"""
# What no line may end within is held by an element, which a row or a grid would set apart from
# the words around it: the space before it is lost.
APART = """() => {
  const apart = held => /flex|grid/.test(getComputedStyle(held.parentElement).display)
  return [...document.querySelectorAll(".whole")]
    .filter(held => apart(held) && held.parentElement.childNodes.length > 1)
    .map(held => held.parentElement.outerHTML.slice(0, 120))
}"""
# Drawings that nobody sees, where every fold is open.
UNSEEN = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true
  const isSeen = drawing => drawing.checkVisibility() && drawing.getBoundingClientRect().height > 0
  return [...document.querySelectorAll("figure.chart")]
    .filter(figure => ![...figure.querySelectorAll(".drawing")].some(isSeen))
    .map(figure => figure.outerHTML.slice(0, 120))
}"""
# A list of hundreds is written by one template: its first items are looked at, not each.
SHORTEN = """alike => {
  for (const parent of document.querySelectorAll("main *")) {
    const seen = new Map()
    for (const child of [...parent.children]) {
      const kind = child.localName + "." + child.className
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
      if (seen.get(kind) > alike && parent.namespaceURI === document.body.namespaceURI)
        child.remove()
    }
  }
}"""
ALIKE = 12


def faults(page, url: str, *widths: int) -> list[tuple]:
    """What is wrong with the page at an address, by axe-core at some widths: one look for all."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(url)
    found = unfit(page)
    page.evaluate(SHORTEN, ALIKE)
    page.evaluate(AXE)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        for scheme, options in RULES.items():
            page.emulate_media(color_scheme=scheme)
            for one in page.evaluate(RUN, options):
                found.append((width, scheme, one["id"], one["nodes"][0]["html"][:120]))
    return found


def unfit(page) -> list[tuple]:
    """At which width of a screen the open page scrolls sideways, and what reaches that far.

    On a phone, what is too small to be read too; whatever unfolds is looked at as well.
    """
    found: list[tuple] = []
    page.evaluate(OPEN)
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 640})
        far = page.evaluate(FAR)
        if far is not None:
            found.append((width, "scrolls sideways", far))
        if width == PHONE:
            found += [(width, "too small", part) for part in page.evaluate(SMALL, LEAST)]
            found += [(width, "apart", part) for part in page.evaluate(APART)]
    page.evaluate(SHUT)
    return found


def unseen(page, url: str) -> list[str]:
    """The figures of the page at an address of which no drawing is seen, at any width."""
    page.goto(url)
    found = []
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 640})
        found += page.evaluate(UNSEEN)
    return found
