// Tally form: sums while typing, so that a slip shows before it is sent. The server checks the same.
import { angka, bulat } from "./angka.js";

function hitung(form) {
  const n = (kode) => angka(form.querySelector(`[data-hitung="${kode}"]`));
  const isi = (kode) => form.querySelector(`[data-hitung="${kode}"]`)?.value !== "";
  const kabar = (kode, benar, teks) => {
    const p = form.querySelector(`[data-kabar="${kode}"]`);
    p.textContent = teks;
    p.classList.toggle("errorlist", !benar);
  };
  const pemilih = n("pemilih_l") + n("pemilih_p");
  const daftar = Number(form.dataset.daftarL) + Number(form.dataset.daftarP);
  const persen = daftar > 0 ? Math.round((pemilih * 1000) / daftar) / 10 : 0;
  const cocok = !isi("pemilih") || n("pemilih") === pemilih;
  kabar("pemilih", cocok, `L + P = ${bulat.format(pemilih)}${cocok ? "" : ` ≠ ${bulat.format(n("pemilih"))}`} · ${bulat.format(persen)} %`);
  const surat = n("surat_sah") + n("surat_rusak");
  const pas = (!isi("surat_masuk") || n("surat_masuk") === surat) && surat <= pemilih;
  kabar("surat", pas, `${bulat.format(surat)} / ${bulat.format(pemilih)}`);
  const suara = [...form.querySelectorAll("[data-suara]")].reduce((j, m) => j + angka(m), 0) + n("lain_lain");
  const batas = (n("surat_sah") + n("kunjungan_sah")) * Number(form.dataset.nama);
  kabar("suara", suara <= batas, `${bulat.format(suara)} / ${bulat.format(batas)}`);
}

export function pasang(akar) {
  for (const form of akar.querySelectorAll("[data-hitungan]:not([data-siap])")) {
    form.dataset.siap = "";
    form.addEventListener("input", () => hitung(form));
    hitung(form);
  }
}
