// A name of Hangul in Latin letters has many spellings: Park Gyeong-su is Bak Kyungsoo.
// Spellings that sound alike become one. The order of the rules counts.

const RULES = [
  [/ph/g, "p"],
  [/(?<=[aeou])h(?=[ngmk])/g, ""],
  [/oo|ou|eo|eu|wu/g, "u"],
  [/woo|wu/g, "u"],
  [/ee/g, "i"],
  [/ae|ai|ay|ey/g, "e"],
  [/oi/g, "oe"],
  [/ch/g, "j"],
  [/c(?!h)k?/g, "k"],
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

/** How a word sounds: one spelling for all that sound alike. */
export const soundOf = word => RULES.reduce((sound, [from, to]) => sound.replace(from, to), word)

/** How a folded name sounds if its first word is the family name, and if its last word is. */
export function soundsOfName(folded) {
  const words = folded.split(" ")
  const familyFirst = `${soundOf(words[0])} ${soundOf(words.slice(1).join(""))}`
  const familyLast = `${soundOf(words.at(-1))} ${soundOf(words.slice(0, -1).join(""))}`
  return [familyFirst, familyLast]
}
