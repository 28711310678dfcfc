// A sheet's code brings its edition along (?e=2026-07-05): its column and its line are marked.
const edition = new URLSearchParams(location.search).get("e")
if (edition) {
  const marked = [...document.querySelectorAll("[data-edition]")].filter(
    cell => cell.dataset.edition === edition,
  )
  marked.forEach(cell => cell.classList.add("is-mine"))
  if (!marked.length) {
    const list = document.querySelector("[data-editions]")
    list.before(
      Object.assign(document.createElement("p"), {
        role: "status",
        textContent: list.dataset.unknown,
      }),
    )
  }
}
