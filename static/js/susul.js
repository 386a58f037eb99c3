// A part of a form that is fetched again (another kind, another place) was sent with what was typed by then. What was
// typed or photographed while that request travelled is put into the new part: a slow link loses nothing.
const KETIKAN = "input:not([type=hidden], [type=radio], [type=checkbox]), textarea";
const susulan = new WeakMap();

document.addEventListener("htmx:beforeSwap", (e) => {
  const { requestConfig, target, xhr } = e.detail;
  if (requestConfig?.verb !== "get" || !target?.querySelectorAll) return;
  const terkirim = (m) => requestConfig.parameters[m.name]; // undefined: this field did not travel
  const baru = [...target.querySelectorAll(KETIKAN)].filter((m) => m.id
    && (m.type === "file" ? m.files.length : terkirim(m) !== undefined && m.value !== terkirim(m)));
  if (baru.length) susulan.set(xhr, baru);
});
document.addEventListener("htmx:afterSwap", (e) => {
  for (const lama of susulan.get(e.detail.xhr) ?? []) {
    const m = document.getElementById(lama.id);
    if (!m || m.name !== lama.name) continue;
    if (lama.type === "file") m.files = lama.files; else m.value = lama.value;
    m.dispatchEvent(new Event(lama.type === "file" ? "change" : "input", { bubbles: true }));
  }
  susulan.delete(e.detail.xhr);
});
