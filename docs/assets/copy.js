// A button that copies the link of a heading or figure, or a citation; beside a heading one that leads to its citation.
for (const scope of document.querySelectorAll("[data-copy-word]")) {
  const { copyWord, copied, cite, citeWord } = scope.dataset
  const button = (text, of) => {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "copy",
      textContent: copyWord,
    })
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text())
      } catch {
        return getSelection().selectAllChildren(of)
      }
      button.textContent = copied
      setTimeout(() => {
        button.textContent = copyWord
      }, 2000)
    })
    return button
  }
  for (const part of scope.querySelectorAll("p[data-copy-text]"))
    part.append(
      " ",
      button(() => part.firstChild.textContent, part),
    )
  for (const part of scope.querySelectorAll("dd[data-copy-text]"))
    part.previousElementSibling.append(
      " ",
      button(() => part.textContent, part),
    )
  for (const link of scope.querySelectorAll("a[data-copy-link]"))
    link.after(
      " · ",
      button(() => link.href, link),
    )
  for (const link of scope.querySelectorAll(":is(h2, h3)[id] > .headerlink")) {
    const heading = link.parentElement
    heading.setAttribute("aria-label", heading.textContent.replace(/#$/, "")) // the name of the part, without its tools
    const tools = Object.assign(document.createElement("span"), { className: "heading-tools" })
    tools.append(button(() => link.href, link))
    if (cite)
      tools.append(
        " ",
        Object.assign(document.createElement("a"), {
          href: `${cite}#${heading.id}`,
          textContent: citeWord,
        }),
      )
    heading.append(tools)
  }
}
