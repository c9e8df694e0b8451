// Keeps this page the one the server has, and shows what there is to mend. The server says what the page should be;
// a page that is another one is loaded again, so that the site's own script starts from its own HTML.
(() => {
  "use strict";
  const { page } = document.currentScript.dataset;
  const shown = {};

  // A shadow tree: neither style reaches the other.
  const panel = document.createElement("preview-panel");
  const root = panel.attachShadow({ mode: "open" });
  root.innerHTML = '<link rel="stylesheet" href="/.preview/panel.css"><div role="alert"></div><div role="status"></div>';
  const fill = (role, html) => {
    if (shown[role] !== html) root.querySelector(`[role=${role}]`).innerHTML = shown[role] = html;
  };

  // The old style goes when the new one has come, so that nothing flashes.
  const swapStyles = (styles) => {
    document.querySelectorAll('link[rel~="stylesheet"]:not([data-old])').forEach((link, index) => {
      if (!styles[index] || link.getAttribute("href") === styles[index]) return;
      const fresh = link.cloneNode();
      fresh.href = styles[index];
      fresh.onload = fresh.onerror = () => link.remove();
      link.dataset.old = "";
      link.after(fresh);
    });
  };

  // An editor may save in two steps, and the page of the first be too short for the place the reader was at.
  let place = null;
  const reload = () => {
    sessionStorage.previewPlace = JSON.stringify([location.pathname, place ?? scrollY]);
    history.scrollRestoration = "manual"; // or the browser goes to where the page in between was
    location.reload();
  };
  const returnToPlace = () => {
    const [path, y] = JSON.parse(sessionStorage.previewPlace ?? "[]");
    delete sessionStorage.previewPlace;
    if (path !== location.pathname) return;
    scrollTo({ top: y, behavior: "instant" });
    if (scrollY < y - 1) place = y;
  };
  for (const move of ["wheel", "keydown", "pointerdown"]) addEventListener(move, () => (place = null), { passive: true });

  const show = (state) => {
    fill("alert", state.problems);
    fill("status", state.notices);
    if (state.open && state.open !== location.pathname && document.visibilityState === "visible") location.assign(state.open);
    else if (state.page !== page) reload();
    else swapStyles(state.styles);
  };

  const connect = () => {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/.preview/socket`);
    socket.onopen = () => socket.send(JSON.stringify({ command: "info", url: location.href }));
    socket.onmessage = (event) => show(JSON.parse(event.data));
    socket.onclose = () => {
      fill("status", '<p class="stopped">The preview has stopped. Start it again: uv run build.py serve</p>');
      setTimeout(connect, 500);
    };
  };

  returnToPlace();
  root.firstChild.onload = root.firstChild.onerror = connect;
  document.documentElement.append(panel);
})();
