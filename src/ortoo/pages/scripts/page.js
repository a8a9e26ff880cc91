// Enhancement only: every page and form works without this file.

// A sent form is not sent again while its answer is on the way (the server does it once in any case).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// Back from the browser's memory: the form may be sent again (the server then shows the first result).
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("[data-once]").forEach((form) => delete form.dataset.sent);
});

// The error summary is read first.
document.querySelector("[data-focus]")?.focus();

// A counting bar follows the choices; the server counts again.
document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-tally]");
  if (!form) return;
  const chosen = [...form.querySelectorAll("input[type=radio]:checked")].map((input) => input.value);
  const groups = new Set([...form.querySelectorAll("input[type=radio]")].map((input) => input.name)).size;
  form.querySelectorAll("[data-tally-of]").forEach((place) => {
    const of = place.dataset.tallyOf;
    place.textContent = of ? chosen.filter((value) => value === of).length : groups - chosen.length;
  });
});

// A partial update that is answered by another page (the session is over, say) or by an error becomes a whole page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = new URL(event.detail.pathInfo.finalRequestPath, location.href);
  const answered = new URL(event.detail.xhr.responseURL || asked, location.href);
  if (asked.pathname === answered.pathname && event.detail.xhr.status < 400) return;
  event.detail.shouldSwap = false;
  location.assign(asked.pathname === answered.pathname ? asked : answered);
});

// Who listens is told of long work in tenths, and of its end; the place that tells stays while the rest is exchanged.
document.addEventListener("htmx:afterSettle", () => {
  const said = document.querySelector("[data-tell]")?.dataset.tell;
  const told = document.getElementById("told");
  if (said && told && told.textContent !== said) told.textContent = said;
});
