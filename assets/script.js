// Adds what only the viewer's browser can know. Every word and link of a page is there without it.
(() => {
  "use strict";

  // Opened from a folder, an address such as "agenda/" would list that folder: name its page.
  const nameIndexPages = () => {
    for (const link of document.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href");
      const [, path, rest] = /^([^?#]*)(.*)$/s.exec(href);
      if (!/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path) && /(^|\/)\.{0,2}$/.test(path) && path !== "") {
        link.setAttribute("href", (path.endsWith("/") ? path : `${path}/`) + "index.html" + rest);
      }
    }
  };

  const language = document.documentElement.lang || undefined;
  const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const hours = new Intl.DateTimeFormat(language, hour);
  const dayAndHours = new Intl.DateTimeFormat(language, { weekday: "short", ...hour });

  const two = (number) => String(number).padStart(2, "0");
  const localDate = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

  // The minutes east of UTC that an ISO time such as 2022-11-17T10:00+01:00 names; NaN without them.
  const offsetOf = (iso) => {
    if (iso.endsWith("Z")) return 0;
    const match = /T.*([+-])(\d\d):?(\d\d)$/.exec(iso);
    return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : NaN;
  };

  const textAt = (iso, knownDay) => {
    const date = new Date(iso);
    return (localDate(date) === knownDay ? hours : dayAndHours).format(date);
  };

  // Fills a line the page keeps free, so nothing moves; silent where the viewer's clock shows the venue's time.
  const showLocalTime = (line) => {
    const { start, end, label } = line.dataset;
    const date = new Date(start);
    const offset = offsetOf(start);
    if (Number.isNaN(offset) || Number.isNaN(date.getTime()) || offset === -date.getTimezoneOffset()) return;
    const first = textAt(start, start.slice(0, 10));
    const last = end ? "\u2060–\u2060" + textAt(end, localDate(date)) : "";
    line.textContent = `${label}: ${first}${last}`;
  };

  if (location.protocol === "file:") nameIndexPages();
  document.querySelectorAll(".local-time[data-start]").forEach(showLocalTime);
})();
