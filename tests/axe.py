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
SCREENS = (320, 360, 768, 1440)  # px
FAR = """() => {
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return null
  const parts = [...document.querySelectorAll("main *")]
  const far = parts.find(part => part.getBoundingClientRect().right > clientWidth + 1)
  return far?.outerHTML.slice(0, 120) ?? ""
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
    found = too_wide(page)
    page.evaluate(SHORTEN, ALIKE)
    page.evaluate(AXE)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        for scheme, options in RULES.items():
            page.emulate_media(color_scheme=scheme)
            for one in page.evaluate(RUN, options):
                found.append((width, scheme, one["id"], one["nodes"][0]["html"][:120]))
    return found


def too_wide(page) -> list[tuple]:
    """At which width of a screen the open page scrolls sideways, and what reaches that far."""
    found: list[tuple] = []
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 640})
        far = page.evaluate(FAR)
        if far is not None:
            found.append((width, "scrolls sideways", far))
    return found


def unseen(page, url: str) -> list[str]:
    """The figures of the page at an address of which no drawing is seen, at any width."""
    page.goto(url)
    found = []
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 640})
        found += page.evaluate(UNSEEN)
    return found
