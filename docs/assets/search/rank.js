// What an answer is worth. Every number that decides the order of results is in SCORES.

import { fold } from "./fold.js"
import { soundsOfName } from "./sounds.js"

/**
 * Names are worth up to 100, to which the weight and the kind of the entry add some points.
 * A pair [least, more] is for a piece: `least` for a short one, and `more` is added in the measure
 * in which it grows to the whole. The numbers were found by trying: tests/record/search_cases.yml
 * holds what readers ask, and `make search-report` tells which cases a change gains and loses.
 */
export const SCORES = {
  // The whole query is, without spaces …
  name: {
    whole: 100, // … a name
    beginning: [68, 24], // … how a name begins
    laterWord: [56, 18], // … in a name, from the beginning of a word on
    inside: [46, 18], // … in a name, within a word
    insideFrom: 4, // letters; fewer stand within too many words
    otherOrder: 94, // … a name with its words in another order
    sound: 80, // … spelt otherwise, and sounds like the name of a person
    slipped: 108, // … but for slips a name; times what a slipped word is worth
    notTheTitle: -2, // if it is another name of the entry than its title
    trimmed: -3, // if a particle or words that say nothing were left out first
  },
  // The whole query is first consonants (ㅂㄱㅎ), and those of …
  consonants: {
    whole: 88, // … a name
    beginning: [66, 20], // … how a name begins
    inside: 50, // … in a name
    insideFrom: 3, // letters
  },
  // The query's words are among the words of an entry's names; `share` of them, rare ones more.
  words: {
    all: 60, // times share to the power of `bend`: half of the words are less than half an answer
    bend: 1.3,
    likeLength: 12, // times share, if the name is as long as the query
    asking: 0.4, // times, for the verb of a question: 부족한가
  },
  // One word of the query, of 1, is …
  word: {
    whole: 1, // … a word of a name
    beginning: [0.6, 0.35], // … how a word begins
    inside: [0.4, 0.2], // … within a word
    insideFrom: 4, // letters
    beginningOfNumber: 0.5, // … how a number begins: 26 is no good answer to 2600
    withEnding: 0.92, // … a word and an ending: a plural, a particle
    withMore: 0.3, // … a word of some length and something else, times its part of the query's
    withMoreFrom: 4, // letters
    slipped: { none: 0.68, each: 0.14 }, // … a word but for slips, each of which takes off so much
    ofPage: 0.6, // times, if the word is in the name of the page around an entry
    enough: 0.55, // a word that is found so well is not taken for a slip
  },
  // A text holds the query's words; `share` of them, rare ones more.
  text: {
    all: 58, // times share to the power of `bend`; below a name that answers
    bend: 1.5,
    beginning: 0.75, // a word of the query is how a word of the text begins; a whole word is 1
    most: 40, // texts are read at most
    source: -8, // what a source says comes after what the site says
  },
  weight: 0.7, // for each record that names the entry, roughly
  // What a reader looks for by name comes before what is said of it.
  kinds: {
    people: 4,
    organizations: 4,
    programs: 4,
    investments: 4,
    pages: 3,
    glossary: 2,
    indicators: 2,
    promises: 1,
    figures: -4,
    charts: -3,
    sources: -6,
  },
  sure: 60, // a name that is worth as much answers the query; no text need be read
  clear: 80, // a name that is worth as much needs no guess at how another is spelt
  // The query as the other keyboard would have typed it.
  otherKeyboard: { times: 0.9, lead: 5 }, // its answers stand only if they lead by so much
  list: {
    least: 16, // what is worth less is not listed
    ofBest: 0.4, // nor what is worth less than this part of the best
    ofOnePage: 2, // so many sections and figures of one page
  },
  nearest: 0.15, // share of pairs of letters in which a name must agree to be offered instead
}

/**
 * Every entry whose names answer a folded query, best first: its place, the entry, its score.
 * `times` is for a query that is less likely to be meant.
 */
export const rank = (names, words, folded, times = 1) =>
  new Ranking(names, words, folded).results(times)

/** The highest score, 0 if nothing was found. */
export const best = found => found[0]?.score ?? 0

/** Whether what was found answers the query. */
export const isSure = found => best(found) >= SCORES.sure

/** What is listed of all that was found: what is worth it, and no page too often. */
export function listed(found) {
  const least = Math.max(SCORES.list.least, best(found) * SCORES.list.ofBest)
  return spread(found.filter(({ score }) => score > least))
}

/** The score of a text that holds a share of the query's words. */
export function scoreOfText(share, kind) {
  const { all, bend, source } = SCORES.text
  return all * share ** bend + (kind === "sources" ? source : 0)
}

/** How much each word of a query says beside the others. */
export const weightsOf = (asked, words) =>
  asked.map(word => (words.isAsking(word) ? SCORES.words.asking : 1))

/**
 * For each place its share of what is asked; `worths` has for each word what it is worth where,
 * `weights` how much the word says.
 */
export function sharesOf(worths, weights, count) {
  const shares = new Map()
  const rarities = worths.map(
    (places, number) => weights[number] * Math.log(2 + count / (places.size || 1)),
  )
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0)
  worths.forEach((places, number) => {
    for (const [place, worth] of places) {
      shares.set(place, (shares.get(place) ?? 0) + (worth * rarities[number]) / total)
    }
  })
  return shares
}

/** Keeps the highest worth of a place. */
export function raise(worths, place, worth) {
  if (worth > (worths.get(place) ?? 0)) worths.set(place, worth)
}

export function highest(worths) {
  let high = 0
  for (const worth of worths.values()) high = Math.max(high, worth)
  return high
}

/** No page fills the list with its sections and figures. */
export function spread(found) {
  const counts = new Map()
  return found.filter(({ entry }) => {
    const page = entry.url.split("#")[0]
    const count = (counts.get(page) ?? 0) + 1
    counts.set(page, count)
    return count <= SCORES.list.ofOnePage || !countsForPage(page, entry)
  })
}

/** Terms and promises are things of their own, though they share a page. */
const PAGES_OF_THINGS = /^(?:\w\w\/)?(?:glossary|promises)\//

function countsForPage(page, { url, kind }) {
  if (PAGES_OF_THINGS.test(page)) return false
  return kind === "figures" || kind === "pages" || url === page
}

// ------------------------------------------------------------------ one query

const piece = ([least, more], share) => least + more * share
const beginsWithSyllable = text => /^(?:[ㄱ-ㅎ][ㅏ-ㅣ]|[^ㄱ-ㅣ])/.test(text)

class Ranking {
  constructor(names, words, folded) {
    this.names = names
    this.words = words
    this.folded = folded
    this.joined = folded.replaceAll(" ", "")
    this.telling = words.telling(folded)
    this.core = this.telling.join("")
    this.worths = new Map() // of entries, by their place
  }

  results(times) {
    this.#rateWholeNames()
    this.#rateWords()
    if (highest(this.worths) < SCORES.clear) this.#rateSounds()
    if (highest(this.worths) < SCORES.sure) this.#rateSlips()
    const found = [...this.worths].map(([place, worth]) => {
      const entry = this.names.entries[place]
      const score = worth * times + entry.weight * SCORES.weight + (SCORES.kinds[entry.kind] ?? 0)
      return { place, entry, score }
    })
    return found
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.place - b.place)
  }

  // ---- the whole query

  #rateWholeNames() {
    const { joined, core } = this
    this.#rateWhole(joined, 0)
    const bare = this.words.bare(joined)
    if (bare) this.#rateWhole(bare, SCORES.name.trimmed)
    if (core !== joined) this.#rateWhole(core, SCORES.name.trimmed)
    if (this.telling.length > 1) {
      this.names.findWords(this.telling, line => this.#rateName(line, SCORES.name.otherOrder))
    }
    if (this.#isFirstConsonants && joined.length > 1) this.#rateFirstConsonants()
  }

  get #isFirstConsonants() {
    return /^[ㄱ-ㅎ]+$/.test(this.joined)
  }

  #rateName(line, worth) {
    const place = this.names.ownerOf(line)
    if (place < 0) return
    raise(this.worths, place, this.names.isTitle(line) ? worth : worth + SCORES.name.notTheTitle)
  }

  #rateWhole(text, more) {
    const { joined } = this.names
    const anywhere =
      text.length > 2 &&
      !this.#isFirstConsonants &&
      !/^[0-9.]+$/.test(text) &&
      beginsWithSyllable(text)
    joined.find(anywhere ? "" : joined.end, text, (line, at) => {
      const letter = at - joined.starts[line]
      this.#rateName(line, this.#worthInName(line, letter, text.length) + more)
    })
  }

  /** What so many letters are worth from this one on. */
  #worthInName(line, letter, length) {
    const { name } = SCORES
    const share = length / this.names.joined.length(line)
    if (share === 1) return name.whole
    if (letter === 0) return piece(name.beginning, share)
    if (this.names.beginsWord(line, letter)) return piece(name.laterWord, share)
    return length >= name.insideFrom ? piece(name.inside, share) : 0
  }

  #rateFirstConsonants() {
    const { consonants } = SCORES
    const lines = this.names.consonants()
    const { length } = this.joined
    lines.find("", this.joined, (line, at) => {
      const share = length / lines.length(line)
      if (share === 1) this.#rateName(line, consonants.whole)
      else if (at === lines.starts[line]) this.#rateName(line, piece(consonants.beginning, share))
      else if (length >= consonants.insideFrom) this.#rateName(line, consonants.inside)
    })
  }

  #rateSounds() {
    if (!/^[a-z ]{5,}$/.test(this.folded)) return
    const asked = soundsOfName(this.folded)
    this.names.entries.forEach((entry, place) => {
      if (entry.kind !== "people") return
      entry.sounds ??= soundsOfNames(entry.names)
      if (asked.some(sound => entry.sounds.has(sound))) {
        raise(this.worths, place, SCORES.name.sound)
      }
    })
  }

  #rateSlips() {
    this.names.joined.findNear(this.joined, (line, slips) => {
      const place = this.names.ownerOf(line)
      if (place >= 0) raise(this.worths, place, SCORES.name.slipped * worthOfSlips(slips))
    })
  }

  // ---- its words

  #rateWords() {
    const { all, bend, likeLength } = SCORES.words
    const worths = this.telling.map(word => worthsOfWord(this.names, this.words, word))
    const weights = weightsOf(this.telling, this.words)
    for (const [place, share] of sharesOf(worths, weights, this.names.entries.length)) {
      const likeness = likeLength * share * this.#likenessOfLength(place)
      raise(this.worths, place, all * share ** bend + likeness)
    }
  }

  /** How near the length of an entry's names comes to the query's: 1 if it is the same. */
  #likenessOfLength(place) {
    const asked = this.core.length
    const likenesses = this.names.linesOf(place).map(line => {
      const own = this.names.joined.length(line)
      return Math.min(asked, own) / Math.max(asked, own)
    })
    return Math.max(...likenesses)
  }
}

const worthOfSlips = slips => SCORES.word.slipped.none - SCORES.word.slipped.each * slips

function soundsOfNames(names) {
  const latin = names.map(fold).filter(name => /^[a-z ]+$/.test(name))
  return new Set(latin.flatMap(soundsOfName))
}

// ------------------------------------------------------------------ one word

/** What a word is worth for each entry, by its place; with slips only if none has it without. */
function worthsOfWord(names, words, word) {
  const found = new Map()
  rateInWords(names, word, found)
  rateWithEndings(names, words, word, found)
  if (highest(found) >= SCORES.word.enough) return found
  const near = new Map()
  names.words().findNear(word, (known, slips) => {
    const meant = names.vocabulary.line(known)
    names.spaced.find(" ", `${meant} `, line => credit(names, near, line, worthOfSlips(slips)))
  })
  return new Map([...near, ...found])
}

function credit(names, worths, line, worth) {
  const owner = names.ownerOf(line)
  if (owner >= 0) raise(worths, owner, worth)
  else raise(worths, ~owner, worth * SCORES.word.ofPage)
}

function rateInWords(names, word, found) {
  const { text } = names.spaced
  const isNumber = /^[0-9]/.test(word)
  const anywhere = word.length >= SCORES.word.insideFrom && !isNumber && beginsWithSyllable(word)
  names.spaced.find(anywhere ? "" : " ", word, (line, at) => {
    const start = text.lastIndexOf(" ", at) + 1
    const share = word.length / (text.indexOf(" ", at) - start)
    credit(names, found, line, worthInWord(share, at > start, isNumber))
  })
}

function worthInWord(share, isInside, isNumber) {
  const { word } = SCORES
  if (share === 1) return word.whole
  if (isInside) return piece(word.inside, share)
  return isNumber ? word.beginningOfNumber : piece(word.beginning, share)
}

/** A known word, and what clings to it. */
function rateWithEndings(names, words, word, found) {
  for (let length = word.length - 1; length > 1; length--) {
    const worth = worthWithEnding(words, word, length)
    if (!worth) continue
    const known = word.slice(0, length)
    names.spaced.find(" ", `${known} `, line => credit(names, found, line, worth))
  }
}

function worthWithEnding(words, word, length) {
  const ending = word.slice(length)
  if (ending === "s" || ending === "es" || words.isParticle(ending)) return SCORES.word.withEnding
  if (length < SCORES.word.withMoreFrom) return 0
  return (SCORES.word.withMore * length) / word.length
}
