// Heads of a sortable table become buttons; a second press turns the order round.
import { make } from "./make.js"

// On a phone the rows are drawn as cards, which would lose the table for screen readers.
const ROLES = {
  "thead, tbody": "rowgroup",
  tr: "row",
  "thead th": "columnheader",
  "tbody th": "rowheader",
  td: "cell",
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  table.setAttribute("role", "table")
  for (const [parts, role] of Object.entries(ROLES)) {
    for (const part of table.querySelectorAll(parts)) part.setAttribute("role", role)
  }
  const heads = [...table.tHead.rows[0].cells]
  for (const [column, head] of heads.entries()) {
    const button = make("button", { type: "button", className: "sort" }, ...head.childNodes)
    button.title = table.dataset.sortWords.replace("{head}", button.textContent)
    button.addEventListener("click", () => sort(table.tBodies[0], heads, column))
    head.append(button)
  }
}

function sort(body, heads, column) {
  const isTurned = heads[column].getAttribute("aria-sort") === "ascending"
  for (const head of heads) head.removeAttribute("aria-sort")
  heads[column].setAttribute("aria-sort", isTurned ? "descending" : "ascending")
  const value = row => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim()
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true })
  const rows = [...body.rows].sort((a, b) => compare(value(a), value(b)))
  body.append(...(isTurned ? rows.reverse() : rows))
}
