// Runs before the first paint: the reader's choice of light or dark, and the buttons of the header.
;(() => {
  const root = document.documentElement,
    key = "colour-scheme"
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const show = scheme => {
    root.dataset.mdColorScheme = scheme
  }
  let chosen = null
  try {
    chosen = localStorage.getItem(key)
  } catch {}
  root.classList.add("js")
  show(chosen || (dark.matches ? "slate" : "default"))
  dark.addEventListener("change", () => chosen || show(dark.matches ? "slate" : "default"))
  addEventListener("click", event => {
    if (!event.target.closest?.("[data-theme-switch]")) return
    chosen = root.dataset.mdColorScheme === "slate" ? "default" : "slate"
    show(chosen)
    try {
      localStorage.setItem(key, chosen)
    } catch {}
  })
})()
