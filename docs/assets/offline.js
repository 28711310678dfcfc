// In the copy of the site that is opened from a folder (make zip): folders have no index page there, and files cannot be fetched.
if (location.protocol === "file:") {
  const answers = {}
  // A file `names.json` has a twin `names.json.js`, which calls this with its content.
  window.offline = content => {
    answers[document.currentScript.src] = content
  }
  window.fetch = async path => {
    const source = new URL(`${path}.js`, document.baseURI).href
    await new Promise((done, failed) =>
      document.head.append(
        Object.assign(document.createElement("script"), {
          src: source,
          onload: done,
          onerror: () => failed(new Error(`${path} is not in this copy`)),
        }),
      ),
    )
    return {
      ok: true,
      status: 200,
      json: async () => answers[source],
      text: async () => JSON.stringify(answers[source]),
    }
  }
  addEventListener(
    "click",
    event => {
      const link = event.target.closest?.("a[href]")
      if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
    },
    true,
  )
}
