// A new schedule begins in the zone of the one who makes it; the service's own is a guess.
for (const input of document.querySelectorAll("[data-own-zone]")) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (own && [...document.querySelectorAll("#zones option")].some((zone) => zone.value === own)) {
    input.value = own;
    document.addEventListener("DOMContentLoaded", () => input.dispatchEvent(new Event("change", { bubbles: true })));
  }
}

// only what counts is shown: the time of day, or the cron line
const how = document.querySelector("#schedule [name=how]");
if (how) {
  const show = () => {
    for (const part of document.querySelectorAll("#schedule [data-of]"))
      part.hidden = (part.dataset.of === "cron") !== (how.value === "cron");
  };
  how.addEventListener("change", show);
  show();
}
