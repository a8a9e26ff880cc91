// What is typed stays on this device until the house has it: a line that breaks takes nothing away. Enhancement only.
// Never kept: passwords, files, forms marked data-unkept, and notes, which wait in a queue of their own (notes.js).
(() => {
  const PREFIX = "ortoo-kept:";
  const A_DAY = 24 * 60 * 60 * 1000;
  const TEN_MINUTES = 10 * 60 * 1000;
  const UNKEPT = ["password", "file", "hidden", "submit", "button", "image", "reset"];
  const words = document.querySelector("[data-line]")?.dataset ?? {};

  const read = (name) => {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  };
  const keep = (name, record) => {
    try { localStorage.setItem(name, JSON.stringify(record)); } catch { /* no room, or not allowed: a plain form */ }
  };
  const forget = (fits) => {
    try {
      Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && fits(read(name))).forEach((name) => localStorage.removeItem(name));
    } catch { /* nothing was kept */ }
  };
  const thisTab = () => {
    try { return (sessionStorage.ortooTab ??= String(Math.random())); } catch { return ""; }
  };

  const say = (place, kind, text) => {
    const line = document.createElement("div");
    line.className = `notice notice--${kind}`;
    line.setAttribute("role", kind === "error" ? "alert" : "status");
    line.dataset.lineSays = "";
    line.textContent = text;
    place(line);
    return line;
  };
  const unsay = (form) => form.querySelectorAll("[data-line-says]").forEach((line) => line.remove());

  // The house says which form it has done, and it needs not be kept any longer; after a day nothing is.
  const done = document.cookie.match(/(?:^|; )sent=([\w-]{22})(?:;|$)/)?.[1];
  if (done) document.cookie = "sent=; Max-Age=0; path=/; SameSite=Lax";
  forget((record) => !record || record.once === done || Date.now() - record.at > A_DAY);

  const controls = (form) => [...form.elements].filter((one) => one.name && !UNKEPT.includes(one.type));
  const isBox = (one) => one.type === "checkbox" || one.type === "radio";

  const written = (form) => {
    const found = {};
    for (const one of controls(form)) {
      const values = (found[one.name] ??= []);
      if (one.type === "select-multiple") values.push(...[...one.selectedOptions].map((option) => option.value));
      else if (!isBox(one) || one.checked) values.push(one.value);
    }
    return found;
  };
  let filling = false;
  const fill = (form, fields) => {
    filling = true;
    const next = {};
    for (const one of controls(form)) {
      const values = fields[one.name];
      if (!values) continue;
      if (isBox(one)) one.checked = values.includes(one.value);
      else if (one.options) [...one.options].forEach((option) => { option.selected = values.includes(option.value); });
      else one.value = values[(next[one.name] = (next[one.name] ?? -1) + 1)] ?? one.value;
    }
    form.dispatchEvent(new Event("change", { bubbles: true })); // what counts along counts anew
    filling = false;
  };

  // With the text its token comes back: had the first sending come and only its answer been lost, nothing is done twice.
  const restore = (form, record) => {
    const fresh = form.elements.once.value;
    const before = JSON.stringify(written(form));
    const answered = new URLSearchParams(location.search).has("sent") && record.once === fresh;
    if (answered || JSON.stringify(record.fields) === before) return;
    fill(form, record.fields);
    form.elements.once.value = record.once;
    const files = form.querySelector("input[type=file]") ? ` ${words.files}` : "";
    const line = say((one) => form.prepend(one), "warning", `${words.kept}${files} `);
    const discard = line.appendChild(document.createElement("button"));
    discard.type = "button";
    discard.className = "link";
    discard.textContent = words.discard;
    discard.addEventListener("click", () => {
      forget((one) => one?.once === record.once);
      fill(form, JSON.parse(before));
      form.elements.once.value = fresh;
      unsay(form);
    });
  };

  const watch = (form) => {
    const asked = new URLSearchParams(location.search);
    asked.delete("sent");
    const name = `${PREFIX}${words.who}:${location.pathname}?${asked}`;
    const record = read(name);
    const elsewhere = record?.open && record.tab !== thisTab() && Date.now() - record.at < TEN_MINUTES;
    if (elsewhere) return; // two tabs are two forms: the other one is being written
    if (record && controls(form).length) restore(form, record);
    const save = () => keep(name, { once: form.elements.once.value, at: Date.now(), tab: thisTab(), open: true, fields: written(form) });
    const open = (is) => {
      const kept = read(name);
      if (kept?.once === form.elements.once.value) keep(name, { ...kept, tab: thisTab(), open: is });
    };
    open(true); // also on "check your answers", which holds the same form
    if (controls(form).length) for (const kind of ["input", "change"]) form.addEventListener(kind, () => { if (!filling) save(); });
    window.addEventListener("pagehide", () => open(false));
    window.addEventListener("pageshow", (event) => { if (event.persisted) open(true); });
  };
  const form = document.querySelector("form[data-once]:not([data-unkept])");
  if (words.who && form?.elements.once && !form.querySelector("[data-note]")) watch(form);

  // Before a form leaves the page, the house is asked whether it answers at all: else the browser would show its own
  // page instead of what was typed.
  const answers = async () => {
    const patience = new AbortController();
    const end = setTimeout(() => patience.abort(), 8000);
    try {
      const icon = document.querySelector("link[rel=icon]").href;
      return (await fetch(icon, { method: "HEAD", cache: "no-store", signal: patience.signal })).ok;
    } catch { return false; } finally { clearTimeout(end); }
  };
  document.addEventListener("submit", async (event) => {
    const sent = event.target;
    if (event.defaultPrevented || !sent.matches("[data-once]") || !sent.requestSubmit) return;
    if (sent.dataset.line) { delete sent.dataset.line; return; }
    event.preventDefault();
    const button = event.submitter;
    unsay(sent);
    const there = await answers();
    delete sent.dataset.sent;
    if (there) { sent.dataset.line = "there"; sent.requestSubmit(button); return; }
    const foot = button?.closest(".acts") ?? button;
    say((line) => (foot ? foot.before(line) : sent.append(line)), "error", words.lost).scrollIntoView({ block: "nearest" });
  });

  for (const kind of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(kind, (event) => {
      unsay(event.target.parentElement);
      say((line) => event.target.after(line), "error", words.gone);
    });
  }
  document.addEventListener("htmx:afterOnLoad", () => unsay(document));

  // Signing out leaves nothing behind on a device that others use.
  document.addEventListener("submit", (event) => { if (event.target.matches("[data-forget]")) forget(() => true); });
})();
