// Follows a running scan; the stream resumes by itself after a break.
function follow() {
  const live = document.querySelector("[data-progress]");
  if (!live) return;
  const stream = new EventSource(live.dataset.progress);
  const fill = live.querySelector(".bar .done");
  let said = 0;

  function show(name, value) {
    const place = live.querySelector(`[data-live=${name}]`);
    if (place && value !== undefined && value !== null) place.textContent = value.toLocaleString("en");
  }

  function unit(news) {
    if (!news || !news.region) return;
    const row = live.querySelector(`[data-region="${CSS.escape(news.region)}"] [data-live=state]`);
    if (row && news.state) row.textContent = news.state.charAt(0) + news.state.slice(1).toLowerCase();
  }

  stream.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    show("done", news.unitsDone);
    show("units", news.units);
    show("calls", news.calls);
    show("resources", news.resources);
    show("verdicts", news.verdicts);
    if (news.units > 0) fill.setAttribute("width", `${(100 * news.unitsDone) / news.units}%`);
    unit(news.unit);
    if (event.timeStamp - said > 5000) {
      said = event.timeStamp;
      live.querySelector("[data-live=spoken]").textContent = `${news.unitsDone} of ${news.units} regions done`;
    }
    if (["FINISHED", "FAILED", "CANCELLED"].includes(news.state)) {
      stream.close();
      location.reload();
    }
  });

  // a break is mended by the browser; a refusal is not, and the page says why
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
  });
}

follow();
