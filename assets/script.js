// Adds what only the viewer's browser can know or do. Every word and link of a page is there without it, and nothing
// that is there moves when it comes: the style keeps the room. Its own words are the page's, in #_words.
(() => {
  "use strict";

  const languages = [document.documentElement.lang, "en"];
  const words = JSON.parse(document.querySelector("#_words")?.textContent || "null");

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // "{n} of {total}" with the values of these names.
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  // Opened from a folder, an address such as "agenda/" would list that folder: name its page.
  const nameIndexPages = () => {
    for (const link of all("a[href]")) {
      const href = link.getAttribute("href");
      const [, path, rest] = /^([^?#]*)(.*)$/s.exec(href);
      if (!/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path) && /(^|\/)\.{0,2}$/.test(path) && path !== "") {
        link.setAttribute("href", (path.endsWith("/") ? path : `${path}/`) + "index.html" + rest);
      }
    }
  };

  // At once, on every full minute, and when the page comes back to the front: a sleeping page's timers are late.
  const everyMinute = (update) => {
    const tick = () => {
      update(Date.now());
      setTimeout(tick, 60_000 - (Date.now() % 60_000));
    };
    tick();
    document.addEventListener("visibilitychange", () => update(Date.now()));
  };

  const isOff = (element) => ["cancelled", "postponed"].includes(element?.dataset.status);

  // ---- The viewer's time -------------------------------------------------------------------------------------------

  const two = (number) => String(number).padStart(2, "0");
  const localDate = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

  // The minutes east of UTC that an ISO time such as 2022-11-17T10:00+01:00 names; NaN without them.
  const offsetOf = (iso) => {
    if (iso.endsWith("Z")) return 0;
    const match = /T.*([+-])(\d\d):?(\d\d)$/.exec(iso);
    return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : NaN;
  };

  // In the page's own words: to make one of the browser's formatters takes longer than all else here together.
  const textAt = (iso, knownDay) => {
    const date = new Date(iso);
    const time = fill(words.hours[date.getHours()], { m: two(date.getMinutes()) });
    return localDate(date) === knownDay ? time : `${words.weekdays[date.getDay()]} ${time}`;
  };

  // Fills a line the page keeps free; silent where the viewer's clock shows the venue's time.
  const showLocalTime = (line) => {
    const { start, end, label } = line.dataset;
    const date = new Date(start);
    const offset = offsetOf(start);
    if (Number.isNaN(offset) || Number.isNaN(date.getTime()) || offset === -date.getTimezoneOffset()) return;
    const first = textAt(start, start.slice(0, 10));
    const last = end ? `\u2060${words.dash}\u2060` + textAt(end, localDate(date)) : "";
    line.textContent = fill(label, { text: first + last });
  };

  // ---- Registration ------------------------------------------------------------------------------------------------

  const SOON = 48 * 60 * 60_000;

  // A date that is not given is NaN, and no comparison with NaN is true.
  const stateAt = (now, opens, closes) => {
    if (now < opens) return "upcoming";
    if (now >= closes) return "closed";
    return now >= closes - SOON ? "soon" : "open";
  };

  // What is hidden here keeps its room, so that a button and the words in its place may alternate.
  const showState = (way, state) => {
    const button = way.querySelector(".button");
    if (!button || way.shown === state) return;
    way.shown = way.dataset.now = state;
    button.hidden = !["open", "soon", "waiting-list"].includes(state);
    const closed = way.querySelector(".closed") ?? make("p", { className: "closed" });
    closed.hidden = !button.hidden;
    if (button.hidden) closed.textContent = fill(way.dataset.label, { text: words[state] });
    button.after(closed);
    for (const text of all(".deadline:has(strong) > *", way)) text.hidden = (state === "soon") !== text.matches("strong");
  };

  // After the event one sentence is enough for all its ways to register.
  const showPast = (list) => {
    if (list.dataset.now !== "past") list.append(make("li", { className: "closed over" }, words.past));
    list.dataset.now = "past";
  };

  const startRegistration = () => {
    const hero = document.querySelector(".hero");
    const lists = all(".register");
    if (lists.length === 0 || isOff(hero)) return;
    everyMinute((now) => {
      if (now >= Date.parse(hero?.dataset.end)) return lists.forEach(showPast);
      for (const way of all(".register > [data-state=auto]")) {
        showState(way, stateAt(now, Date.parse(way.dataset.opens), Date.parse(way.dataset.closes)));
      }
    });
  };

  // ---- Copy link ---------------------------------------------------------------------------------------------------

  const statusLine = make("p", { className: "visually-hidden", role: "status" });

  const addressOf = (session) => {
    const link = session.querySelector(".session-title a");
    return link ? link.href : location.href.replace(/[?#].*/s, "") + (session.id && `#${session.id}`);
  };

  // Where the clipboard is refused (no HTTPS), the older way; where that fails too, the address is there to be copied.
  const copyByHand = (address, button) => {
    const field = make("input", { className: "address", readOnly: true, dir: "ltr", value: address, ariaLabel: words.copy });
    button.after(field);
    field.focus();
    field.select();
    if (document.execCommand("copy")) {
      field.remove();
      button.focus();
      return true;
    }
    field.addEventListener("blur", () => field.remove());
    return false;
  };

  const copy = async (address, button) => {
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      if (!copyByHand(address, button)) return;
    }
    const label = button.firstChild;
    const say = (shown, heard) => {
      label.textContent = shown;
      statusLine.textContent = heard;
    };
    say(words.copied, words.copied);
    setTimeout(say, 2_000, words.copy, "");
  };

  // ---- Stars -------------------------------------------------------------------------------------------------------

  const eventId = document.querySelector("[data-event]")?.dataset.event;
  const starredKey = `starred:${eventId}`;
  let stars = new Set();

  // Where storage is refused, the stars last as long as the page.
  const readStars = () => {
    try {
      stars = new Set(JSON.parse(localStorage.getItem(starredKey) ?? "[]"));
    } catch {}
    showStars();
  };
  const writeStars = () => {
    try {
      if (stars.size > 0) localStorage.setItem(starredKey, JSON.stringify([...stars]));
      else localStorage.removeItem(starredKey);
    } catch {}
  };

  const showStars = () => {
    for (const button of all("button.star")) button.ariaPressed = stars.has(button.closest("[data-uid]").dataset.uid);
    showStarCount();
  };

  const toggleStar = (uid) => {
    if (!stars.delete(uid)) stars.add(uid);
    writeStars();
    showStars();
  };

  // ---- The buttons of a session ------------------------------------------------------------------------------------

  const makeButton = (className, label, act) => {
    const button = make("button", { type: "button", className }, label);
    button.addEventListener("click", act);
    return button;
  };

  // Among many of the same name, each says which session it is about.
  const makeSessionButton = (className, label, session, act) => {
    const title = session.querySelector(".session-title, h1").textContent.trim();
    const button = makeButton(className, label, () => act(button));
    button.append(make("span", { className: "visually-hidden" }, ` ${title}`));
    return button;
  };

  // "Copy link" stands last: nothing follows it that its changing words could move.
  const addButtons = (actions) => {
    const session = actions.closest(".session, .session-page");
    if (!session) return;
    const { uid } = session.dataset;
    if (uid && eventId) {
      actions.append(makeSessionButton("star", words.star, session, () => toggleStar(uid)));
    }
    actions.append(makeSessionButton("copy", words.copy, session, (button) => copy(addressOf(session), button)));
  };

  const startButtons = () => {
    all(".actions:not(.prose *)").forEach(addButtons);
    document.body.append(statusLine);
    if (!eventId) return;
    readStars();
    addEventListener("storage", readStars);
    // A page that the browser had put aside missed what happened meanwhile.
    addEventListener("pageshow", ({ persisted }) => persisted && readStars());
  };

  // ---- The agenda and its filters ----------------------------------------------------------------------------------

  const MANY = 20;
  const SELECTS = ["day", "track", "room", "language", "kind"];
  const tools = document.querySelector(".tools[data-event]");
  const boxes = all(".day, .day .sessions, .day .slot, .day .session[data-uid]");
  const groups = all(".day .group");
  const controls = {};
  const wanted = {};

  const readSession = (item) => {
    const day = item.closest(".day");
    const { uid, start, end, track, room, language, kind } = item.dataset;
    return { item, uid, start, end, track, room, language, kind, day: day.dataset.date || day.id };
  };
  const sessions = all(".day .session[data-uid]").map(readSession);

  // Without case, accents and the letters that Unicode does not take apart.
  const LETTERS = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe" };
  const plain = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[łøđıßæœ]/g, (letter) => LETTERS[letter]);

  const textOf = (session) => {
    session.text ??= plain(all(".what > :not(.actions, .calendar)", session.item).map((each) => each.textContent).join(" "));
    return session.text;
  };

  const tests = () => {
    const parts = plain(wanted.q ?? "").split(/\s+/).filter(Boolean);
    return [
      ...SELECTS.filter((name) => wanted[name]).map((name) => (session) => session[name] === wanted[name]),
      ...parts.map((part) => (session) => textOf(session).includes(part)),
      ...(wanted.starred ? [(session) => stars.has(session.uid)] : []),
    ];
  };

  // Days, groups and slots go with the last of their sessions.
  const showOnly = (found, isAll) => {
    const kept = new Set();
    for (const { item } of found) {
      for (let box = item; box && !kept.has(box); box = box.parentElement) kept.add(box);
    }
    for (const box of boxes) box.hidden = !isAll && !kept.has(box);
    for (const group of groups) group.hidden = group.nextElementSibling?.hidden;
  };

  let plurals;

  const resultText = (n, active) => {
    if (active === 0) return "";
    plurals ??= new Intl.PluralRules(languages);
    if (n > 0) return fill(words.count[plurals.select(n)] ?? words.count.other, { n, total: sessions.length });
    return wanted.starred && active === 1 ? words.noneStarred : words.nothing;
  };

  const filter = () => {
    const active = tests();
    const found = sessions.filter((session) => active.every((test) => test(session)));
    showOnly(found, active.length === 0);
    controls.count.textContent = resultText(found.length, active.length);
    controls.clear.hidden = active.length === 0;
    controls.starred.ariaPressed = Boolean(wanted.starred);
    showStarCount();
  };

  const showStarCount = () => {
    if (!controls.starred) return;
    const n = sessions.filter(({ uid }) => stars.has(uid)).length;
    controls.starred.textContent = fill(words.starred, { n });
    controls.download.hidden = !wanted.starred || n === 0 || !tools.dataset.file || location.protocol === "file:";
  };

  // A browser may refuse: too many changes in a short time, or a page from the file system.
  const writeAddress = () => {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(wanted)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    try {
      history.replaceState(history.state, "", location.pathname + (String(query) && `?${query}`) + location.hash);
    } catch {}
  };

  // Values the agenda does not have are as good as none.
  const readAddress = () => {
    const query = new URLSearchParams(location.search);
    if (controls.filters && ["q", ...SELECTS].some((name) => query.has(name))) addFields();
    for (const name of Object.keys(wanted)) {
      const control = controls[name];
      control.value = query.get(name) ?? "";
      if (control.selectedIndex === -1) control.value = "";
      wanted[name] = control.value;
      if (control.value && name !== "starred") controls.filters.open = true;
    }
    filter();
  };

  const want = (name, value) => {
    wanted[name] = value;
    filter();
    writeAddress();
  };

  const unfilter = () => {
    for (const name of Object.keys(wanted)) wanted[name] = "";
    writeAddress();
    readAddress();
  };

  // The button goes away with the filters: the first control takes the focus.
  const clear = () => {
    unfilter();
    tools.querySelector("summary, button").focus();
  };

  const labelOf = (name, value) => {
    if (name === "day") return document.querySelector(`.day[data-date="${value}"] h2`)?.textContent.trim() ?? value;
    return (name === "kind" && document.querySelector(`[data-kind="${value}"]`).dataset.kindText) || value;
  };

  // Days stand in their order, all else by the alphabet.
  const optionsOf = (name) => {
    const values = [...new Set(sessions.map((session) => session[name]))].filter(Boolean);
    const options = values.map((value) => ({ value, text: labelOf(name, value) }));
    if (name === "day") return options;
    const { compare } = new Intl.Collator(languages, { numeric: true });
    return options.sort((one, other) => compare(one.text, other.text));
  };

  const addControl = (name, label, control) => {
    controls[name] = control;
    wanted[name] = "";
    return make("label", {}, make("span", {}, label), control);
  };

  const makeSelect = (name) => {
    const options = optionsOf(name);
    if (options.length < 2) return [];
    const select = make("select", { name }, ...[{ value: "", text: words.all }, ...options].map((each) => make("option", each)));
    select.addEventListener("input", () => want(name, select.value));
    return [addControl(name, words[name], select)];
  };

  const makeSearch = () => {
    const field = make("input", { type: "search", autocomplete: "off" });
    let timer;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => want("q", field.value.trim()), 150);
    });
    return addControl("q", words.search, field);
  };

  // Not before somebody wants them: what the browser needs to sort by a language's alphabet takes it long to make.
  const addFields = () => {
    if (controls.q) return;
    controls.filters.append(make("div", { className: "controls" }, makeSearch(), ...SELECTS.flatMap(makeSelect)));
  };

  const makeFilters = () => {
    const summary = make("summary", {}, words.filter);
    summary.addEventListener("click", addFields);
    return make("details", { className: "filters" }, summary);
  };

  // ---- Starred sessions as a calendar ------------------------------------------------------------------------------

  // The calendar file without the events that have no star; its lines stay as they were written (RFC 5545, CRLF).
  const starredOnly = (calendar) =>
    calendar.replace(/^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n/gms, (event) => {
      const uid = /^UID:(.*)\r$/m.exec(event.replace(/\r\n[ \t]/g, ""))?.[1];
      return stars.has(uid) ? event : "";
    });

  const save = (text, name) => {
    const href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    make("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  };

  const downloadStarred = async () => {
    try {
      const answer = await fetch(tools.dataset.file);
      if (!answer.ok) throw new Error(answer.statusText);
      save(starredOnly(await answer.text()), "starred.ics");
    } catch {
      controls.count.textContent = words.failed;
    }
  };

  // ---- Now and next ------------------------------------------------------------------------------------------------

  const mark = ({ item }, kind) => {
    item.classList.toggle("now", kind === "now");
    item.classList.toggle("next", kind === "next");
    item.querySelector(".hours > .mark")?.remove();
    if (kind) item.querySelector(".hours")?.append(make("span", { className: "mark" }, ` ${words[kind]}`));
  };

  const isToday = (session, now) =>
    new Date(now + offsetOf(session.start) * 60_000).toISOString().slice(0, 10) === session.start.slice(0, 10);

  const startNow = () => {
    const planned = sessions.filter(({ item, start }) => Number.isFinite(offsetOf(start ?? "")) && !item.matches(".off"));
    if (planned.length === 0 || isOff(tools)) return;
    everyMinute((now) => {
      const isRunning = ({ start, end }) => Date.parse(start) <= now && now < Date.parse(end);
      const later = planned.filter((session) => Date.parse(session.start) > now && isToday(session, now));
      const next = Math.min(...later.map(({ start }) => Date.parse(start)));
      for (const session of planned) {
        mark(session, isRunning(session) ? "now" : Date.parse(session.start) === next ? "next" : "");
      }
      const running = planned.find(isRunning);
      if (!controls.now) return;
      controls.now.hidden = !running;
      if (running) controls.now.href = `#${running.item.id}`;
    });
  };

  const startAgenda = () => {
    if (!tools || sessions.length === 0) return;
    controls.starred = makeButton("starred", "", () => want("starred", wanted.starred ? "" : "1"));
    wanted.starred = "";
    controls.now = make("a", { className: "to-now", hidden: true }, words.now);
    controls.count = make("p", { className: "count", role: "status" });
    controls.clear = makeButton("clear", words.clear, clear);
    controls.download = makeButton("download", words.download, downloadStarred);
    const results = make("div", { className: "results" }, controls.count, controls.clear, controls.download);
    if (sessions.length > MANY) tools.append((controls.filters = makeFilters()));
    tools.append(controls.starred, controls.now, results);
    readAddress();
    addEventListener("popstate", readAddress);
    // A link to a session that is filtered away leads to it all the same.
    document.addEventListener("click", ({ target }) => {
      const link = target.closest('a[href^="#"]');
      if (link && document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("[hidden]")) unfilter();
    });
  };

  // ------------------------------------------------------------------------------------------------------------------

  if (location.protocol === "file:") nameIndexPages();
  if (words) {
    all(".local-time[data-start]").forEach(showLocalTime);
    startRegistration();
    startButtons();
    // Apart, as one long task would keep a slow phone from answering the first touch.
    addEventListener("load", () => {
      startAgenda();
      startNow();
    });
  }
})();
