"""What is wrong with a page in a browser: by axe-core in both schemes, and on a phone."""

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
PHONE = 320  # px
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


def faults(page, url: str, width: int) -> list[tuple[str, ...]]:
    """What is wrong with the page at an address that is so wide: one look for all of it."""
    page.set_viewport_size({"width": PHONE, "height": 640})
    page.goto(url)
    found: list[tuple[str, ...]] = []
    if page.evaluate("document.documentElement.scrollWidth") > PHONE:
        found.append(("scrolls sideways",))
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate(SHORTEN, ALIKE)
    page.evaluate(AXE)
    for scheme, options in RULES.items():
        page.emulate_media(color_scheme=scheme)
        for one in page.evaluate(RUN, options):
            found.append((scheme, one["id"], one["nodes"][0]["html"][:120]))
    page.emulate_media(color_scheme="light")
    return found
