// The search box: the dialog of every page, the search page, and the page for a lost address.
// Nothing is fetched before a reader searches.

import { make } from "./make.js"

const IN_DIALOG = { results: 12, files: 3 } // so many are listed, of so many files of texts
const ON_PAGE = { results: 60, files: 12 }
const PAUSE = 50 // ms in which no key came: the words of texts are looked up
const COMPOSING = 229 // the code of every key while a syllable is composed
const LONGER_PAUSE = 70 // ms more, if the last word is not yet one

const dialog = document.querySelector("#search")
const page = document.querySelector("#search-page")
const { base, first, failed, languages } = dialog.dataset
const root = new URL(base.replace(/\/?$/, "/"), location.href)
const isLost = page?.dataset.lost !== undefined
const lost = isLost ? location.pathname.slice(root.pathname.length) : ""
const language = languageOf(lost) ?? document.documentElement.lang

/** A lost address tells its reader's language. */
function languageOf(path) {
  return languages.split(" ").find(language => path.startsWith(`${language}/`))
}

if (isLost) speak(language)

/** The words of a lost page, in its reader's language. */
function speak(language) {
  const words = [...document.querySelectorAll("[data-lost-in]")]
  if (!words.some(part => part.dataset.lostIn === language)) return
  for (const part of words) part.hidden = part.dataset.lostIn !== language
}

// ------------------------------------------------------------------ the engine

let started

/** The engine and what draws its results; a start that failed is tried again the next time. */
function start() {
  started ??= load().catch(error => {
    started = undefined
    throw error
  })
  return started
}

async function load() {
  const folder = new URL(`search/${language}/`, root)
  const [{ begin }, answer] = await Promise.all([
    import("./search/index.js"),
    fetch(`${folder}names.json`),
  ])
  if (!answer.ok) throw new Error(answer.status)
  return begin(folder, await answer.json(), { root, language, first })
}

const rest = time => new Promise(done => setTimeout(done, time))

// ------------------------------------------------------------------ a box and its list

class Box {
  constructor(place, most) {
    this.place = place
    this.most = most
    this.kind = "" // of the results that are shown; all if empty
    this.turn = 0 // counts what was typed; an answer to what came before is late
    this.form = place.querySelector("form")
    this.input = place.querySelector("input")
    this.kinds = place.querySelector(".search-kinds")
    this.status = place.querySelector("[role=status]")
    this.list = place.querySelector("ol")
    this.near = place.querySelector(".search-near")
    this.input.addEventListener("input", () => {
      this.kind = ""
      this.show()
    })
    this.form.addEventListener("submit", event => {
      event.preventDefault()
      this.submit()
    })
    place.addEventListener("keydown", event => this.#move(event))
  }

  get query() {
    return this.input.value.trim()
  }

  /** Shows what is found, as soon as it is. */
  async show() {
    this.turn++
    const { turn, query } = this
    const isLate = () => turn !== this.turn
    try {
      const { engine, results } = await start()
      await rest(0) // keys that wait are taken first
      if (isLate()) return
      if (!query) this.#clear()
      for await (const found of this.#findings(engine, query, isLate)) {
        this.#fill(results, query, engine.listed(found))
      }
      if (!isLate()) this.list.dataset.asked = query
    } catch {
      if (isLate()) return
      this.#clear()
      this.status.textContent = failed
    }
  }

  /** What is found by names, and then by texts if no name answers; nothing once it is late. */
  async *#findings(engine, query, isLate) {
    if (!query) return
    let found = []
    let isShown = false
    for await (found of engine.answers(query)) {
      if (isLate()) return
      isShown = engine.listed(found).length > 0
      if (isShown) yield found
    }
    if (!engine.isSure(found) || this.place === page) {
      found = await this.#withTexts(engine, query, found, isLate)
      isShown = false
    }
    if (!isShown && !isLate()) yield found
  }

  /** What texts hold beside what was found by names, once no more keys come. */
  async #withTexts(engine, query, byName, isLate) {
    const [isTyped] = await Promise.all([engine.isTyped(query), rest(PAUSE)])
    if (!isTyped) await rest(LONGER_PAUSE)
    return isLate() ? [] : engine.withTexts(byName, query, this.most.files)
  }

  #clear() {
    for (const part of [this.list, this.kinds, this.near]) part.replaceChildren()
    this.status.textContent = ""
  }

  #fill(results, query, found) {
    const entries = found.map(({ entry }) => entry)
    const chosen = entries.filter(({ kind }) => !this.kind || kind === this.kind)
    const { say } = results
    this.kinds.replaceChildren(...this.#kindButtons(results, query, found))
    this.list.replaceChildren(...results.items(query, chosen.slice(0, this.most.results)))
    this.near.replaceChildren(...(found.length ? [] : results.offers(query)))
    this.status.textContent = found.length ? say.count.replace("{count}", chosen.length) : say.none
    this.status.classList.toggle("search-empty", !found.length)
    linkToPage(query)
  }

  /** Buttons that narrow the list to one kind, if there are several. */
  #kindButtons(results, query, found) {
    const kindsFound = found.map(({ entry }) => entry.kind)
    const kinds = [...new Set(kindsFound)]
    if (kinds.length < 2) return []
    const narrow = kind => {
      this.kind = kind
      this.#fill(results, query, found)
      this.kinds.querySelector("[aria-pressed=true]").focus()
    }
    const { say } = results
    return ["", ...kinds].map(kind => {
      const count = kind ? kindsFound.filter(other => other === kind).length : found.length
      const onclick = () => narrow(kind)
      const ariaPressed = String(kind === this.kind)
      const properties = { type: "button", onclick, ariaPressed }
      return make("button", properties, `${say.kinds[kind] ?? say.all} ${count}`)
    })
  }

  async submit() {
    await this.show()
    if (this.place !== page) this.list.querySelector("a")?.click()
    else if (!isLost) history.replaceState(null, "", addressOf(this.query))
  }

  /** The arrow keys lead from the input through the results. */
  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    // While a syllable is composed the key ends it; browsers send the same key again after it.
    if (event.isComposing || event.keyCode === COMPOSING) return
    if (!step || event.target.closest(".search-kinds")) return
    const links = [...this.list.querySelectorAll("a"), ...this.near.querySelectorAll("a")]
    const stops = [this.input, ...links]
    event.preventDefault()
    stops[stops.indexOf(document.activeElement) + step]?.focus()
  }
}

const addressOf = query => `?q=${encodeURIComponent(query)}`

/** The link at the foot of the dialog leads to the search page with the same query. */
function linkToPage(query) {
  const isFirst = languageOf(lost) || language === first
  const searchPage = new URL(`${isFirst ? "" : `${language}/`}search/`, root)
  dialog.querySelector(".search-all")?.setAttribute("href", searchPage + addressOf(query))
}

// ------------------------------------------------------------------ the dialog

const box = new Box(dialog, IN_DIALOG)

function open() {
  if (!dialog.open) dialog.showModal()
  box.show()
  box.input.select()
}

const isWithModifier = event => event.ctrlKey || event.metaKey || event.altKey

addEventListener("click", event => {
  const isIn = selector => event.target.closest?.(selector)
  if (isIn("[data-open=search]")) open()
  else if (event.target === dialog || isIn("[data-close=search]")) dialog.close()
  else if (isIn("#search a")) setTimeout(() => dialog.close()) // a section of this very page
})

addEventListener("keydown", event => {
  if (!["/", "s"].includes(event.key) || isWithModifier(event) || dialog.open) return
  if (event.target.closest?.("input, select, textarea, [contenteditable]")) return
  event.preventDefault()
  if (page) page.querySelector("input").focus()
  else open()
})

// Whoever types while a result has the focus goes on typing in the input.
dialog.addEventListener("keydown", event => {
  const isLetter = event.key.length === 1 && !isWithModifier(event)
  if (isLetter && event.target.matches(".search a")) box.input.focus()
})

// ------------------------------------------------------------------ the search and the lost page

if (page) {
  page.append(...[...dialog.children].map(part => part.cloneNode(true)))
  for (const part of page.querySelectorAll("[data-close], .search-foot")) part.remove()
  const pageBox = new Box(page, ON_PAGE)
  const { input } = pageBox
  input.value = isLost ? wordsOf(lost) : (new URLSearchParams(location.search).get("q") ?? "")
  if (input.value) pageBox.show()
  if (!isLost) {
    input.addEventListener("input", () => {
      const address = input.value ? addressOf(pageBox.query) : location.pathname
      history.replaceState(null, "", address)
    })
    input.focus()
  }
}

/** The words of an address: programs/exaone-models/ asks for "programs exaone models". */
function wordsOf(path) {
  const withoutFrame = decoded(path).replace(/^\w\w\/|\.html?$/g, "")
  return withoutFrame.replace(/[-_/.]+/g, " ").trim()
}

function decoded(path) {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
