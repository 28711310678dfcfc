// The entries whose names have been read, and the lines that they are found by.

import { fold } from "./fold.js"
import { Lines } from "./lines.js"

export class Names {
  constructor() {
    this.entries = []
    this.urls = new Set()
    // A line is a name of an entry, and `owners` has the entry's place; or it is the name of the
    // page around an entry, and `owners` has the complement of that place.
    this.owners = []
    this.spaced = new Lines(" \n ")
    this.joined = new Lines("\n") // without spaces
    this.firstConsonants = new Lines("\n")
    this.vocabulary = new Lines("\n") // each word of all lines once
    this.knownWords = new Set([""])
    this.endOfVocabulary = 0 // what has been read of the spaced lines
  }

  /** Takes in the rows of a file of names; those it has already are passed over. */
  add(rows) {
    const lines = []
    for (const row of rows) {
      if (this.urls.has(row[0])) continue
      this.urls.add(row[0])
      lines.push(...this.#addEntry(row))
    }
    if (!lines.length) return
    const folded = `${fold(lines.join("\n"))}\n` // all at once, which is much faster
    this.spaced.grow(folded.replaceAll("\n", this.spaced.end))
    this.joined.grow(folded.replaceAll(" ", ""))
  }

  #addEntry([url, kind, sort, title, answer, within, weight, ...others]) {
    const place = this.entries.length
    const names = [title, ...others]
    const firstLine = this.owners.length
    this.entries.push({ url, kind, sort, title, answer, within, weight, names, firstLine })
    for (const _ of names) this.owners.push(place)
    if (!within) return names
    this.owners.push(~place)
    return [...names, within]
  }

  /** The place of the entry that a line names; less than 0 if it names the page around one. */
  ownerOf(line) {
    return this.owners[line]
  }

  isTitle(line) {
    return this.entries[this.owners[line]].firstLine === line
  }

  /** The lines with an entry's own names. */
  linesOf(place) {
    const lines = []
    let line = this.entries[place].firstLine
    while (this.owners[line] === place) lines.push(line++)
    return lines
  }

  /** Whether a word begins at this letter of a line, which is counted without spaces. */
  beginsWord(line, letter) {
    let start = 0
    for (const word of this.spaced.line(line).split(" ")) {
      if (start >= letter) break
      start += word.length
    }
    return start === letter
  }

  /** Calls `tell(line)` for each line that has just these words, in any order. */
  findWords(words, tell) {
    const length = words.join("").length
    const asked = sorted(words)
    this.spaced.find(" ", `${words[0]} `, line => {
      if (this.joined.length(line) !== length) return
      if (sorted(this.spaced.line(line).split(" ")) === asked) tell(line)
    })
  }

  /** The lines as first consonants: ㅂㄱㅎ for 배경훈. */
  consonants() {
    const fresh = this.joined.text.slice(this.joined.starts[this.firstConsonants.count])
    this.firstConsonants.grow(fresh.replace(NO_FIRST_CONSONANT, ""))
    return this.firstConsonants
  }

  /** The words of all lines, each once. */
  words() {
    const fresh = this.spaced.text.slice(this.endOfVocabulary).split(/[ \n]+/)
    this.endOfVocabulary = this.spaced.text.length
    const unknown = [...new Set(fresh)].filter(word => !this.knownWords.has(word))
    for (const word of unknown) this.knownWords.add(word)
    this.vocabulary.grow(unknown.map(word => `${word}\n`).join(""))
    return this.vocabulary
  }
}

const NO_FIRST_CONSONANT = /[ㄱ-ㅎ](?![ㅏ-ㅣ])|[^ㄱ-ㅎ\n]/g
const sorted = words => [...words].sort().join(" ")
