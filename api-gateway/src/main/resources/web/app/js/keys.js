// Keys of the findings list and of the whole portal; off while somebody types.
const jump = { p: "posture", f: "findings", a: "accounts", r: "reports", h: "history", e: "exceptions", m: "fleet" };
let waiting = false;

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function move(step) {
  const links = [...document.querySelectorAll("tr.item a")];
  if (links.length === 0) return;
  const selected = document.querySelector("tr.item[aria-selected=true] a");
  const at = links.indexOf(document.activeElement.closest("tr.item a") ?? selected);
  const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k") {
    const search = document.querySelector(".cmd input");
    if (!search) return;
    event.preventDefault();
    search.focus();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (waiting) {
    waiting = false;
    const link = document.querySelector(`[data-go="${jump[event.key]}"]`);
    if (link) link.click();
    return;
  }
  if (event.key === "g") waiting = true;
  else if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".cmd input, .who input")?.focus();
  } else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "e") document.querySelector("#detail [data-key=e]")?.click();
  else if (event.key === "a") {
    event.preventDefault();
    document.querySelector("#detail [data-key=a]")?.focus();
  } else if (event.key === "Escape") document.querySelector("#detail .close")?.click();
});
