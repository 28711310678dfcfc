// The texts of pages: which of them hold the words of a query.

import { filesWith } from "./files.js"
import { fold } from "./fold.js"
import { highest, raise, SCORES, scoreOfText, sharesOf, weightsOf } from "./rank.js"
import { isLongEnough } from "./words.js"

const FILES_OF_A_WORD = 3

export class Texts {
  /** `wordStarts` and `chunkStarts` tell how each file of words and of texts begins. */
  constructor(files, words, { wordStarts, chunkStarts, count }) {
    this.files = files
    this.words = words
    this.wordStarts = wordStarts
    this.chunkStarts = chunkStarts
    this.count = count
  }

  /** Whether a text holds the query's last word as it stands; if none, it is being typed. */
  async holdsLastWord(query) {
    const last = this.#wordsOf(query).at(-1)
    return !last || highest(await this.#textsWith(this.#bare(last))) === 1
  }

  /** The texts that answer a query best, with scores; reads so many files of texts at most. */
  async find(query, mostFiles) {
    const asked = this.#wordsOf(query)
    const worths = await Promise.all(asked.map(word => this.#textsWith(this.#bare(word))))
    const shares = [...sharesOf(worths, weightsOf(asked, this.words), this.count)]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, SCORES.text.most)
    const opened = new Set()
    const chosen = shares.filter(([place]) => {
      if (opened.size < mostFiles) opened.add(this.#fileOf(place))
      return opened.has(this.#fileOf(place))
    })
    return Promise.all(chosen.map(([place, share]) => this.#result(place, share)))
  }

  #wordsOf(query) {
    return this.words.telling(fold(query)).filter(word => isLongEnough(this.#bare(word)))
  }

  #bare(word) {
    return this.words.bare(word) || word
  }

  /** The texts with words that begin with this one, by their number, with their worth. */
  async #textsWith(word) {
    const found = new Map()
    const numbers = filesWith(this.wordStarts, word, FILES_OF_A_WORD)
    const files = await Promise.all(numbers.map(number => this.files.get(`words-${number}`)))
    const known = files.flatMap(Object.entries).filter(([begun]) => begun.startsWith(word))
    for (const [begun, places] of known) {
      const worth = begun === word ? 1 : SCORES.text.beginning
      for (const place of places) raise(found, place, worth)
    }
    return found
  }

  #fileOf(place) {
    return this.chunkStarts.findLastIndex(start => start <= place)
  }

  async #result(place, share) {
    const file = this.#fileOf(place)
    const rows = await this.files.get(`texts-${file}`)
    const row = rows[place - this.chunkStarts[file]]
    const [url, kind, sort, title, answer, within, weight, text] = row
    const entry = { url, kind, sort, title, answer, within, weight, text, names: [title] }
    return { entry, score: scoreOfText(share, kind) }
  }
}
