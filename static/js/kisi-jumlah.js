// One activity: the cost table adds itself up, and the ticked places say how many poor households they hold.
import { angka, bulat } from "./angka.js";

for (const tabel of document.querySelectorAll("[data-matriks]")) {
  const hitung = () => {
    const kolom = [];
    let semua = 0;
    for (const tr of tabel.tBodies[0].rows) {
      let n = 0;
      tr.querySelectorAll("input").forEach((m, i) => { const x = angka(m); n += x; kolom[i] = (kolom[i] ?? 0) + x; });
      tr.querySelector("[data-jumlah-baris]").textContent = n ? bulat.format(n) : "";
      semua += n;
    }
    tabel.querySelectorAll("[data-jumlah-kolom]").forEach((t, i) => { t.textContent = bulat.format(kolom[i] ?? 0); });
    tabel.querySelector("[data-jumlah-semua]").textContent = bulat.format(semua);
  };
  tabel.addEventListener("input", hitung);
  hitung();
}
for (const kotak of document.querySelectorAll(".pilih-basis")) {
  const petunjuk = kotak.parentElement.querySelector("[data-kk-jumlah]");
  const hitung = () => {
    let n = 0;
    for (const l of kotak.querySelectorAll("label:has(input:checked) [data-kk-basis]")) n += Number(l.dataset.kkBasis);
    if (petunjuk) petunjuk.textContent = n ? petunjuk.dataset.kkJumlah.replace("{0}", bulat.format(n)) : "";
  };
  kotak.addEventListener("change", hitung);
  hitung();
}
