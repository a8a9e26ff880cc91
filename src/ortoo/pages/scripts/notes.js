// Observation notes are kept on the phone, letter by letter, and sent when there is a line: none is lost, none sent twice.
// Enhancement only: without this file a note is a plain form. Each note has a key of its own, and the house keeps it once.
(() => {
  const DRAFT = "ortoo-note-draft:";
  const QUEUE = "ortoo-note-queue:";
  const FIELDS = ["seen", "works_because", "evidence", "for_home", "language", "replaces"];
  const here = document.querySelector("[data-note]");
  const form = here?.closest("form");
  const draft = here && `${DRAFT}${here.dataset.who}:${here.dataset.stop}`;

  const read = (name) => {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  };
  const keep = (name, value) => {
    try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; }
  };
  const queued = () => Object.keys(localStorage).filter((name) => name.startsWith(QUEUE)).sort();

  const say = (text, error) => {
    const line = document.querySelector("[data-note-state]");
    if (!line) return;
    line.textContent = text;
    line.hidden = !text;
    line.classList.toggle("noteline--error", Boolean(error));
  };
  const tell = (kind) => {
    if (here) { say(kind ? { one: here.dataset.waiting, out: here.dataset.out, refused: "" }[kind] : ""); return; }
    const line = document.querySelector("[data-notes-kept]");
    if (!line) return;
    line.textContent = kind ? line.dataset[kind] : "";
    line.hidden = !kind;
  };

  const written = () => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value ?? ""]));
  const saveDraft = () => {
    const now = new Date().toISOString();
    return keep(draft, { key: form.elements.key.value, at: now, fields: written() });
  };

  const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");

  // The house is asked for a fresh form first: its tokens may be older than a session that has ended since.
  const send = async (name) => {
    const note = read(name);
    if (!note) return "gone";
    const page = await fetch(note.address, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (new URL(page.url).pathname !== new URL(note.address, location.href).pathname) return "out";
    if (!page.ok) return "refused";
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-once]");
    if (!fresh) return "refused";
    const data = new FormData();
    for (const token of ["csrfmiddlewaretoken", "once"]) data.set(token, fresh.elements[token].value);
    for (const [field, value] of Object.entries(note.fields)) data.set(field, value);
    data.set("key", note.key);
    data.set("written_at", note.at);
    const answer = await fetch(`${note.address}?sent=1`, { method: "POST", body: data, credentials: "same-origin" });
    const at = new URL(answer.url).pathname;
    if (answer.ok && at !== new URL(note.address, location.href).pathname) return at === new URL(page.url).pathname ? "out" : "kept";
    if (answer.status !== 422 && answer.status !== 409) return "later";
    // The first sending had come, and its answer was lost; then the text was changed: it amends what came.
    const standing = fresh.elements.replaces?.value ?? "";
    if (!standing || standing === note.fields.replaces) return "refused";
    keep(name, { ...note, key: freshKey(), fields: { ...note.fields, replaces: standing } });
    return send(name);
  };

  let busy = false;
  const flush = async () => {
    if (busy) return;
    busy = true;
    let left = "";
    for (const name of queued()) {
      let came;
      try { came = await send(name); } catch { came = "later"; }
      if (came === "kept" || came === "gone") localStorage.removeItem(name);
      else if (came === "refused") { const note = read(name); keep(note.draft, note); localStorage.removeItem(name); left = "refused"; }
      else left = came === "out" ? "out" : left || "one";
      if (came === "kept" && here && name.endsWith(form.elements.key.value)) { location.assign(here.dataset.back); return; }
      if (came === "refused" && here && name.endsWith(form.elements.key.value)) { delete form.dataset.sent; form.submit(); return; }
    }
    busy = false;
    tell(left);
  };

  if (form) {
    const kept = read(draft);
    const waiting = queued().map(read).find((note) => note?.draft === draft);
    const before = waiting ?? kept;
    if (before && !form.querySelector("[aria-invalid=true], .govuk-error-message")) {
      form.elements.key.value = before.key;
      for (const [field, value] of Object.entries(before.fields)) if (form.elements[field]) form.elements[field].value = value;
      say(waiting ? here.dataset.waiting : here.dataset.restored);
    }
    form.addEventListener("input", () => { if (saveDraft()) say(here.dataset.kept); });
    form.addEventListener("submit", (event) => {
      if (!form.elements.seen.value.trim()) return; // the house says what is missing
      const address = location.pathname;
      const note = { key: form.elements.key.value, at: new Date().toISOString(), fields: written(), address, draft };
      form.elements.written_at.value = note.at;
      if (!keep(`${QUEUE}${here.dataset.who}:${note.key}`, note)) return; // no room on the phone: the plain form goes
      event.preventDefault();
      localStorage.removeItem(draft);
      say(here.dataset.sending);
      flush().then(() => delete form.dataset.sent);
    });
  }
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  if (queued().length) flush();
})();
