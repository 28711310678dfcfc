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
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[other.length]
}
const allowed = word => /[0-9]/.test(word) || word.length < 4 ? 0 : word.length < 9 ? 1 : 2
const slipped = (asked, word) => {
  const most = allowed(asked)
  if (!most || word.length < 3) return 0
  const whole = slips(asked, word, most), begun = word.length > asked.length ? slips(asked, word.slice(0, asked.length), most) + .5 : 9
  const count = Math.min(whole, begun)
  return count > most + .5 ? 0 : .68 - .14 * count
}
const opensSyllable = text => /^(?:[ㄱ-ㅎ][ㅏ-ㅣ]|[^ㄱ-ㅣ])/.test(text)
const answers = (asked, word, clings) => {
  if (word === asked) return 1
  if (word.startsWith(asked)) return /^[0-9]/.test(asked) ? .5 : .6 + .35 * asked.length / word.length
  if (asked.startsWith(word) && word.length > 1) return clings(asked.slice(word.length)) ? .92 : word.length > 3 ? .3 * word.length / asked.length : 0
  return asked.length > 3 && opensSyllable(asked) && !/^[0-9]/.test(asked) && word.includes(asked) ? .4 + .2 * asked.length / word.length : 0
}
const wholeAnswers = (asked, key) => {
  const { joined } = key
  if (joined === asked) return 100
  const share = asked.length / joined.length
  if (joined.startsWith(asked)) return 68 + 24 * share
  if (asked.length < 3) return 0
  if (/^[ㄱ-ㅎ]+$/.test(asked)) return key.onsets === asked ? 88 : key.onsets.startsWith(asked) ? 66 + 20 * asked.length / key.onsets.length : key.onsets.includes(asked) ? 50 : 0
  if (/^[0-9.]+$/.test(asked)) return 0
  const inside = joined.indexOf(asked)
  if (inside < 0 || !opensSyllable(asked)) return 0
  return key.begins.has(inside) ? 56 + 18 * share : asked.length > 3 ? 46 + 18 * share : 0
}

// ---------------------------------------------------------------- the index
const BONUS = { people: 4, organizations: 4, programs: 4, investments: 4, pages: 3, glossary: 2, indicators: 2, promises: 1, figures: -4, charts: -3, sources: -6 }
const SURE = 60   // a name that is worth as much answers the query; no text need be read

export class Finder {
  constructor(folder) { Object.assign(this, { folder, entries: [], vocabulary: new Map(), known: new Map(), files: new Map() }) }

  /** What a query finds, best first: by names alone, or with `most` files of texts too. `unsure` says afterwards whether a name answered. */
  async find(query, most = 0) {
    await this.begin()
    const asked = fold(query)
    if (!asked) return []
    await this.needNames(asked)
    let found = this.rank(asked)
    const best = () => found[0]?.score ?? 0
    const other = best() < SURE && asked.length > 2 ? otherKeyboard(asked) : ""
    if (other) {
      await this.needNames(other)
      const swapped = this.rank(other, .9)
      if ((swapped[0]?.score ?? 0) > best() + 5) found = swapped
    }
    this.unsure = best() < SURE
    if (most) found = merged(found, await this.texts(asked, most))
    return spread(found.filter(({ score }) => score > 22 && score > best() * .4))
  }

  /** Words by which the folded query may be marked in a result. */
  wordsOf(query) { const asked = fold(query); return [asked, otherKeyboard(asked), ...this.kept(asked), ...this.kept(asked).map(word => this.bare(word))].filter(Boolean) }

  /** The names nearest to a query that found nothing. */
  nearest(query, count = 5) {
    const pairs = text => new Set([...text].slice(1).map((letter, place) => text[place] + letter)), asked = pairs(fold(query).replaceAll(" ", ""))
    const near = ({ keys }) => Math.max(...keys.map(({ joined }) => { const own = pairs(joined); return 2 * [...own].filter(pair => asked.has(pair)).length / (own.size + asked.size || 1) }))
    return this.entries.filter(({ kind }) => kind !== "figures" && kind !== "charts").map(entry => [near(entry), entry]).filter(([near]) => near > .15).sort((a, b) => b[0] - a[0]).slice(0, count).map(([, entry]) => entry)
  }

  /** The names that every search needs. */
  async begin() {
    const head = await this.once("names")
    if (this.particles) return
    Object.assign(this, head, { ignored: new Set(head.ignored), particles: new Set(head.particles) })
    this.add(head.names)
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

  add(rows) {
    const folded = text => { if (!this.known.has(text)) this.known.set(text, fold(text)); return this.known.get(text) }
    for (const [url, kind, sort, title, answer, within, weight, ...keys] of rows) {
      if (this.known.has(`#${url}`)) continue
      this.known.set(`#${url}`, true)
      const place = this.entries.length
      const entry = { url, kind, sort, title, answer, within, weight, keys: [title, ...keys].map((said, own) => {
        const spaced = folded(said), joined = spaced.replaceAll(" ", "")
        const words = spaced.split(" "), begins = new Set(words.map((_, count) => words.slice(0, count).join("").length))
        return { said, spaced, joined, words, begins, bag: bag(words), onsets: onsets(joined), own: !own }
      }) }
      if (kind === "people") entry.spoken = new Set(entry.keys.filter(({ joined }) => /^[a-z]+$/.test(joined)).flatMap(({ spaced }) => spoken(spaced)))
      this.entries.push(entry)
      for (const { words } of entry.keys) for (const word of words) this.note(word, place, 1)
      for (const word of folded(within).split(" ")) this.note(word, place, .6)
    }
  }

  note(word, place, share) {
    if (!this.vocabulary.has(word)) this.vocabulary.set(word, new Map())
    const places = this.vocabulary.get(word)
    places.set(place, Math.max(places.get(place) ?? 0, share))
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
    const words = this.kept(asked), joined = asked.replaceAll(" ", ""), bare = this.bare(joined), core = words.join("")
    const covered = this.cover(words), mixed = words.length > 1 && bag(words), latin = /^[a-z ]{5,}$/.test(asked) ? spoken(asked) : []
    let scores = this.entries.map((entry, place) => {
      const share = covered[place]
      let whole = 0, length = 0
      for (const key of entry.keys) {
        const less = key.own ? 0 : 2
        whole = Math.max(whole, wholeAnswers(joined, key) - less, bare ? wholeAnswers(bare, key) - 3 - less : 0, core !== joined ? wholeAnswers(core, key) - 3 - less : 0, key.bag === mixed ? 94 - less : 0)
        length = Math.max(length, Math.min(core.length, key.joined.length) / Math.max(core.length, key.joined.length))
      }
      if (entry.spoken && latin.some(said => entry.spoken.has(said))) whole = Math.max(whole, 80)
      return Math.max(whole, share && 60 * share ** 1.3 + 12 * length * share)
    })
    if (Math.max(...scores) < SURE && allowed(joined)) scores = scores.map((score, place) => Math.max(score, ...this.entries[place].keys.map(key => 108 * slipped(joined, key.joined))))
    return this.entries.map((entry, place) => ({ entry, score: scores[place] && scores[place] * factor + entry.weight * .7 + (BONUS[entry.kind] ?? 0) }))
      .filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
  }

  /** For each entry the share of the query's words that it answers, rare words counting more. */
  cover(words) {
    const shares = new Float64Array(this.entries.length)
    let total = 0
    const clings = rest => rest === "s" || rest === "es" || this.particles.has(rest)
    for (const word of words) {
      let found = this.holding(word, known => answers(word, known, clings))
      if (!Math.max(0, ...found.values()) || Math.max(...found.values()) < .55) found = new Map([...this.holding(word, known => slipped(word, known)), ...found])
      const rare = Math.log(2 + this.entries.length / (found.size || 1))
      total += rare
      for (const [place, well] of found) shares[place] += well * rare
    }
    return shares.map(share => share / total)
  }

  holding(word, well) {
    const found = new Map()
    for (const [known, places] of this.vocabulary) {
      const worth = well(known)
      if (worth) for (const [place, share] of places) if (worth * share > (found.get(place) ?? 0)) found.set(place, worth * share)
    }
    return found
  }

  // ---------------------------------------------------------------- files that only some searches need
  async needNames(asked) {
    if (!this.nameStarts.length) return
    const words = this.kept(asked), wanted = new Set([...words, asked.replaceAll(" ", ""), ...words.map(word => this.bare(word))].filter(word => word.length > 2).flatMap(word => ranges(this.nameStarts, word, 2)))
    for (const rows of await Promise.all([...wanted].slice(0, 6).map(place => this.once(`names-${place}`)))) this.add(rows)
  }

  async texts(asked, most) {
    const words = this.kept(asked).map(word => this.bare(word) || word).filter(word => word.length > 2)
    const shares = new Map()
    let total = 0
    for (const word of words) {
      const found = new Map()
      for (const file of await Promise.all(ranges(this.wordStarts, word, 3).map(place => this.once(`words-${place}`)))) {
        for (const [known, places] of Object.entries(file)) {
          const worth = known === word ? 1 : known.startsWith(word) ? .75 : 0
          if (worth) for (const place of places) found.set(place, Math.max(worth, found.get(place) ?? 0))
        }
      }
      const rare = Math.log(2 + this.count / (found.size || 1))
      total += rare
      for (const [place, worth] of found) shares.set(place, (shares.get(place) ?? 0) + worth * rare)
    }
    const fileOf = place => this.chunkStarts.findLastIndex(start => start <= place), files = new Set()
    const best = [...shares].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 40).filter(([place]) => files.size < most ? files.add(fileOf(place)) : files.has(fileOf(place)))
    return Promise.all(best.map(async ([place, share]) => {
      const file = fileOf(place), row = (await this.once(`texts-${file}`))[place - this.chunkStarts[file]]
      const [url, kind, sort, title, answer, within, weight, text] = row
      return { entry: { url, kind, sort, title, answer, within, weight, text, keys: [] }, score: 58 * (share / total) ** 1.5 + (kind === "sources" ? -8 : 0) }
    }))
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
