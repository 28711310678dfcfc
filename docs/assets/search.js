// Search: the index is fetched when the dialog opens, and a word is found anywhere inside another (as Hangul needs).
{
  const dialog = document.querySelector("#search"), input = dialog.querySelector("input")
  const { index, base, language, others, none } = dialog.dataset
  const list = dialog.querySelector("ol"), status = dialog.querySelector("[role=status]")
  const folder = path => others.split(" ").find(other => path.startsWith(`${other}/`)) ?? ""
  const plain = text => Object.assign(document.createElement("template"), { innerHTML: text }).content.textContent
  const fold = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase().replace(/[-\s]+/g, " ")
  let loading
  const load = () => loading ??= fetch(index).then(answer => answer.json()).then(({ docs }) => {
    let title = ""
    return docs.filter(({ text }) => text).map(({ location, title: head, text }) => {
      location = location.replace(/#top$/, "")
      if (!location.includes("#")) title = head
      const words = plain(text), start = location.includes("#") ? "" : words.slice(0, 40) // other names stand first
      return { location, page: plain(title), head: plain(head), words, top: fold(`${plain(head)} ${start}`), all: fold(`${title} ${head} ${words}`) }
    })
  })
  const worth = (entry, asked) => asked.reduce((sum, word) =>
    sum + (` ${entry.top}`.includes(` ${word}`) ? 9 : entry.top.includes(word) ? 5 : ` ${entry.all}`.includes(` ${word}`) ? 2 : 1), 0)
    + (entry.location.includes("#") ? 0 : 6) + (folder(entry.location) === language ? 3 : 0) - entry.head.length / 30
  const show = async () => {
    const asked = fold(input.value).split(" ").filter(Boolean), entries = asked.length ? await load() : []
    const found = entries.filter(entry => asked.every(word => entry.all.includes(word)))
      .map(entry => [worth(entry, asked), entry]).sort((a, b) => b[0] - a[0]).slice(0, 20)
    status.textContent = asked.length && !found.length ? none : ""
    list.replaceChildren(...found.map(([, entry]) => {
      const item = document.createElement("li"), link = document.createElement("a"), words = document.createElement("p")
      const from = Math.max(fold(entry.words).indexOf(asked[0]) - 50, 0)
      link.href = base.replace(/\/?$/, "/") + entry.location
      link.textContent = entry.head === entry.page ? entry.head : `${entry.page}: ${entry.head}`
      words.textContent = (from ? "…" : "") + entry.words.slice(from, from + 150)
      item.append(link, words)
      return item
    }))
  }
  const open = () => { dialog.showModal(); load(); show() }
  input.addEventListener("input", show)
  dialog.querySelector("form").addEventListener("submit", event => {
    if (event.submitter?.matches("button") && document.activeElement !== input) return
    event.preventDefault()
    list.querySelector("a")?.click()
  })
  addEventListener("click", event => event.target.closest?.("[data-open=search]") ? open() : event.target === dialog && dialog.close())
  addEventListener("keydown", event => {
    if (event.key !== "/" || event.target.closest("input, select, textarea")) return
    event.preventDefault()
    open()
  })
}
