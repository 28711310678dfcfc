// What a query means: folding (the same rule as fold() in hooks/factbook/search.py), matching, and the files that are needed for it.

// ---------------------------------------------------------------- folding
const SCALES = { 천조: 15, 조: 12, 천억: 11, 백억: 10, 십억: 9, 억: 8, 천만: 7, 백만: 6, 십만: 5, 만: 4, 천: 3, trillion: 12, billion: 9, million: 6, thousand: 3, tn: 12, bn: 9, k: 3 }
const SCALED = new RegExp(`(?:[0-9][0-9,]*(?:\\.[0-9]+)?\\s?(?:${Object.keys(SCALES).join("|")})(?!(?!won)[a-z])\\s?)+`, "g")
const PART = new RegExp(`([0-9][0-9,]*)(?:\\.([0-9]+))?\\s?(${Object.keys(SCALES).join("|")})`, "g")
const JAMO = {}
for (const [start, row] of [[0x1100, "ㄱ ㄱ ㄴ ㄷ ㄷ ㄹ ㅁ ㅂ ㅂ ㅅ ㅅ ㅇ ㅈ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"], [0x1161, "ㅏ ㅐ ㅑ ㅐ ㅓ ㅔ ㅕ ㅔ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"],
  [0x11a8, "ㄱ ㄱ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"]]) row.split(" ").forEach((letters, place) => { JAMO[String.fromCharCode(start + place)] = letters })

const plainDigits = told => {
  let amount = 0n
  for (const [, whole, fraction = "", scale] of told.matchAll(PART)) {
    const shift = SCALES[scale] - fraction.length
    if (shift < 0) return told
    amount += BigInt(whole.replaceAll(",", "") + fraction) * 10n ** BigInt(shift)
  }
  return `${amount} `
}

export const fold = text => text.normalize("NFKC").toLowerCase().replace(SCALED, plainDigits).replace(/(?<=[0-9]),(?=[0-9]{3})/g, "")
  .normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").replace(/[\u1100-\u11ff]/g, letter => JAMO[letter] ?? letter)
  .replace(/(?<![0-9])\.|\.(?![0-9])|[^\p{L}\p{N}.]/gu, " ").replace(/(?<=[ㄱ-ㅣ])(?=[^ㄱ-ㅣ\s])|(?<=[^ㄱ-ㅣ\s])(?=[ㄱ-ㅣ])/g, " ").trim().replace(/\s+/g, " ")

// ---------------------------------------------------------------- other ways to have typed it
const LATIN = "qwertyuiopasdfghjklzxcvbnm", HANGUL = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
const swapped = (text, from, to) => text.replace(/\S/g, letter => to[from.indexOf(letter)] ?? letter)
const otherKeyboard = text => /[a-z]/.test(text) ? swapped(text, LATIN, HANGUL) : /[ㄱ-ㅣ]/.test(text) ? swapped(text, HANGUL, LATIN) : ""
const bag = words => [...words].sort().join(" ")
const onsets = folded => (folded.match(/[ㄱ-ㅎ](?=[ㅏ-ㅣ])/g) ?? []).join("")

// A name of Hangul in Latin letters has many spellings; those that sound alike become one.
const SOUNDS = [[/ph/g, "p"], [/(?<=[aeou])h(?=[ngmk])/g, ""], [/oo|ou|eo|eu|wu/g, "u"], [/woo|wu/g, "u"], [/ee/g, "i"], [/ae|ai|ay|ey/g, "e"], [/oi/g, "oe"], [/ch|c(?!h)k?/g, sound => sound === "ch" ? "j" : "k"],
  [/^[lr](?=[iy])/, ""], [/^y(?=i)/, ""], [/rk/g, "k"], [/sh/g, "s"], [/[gq]/g, "k"], [/b/g, "p"], [/d/g, "t"], [/r/g, "l"], [/(.)\1/g, "$1"]]
const sounds = word => SOUNDS.reduce((said, [from, to]) => said.replace(from, to), word)
const spoken = folded => { const words = folded.split(" "); return [`${sounds(words[0])} ${sounds(words.slice(1).join(""))}`, `${sounds(words.at(-1))} ${sounds(words.slice(0, -1).join(""))}`] }

// ---------------------------------------------------------------- how well one word answers another
const slips = (one, other, most) => { // insertions, deletions, changes and swaps, up to `most`
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = [], last = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
      least = Math.min(least, row[j])
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return last[other.length]
}
const allowed = word => /[0-9]/.test(word) || word.length < 4 ? 0 : word.length < 9 ? 1 : 2
const slipped = (asked, word, most) => {
  const whole = slips(asked, word, most), begun = word.length > asked.length ? slips(asked, word.slice(0, asked.length), most) + .5 : 9
  const count = Math.min(whole, begun)
  return count > most + .5 ? 0 : .68 - .14 * count
}
const opensSyllable = text => /^(?:[ㄱ-ㅎ][ㅏ-ㅣ]|[^ㄱ-ㅣ])/.test(text)
const answers = (asked, word, at) => { // `at` is where the word holds what is asked
  if (word === asked) return 1
  if (at === 0) return /^[0-9]/.test(asked) ? .5 : .6 + .35 * asked.length / word.length
  return asked.length > 3 && opensSyllable(asked) && !/^[0-9]/.test(asked) ? .4 + .2 * asked.length / word.length : 0
}
const wholeAnswers = (asked, { joined, spaced }, at) => {
  const share = asked.length / joined.length
  if (joined === asked) return 100
  if (at === 0) return 68 + 24 * share
  if (/^(?:[ㄱ-ㅎ]+|[0-9.]+)$/.test(asked) || !opensSyllable(asked)) return 0
  return opensWord(spaced, at) ? 56 + 18 * share : asked.length > 3 ? 46 + 18 * share : 0
}
const opensWord = (spaced, at) => { // whether a word begins there once the spaces are gone
  let begin = 0
  for (const word of spaced.split(" ")) { if (begin >= at) break; begin += word.length }
  return begin === at
}
const onsetsAnswer = (asked, onsets, at) => onsets === asked ? 88 : at === 0 ? 66 + 20 * asked.length / onsets.length : asked.length > 2 ? 50 : 0

// ---------------------------------------------------------------- many short lines, searched as one text
const letters = text => { let bits = 0; for (let place = 0; place < text.length; place++) bits |= 1 << (text.charCodeAt(place) & 31); return bits }
const more = (bits, most) => { for (; most > 0; most--) bits &= bits - 1; return bits !== 0 } // more bits than that

class Lines {
  constructor() { Object.assign(this, { lines: [], starts: [], text: "\n", letters: [] }) }

  add(line) {
    this.starts.push(this.text.length)
    this.text += `${line}\n`
    return this.lines.push(line) - 1
  }

  /** Tells every line that holds the words, and where they first stand in it; very short words only where a line begins. */
  holding(asked, tell) {
    const lead = asked.length < 3 ? "\n" : ""
    for (let at = this.text.indexOf(lead + asked); at >= 0;) {
      const number = this.lineAt(at + lead.length), start = this.starts[number]
      tell(number, at + lead.length - start)
      at = this.text.indexOf(lead + asked, start + this.lines[number].length)
    }
  }

  lineAt(place) {
    let low = 0, high = this.starts.length - 1
    while (low < high) { const middle = (low + high + 1) >> 1; if (this.starts[middle] <= place) low = middle; else high = middle - 1 }
    return low
  }

  /** Tells every line that differs by a slip or two, and its worth. Few lines have nearly all letters that are asked for; only those are compared. */
  near(asked, tell) {
    const most = allowed(asked), wanted = letters(asked)
    if (!most) return
    for (let number = this.letters.length; number < this.lines.length; number++) this.letters.push(letters(this.lines[number]))
    for (let number = 0; number < this.lines.length; number++) {
      const line = this.lines[number]
      if (more(wanted & ~this.letters[number], most) || line.length < Math.max(3, asked.length - most)) continue
      const worth = slipped(asked, line, most)
      if (worth) tell(number, worth)
    }
  }
}

// ---------------------------------------------------------------- the index
const BONUS = { people: 4, organizations: 4, programs: 4, investments: 4, pages: 3, glossary: 2, indicators: 2, promises: 1, figures: -4, charts: -3, sources: -6 }
const SURE = 60   // a name that is worth as much answers the query; no text need be read
const CLEAR = 80  // a name that is worth as much needs no guess at how another is spelled
const best = found => found[0]?.score ?? 0
const raise = (worths, place, worth) => { if (worth > (worths.get(place) ?? 0)) worths.set(place, worth) }

export class Finder {
  /** `head` is what names.json in the folder holds: the names that every search needs, and which file has which others. */
  constructor(folder, head) {
    Object.assign(this, head, { folder, ignored: new Set(head.ignored), particles: new Set(head.particles), files: new Map(), folded: new Map(), seen: new Set() })
    Object.assign(this, { entries: [], keys: [], joined: new Lines(), onsets: new Lines(), vocabulary: new Lines(), numbers: new Map(), places: [] })
    this.add(head.names)
  }

  /** What a query finds, best first: by the names that are known already, if one of them answers, and then by all names. */
  async *names(query) {
    const asked = fold(query), other = asked.length > 2 ? otherKeyboard(asked) : ""
    if (!asked) return
    const ranked = () => {
      const found = this.rank(asked), swapped = other && best(found) < SURE ? this.rank(other, .9) : []
      return best(swapped) > best(found) + 5 ? swapped : found
    }
    const known = ranked()
    if (best(known) >= SURE) yield known
    let found = await this.needNames(asked) ? ranked() : known
    if (other && best(found) < SURE && await this.needNames(other)) found = ranked()
    if (found !== known || best(known) < SURE) yield found
  }

  /** Whether none of the names that were found answers. */
  unsure(found) { return best(found) < SURE }

  /** Found names as they are listed. */
  listed(found) { return spread(found.filter(({ score }) => score > 22 && score > best(found) * .4)) }

  /** Words by which the folded query may be marked in a result. */
  wordsOf(query) { const asked = fold(query); return [asked, otherKeyboard(asked), ...this.kept(asked), ...this.kept(asked).map(word => this.bare(word))].filter(Boolean) }

  /** The names nearest to a query that found nothing. */
  nearest(query, count = 5) {
    const pairs = text => new Set([...text].slice(1).map((letter, place) => text[place] + letter)), asked = pairs(fold(query).replaceAll(" ", ""))
    const near = ({ keys }) => Math.max(...keys.map(({ joined }) => { const own = pairs(joined); return 2 * [...own].filter(pair => asked.has(pair)).length / (own.size + asked.size || 1) }))
    return this.entries.filter(({ kind }) => kind !== "figures" && kind !== "charts").map(entry => [near(entry), entry]).filter(([near]) => near > .15).sort((a, b) => b[0] - a[0]).slice(0, count).map(([, entry]) => entry)
  }

  async read(name) {
    const answer = await fetch(`${this.folder}${name}.json`)
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    return answer.json()
  }

  once(name) { // a file that failed is asked for again
    if (!this.files.has(name)) this.files.set(name, this.read(name).catch(error => { this.files.delete(name); throw error }))
    return this.files.get(name)
  }

  // ---------------------------------------------------------------- names
  add(rows) {
    const folded = text => { if (!this.folded.has(text)) this.folded.set(text, fold(text)); return this.folded.get(text) }
    for (const [url, kind, sort, title, answer, within, weight, ...others] of rows) {
      if (this.seen.has(url)) continue
      this.seen.add(url)
      const place = this.entries.length, own = new Set()
      const keys = [title, ...others].map((said, count) => {
        const spaced = folded(said), joined = spaced.replaceAll(" ", ""), key = { said, spaced, joined, place, less: count ? 2 : 0 }
        for (const word of spaced.split(" ")) own.add(word)
        this.keys[this.joined.add(joined)] = key
        return key
      })
      this.entries.push({ url, kind, sort, title, answer, within, weight, keys })
      for (const word of own) this.note(word, place)
      for (const word of new Set(folded(within).split(" "))) if (!own.has(word)) this.note(word, ~place)
    }
  }

  note(word, place) { // the complement of a place: the word is that of the page around
    if (!this.numbers.has(word)) { this.numbers.set(word, this.vocabulary.add(word)); this.places.push([]) }
    this.places[this.numbers.get(word)].push(place)
  }

  kept(asked) {
    const words = asked.split(" "), kept = words.filter(word => !this.ignored.has(word) && !this.particles.has(word))
    return kept.length ? kept : words
  }

  bare(word) {
    for (let length = 6; length > 1; length--) if (word.length - length > 3 && this.particles.has(word.slice(-length))) return word.slice(0, -length)
    return ""
  }

  rank(asked, factor = 1) {
    const words = this.kept(asked), joined = asked.replaceAll(" ", ""), core = words.join(""), worths = this.wholes(joined, core)
    for (const [place, share] of this.cover(words)) {
      const { keys } = this.entries[place], mixed = words.length > 1 && keys.filter(({ joined, spaced }) => joined.length === core.length && bag(spaced.split(" ")) === bag(words))
      const length = Math.max(...keys.map(({ joined }) => Math.min(core.length, joined.length) / Math.max(core.length, joined.length)))
      raise(worths, place, Math.max(60 * share ** 1.3 + 12 * length * share, ...(mixed || []).map(({ less }) => 94 - less)))
    }
    if (Math.max(0, ...worths.values()) < CLEAR && /^[a-z ]{5,}$/.test(asked)) for (const place of this.sounding(asked)) raise(worths, place, 80)
    if (Math.max(0, ...worths.values()) < SURE) this.joined.near(joined, (number, worth) => raise(worths, this.keys[number].place, 108 * worth))
    return [...worths].map(([place, worth]) => ({ place, entry: this.entries[place], score: worth * factor + this.entries[place].weight * .7 + (BONUS[this.entries[place].kind] ?? 0) }))
      .filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.place - b.place)
  }

  /** What the whole query is worth as a name: with and without what clings to it and the words that are passed over, or by first consonants. */
  wholes(joined, core) {
    const worths = new Map(), bare = this.bare(joined)
    for (const [text, less] of [[joined, 0], [bare, 3], [core === joined ? "" : core, 3]]) if (text) this.joined.holding(text, (number, at) => {
      const key = this.keys[number]
      raise(worths, key.place, wholeAnswers(text, key, at) - less - key.less)
    })
    if (/^[ㄱ-ㅎ]{2,}$/.test(joined)) {
      for (let number = this.onsets.lines.length; number < this.keys.length; number++) this.onsets.add(onsets(this.keys[number].joined))
      this.onsets.holding(joined, (number, at) => raise(worths, this.keys[number].place, onsetsAnswer(joined, this.onsets.lines[number], at) - this.keys[number].less))
    }
    return worths
  }

  /** People whose name sounds like the query. */
  sounding(asked) {
    const said = spoken(asked)
    return this.entries.flatMap((entry, place) => {
      if (entry.kind !== "people") return []
      entry.spoken ??= new Set(entry.keys.filter(({ joined }) => /^[a-z]+$/.test(joined)).flatMap(({ spaced }) => spoken(spaced)))
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
    const found = new Map()
    const credit = (worths, number, worth) => { for (const place of worth ? this.places[number] : []) raise(worths, place < 0 ? ~place : place, place < 0 ? worth * .6 : worth) }
    this.vocabulary.holding(word, (number, at) => credit(found, number, answers(word, this.vocabulary.lines[number], at)))
    for (let length = word.length - 1; length > 1; length--) { // a known word, and what clings to it
      const number = this.numbers.get(word.slice(0, length)), rest = word.slice(length)
      if (number !== undefined) credit(found, number, rest === "s" || rest === "es" || this.particles.has(rest) ? .92 : length > 3 ? .3 * length / word.length : 0)
    }
    if (Math.max(0, ...found.values()) >= .55) return found
    const near = new Map()
    this.vocabulary.near(word, (number, worth) => credit(near, number, worth))
    return new Map([...near, ...found])
  }

  /** Reads the names that the query may mean and that are not known yet; tells whether there were any. */
  async needNames(asked) {
    if (!this.nameStarts.length) return false
    const words = this.kept(asked), bare = words.map(word => this.bare(word))
    const wanted = new Set([asked.replaceAll(" ", ""), ...words, ...bare].filter(word => word.length > 2).flatMap(word => ranges(this.nameStarts, word, word === words.at(-1) ? 2 : 1)))
    const count = this.entries.length
    for (const rows of await Promise.all([...wanted].slice(0, 5).map(place => this.once(`names-${place}`)))) this.add(rows)
    return this.entries.length > count
  }

  // ---------------------------------------------------------------- texts
  wordsOfTexts(asked) { return this.kept(asked).map(word => this.bare(word) || word).filter(word => word.length > 2) }

  /** The texts that hold words beginning with this one, by their number, with their worth. */
  async textsWith(word) {
    const found = new Map()
    for (const file of await Promise.all(ranges(this.wordStarts, word, 3).map(place => this.once(`words-${place}`)))) {
      for (const [known, places] of Object.entries(file)) if (known.startsWith(word)) for (const place of places) raise(found, place, known === word ? 1 : .75)
    }
    return found
  }

  /** Whether a text holds the query's last word as it stands; if none does, the word is still being typed. */
  async spelled(query) {
    const last = this.wordsOfTexts(fold(query)).at(-1)
    return !last || Math.max(0, ...(await this.textsWith(last)).values()) === 1
  }

  /** What was found by names, and by the words of texts; of these so many files are read at most. */
  async withTexts(found, query, most) {
    const words = await Promise.all(this.wordsOfTexts(fold(query)).map(word => this.textsWith(word))), shares = new Map()
    const rare = words.map(places => Math.log(2 + this.count / (places.size || 1))), total = rare.reduce((sum, one) => sum + one, 0)
    words.forEach((places, number) => { for (const [place, worth] of places) shares.set(place, (shares.get(place) ?? 0) + worth * rare[number] / total) })
    const fileOf = place => this.chunkStarts.findLastIndex(start => start <= place), files = new Set()
    const chosen = [...shares].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 40).filter(([place]) => files.size < most ? files.add(fileOf(place)) : files.has(fileOf(place)))
    return merged(found, await Promise.all(chosen.map(async ([place, share]) => {
      const file = fileOf(place), [url, kind, sort, title, answer, within, weight, text] = (await this.once(`texts-${file}`))[place - this.chunkStarts[file]]
      return { entry: { url, kind, sort, title, answer, within, weight, text, keys: [] }, score: 58 * share ** 1.5 + (kind === "sources" ? -8 : 0) }
    })))
  }
}

// The files that may hold words with this beginning.
const ranges = (starts, word, most) => {
  const first = Math.max(starts.findLastIndex(start => start <= word), 0), found = [first]
  while (found.length < most && starts[first + found.length]?.startsWith(word)) found.push(first + found.length)
  return starts.length ? found : []
}

const merged = (names, texts) => {
  const found = new Map(names.map(result => [result.entry.url, result]))
  for (const { entry, score } of texts) {
    const known = found.get(entry.url)
    found.set(entry.url, known ? { entry: { ...known.entry, text: entry.text }, score: Math.max(known.score, score) } : { entry, score })
  }
  return [...found.values()].sort((a, b) => b.score - a.score)
}

// No page fills the list with its sections and figures.
const spread = found => {
  const counts = new Map()
  return found.filter(({ entry: { url, kind } }) => {
    const page = url.split("#")[0], own = (kind === "figures" || url.split("#").length < 2 || kind === "pages") && !/^(?:\w\w\/)?(?:glossary|promises)\//.test(page)
    counts.set(page, (counts.get(page) ?? 0) + 1)
    return !own || counts.get(page) < 3
  })
}
