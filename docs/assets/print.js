// Buttons that print the page; without this script a reader prints it by the browser's menu.

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print())
}
