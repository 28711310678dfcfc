// What a search found, as elements of the page.

import { make } from "../make.js"
import { marker } from "./marks.js"

const SNIPPET = 150 // letters of a text

/** Draws what one engine found, for readers of one language. */
export class Results {
  /** `root` is the address of the site, `first` the language of entries that have no other. */
  constructor(engine, { root, language, first }) {
    this.engine = engine
    this.say = engine.say
    this.root = root
    this.language = language
    this.first = first
  }

  /** The entries as items of a list, with the words of the query marked. */
  items(query, entries) {
    const words = [...this.engine.wordsToMark(query), query.toLowerCase()]
    const mark = marker(words.map(word => word.replaceAll(" ", "")))
    return entries.map(entry => this.#item(entry, mark))
  }

  #item(entry, mark) {
    const title = mark(entry.title)
    const isForeign = this.language !== this.first && !entry.url.startsWith(`${this.language}/`)
    const link = make(
      "a",
      { href: this.#address(entry.url), hreflang: isForeign ? this.first : this.language },
      make("span", { className: "search-sort" }, entry.sort),
      " ",
      make("span", { className: "search-title" }, ...title.pieces),
    )
    const item = make("li", {}, link)
    if (entry.within) item.append(line("within", mark(entry.within).pieces))
    if (entry.answer) item.append(line("answer", mark(entry.answer).pieces))
    if (!title.any) item.append(...this.#reason(entry, mark))
    if (isForeign) item.append(line("foreign", [this.say.foreign]))
    return item
  }

  /** Why an entry was found whose title does not show it: another of its names, or its text. */
  #reason(entry, mark) {
    const others = entry.names.slice(1).filter(name => !/^[0-9.]+$/.test(name))
    const alias = others.find(name => mark(name).any)
    if (alias) return [line("alias", [`${this.say.also}: `, ...mark(alias).pieces])]
    const snippet = mark(entry.text ?? "", SNIPPET)
    return snippet.any ? [line("text", snippet.pieces)] : []
  }

  /** Names near to a query that found nothing, and lists to look through. */
  offers(query) {
    const near = this.engine.nearest(query)
    const names = near.map(({ url, title }) => [url, title])
    const nearest = near.length ? [make("p", {}, this.say.nearest), this.#links(names)] : []
    return [...nearest, make("p", {}, this.say.browse), this.#links(this.engine.indexes)]
  }

  #links(entries) {
    const items = entries.map(([url, title]) =>
      make("li", {}, make("a", { href: this.#address(url) }, title)),
    )
    return make("ul", {}, ...items)
  }

  #address(url) {
    return new URL(url, this.root).href
  }
}

const line = (name, pieces) => make("p", { className: `search-${name}` }, ...pieces)
