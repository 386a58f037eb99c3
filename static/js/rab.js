// The sheets of a proposal: every row and the whole add themselves up while one types; where who-pays-what does not make the
// sum of its row yet, the row says by how much. The server counts the same after saving, and demands it at submission only.
import { angka, bulat, tulis } from "./angka.js";

/** A figure that may have decimals: 1.250,5. */
const pecahan = (m) => Number.parseFloat(String(m?.value ?? "").replace(/\./g, "").replace(",", ".")) || 0;

function hitung(tabel) {
  const jumlah = {};
  const tambah = (kode, n) => { jumlah[kode] = (jumlah[kode] ?? 0) + n; };
  for (const tr of tabel.tBodies[0].rows) {
    const isi = (kolom) => tr.querySelector(`[data-kolom="${kolom}"] input`);
    const n = Math.round(pecahan(isi("volume")) * angka(isi("harga_satuan")));
    const tempat = tr.querySelector("[data-jumlah-baris]");
    if (tempat) tempat.textContent = n ? bulat.format(n) : "";
    tambah("jumlah", n);
    let dibayar = 0;
    for (const b of ["blm", "swadaya", "lain"]) {
      const x = angka(isi(b));
      dibayar += x;
      tambah(b, x);
    }
    const beda = tr.querySelector("[data-beda]");
    if (beda) {
      const sisa = n - dibayar;
      beda.textContent = n && sisa ? beda.dataset[sisa > 0 ? "kurang" : "lebih"].replace("{0}", tulis(Math.abs(sisa))) : "";
    }
  }
  for (const t of tabel.querySelectorAll("[data-jumlah]")) t.textContent = tulis(jumlah[t.dataset.jumlah] ?? 0);
}

for (const tabel of document.querySelectorAll("table[data-rab]")) {
  tabel.addEventListener("input", () => hitung(tabel));
  hitung(tabel);
}
