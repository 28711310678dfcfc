// How the page and each of its parts is cited, in a dialog, by people and by reference managers.
// Without this script the page's own citation stands at its foot. No style is written here: what differs from part to part is filled
// into the blanks that hooks/factbook/writing/citations.py has left in them.

import { copyButton } from "./copies.js"
import { make } from "./make.js"

const BLANK = /⟦(\w+?)(\\?)_(\\?)"⟧/g // TeX and JSON put a backslash into theirs
const foot = document.querySelector("#cite")
const page = JSON.parse(foot.querySelector("script").textContent)

// ------------------------------------------------------------------ a citation

/** A part of the page as a work of its own. */
function workOf(part, stops) {
  const { id, words, headline = words, note, key, url, shape = "" } = part
  const named = { key: key ?? `${page.key}:${id}`, url: url ?? `${page.url}#${id}`, note, shape }
  if (shape === "chart") return { ...named, title: words, headline }
  const before = title => `${title}${stops.includes(title.at(-1)) ? "" : ":"} `
  return {
    ...named,
    title: before(page.title) + words,
    headline: before(page.headline) + headline,
  }
}

/** The citations of a work, one for each style, as nodes. */
function citationsOf(work, { stops, styles, tex }) {
  const { title, headline, shape = "" } = work
  const last = title.at(-1)
  const end = stops.includes(last) ? last : "" // it stands in the style
  const whole = text => text.slice(0, text.length - end.length)
  const values = { ...work, title: whole(title), headline: whole(headline) }
  const inTex = text => [...text].map(sign => tex[sign] ?? sign).join("")
  const inJson = text => JSON.stringify(text).slice(1, -1)
  const fill = text =>
    text.replace(BLANK, (_, name, isTex, isJson) => {
      if (isTex) return inTex(values[name])
      return isJson ? inJson(values[name]) : values[name]
    })
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

/** The citations of a part of the page, or of all of it, with buttons. */
function listOf(part, styles) {
  const { words, forms, stops } = styles
  const work = part ? workOf(part, stops) : page
  const list = make("dl", { className: "citation" })
  for (const [number, citation] of citationsOf(work, styles).entries()) {
    const { label, file } = forms[number]
    const place = make("dd", {}, ...citation)
    const text = place.textContent
    const tools = [
      copyButton({ word: words.copy, done: words.copied, text: () => text, from: place }),
    ]
    if (file) tools.push(linkToFile(text, file, work.key, words))
    list.append(make("dt", {}, label, " ", ...tools), place)
  }
  return list
}

/** A file for reference managers, whose name is the key of what is cited. */
function linkToFile(text, ending, key, words) {
  const download = `${key.replaceAll(":", "-")}.${ending}`
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
