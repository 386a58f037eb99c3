// One click is enough: the button says so while the form travels. The real protection is the idempotency key in the
// form, which the server checks; this only spares the second click.
function lepas(form) {
  delete form.dataset.dikirim;
  for (const t of form.querySelectorAll("[data-sibuk]")) {
    delete t.dataset.sibuk;
    t.removeAttribute("aria-disabled");
  }
}

// Back to a form that was sent, and sent again: the browser restores what was typed, the server gave the page a new key.
// The same content takes its first key again, so that it is recorded once; changed content is a record of its own.
const tujuan = (form) => form.getAttribute("action") || location.pathname + location.search;
const isi = (form) => JSON.stringify([...new FormData(form)].filter(([n]) => n !== "kunci" && n !== "csrfmiddlewaretoken")
  .map(([n, v]) => [n, v instanceof File ? [v.name, v.size] : v]));

function ingat(form) {
  const m = form.elements.namedItem("kunci");
  if (!m || form.hasAttribute("hx-post")) return; // htmx puts a fresh form in its place
  const lalu = history.state?.kirim?.[tujuan(form)];
  const kini = isi(form);
  if (lalu?.isi === kini) m.value = lalu.kunci;
  history.replaceState({ ...history.state, kirim: { [tujuan(form)]: { kunci: m.value, isi: kini } } }, "");
}

document.addEventListener("submit", (e) => {
  const form = e.target;
  if (e.defaultPrevented || form.method !== "post" || "sesi" in form.dataset) return;
  if ("dikirim" in form.dataset) {
    e.preventDefault();
    e.stopImmediatePropagation();
    return;
  }
  form.dataset.dikirim = "";
  ingat(form);
  const tombol = e.submitter ?? form.querySelector("[type=submit]");
  if (tombol) {
    tombol.dataset.sibuk = "";
    tombol.setAttribute("aria-disabled", "true");
  }
}, true); // before htmx, so that its forms are guarded too; after sesi.js, which may hold the form back
document.addEventListener("htmx:afterRequest", (e) => { const f = e.detail.elt.closest?.("form"); if (f) lepas(f); });
document.addEventListener("p2kp:lepas", (e) => lepas(e.target));
// Back from the next page: the browser shows the old one from memory.
window.addEventListener("pageshow", (e) => { if (e.persisted) document.querySelectorAll("form[data-dikirim]").forEach(lepas); });
