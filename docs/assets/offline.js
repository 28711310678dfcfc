// In the copy of the site that is opened from a folder (make zip): folders have no index page
// there, and files cannot be fetched.
if (location.protocol === "file:") {
  const answers = {}

  // A file `names.json` has a twin `names.json.js`, which calls this with its content.
  window.offline = content => {
    answers[document.currentScript.src] = content
  }

  window.fetch = async path => {
    const source = new URL(`${path}.js`, document.baseURI).href
    await run(source)
    return {
      ok: true,
      status: 200,
      json: async () => answers[source],
      text: async () => JSON.stringify(answers[source]),
    }
  }

  const run = source =>
    new Promise((done, failed) => {
      const script = document.createElement("script")
      script.src = source
      script.onload = done
      script.onerror = () => failed(new Error(`${source} is not in this copy`))
      document.head.append(script)
    })

  // Links of the pages lead to files already; those that scripts write do so before anyone
  // follows, copies or opens them in another tab.
  const toIndexPage = link => {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
  }
  const linksIn = node => {
    if (!(node instanceof Element)) return []
    const below = [...node.querySelectorAll("a[href]")]
    return node.matches("a[href]") ? [node, ...below] : below
  }
  const written = new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes) {
      const nodes = type === "attributes" ? [target] : [...addedNodes]
      for (const link of nodes.flatMap(linksIn)) toIndexPage(link)
    }
  })
  const links = { childList: true, subtree: true, attributeFilter: ["href"] }
  written.observe(document, links)
}
