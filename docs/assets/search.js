// The search box: the dialog of every page, the search page, and the page for a lost address. Nothing is fetched before a reader searches.
{
  const dialog = document.querySelector("#search"),
    page = document.querySelector("#search-page"),
    { base, failed, languages } = dialog.dataset
  const root = new URL(base.replace(/\/?$/, "/"), location.href),
    lost = page?.dataset.lost !== undefined && location.pathname.slice(root.pathname.length)
  const own = lost && languages.split(" ").find(language => lost.startsWith(`${language}/`)) // a lost address tells its reader's language
  const language = own || document.documentElement.lang
  let engine
  const start = () =>
    (engine ??= begin().catch(error => {
      engine = undefined
      throw error
    }))
  const begin = async () => {
    const folder = new URL(`search/${language}/`, root),
      [{ Finder, fold }, answer] = await Promise.all([
        import("./find.js"),
        fetch(`${folder}names.json`),
      ])
    if (!answer.ok) throw new Error(answer.status)
    return { finder: new Finder(folder, await answer.json()), fold }
  }
  const rest = time => new Promise(done => setTimeout(done, time))
  const make = (tag, more = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), more)
    made.append(...inside)
    return made
  }

  // ---------------------------------------------------------------- one result
  const letters = new Map()
  const marker =
    (fold, words) =>
    (text, around = 0) => {
      // the words in the text as <mark>; `around` keeps only so many letters about the first
      let joined = ""
      const places = [],
        raw = [...text.normalize("NFC").replace(/\s/g, " ")],
        on = new Set(),
        fresh = [...new Set(raw.filter(letter => !letters.has(letter)))]
      fold(fresh.join("\n"))
        .replaceAll(" ", "")
        .split("\n")
        .forEach((folded, place) => letters.set(fresh[place], folded))
      raw.forEach((letter, place) => {
        for (const piece of letters.get(letter)) {
          joined += piece
          places.push(place)
        }
      })
      const opens = start =>
        start === 0 ||
        !/[\p{L}\p{N}]/u.test(raw[places[start] - 1] ?? " ") ||
        /[ㄱ-ㅣ]/.test(joined[start])
      for (const word of words)
        for (let at = joined.indexOf(word); at >= 0 && word; at = joined.indexOf(word, at + 1)) {
          if (word.length > 3 || opens(at))
            for (let place = places[at]; place <= places[at + word.length - 1]; place++)
              on.add(place)
        }
      const first = Math.min(...on),
        from = around && on.size ? Math.max(first - around / 3, 0) | 0 : 0,
        to = around ? from + around : raw.length
      const parts = from ? ["…"] : []
      for (let place = from; place < Math.min(to, raw.length); ) {
        const marked = on.has(place)
        let run = ""
        while (place < Math.min(to, raw.length) && on.has(place) === marked) run += raw[place++]
        parts.push(marked ? make("mark", {}, run) : run)
      }
      return { parts: to < raw.length ? [...parts, "…"] : parts, any: on.size > 0 }
    }
  const shown = (entry, mark, words) => {
    const title = mark(entry.title),
      foreign = language !== dialog.dataset.first && !entry.url.startsWith(`${language}/`)
    const link = make(
      "a",
      { href: new URL(entry.url, root).href, hreflang: foreign ? dialog.dataset.first : language },
      make("span", { className: "search-sort" }, entry.sort),
      " ",
      make("span", { className: "search-title" }, ...title.parts),
    )
    const item = make("li", {}, link)
    const line = (name, ...inside) =>
      item.append(make("p", { className: `search-${name}` }, ...inside))
    if (entry.within) line("within", ...mark(entry.within).parts)
    if (entry.answer) line("answer", ...mark(entry.answer).parts)
    const alias =
      !title.any && entry.keys.slice(1).find(said => !/^[0-9.]+$/.test(said) && mark(said).any)
    if (alias) line("alias", `${words.also}: `, ...mark(alias).parts)
    const snippet = entry.text && !title.any && !alias && mark(entry.text, 150)
    if (snippet?.any) line("text", ...snippet.parts)
    if (foreign) line("foreign", words.foreign)
    return item
  }

  // ---------------------------------------------------------------- a box and its list
  class Box {
    constructor(place, most, files) {
      Object.assign(this, { place, most, files, asked: 0, kind: "" })
      for (const [name, selector] of Object.entries({
        form: "form",
        input: "input",
        kinds: ".search-kinds",
        status: "[role=status]",
        list: "ol",
        near: ".search-near",
      }))
        this[name] = place.querySelector(selector)
      this.input.addEventListener("input", () => {
        this.kind = ""
        this.show()
      })
      this.form.addEventListener("submit", event => {
        event.preventDefault()
        this.submit()
      })
      place.addEventListener("keydown", event => this.move(event))
    }

    async show() {
      const turn = ++this.asked,
        query = this.input.value.trim(),
        late = () => turn !== this.asked
      try {
        const { finder, fold } = await start()
        await rest(0) // keys that wait are taken first
        if (late()) return
        let found = [],
          told
        const tell = () => {
          told = found
          this.fill(finder, fold, query, finder.listed(found))
        }
        for await (found of finder.names(query)) {
          if (late()) return
          if (finder.listed(found).length) tell()
        }
        if (query && (finder.unsure(found) || this.place === page)) {
          // the words of texts are read once the typing rests
          const [spelled] = await Promise.all([finder.spelled(query), rest(50)])
          if (!spelled) await rest(70)
          if (late()) return
          found = await finder.withTexts(found, query, this.files)
        }
        if (late()) return
        if (!query) this.clear()
        else if (told !== found) tell()
        this.list.dataset.asked = query
      } catch (error) {
        if (late()) return
        this.clear()
        this.status.textContent = failed
      }
    }

    clear() {
      for (const part of [this.list, this.kinds, this.near]) part.replaceChildren()
      this.status.textContent = ""
    }

    fill(finder, fold, query, found) {
      const { words } = finder,
        mark = marker(
          fold,
          [...finder.wordsOf(query), query.toLowerCase()].map(word => word.replaceAll(" ", "")),
        )
      const kinds = [...new Set(found.map(({ entry }) => entry.kind))],
        of = kind => found.filter(({ entry }) => !kind || entry.kind === kind)
      this.kinds.replaceChildren(
        ...(kinds.length > 1 ? ["", ...kinds] : []).map(kind => {
          const button = make(
            "button",
            {
              type: "button",
              onclick: () => {
                this.kind = kind
                this.fill(finder, fold, query, found)
                this.kinds.querySelector("[aria-pressed=true]").focus()
              },
            },
            `${words.kinds[kind] ?? words.all} ${of(kind).length}`,
          )
          button.setAttribute("aria-pressed", kind === this.kind)
          return button
        }),
      )
      const chosen = of(this.kind)
      this.list.replaceChildren(
        ...chosen.slice(0, this.most).map(({ entry }) => shown(entry, mark, words)),
      )
      this.status.textContent = found.length
        ? words.count.replace("{count}", chosen.length)
        : words.none
      this.status.classList.toggle("search-empty", !found.length)
      this.near.replaceChildren(...(found.length ? [] : this.nothing(finder, query)))
      dialog
        .querySelector(".search-all")
        ?.setAttribute(
          "href",
          `${new URL(`${own || language === dialog.dataset.first ? "" : `${language}/`}search/`, root)}?q=${encodeURIComponent(query)}`,
        )
    }

    nothing(finder, query) {
      const links = entries =>
        make(
          "ul",
          {},
          ...entries.map(([url, title]) =>
            make("li", {}, make("a", { href: new URL(url, root).href }, title)),
          ),
        )
      const near = finder.nearest(query),
        { words } = finder
      return [
        ...(near.length
          ? [make("p", {}, words.nearest), links(near.map(({ url, title }) => [url, title]))]
          : []),
        make("p", {}, words.browse),
        links(finder.indexes),
      ]
    }

    async submit() {
      await this.show()
      if (this.place === page)
        history.replaceState(
          null,
          "",
          lost === false ? `?q=${encodeURIComponent(this.input.value.trim())}` : location.href,
        )
      else this.list.querySelector("a")?.click()
    }

    move(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (!step || event.target.closest(".search-kinds")) return
      const stops = [
          this.input,
          ...this.list.querySelectorAll("a"),
          ...this.near.querySelectorAll("a"),
        ],
        next = stops[stops.indexOf(document.activeElement) + step]
      event.preventDefault()
      next?.focus()
    }
  }

  // ---------------------------------------------------------------- the dialog
  const asked = new Box(dialog, 12, 3)
  const open = () => {
    if (!dialog.open) dialog.showModal()
    asked.show()
    asked.input.select()
  }
  dialog.addEventListener("keydown", event => {
    if (
      event.target.matches(".search a") &&
      event.key.length === 1 &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey
    )
      asked.input.focus() // typing goes on where it was
  })
  addEventListener("click", event => {
    if (event.target.closest?.("[data-open=search]")) open()
    else if (event.target === dialog || event.target.closest?.("[data-close=search]"))
      dialog.close()
    else if (event.target.closest?.("#search a")) setTimeout(() => dialog.close()) // a section of this very page
  })
  addEventListener("keydown", event => {
    if (
      !["/", "s"].includes(event.key) ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.target.closest?.("input, select, textarea, [contenteditable]") ||
      dialog.open
    )
      return
    event.preventDefault()
    if (page) page.querySelector("input").focus()
    else open()
  })

  // ---------------------------------------------------------------- the search page and the lost page
  if (page) {
    page.append(...[...dialog.children].map(part => part.cloneNode(true)))
    for (const part of page.querySelectorAll("[data-close], .search-foot")) part.remove()
    const box = new Box(page, 60, 12)
    const words = path => {
      try {
        return decodeURIComponent(path)
      } catch {
        return path
      }
    }
    box.input.value =
      lost === false
        ? (new URLSearchParams(location.search).get("q") ?? "")
        : words(lost)
            .replace(/^\w\w\/|\.html?$/g, "")
            .replace(/[-_/.]+/g, " ")
            .trim()
    if (box.input.value) box.show()
    if (lost === false) {
      box.input.addEventListener("input", () =>
        history.replaceState(
          null,
          "",
          box.input.value ? `?q=${encodeURIComponent(box.input.value.trim())}` : location.pathname,
        ),
      )
      box.input.focus()
    }
  }
}
