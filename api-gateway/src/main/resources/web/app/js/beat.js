// Measures the time of an audit: the page beats while it is seen and somebody does something on it. What counts is the time
// between two beats by the service's clock.
const BEAT = 30_000;
const ACTIVE = 120_000;

function measure() {
  const place = document.querySelector("[data-beat]");
  if (!place) return;
  let used = performance.now();
  let beaten = 0;

  const active = () => document.visibilityState === "visible" && performance.now() - used < ACTIVE;

  async function beat() {
    beaten = performance.now();
    const form = new URLSearchParams({ csrf: place.dataset.csrf });
    if (place.dataset.account) form.set("account", place.dataset.account);
    try {
      const answer = await fetch(place.dataset.beat, { method: "POST", body: form, keepalive: true });
      const words = answer.ok ? (await answer.text()).trim() : "";
      if (words) place.textContent = words;
    } catch {
      // the next beat tells the time of this one too, if it comes soon enough
    }
  }

  for (const sign of ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"])
    addEventListener(
      sign,
      () => {
        const away = performance.now() - used >= ACTIVE;
        used = performance.now();
        if (away) beat();
      },
      { passive: true },
    );
  setInterval(() => {
    if (active()) beat();
  }, BEAT);
  // the time since the last beat counts too when the page is left, or hidden
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") used = performance.now();
    if (document.visibilityState === "visible" || performance.now() - beaten < BEAT + 1000) beat();
  });
  beat();
}

measure();
