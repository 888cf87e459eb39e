// What a page does better with a script; every link and form works without it.
import htmx from "htmx.org";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // a page of one login must not come back for the next

document.documentElement.classList.remove("no-js");

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(source.textContent.trim());
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = "Copied";
  setTimeout(() => (label.textContent = before), 2000);
});

// a menu closes when somebody looks elsewhere
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.me[open], details.switch[open], details.add[open], details.take[open]"))
    if (!menu.contains(event.target)) menu.open = false;
});

const here = () => location.pathname + location.search;
let shown = here();

const split = () => document.querySelector("main.split");

// a page has one first heading: the list's, or the title of the finding that is open
function head(open) {
  const list = document.querySelector(".split .headline > :first-child");
  if (!list) return;
  const heading = document.createElement(open ? "h2" : "h1");
  heading.className = open ? "h1" : "";
  heading.textContent = list.textContent;
  list.replaceWith(heading);
}

function select(finding) {
  for (const row of document.querySelectorAll("tr.item"))
    row.setAttribute("aria-selected", String(row.dataset.finding === finding));
}

// after a part of the page was replaced, the focus goes to its title
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "detail") return;
  const open = Boolean(document.querySelector("#detail .panel"));
  select(location.pathname.split("/").pop());
  split()?.classList.toggle("open", open);
  head(open);
  document.querySelector("#detail h1")?.focus();
});

// closing returns to the row that was open, without loading the list again
document.addEventListener("click", (event) => {
  const close = event.target.closest("#detail .close");
  if (!close || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const row = document.querySelector("tr.item[aria-selected=true] a");
  document.getElementById("detail").replaceChildren();
  split().classList.remove("open");
  head(false);
  select("");
  history.pushState({}, "", close.href);
  shown = here();
  row?.focus();
});

// an address that was pushed above has no part to fetch; the whole page does. A fragment is the same page.
window.addEventListener("popstate", (event) => {
  if (!event.state?.htmx && here() !== shown) location.reload();
});
document.addEventListener("htmx:pushedIntoHistory", () => (shown = here()));
