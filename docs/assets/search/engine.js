// Answers queries from the index of one language, reading its files as they are needed.

import { Files, filesWith } from "./files.js"
import { fold } from "./fold.js"
import { otherKeyboard } from "./keyboard.js"
import { Names } from "./names.js"
import { nearest } from "./nearest.js"
import { best, isSure, listed, rank, SCORES } from "./rank.js"
import { Texts } from "./texts.js"
import { isLongEnough, Words } from "./words.js"

const SHORTEST = 3 // letters of a query that may have been typed on the other keyboard
const FILES_OF_NAMES = 4
const FILES_OF_OTHER_KEYBOARD = 2

export class Engine {
  /** `head` is what names.json of the folder holds. */
  constructor(folder, head) {
    this.say = head.words // what the search box says
    this.indexes = head.indexes // lists to look through: [url, title]
    this.nameStarts = head.nameStarts
    this.files = new Files(folder)
    this.words = new Words(head)
    this.texts = new Texts(this.files, this.words, head)
    this.names = new Names()
    this.names.add(head.names)
  }

  /** What a query finds by names, best first: by the known ones, if one answers, then by all. */
  async *answers(query) {
    const asked = fold(query)
    if (!asked) return
    const other = asked.length >= SHORTEST ? otherKeyboard(asked) : ""
    const known = this.#rankBoth(asked, other)
    if (isSure(known)) yield known
    let found = known
    if (await this.#readNames(asked, FILES_OF_NAMES)) found = this.#rankBoth(asked, other)
    if (other && !isSure(found) && (await this.#readNames(other, FILES_OF_OTHER_KEYBOARD))) {
      found = this.#rankBoth(asked, other)
    }
    if (found !== known || !isSure(known)) yield found
  }

  /** By what was typed; or, if that has no answer, by what the other keyboard would have typed. */
  #rankBoth(asked, other) {
    const found = rank(this.names, this.words, asked)
    if (!other || isSure(found)) return found
    const { times, lead } = SCORES.otherKeyboard
    const foundByOther = rank(this.names, this.words, other, times)
    return best(foundByOther) > best(found) + lead ? foundByOther : found
  }

  /** Reads names that a query may mean, of so many files at most; gives whether any came. */
  async #readNames(asked, mostFiles) {
    if (!this.nameStarts.length) return false
    const before = this.names.entries.length
    const words = this.words.telling(asked)
    const beginnings = [
      asked.replaceAll(" ", ""),
      ...words,
      ...words.map(word => this.words.bare(word)),
    ].filter(isLongEnough)
    const numbers = beginnings.flatMap(beginning => {
      const isLast = beginning === words.at(-1) // and may go on
      return filesWith(this.nameStarts, beginning, isLast ? 2 : 1)
    })
    const wanted = [...new Set(numbers)].slice(0, mostFiles)
    const files = await Promise.all(wanted.map(number => this.files.get(`names-${number}`)))
    for (const rows of files) this.names.add(rows)
    // A query that waited for the same file may have taken its names in first.
    return this.names.entries.length > before
  }

  /** What was found by names together with what texts say; reads so many files of texts at most. */
  async withTexts(found, query, mostFiles) {
    return merged(found, await this.texts.find(query, mostFiles))
  }

  /** Whether a text holds the query's last word as it stands; if none, it is still being typed. */
  isTyped(query) {
    return this.texts.holdsLastWord(query)
  }

  /** Whether what was found answers the query. */
  isSure(found) {
    return isSure(found)
  }

  /** What is listed of all that was found. */
  listed(found) {
    return listed(found)
  }

  /** The names nearest to a query that found nothing. */
  nearest(query) {
    return nearest(this.names, query)
  }

  /** The words, folded, that may be marked in a result. */
  wordsToMark(query) {
    const asked = fold(query)
    const words = this.words.telling(asked)
    const bare = words.map(word => this.words.bare(word))
    return [asked, otherKeyboard(asked), ...words, ...bare].filter(Boolean)
  }
}

/** Each address once: with its names and its text, and the higher of its scores. */
function merged(names, texts) {
  const found = new Map(names.map(result => [result.entry.url, result]))
  for (const { entry, score } of texts) {
    const known = found.get(entry.url)
    const both = known ? { ...known.entry, text: entry.text } : entry
    found.set(entry.url, { entry: both, score: Math.max(known?.score ?? score, score) })
  }
  return [...found.values()].sort((a, b) => b.score - a.score)
}
