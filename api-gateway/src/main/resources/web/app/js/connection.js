// Follows an account whose role is tried again and again; what changes the page is shown by loading it anew.
function followConnection() {
  const live = document.querySelector("[data-connection]");
  if (!live) return;
  const stream = new EventSource(live.dataset.connection);
  stream.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (!news.state) return;
    const mark = `${news.state} ${news.outcome ?? null} ${news.actions ? news.actions.checkedAt : ""}`;
    if (mark !== live.dataset.mark) {
      stream.close();
      location.reload();
      return;
    }
    const place = live.querySelector("[data-live=checked]");
    if (place && news.checkedAt) place.textContent = `${news.checkedAt.slice(11, 19)} UTC`;
  });
}

followConnection();
