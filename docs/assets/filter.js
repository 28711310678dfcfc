// Lists and boards show all they hold; the choosers hide what was not asked for. What is asked
// stands in the address, so that it can be sent on; the other pages of a long list are asked too.

const ITEM = ":is([data-topic], [data-words])"

for (const form of document.querySelectorAll("[data-filter]")) {
  const choosers = [...form.elements].filter(({ name }) => name)
  const scope = form.closest("article")
  const items = [...scope.querySelectorAll(ITEM)]
  const groups = [...scope.querySelectorAll("[data-group]")].reverse() // the innermost first

  const show = () => {
    const asked = [...new FormData(form)].filter(([, value]) => value.trim())
    for (const item of items) item.hidden = !asked.every(([name, value]) => fits(item, name, value))
    for (const group of groups) showGroup(group, asked.length > 0)
    form.querySelector("output").value = items.filter(item => !item.hidden).length
    return asked
  }
  form.addEventListener("input", () => keepInAddress(choosers, show()))
  form.addEventListener("submit", event => event.preventDefault())
  if (readFromAddress(choosers)) show()
  askOtherPages()
}

/** Whether an item is of what was chosen, or holds the words that were typed. */
function fits(item, name, value) {
  if (name !== "words") return (item.dataset[name] ?? "").split(" ").includes(value)
  return item.textContent.toLowerCase().includes(value.trim().toLowerCase())
}

/** A group of which nothing is left goes, and its heading; a fold opens where something is asked. */
function showGroup(group, isAsked) {
  group.hidden = !group.querySelector(`${ITEM}:not([hidden])`)
  const heading = group.previousElementSibling
  if (heading?.matches("h2, h3")) heading.hidden = group.hidden
  if (group.localName === "details") group.open = isAsked && !group.hidden
}

/** Chooses what the address asks for; whether it asks for anything. */
function readFromAddress(choosers) {
  const given = new URLSearchParams(location.search)
  const named = choosers.filter(({ name }) => given.has(name))
  for (const chooser of named) {
    if (chooser.type === "checkbox") chooser.checked = given.get(chooser.name) === chooser.value
    else chooser.value = given.get(chooser.name)
    if (chooser.selectedIndex === -1) chooser.selectedIndex = 0 // a word that is none of these
  }
  return named.length > 0
}

/** The links to the other pages of the list carry on what is asked. */
function askOtherPages() {
  for (const link of document.querySelectorAll(":is(.leaves, .leaf-next) a")) {
    link.search = location.search
  }
}

function keepInAddress(choosers, asked) {
  const address = new URL(location.href)
  for (const { name } of choosers) address.searchParams.delete(name)
  for (const [name, value] of asked) address.searchParams.set(name, value)
  history.replaceState(null, "", address)
  askOtherPages()
}
