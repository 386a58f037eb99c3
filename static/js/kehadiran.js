// Attendance form: totals and shares while typing. The server computes the same when it saves; this is only for the eye.
import { angka, bulat } from "./angka.js";

const satu = new Intl.NumberFormat(document.documentElement.lang || "id", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Sum of two inputs of one row; an empty or unreadable field counts as nothing. */
function jumlah(form, baris) {
  return ["l", "p"].reduce((n, sisi) => {
    const medan = form.querySelector(`[data-hadir="${baris}_${sisi}"]`);
    return n + angka(medan);
  }, 0);
}

function hitung(form) {
  for (const sel of form.querySelectorAll("[data-jumlah]")) sel.textContent = bulat.format(jumlah(form, sel.dataset.jumlah));
  const hadir = jumlah(form, "hadir");
  const perempuan = form.querySelector('[data-hadir="hadir_p"]');
  const nilai = { perempuan: angka(perempuan), miskin: jumlah(form, "miskin"), dewasa: hadir };
  for (const ukur of form.querySelectorAll("[data-bagian]")) {
    const dari = ukur.dataset.penyebut ? Number(ukur.dataset.penyebut) : hadir;
    const persen = dari > 0 ? (nilai[ukur.dataset.bagian] * 100) / dari : null;
    const batang = ukur.querySelector("progress");
    ukur.querySelector("[data-persen]").textContent = persen === null ? "–" : `${satu.format(persen)} %`;
    const bilangan = ukur.querySelector("[data-pecahan]");
    if (bilangan) bilangan.textContent = `${bulat.format(nilai[ukur.dataset.bagian])} / ${bulat.format(dari)}`;
    batang.value = Math.min(100, persen ?? 0);
    batang.classList.toggle("awas", persen !== null && ukur.dataset.sasaran !== "" && persen < Number(ukur.dataset.sasaran));
  }
}

export function pasang(akar) {
  for (const form of akar.querySelectorAll("[data-kehadiran]:not([data-siap])")) {
    form.dataset.siap = "";
    (form.closest("form") ?? form).addEventListener("input", () => hitung(form)); // the form, so that a restored draft counts too
    hitung(form);
  }
}
