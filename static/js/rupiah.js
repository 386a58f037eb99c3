// Rupiah forms: totals of a column, and income minus cost, while typing. The server computes the same when it saves.
import { angka, tulis } from "./angka.js";

/** Sum of the inputs that carry one name; an empty or unreadable one counts as nothing. */
function jumlah(form, nama) {
  let n = 0;
  for (const medan of form.querySelectorAll(`[data-uang="${nama}"]`)) n += angka(medan);
  return n;
}

function hitung(form) {
  for (const sel of form.querySelectorAll("[data-uang-jumlah]")) {
    const [tambah, kurang] = sel.dataset.uangJumlah.split("-");
    sel.textContent = tulis(jumlah(form, tambah) - (kurang ? jumlah(form, kurang) : 0));
  }
}

export function pasang(akar) {
  for (const form of akar.querySelectorAll("form[data-hitung-uang]:not([data-uang-siap])")) {
    form.dataset.uangSiap = "";
    form.addEventListener("input", () => hitung(form));
    hitung(form);
  }
}
