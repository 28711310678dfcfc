// What a query means: folding (the same rule as fold() in hooks/factbook/publishing/search.py), matching, and the files that are needed for it.

// ---------------------------------------------------------------- folding
const SCALES = {
  천조: 15,
  조: 12,
  천억: 11,
  백억: 10,
  십억: 9,
  억: 8,
  천만: 7,
  백만: 6,
  십만: 5,
  만: 4,
  천: 3,
  trillion: 12,
  billion: 9,
  million: 6,
  thousand: 3,
  tn: 12,
  bn: 9,
  k: 3,
}
const SCALED = new RegExp(
  `(?:[0-9][0-9,]*(?:\\.[0-9]+)?[^\\S\\n]?(?:${Object.keys(SCALES).join("|")})(?!(?!won)[a-z])[^\\S\\n]?)+(?:(?<=[천만억조])[0-9][0-9,]*)?`,
  "g",
)
const PART = new RegExp(`([0-9][0-9,]*)(?:\\.([0-9]+))?\\s?(${Object.keys(SCALES).join("|")})`, "g")
const JAMO = {}
for (const [start, row] of [
  [0x1100, "ㄱ ㄱ ㄴ ㄷ ㄷ ㄹ ㅁ ㅂ ㅂ ㅅ ㅅ ㅇ ㅈ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"],
  [0x1161, "ㅏ ㅐ ㅑ ㅐ ㅓ ㅔ ㅕ ㅔ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"],
  [
    0x11a8,
    "ㄱ ㄱ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ",
  ],
])
  row.split(" ").forEach((letters, place) => {
    JAMO[String.fromCharCode(start + place)] = letters
  })
const plainDigits = told => {
  let amount = 0n,
    least
  for (const [, whole, fraction = "", scale] of told.matchAll(PART)) {
    const shift = SCALES[scale] - fraction.length
    if (shift < 0) return told
    amount += BigInt(whole.replaceAll(",", "") + fraction) * 10n ** BigInt(shift)
    least = SCALES[scale]
  }
  const units = told.match(/[0-9,]*$/)[0].replaceAll(",", "") // what is written out below the last scale
  return units.length > least ? `${amount} ${units}` : `${amount + BigInt(units)} `
}

const jamo = run => {
  let letters = ""
  for (const letter of run) letters += JAMO[letter] ?? letter
  return letters
}

// Lines are folded each by itself, and many at once fastest.
export const fold = text =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(SCALED, plainDigits)
    .replace(/(?<=[0-9]),(?=[0-9]{3})/g, "")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]+/g, "")
    .replace(/[\u1100-\u11ff]+/g, jamo)
    .replace(/(?<![0-9])\.|\.(?![0-9])|[^\p{L}\p{N}.\n]/gu, " ")
    .replace(/(?<=[ㄱ-ㅣ])(?=[^ㄱ-ㅣ\s])|(?<=[^ㄱ-ㅣ\s])(?=[ㄱ-ㅣ])/g, " ")
    .replace(/ {2,}/g, " ")
    .replace(/^ | $/gm, "")

// ---------------------------------------------------------------- other ways to have typed it
const LATIN = "qwertyuiopasdfghjklzxcvbnm",
  HANGUL = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
const swapped = (text, from, to) =>
  text.replace(/\S/g, letter => to[from.indexOf(letter)] ?? letter)
const SYLLABLES =
  /^(?:(?:[ㄱ-ㅎ](?:ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[ㅏ-ㅣ])[ㄱ-ㅎ]{0,2})+|[ㄱ-ㅎ]+|[^ㄱ-ㅣ]+)$/ // what may be Hangul, or its first consonants
const otherKeyboard = text => {
  if (!/[a-z]/.test(text)) return /[ㄱ-ㅣ]/.test(text) ? swapped(text, HANGUL, LATIN) : ""
  const other = swapped(text, LATIN, HANGUL)
  return other.split(" ").every(word => SYLLABLES.test(word)) ? other : ""
}
const bag = words => [...words].sort().join(" ")

// A name of Hangul in Latin letters has many spellings; those that sound alike become one.
const SOUNDS = [
  [/ph/g, "p"],
  [/(?<=[aeou])h(?=[ngmk])/g, ""],
  [/oo|ou|eo|eu|wu/g, "u"],
  [/woo|wu/g, "u"],
  [/ee/g, "i"],
  [/ae|ai|ay|ey/g, "e"],
  [/oi/g, "oe"],
  [/ch|c(?!h)k?/g, sound => (sound === "ch" ? "j" : "k")],
  [/^[lr](?=[iy])/, ""],
  [/^y(?=i)/, ""],
  [/rk/g, "k"],
  [/sh/g, "s"],
  [/[gq]/g, "k"],
  [/b/g, "p"],
  [/d/g, "t"],
  [/r/g, "l"],
  [/(.)\1/g, "$1"],
]
const sounds = word => SOUNDS.reduce((said, [from, to]) => said.replace(from, to), word)
const spoken = folded => {
  const words = folded.split(" ")
  return [
    `${sounds(words[0])} ${sounds(words.slice(1).join(""))}`,
    `${sounds(words.at(-1))} ${sounds(words.slice(0, -1).join(""))}`,
  ]
}

// ---------------------------------------------------------------- how well one word answers another
const allowed = word =>
  /[0-9]/.test(word) || word.length < 4 || word.length > 60 ? 0 : word.length < 9 ? 1 : 2
const ROWS = [0, 0, 0].map(() => new Uint8Array(72))
const slipped = (asked, word, most) => {
  // insertions, deletions, changes and swaps, up to `most`: of the whole word, or of its beginning; what lies further off the diagonal is not reckoned
  let [before, last, row] = ROWS
  const width = Math.min(word.length, asked.length + most)
  for (let j = 0; j <= most; j++) last[j] = j
  last[most + 1] = most + 1
  for (let i = 1; i <= asked.length; i++) {
    const from = Math.max(1, i - most),
      to = Math.min(width, i + most)
    let least = (row[from - 1] = from === 1 ? i : most + 1)
    for (let j = from; j <= to; j++) {
      let count = Math.min(
        last[j] + 1,
        row[j - 1] + 1,
        last[j - 1] + (asked[i - 1] === word[j - 1] ? 0 : 1),
      )
      if (i > 1 && j > 1 && asked[i - 1] === word[j - 2] && asked[i - 2] === word[j - 1])
        count = Math.min(count, before[j - 2] + 1)
      row[j] = count
      if (count < least) least = count
    }
    if (least > most) return 0
    row[to + 1] = most + 1
    ;[before, last, row] = [last, row, before]
  }
  const whole = word.length === width ? last[width] : 9,
    begun = word.length > asked.length ? last[asked.length] + 0.5 : 9,
    count = Math.min(whole, begun)
  return count > most + 0.5 ? 0 : 0.68 - 0.14 * count
}
const opensSyllable = text => /^(?:[ㄱ-ㅎ][ㅏ-ㅣ]|[^ㄱ-ㅣ])/.test(text)

// ---------------------------------------------------------------- many short lines, searched as one text
const letters = (text, from = 0, to = text.length) => {
  let bits = 0
  for (let place = from; place < to; place++) bits |= 1 << (text.charCodeAt(place) & 31)
  return bits
}
const moreThan = (most, bits) => {
  for (; most > 0; most--) bits &= bits - 1
  return bits !== 0
}

class Lines {
  constructor(end) {
    Object.assign(this, { end, text: end, starts: [end.length], letters: [] })
  }

  /** Takes in lines, each with its end. */
  grow(text) {
    this.text += text
    for (let at; (at = this.text.indexOf(this.end, this.starts.at(-1))) >= 0; )
      this.starts.push(at + this.end.length)
  }

  get count() {
    return this.starts.length - 1
  }
  length(number) {
    return this.starts[number + 1] - this.starts[number] - this.end.length
  }
  line(number) {
    return this.text.slice(this.starts[number], this.starts[number] + this.length(number))
  }

  /** Tells every place where something stands after `lead`, and the number of its line. */
  find(lead, asked, tell) {
    for (
      let at = this.text.indexOf(lead + asked), number = 0;
      at >= 0;
      at = this.text.indexOf(lead + asked, at + 1)
    ) {
      while (this.starts[number + 1] <= at + lead.length) number++
      tell(number, at + lead.length)
    }
  }

  /** Tells every line that differs by a slip or two, and its worth. Few lines have nearly all letters that are asked for; only those are compared. */
  near(asked, tell) {
    const most = allowed(asked),
      wanted = letters(asked)
    if (!most) return
    for (let number = this.letters.length; number < this.count; number++)
      this.letters.push(
        letters(this.text, this.starts[number], this.starts[number + 1] - this.end.length),
      )
    for (let number = 0; number < this.count; number++) {
      if (
        moreThan(most, wanted & ~this.letters[number]) ||
        this.length(number) < Math.max(3, asked.length - most)
      )
        continue
      const worth = slipped(asked, this.line(number), most)
      if (worth) tell(number, worth)
    }
  }
}

// ---------------------------------------------------------------- the index
const BONUS = {
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
}
const SURE = 60 // a name that is worth as much answers the query; no text need be read
const CLEAR = 80 // a name that is worth as much needs no guess at how another is spelled
const best = found => found[0]?.score ?? 0
const raise = (worths, place, worth) => {
  if (worth > (worths.get(place) ?? 0)) worths.set(place, worth)
}
const highest = worths => {
  let high = 0
  for (const worth of worths.values()) if (worth > high) high = worth
  return high
}

export class Finder {
  /** `head` is what names.json in the folder holds: the names that every search needs, and which file has which others. */
  constructor(folder, { names, ignored, particles, ...head }) {
    Object.assign(this, head, {
      folder,
      ignored: new Set(ignored),
      particles: new Set(particles),
      files: new Map(),
      entries: [],
      seen: new Set(),
    })
    // A line is a name of an entry, or, with the complement of its place, the name of the page around it: with spaces, without, its first consonants.
    Object.assign(this, {
      places: [],
      spaced: new Lines(" \n "),
      joined: new Lines("\n"),
      onsets: new Lines("\n"),
      vocabulary: new Lines("\n"),
      met: new Set([""]),
      read: 0,
    })
    this.add(names)
  }

  /** What a query finds, best first: by the names that are known already, if one of them answers, and then by all names. */
  async *names(query) {
    const asked = fold(query),
      other = asked.length > 2 ? otherKeyboard(asked) : ""
    if (!asked) return
    const ranked = () => {
      const found = this.rank(asked),
        swapped = other && best(found) < SURE ? this.rank(other, 0.9) : []
      return best(swapped) > best(found) + 5 ? swapped : found
    }
    const known = ranked()
    if (best(known) >= SURE) yield known
    let found = (await this.needNames(asked, 4)) ? ranked() : known
    if (other && best(found) < SURE && (await this.needNames(other, 2))) found = ranked()
    if (found !== known || best(known) < SURE) yield found
  }

  /** Whether none of the names that were found answers. */
  unsure(found) {
    return best(found) < SURE
  }

  /** Found names as they are listed. */
  listed(found) {
    return spread(found.filter(({ score }) => score > 16 && score > best(found) * 0.4))
  }

  /** Words by which the folded query may be marked in a result. */
  wordsOf(query) {
    const asked = fold(query)
    return [
      asked,
      otherKeyboard(asked),
      ...this.kept(asked),
      ...this.kept(asked).map(word => this.bare(word)),
    ].filter(Boolean)
  }

  /** The names nearest to a query that found nothing. */
  nearest(query, count = 5) {
    const pairs = text => new Set([...text].slice(1).map((letter, place) => text[place] + letter)),
      asked = pairs(fold(query).replaceAll(" ", ""))
    const alike = number => {
      const own = pairs(this.joined.line(number))
      return (2 * [...own].filter(pair => asked.has(pair)).length) / (own.size + asked.size || 1)
    }
    return this.entries
      .map((entry, place) => ({
        entry,
        near: ["figures", "charts"].includes(entry.kind)
          ? 0
          : Math.max(...this.lines(place).map(alike)),
      }))
      .filter(({ near }) => near > 0.15)
      .sort((a, b) => b.near - a.near)
      .slice(0, count)
      .map(({ entry }) => entry)
  }

  async file(name) {
    const answer = await fetch(`${this.folder}${name}.json`)
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    return answer.json()
  }

  once(name) {
    // a file that failed is asked for again
    if (!this.files.has(name))
      this.files.set(
        name,
        this.file(name).catch(error => {
          this.files.delete(name)
          throw error
        }),
      )
    return this.files.get(name)
  }

  // ---------------------------------------------------------------- names
  add(rows) {
    const lines = [],
      line = (text, place) => {
        lines.push(text)
        this.places.push(place)
      }
    for (const [url, kind, sort, title, answer, within, weight, ...others] of rows) {
      if (this.seen.has(url)) continue
      this.seen.add(url)
      const place = this.entries.length,
        keys = [title, ...others]
      this.entries.push({
        url,
        kind,
        sort,
        title,
        answer,
        within,
        weight,
        keys,
        first: this.places.length,
      })
      for (const key of keys) line(key, place)
      if (within) line(within, ~place)
    }
    if (!lines.length) return
    const text = `${fold(lines.join("\n"))}\n`
    this.spaced.grow(text.replaceAll("\n", this.spaced.end))
    this.joined.grow(text.replaceAll(" ", ""))
  }

  /** Reads names that the query may mean, of so many files at most; tells whether any were new. */
  async needNames(asked, most) {
    if (!this.nameStarts.length) return false
    const words = this.kept(asked),
      bare = words.map(word => this.bare(word)),
      count = this.entries.length
    const wanted = new Set(
      [asked.replaceAll(" ", ""), ...words, ...bare]
        .filter(word => word.length > 2)
        .flatMap(word => ranges(this.nameStarts, word, word === words.at(-1) ? 2 : 1)),
    )
    for (const rows of await Promise.all(
      [...wanted].slice(0, most).map(place => this.once(`names-${place}`)),
    ))
      this.add(rows)
    return this.entries.length > count
  }

  kept(asked) {
    const passed = word => this.ignored.has(word) || this.particles.has(word)
    const words = asked.split(" "),
      kept = words.filter(word => !passed(word) && !this.ignored.has(this.bare(word, 1)))
    return kept.length ? kept : words
  }

  /** A word without the particle that clings to it, where more than so many letters are left; nothing if there is none. */
  bare(word, least = 3) {
    for (let length = 6; length > 1; length--)
      if (word.length - length > least && this.particles.has(word.slice(-length)))
        return word.slice(0, -length)
    return ""
  }

  rank(asked, factor = 1) {
    const words = this.kept(asked),
      joined = asked.replaceAll(" ", ""),
      worths = this.wholes(joined, words)
    for (const [place, share] of this.cover(words))
      raise(
        worths,
        place,
        60 * share ** 1.3 + 12 * share * this.likeness(place, words.join("").length),
      )
    if (highest(worths) < CLEAR && /^[a-z ]{5,}$/.test(asked))
      for (const place of this.sounding(asked)) raise(worths, place, 80)
    if (highest(worths) < SURE)
      this.joined.near(joined, (number, worth) => {
        if (this.places[number] >= 0) raise(worths, this.places[number], 108 * worth)
      })
    return [...worths]
      .map(([place, worth]) => ({
        place,
        entry: this.entries[place],
        score:
          worth * factor +
          this.entries[place].weight * 0.7 +
          (BONUS[this.entries[place].kind] ?? 0),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.place - b.place)
  }

  less(number) {
    return number > this.entries[this.places[number]].first ? 2 : 0
  } // for a name that is not the title

  /** What the whole query is worth as a name: with and without what clings to it and the words that are passed over, in another order, by first consonants. */
  wholes(joined, words) {
    const worths = new Map(),
      core = words.join(""),
      consonants = /^[ㄱ-ㅎ]+$/.test(joined)
    const raised = (number, worth) => {
      if (this.places[number] >= 0) raise(worths, this.places[number], worth - this.less(number))
    }
    const asWhole = (text, less) => {
      const inside =
        text.length > 2 && !consonants && !/^[0-9.]+$/.test(text) && opensSyllable(text)
      this.joined.find(inside ? "" : "\n", text, (number, at) => {
        const share = text.length / this.joined.length(number),
          begin = at - this.joined.starts[number]
        raised(
          number,
          (share === 1
            ? 100
            : begin === 0
              ? 68 + 24 * share
              : this.opensWord(number, begin)
                ? 56 + 18 * share
                : text.length > 3
                  ? 46 + 18 * share
                  : 0) - less,
        )
      })
    }
    asWhole(joined, 0)
    if (this.bare(joined)) asWhole(this.bare(joined), 3)
    if (core !== joined) asWhole(core, 3)
    if (words.length > 1) this.mixed(words, core.length, number => raised(number, 94))
    if (consonants && joined.length > 1) this.byOnsets(joined, raised)
    return worths
  }

  /** Whether a word begins there, once the spaces are gone. */
  opensWord(number, begin) {
    let at = 0
    for (const word of this.spaced.line(number).split(" ")) {
      if (at >= begin) break
      at += word.length
    }
    return at === begin
  }

  /** Tells the names of these words in any order. */
  mixed(words, length, tell) {
    const asked = bag(words)
    this.spaced.find(" ", `${words[0]} `, number => {
      if (
        this.joined.length(number) === length &&
        bag(this.spaced.line(number).split(" ")) === asked
      )
        tell(number)
    })
  }

  byOnsets(asked, tell) {
    const { text, starts } = this.joined
    this.onsets.grow(
      text.slice(starts[this.onsets.count]).replace(/[ㄱ-ㅎ](?![ㅏ-ㅣ])|[^ㄱ-ㅎ\n]/g, ""),
    )
    this.onsets.find("", asked, (number, at) => {
      const share = asked.length / this.onsets.length(number)
      tell(
        number,
        share === 1
          ? 88
          : at === this.onsets.starts[number]
            ? 66 + 20 * share
            : asked.length > 2
              ? 50
              : 0,
      )
    })
  }

  /** The lines that are an entry's names. */
  lines(place) {
    const found = []
    for (let number = this.entries[place].first; this.places[number] === place; number++)
      found.push(number)
    return found
  }

  /** How near the length of an entry's names comes to this one. */
  likeness(place, length) {
    return Math.max(
      ...this.lines(place).map(number => {
        const own = this.joined.length(number)
        return Math.min(length, own) / Math.max(length, own)
      }),
    )
  }

  /** People whose name sounds like the query. */
  sounding(asked) {
    const said = spoken(asked)
    return this.entries.flatMap((entry, place) => {
      if (entry.kind !== "people") return []
      entry.spoken ??= new Set(
        entry.keys
          .map(fold)
          .filter(key => /^[a-z ]+$/.test(key))
          .flatMap(spoken),
      )
      return said.some(sound => entry.spoken.has(sound)) ? [place] : []
    })
  }

  /** For each entry the share of the query's words that it answers, rare words counting more. */
  cover(words) {
    const shares = new Map()
    let total = 0
    for (const word of words) {
      const found = this.answering(word)
      const rare = Math.log(2 + this.entries.length / (found.size || 1))
      total += rare
      for (const [place, well] of found) shares.set(place, (shares.get(place) ?? 0) + well * rare)
    }
    return [...shares].map(([place, share]) => [place, share / total])
  }

  /** How well each entry answers a word; by words with a slip only where none is near it. */
  answering(word) {
    const found = new Map(),
      near = new Map(),
      { text } = this.spaced,
      number = /^[0-9]/.test(word)
    const credit = (worths, place, worth) =>
      raise(worths, place < 0 ? ~place : place, place < 0 ? worth * 0.6 : worth)
    const inside = word.length > 3 && !number && opensSyllable(word)
    this.spaced.find(inside ? "" : " ", word, (line, at) => {
      const begin = text.lastIndexOf(" ", at) + 1,
        share = word.length / (text.indexOf(" ", at) - begin)
      credit(
        found,
        this.places[line],
        share === 1 ? 1 : at > begin ? 0.4 + 0.2 * share : number ? 0.5 : 0.6 + 0.35 * share,
      )
    })
    for (let length = word.length - 1; length > 1; length--) {
      // a known word, and what clings to it
      const rest = word.slice(length),
        worth =
          rest === "s" || rest === "es" || this.particles.has(rest)
            ? 0.92
            : length > 3
              ? (0.3 * length) / word.length
              : 0
      if (worth)
        this.spaced.find(" ", `${word.slice(0, length)} `, line =>
          credit(found, this.places[line], worth),
        )
    }
    if (highest(found) >= 0.55) return found
    this.eachWord().near(word, (known, worth) =>
      this.spaced.find(" ", `${this.vocabulary.line(known)} `, line =>
        credit(near, this.places[line], worth),
      ),
    )
    return new Map([...near, ...found])
  }

  /** The words of all names, each once. */
  eachWord() {
    const fresh = new Set(
      this.spaced.text
        .slice(this.read)
        .split(/[ \n]+/)
        .filter(word => !this.met.has(word)),
    )
    this.read = this.spaced.text.length
    for (const word of fresh) this.met.add(word)
    this.vocabulary.grow([...fresh].map(word => `${word}\n`).join(""))
    return this.vocabulary
  }

  // ---------------------------------------------------------------- texts
  wordsOfTexts(query) {
    return this.kept(fold(query))
      .map(word => this.bare(word) || word)
      .filter(word => word.length > 2)
  }

  /** The texts that hold words beginning with this one, by their number, with their worth. */
  async textsWith(word) {
    const found = new Map()
    for (const file of await Promise.all(
      ranges(this.wordStarts, word, 3).map(place => this.once(`words-${place}`)),
    )) {
      for (const [known, places] of Object.entries(file))
        if (known.startsWith(word))
          for (const place of places) raise(found, place, known === word ? 1 : 0.75)
    }
    return found
  }

  /** Whether a text holds the query's last word as it stands; if none does, the word is still being typed. */
  async spelled(query) {
    const last = this.wordsOfTexts(query).at(-1)
    return !last || highest(await this.textsWith(last)) === 1
  }

  /** What was found by names, and by the words of texts; of these so many files are read at most. */
  async withTexts(found, query, most) {
    const words = await Promise.all(this.wordsOfTexts(query).map(word => this.textsWith(word))),
      shares = new Map()
    const rare = words.map(places => Math.log(2 + this.count / (places.size || 1))),
      total = rare.reduce((sum, one) => sum + one, 0)
    words.forEach((places, number) => {
      for (const [place, worth] of places)
        shares.set(place, (shares.get(place) ?? 0) + (worth * rare[number]) / total)
    })
    const fileOf = place => this.chunkStarts.findLastIndex(start => start <= place),
      files = new Set()
    const chosen = [...shares]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 40)
      .filter(([place]) =>
        files.size < most ? files.add(fileOf(place)) : files.has(fileOf(place)),
      )
    return merged(
      found,
      await Promise.all(
        chosen.map(async ([place, share]) => {
          const file = fileOf(place),
            [url, kind, sort, title, answer, within, weight, text] = (
              await this.once(`texts-${file}`)
            )[place - this.chunkStarts[file]]
          return {
            entry: { url, kind, sort, title, answer, within, weight, text, keys: [] },
            score: 58 * share ** 1.5 + (kind === "sources" ? -8 : 0),
          }
        }),
      ),
    )
  }
}

// The files that may hold words with this beginning.
const ranges = (starts, word, most) => {
  const first = Math.max(
      starts.findLastIndex(start => start <= word),
      0,
    ),
    found = [first]
  while (found.length < most && starts[first + found.length]?.startsWith(word))
    found.push(first + found.length)
  return starts.length ? found : []
}

const merged = (names, texts) => {
  const found = new Map(names.map(result => [result.entry.url, result]))
  for (const { entry, score } of texts) {
    const known = found.get(entry.url)
    found.set(
      entry.url,
      known
        ? { entry: { ...known.entry, text: entry.text }, score: Math.max(known.score, score) }
        : { entry, score },
    )
  }
  return [...found.values()].sort((a, b) => b.score - a.score)
}

// No page fills the list with its sections and figures.
const spread = found => {
  const counts = new Map()
  return found.filter(({ entry: { url, kind } }) => {
    const page = url.split("#")[0],
      own =
        (kind === "figures" || url.split("#").length < 2 || kind === "pages") &&
        !/^(?:\w\w\/)?(?:glossary|promises)\//.test(page)
    counts.set(page, (counts.get(page) ?? 0) + 1)
    return !own || counts.get(page) < 3
  })
}
