// What is typed in a form with data-draf="name" stays on this device, per officer, until the server says it is saved.
// The draft also keeps the form's idempotency key: sending a restored draft again cannot record it twice.
import { teks } from "./teks.js";

const AWAL = `draf:${document.body.dataset.pengguna ?? ""}:`;
const simpanan = (() => { try { return window.localStorage; } catch { return null; } })();
const jam = new Intl.DateTimeFormat(document.documentElement.lang || "id", { hour: "2-digit", minute: "2-digit" });
const alamat = (form) => AWAL + form.dataset.draf + ":" + location.pathname;
const medan = (form) => [...form.elements].filter((m) => m.name && !["password", "file", "submit", "button"].includes(m.type)
  && m.name !== "csrfmiddlewaretoken" && (m.type !== "hidden" || m.name === "kunci") && m.autocomplete !== "one-time-code");

function baca(kunci) {
  try { return JSON.parse(simpanan?.getItem(kunci) ?? "null"); } catch { return null; }
}

function simpan(form, dikirim = false) {
  const isi = medan(form).map((m) => [m.name, m.type, /checkbox|radio/.test(m.type) ? [m.value, m.checked] : m.value]);
  try { simpanan?.setItem(alamat(form), JSON.stringify({ isi, dikirim, pada: Date.now() })); } catch { return; }
  const tanda = form.querySelector("[data-draf-tanda]") ?? document.querySelector("[data-draf-tanda]");
  if (tanda) tanda.textContent = teks("tersimpan", jam.format(new Date()));
}

function pulihkan(form, draf, tahan) {
  let beda = false;
  const sisa = medan(form);
  for (const [nama, jenis, nilai] of draf.isi) {
    const di = sisa.findIndex((m) => m.name === nama && m.type === jenis && (!Array.isArray(nilai) || m.value === nilai[0]));
    if (di < 0) continue;
    const m = sisa.splice(di, 1)[0];
    const lama = Array.isArray(nilai) ? m.checked : m.value;
    const baru = Array.isArray(nilai) ? nilai[1] : nilai;
    if (lama === baru) continue;
    if (Array.isArray(nilai)) m.checked = baru; else m.value = baru;
    beda ||= m.type !== "hidden";
  }
  if (!beda) return;
  const kotak = document.createElement("div");
  kotak.className = "pesan awas lebar";
  kotak.setAttribute("role", "status");
  kotak.innerHTML = '<div class="tumbuh"></div><button type="button" class="tombol sm"></button>';
  kotak.firstChild.textContent = teks("dipulihkan", jam.format(new Date(draf.pada)));
  kotak.lastChild.textContent = teks("buang");
  kotak.lastChild.addEventListener("click", () => { tahan(); simpanan.removeItem(alamat(form)); location.reload(); });
  form.prepend(kotak);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Sent drafts go only on positive proof: a message of success on this page, that no form came back with errors. */
function bersihkan() {
  if (!document.querySelector("#pesan [data-berhasil]")) return;
  for (const kunci of Object.keys(simpanan ?? {})) if (kunci.startsWith(AWAL) && baca(kunci)?.dikirim) simpanan.removeItem(kunci);
}

export function pasang(akar) {
  for (const form of akar.querySelectorAll("form[data-draf]:not([data-draf-siap])")) {
    form.dataset.drafSiap = "";
    let nanti;
    form.addEventListener("input", () => { clearTimeout(nanti); nanti = setTimeout(simpan, 400, form); });
    form.addEventListener("submit", () => { clearTimeout(nanti); simpan(form, true); });
    const draf = baca(alamat(form));
    // A form with data-draf-baru came by htmx with what was typed already in it, or is the next one after a success.
    // A form that came back refused carries what was typed, and a key that fits it.
    const ditolak = form.querySelector(".salah, [role=alert]");
    // Putting a draft back counts as typing, so a save is due that would undo throwing it away at once.
    if (draf && !("drafBaru" in form.dataset) && !ditolak) pulihkan(form, draf, () => clearTimeout(nanti));
  }
}

bersihkan();
document.addEventListener("htmx:afterSettle", bersihkan);
