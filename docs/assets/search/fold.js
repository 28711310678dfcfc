// Words as a search compares them: the same rule as fold() in
// hooks/factbook/publishing/search_fold.py. A test holds the two together.

/** The power of ten that each number word stands for; the longer of two that begin alike first. */
export const SCALES = {
  경: 16,
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

const INITIALS = "ㄱ ㄱ ㄴ ㄷ ㄷ ㄹ ㅁ ㅂ ㅂ ㅅ ㅅ ㅇ ㅈ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
const VOWELS = "ㅏ ㅐ ㅑ ㅐ ㅓ ㅔ ㅕ ㅔ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"
const FINALS =
  "ㄱ ㄱ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"

/** The letters that are typed for each part of a syllable; a doubled consonant is one letter. */
export const JAMO = {
  ...lettersFrom(0x1100, INITIALS),
  ...lettersFrom(0x1161, VOWELS),
  ...lettersFrom(0x11a8, FINALS),
}

function lettersFrom(start, row) {
  const pairs = row
    .split(" ")
    .map((letters, place) => [String.fromCharCode(start + place), letters])
  return Object.fromEntries(pairs)
}

// Lines are folded many at once, so that no pattern may reach over the end of one.
const DIGITS = "[0-9][0-9,]*"
const GAP = "[^\\S\\n]?"
const SCALE = Object.keys(SCALES).join("|")
const NO_LONGER_WORD = "(?!(?!won)[a-z])" // 5k and 5kwon, but not 5km
// What is written out below the last scale: 1만3136, 1만 3,136; but 3만 2026년 are two numbers.
const UNITS = `(?<=[천만억조경])${DIGITS}`
const NO_LONGER_NUMBER = "(?![0-9년월일시분차위]|,[0-9])"
const UNITS_APART = `(?<=[천만억조경][^\\S\\n])(?:[0-9]{1,3},[0-9]{3}|[0-9]{1,4})${NO_LONGER_NUMBER}`
const SCALED = new RegExp(
  `(?:${DIGITS}(?:\\.[0-9]+)?${GAP}(?:${SCALE})${NO_LONGER_WORD}${GAP})+(?:${UNITS}|${UNITS_APART})?`,
  "g",
)
const PART = new RegExp(`(${DIGITS})(?:\\.([0-9]+))?\\s?(${SCALE})`, "g")
const THOUSANDS_COMMA = /(?<=[0-9]),(?=[0-9]{3})/g
const MARKS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670'’]+/g // Arabic has marks of its own
const SYLLABLE_PARTS = /[\u1100-\u11ff]+/g
const NO_WORD = /(?<![0-9])\.|\.(?![0-9])|[^\p{L}\p{N}.\n]/gu // a point stays within a number
const EDGE_OF_HANGUL = /(?<=[ㄱ-ㅣ])(?=[^ㄱ-ㅣ\s])|(?<=[^ㄱ-ㅣ\s])(?=[ㄱ-ㅣ])/g

/** Letters that many write another way, and that Unicode does not take apart. */
export const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ة: "ه", ى: "ي" }
const WRITTEN_ANOTHER_WAY = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g")

/** A text without case, accents and signs; Hangul as the letters typed; amounts in plain digits. */
export function fold(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(SCALED, plainDigits)
    .replace(THOUSANDS_COMMA, "")
    .normalize("NFKD")
    .replace(MARKS, "")
    .replace(SYLLABLE_PARTS, typedLetters)
    .replace(WRITTEN_ANOTHER_WAY, letter => LETTERS[letter])
    .replace(NO_WORD, " ")
    .replace(EDGE_OF_HANGUL, " ")
    .replace(/ {2,}/g, " ")
    .replace(/^ | $/gm, "")
}

/** 9조 9,000억 as 9900000000000; what has more decimals than its scale has zeros stays. */
function plainDigits(amount) {
  let sum = 0n
  let zerosOfLast = 0
  for (const [, whole, decimals = "", scale] of amount.matchAll(PART)) {
    const zeros = SCALES[scale] - decimals.length
    if (zeros < 0) return amount
    sum += BigInt(whole.replaceAll(",", "") + decimals) * 10n ** BigInt(zeros)
    zerosOfLast = SCALES[scale]
  }
  const units = amount.match(/[0-9,]*$/)[0].replaceAll(",", "")
  const isNumberOfItsOwn = units.length > zerosOfLast // 2천2026 is two numbers
  return isNumberOfItsOwn ? `${sum} ${units}` : `${sum + BigInt(units)} `
}

function typedLetters(parts) {
  let letters = ""
  for (const part of parts) letters += JAMO[part] ?? part
  return letters
}
