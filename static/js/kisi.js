// The grid of activities: moves by keyboard like a sheet, rows save when they are left, pasted cells open the paste page.
// Without this file the grid is a plain form with one button.
import { ingat, kata, lupakan, pulihkan, tanda } from "./kisi-baris.js";
import { simpan } from "./kisi-simpan.js";

function pindah(m, turun) {
  const kolom = m.closest("td").cellIndex;
  const semua = [...m.closest("form").querySelectorAll("tr[data-baris]")];
  const ke = semua[semua.indexOf(m.closest("tr")) + turun];
  const tujuan = ke?.cells[kolom]?.querySelector("input:not([type=hidden])");
  if (!tujuan) return false;
  tujuan.focus();
  tujuan.select();
  return true;
}

for (const form of document.querySelectorAll("form[data-kisi][data-dapat]")) {
  form.addEventListener("keydown", (e) => {
    const m = e.target;
    if (!m.matches("tr[data-baris] input") || e.isComposing) return;
    if (e.key === "Enter" || e.key === "ArrowDown" || e.key === "ArrowUp") {
      if (pindah(m, e.key === "ArrowUp" || (e.key === "Enter" && e.shiftKey) ? -1 : 1) || e.key === "Enter") e.preventDefault();
      if (e.key === "Enter") simpan(m.closest("tr"));
    }
    if (e.key === "Escape") { m.value = m.defaultValue; ingat(m.closest("tr")); }
  });
  form.addEventListener("input", (e) => { const b = e.target.closest("tr[data-baris]"); if (b) ingat(b); });
  form.addEventListener("focusout", (e) => {
    const b = e.target.closest("tr[data-baris]");
    if (b && !b.contains(e.relatedTarget)) simpan(b);
  });
  // Several cells pasted at once are rows of a sheet: they open in the page that shows them before saving.
  form.addEventListener("paste", (e) => {
    const teks = e.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(teks.trim())) return;
    e.preventDefault();
    const buka = document.querySelector("[data-tempel]");
    buka?.click();
    const tunggu = setInterval(() => {
      const area = document.querySelector("#dialog-bersama textarea[name=teks]");
      if (area) { area.value = teks; area.dispatchEvent(new Event("input", { bubbles: true })); clearInterval(tunggu); }
    }, 100);
    setTimeout(() => clearInterval(tunggu), 5000);
  });
  for (const baris of form.querySelectorAll("tr[data-baris]")) {
    if (!pulihkan(baris)) continue;
    tanda(baris, kata.pulih);
    simpan(baris);
  }
  form.addEventListener("submit", () => { for (const b of form.querySelectorAll("tr[data-baris]")) lupakan(b); });
  window.addEventListener("online", () => {
    const umum = document.querySelector("[data-kisi-tanda]");
    if (umum) umum.textContent = "";
    for (const b of form.querySelectorAll("tr[data-kotor]")) simpan(b);
  });
}
