// How the page and each of its parts is cited, in a dialog. Without this script the page's own
// citation stands at its foot. No style is written here: what differs from part to part is filled
// into the blanks that hooks/factbook/writing/citations.py has left in them.

import { copyButton } from "./copies.js"
import { make } from "./make.js"

const BLANK = /⟦(\w+?)(\\?)_(\\?)"⟧/g // TeX and JSON put a backslash into theirs
const foot = document.querySelector("#cite")
const page = JSON.parse(foot.querySelector("script").textContent)

// ------------------------------------------------------------------ a citation

/** What fills the blanks for a part of the page; the end of its title stands in the style. */
function valuesOf(part, end) {
  const { id, words, headline = words, note, key, url } = part
  const before = part.shape === "chart" ? { title: "", headline: "" } : page
  const whole = text => text.slice(0, text.length - end.length)
  return {
    key: key ?? `${page.key}:${id}`,
    url: url ?? `${page.url}#${id}`,
    title: whole(before.title + words),
    headline: whole(before.headline + headline),
    note,
  }
}

/** The citations of a part, one for each style, as nodes. */
function citationsOf(part, { stops, styles, tex }) {
  const last = part.words.at(-1)
  const end = stops.includes(last) ? last : ""
  const values = valuesOf(part, end)
  const inTex = text => [...text].map(sign => tex[sign] ?? sign).join("")
  const inJson = text => JSON.stringify(text).slice(1, -1)
  const fill = text =>
    text.replace(BLANK, (_, name, isTex, isJson) => {
      if (isTex) return inTex(values[name])
      return isJson ? inJson(values[name]) : values[name]
    })
  const { shape = "" } = part
  return styles[shape + end].map(style => filled(style, fill))
}

function filled(html, fill) {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.data = fill(texts.currentNode.data)
  return [...body.childNodes]
}

// ------------------------------------------------------------------ the dialog

let started

/** The dialog, made when it is first asked for. */
function start() {
  started ??= load().catch(error => {
    started = undefined
    throw error
  })
  return started
}

async function load() {
  const answer = await fetch(foot.dataset.styles)
  if (!answer.ok) throw new Error(answer.status)
  return dialogWith(await answer.json())
}

function dialogWith(styles) {
  const { words } = styles
  const option = ({ id, words }) => make("option", { value: id }, words)
  const whole = { id: "", words: words["cite.whole"] }
  const choice = make("select", { autofocus: true }, ...[whole, ...page.parts].map(option))
  const shown = make("div")
  const dialog = make(
    "dialog",
    { className: "citing", ariaLabel: words.cite },
    make("h2", {}, words.cite),
    make("button", { type: "button", onclick: () => dialog.close() }, words.close),
    make("label", {}, words["cite.part"], choice),
    shown,
  )
  const show = () => {
    const part = page.parts.find(({ id }) => id === choice.value)
    shown.replaceChildren(listOf(part, styles))
  }
  choice.addEventListener("change", show)
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close()
  })
  document.body.append(dialog)
  return id => {
    choice.value = page.parts.some(part => part.id === id) ? id : ""
    show()
    if (!dialog.open) dialog.showModal()
  }
}

/** The list at the foot of the page, for a part of it, with buttons. */
function listOf(part, styles) {
  const { words } = styles
  const list = foot.querySelector("dl").cloneNode(true)
  const citations = part ? citationsOf(part, styles) : []
  const places = [...list.querySelectorAll("dd")]
  for (const [number, place] of places.entries()) {
    if (part) place.replaceChildren(...citations[number])
    const text = place.textContent
    const tools = [
      copyButton({ word: words.copy, done: words.copied, text: () => text, from: place }),
    ]
    if (place.dataset.file) tools.push(linkToFile(text, place.dataset.file, part, words))
    place.previousElementSibling.append(" ", ...tools)
  }
  return list
}

/** A file for reference managers, whose name is the key of what is cited. */
function linkToFile(text, ending, part, words) {
  const key = part ? (part.key ?? `${page.key}-${part.id}`) : page.key
  const download = `${key.replace(":", "-")}.${ending}`
  const href = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`
  return make("a", { href, download }, words["cite.file"])
}

// ------------------------------------------------------------------ who opens it

/** Opens the dialog; where the styles cannot be had, the page's own citation. */
async function open(id) {
  try {
    const show = await start()
    show(id)
  } catch {
    foot.open = true
    foot.scrollIntoView()
  }
}

const partIn = address => new URLSearchParams(address.search).get("part")

/** The part that a link cites, if it is one of this page; "" is all of it. */
function partOf(link) {
  const isHere = link.hash === "#cite" && link.pathname === location.pathname
  if (isHere) return partIn(link) ?? ""
  const isPart = page.parts.some(({ id }) => id === link.dataset.part)
  return isPart ? link.dataset.part : null
}

addEventListener("click", event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  const link = event.target.closest?.("a[href$='#cite']")
  const part = event.target.closest?.("#cite > summary") ? "" : link && partOf(link)
  if (part === null || part === undefined) return
  event.preventDefault()
  open(part)
})

// Who was led here finds the part behind the dialog.
if (location.hash === "#cite") {
  const part = partIn(location)
  const place = document.getElementById(part)
  open(part).then(() => (place ?? foot).scrollIntoView())
}
