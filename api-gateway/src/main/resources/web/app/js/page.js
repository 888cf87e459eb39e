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
  for (const menu of document.querySelectorAll("details.me[open], details.switch[open], details.add[open]"))
    if (!menu.contains(event.target)) menu.open = false;
});

// after a part of the page was replaced, the focus goes to its title
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "detail") return;
  for (const row of document.querySelectorAll("tr.item"))
    row.setAttribute("aria-selected", String(location.pathname.endsWith(row.dataset.finding)));
  document.querySelector("main.split")?.classList.toggle("open", Boolean(document.querySelector("#detail .panel")));
  document.querySelector("#detail h1")?.focus();
});
