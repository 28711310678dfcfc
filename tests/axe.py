"""What axe-core finds on a page that is open in a browser."""

from axe_playwright_python.sync_playwright import Axe

# What differs in the dark are colours; the rest of a page is the same.
RULES = {"light": None, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
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


def faults(page, scheme: str) -> list[tuple[str, str]]:
    """The rules that the open page breaks in a colour scheme, each with the first place."""
    page.evaluate(SHORTEN, ALIKE)
    violations = Axe().run(page, options=RULES[scheme]).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in violations]
