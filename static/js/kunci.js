// One click is enough: the button says so while the form travels. The real protection is the idempotency key in the
// form, which the server checks; this only spares the second click.
function lepas(form) {
  delete form.dataset.dikirim;
  for (const t of form.querySelectorAll("[data-sibuk]")) {
    delete t.dataset.sibuk;
    t.removeAttribute("aria-disabled");
  }
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
