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

  /** A reader whose browser prefers another language is told once that the page exists in it. */
  const offer = () => {
    const wanted = navigator.language.split("-")[0]
    const notice = document.querySelector(`[data-offer="${CSS.escape(wanted)}"]`)
    if (!notice) return
    try {
      if (localStorage.getItem("language-offered")) return
      localStorage.setItem("language-offered", wanted)
    } catch {
      return // a browser that keeps nothing would be told on every page
    }
    notice.hidden = false
    notice.querySelector("button").addEventListener("click", () => notice.remove())
  }

  /** Letters that are not in titles and leads are asked for once the first screen stands. */
  const fetchRest = (paints, painted) => {
    if (!paints.getEntriesByName("first-contentful-paint").length) return
    painted.disconnect()
    for (const style of document.querySelectorAll("link[disabled]")) style.disabled = false
  }

  root.classList.add("js")
  new PerformanceObserver(fetchRest).observe({ type: "paint", buffered: true })
  show()
  systemIsDark.addEventListener("change", show)
  addEventListener("DOMContentLoaded", offer)
  addEventListener("click", event => {
    if (!event.target.closest?.("[data-theme-switch]")) return
    chosen = root.dataset.scheme === "dark" ? "light" : "dark"
    keep(chosen)
    show()
  })
}
