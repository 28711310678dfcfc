// Runs before the first paint: the reader's choice of light or dark, and the button in the header.
{
  const root = document.documentElement
  const key = "colour-scheme"
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)")

  const read = () => {
    try {
      const chosen = localStorage.getItem(key)
      return ["light", "dark"].includes(chosen) ? chosen : null
    } catch {
      return null // a browser that keeps nothing
    }
  }
  const keep = scheme => {
    try {
      localStorage.setItem(key, scheme)
    } catch {} // then it holds for this page
  }

  let chosen = read()
  const show = () => {
    root.dataset.scheme = chosen ?? (systemIsDark.matches ? "dark" : "light")
  }

  root.classList.add("js")
  show()
  systemIsDark.addEventListener("change", show)
  addEventListener("click", event => {
    if (!event.target.closest?.("[data-theme-switch]")) return
    chosen = root.dataset.scheme === "dark" ? "light" : "dark"
    keep(chosen)
    show()
  })
}
