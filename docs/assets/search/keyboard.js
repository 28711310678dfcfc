// A query that was typed while the keyboard stood on the other language: gksrmf is 한글.

const LATIN = "qwertyuiopasdfghjklzxcvbnm"
const HANGUL = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"

const CONSONANT = "[ㄱ-ㅎ]"
const VOWEL = "(?:ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[ㅏ-ㅣ])"
const SYLLABLES = `(?:${CONSONANT}${VOWEL}${CONSONANT}{0,2})+`
const FIRST_CONSONANTS = `${CONSONANT}+`
const NO_HANGUL = "[^ㄱ-ㅣ]+"
const WORD = new RegExp(`^(?:${SYLLABLES}|${FIRST_CONSONANTS}|${NO_HANGUL})$`)

/** A folded query as the keys would have typed it in the other language; nothing if in none. */
export function otherKeyboard(folded) {
  if (/[a-z]/.test(folded)) {
    const hangul = retyped(folded, LATIN, HANGUL)
    return hangul.split(" ").every(word => WORD.test(word)) ? hangul : ""
  }
  return /[ㄱ-ㅣ]/.test(folded) ? retyped(folded, HANGUL, LATIN) : ""
}

const retyped = (text, from, to) =>
  text.replace(/\S/g, letter => to[from.indexOf(letter)] ?? letter)
