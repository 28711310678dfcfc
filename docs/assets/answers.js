// A sheet's code brings its edition along (?e=2026-07-05): its column and its line are marked.
import { make } from "./make.js"

const edition = new URLSearchParams(location.search).get("e")
if (edition) {
  const cells = [...document.querySelectorAll("[data-edition]")]
  const mine = cells.filter(cell => cell.dataset.edition === edition)
  for (const cell of mine) cell.classList.add("is-mine")
  if (!mine.length) {
    const list = document.querySelector("[data-editions]")
    list.before(make("p", { role: "status" }, list.dataset.unknown))
  }
}
