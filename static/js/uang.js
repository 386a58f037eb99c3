// Money forms: both sides of a journal, or the pieces of a cash count, add themselves up while typing. The server computes
// the same when it saves; this is only for the eye.
const bulat = new Intl.NumberFormat("id-ID");
// A ticked row brings its own amount; what is typed loses its dots, and cents behind a comma.
const angka = (m) =>
  m?.type === "checkbox"
    ? m.checked ? Math.round(Number(m.dataset.rupiah)) : 0
    : Number.parseInt((m?.value ?? "").replace(/,.*$/, "").replace(/\D/g, ""), 10) || 0;
const tulis = (n) => `${n < 0 ? "-" : ""}Rp ${bulat.format(Math.abs(n))}`;

function jumlahkan(form) {
  const jumlah = { debit: 0, kredit: 0, kas: 0 };
  for (const m of form.querySelectorAll("[data-uang]")) jumlah[m.dataset.uang] += angka(m);
  for (const m of form.querySelectorAll("[data-pecahan]")) {
    const n = angka(m) * Number(m.dataset.pecahan);
    const sel = form.querySelector(`[data-nilai="${m.name}"]`);
    if (sel) sel.textContent = n ? bulat.format(n) : "";
    jumlah.kas += n;
  }
  for (const t of form.querySelectorAll("[data-total]")) t.textContent = tulis(jumlah[t.dataset.total]);
  const selisih = form.querySelector("[data-selisih]");
  if (!selisih) return;
  const saldo = form.dataset.saldo;
  const beda = saldo === undefined ? jumlah.debit - jumlah.kredit : jumlah.kas - Number(saldo);
  const kosong = !(jumlah.debit || jumlah.kredit || jumlah.kas);
  selisih.textContent = tulis(beda);
  const tanda = selisih.closest("[data-imbang]");
  tanda.classList.toggle("buruk", beda !== 0 && !kosong);
  tanda.classList.toggle("ok", beda === 0 && !kosong);
  for (const k of tanda.querySelectorAll("[data-bila]")) k.hidden = kosong || (k.dataset.bila === "sama") !== (beda === 0);
}

export function pasang(akar) {
  for (const form of akar.querySelectorAll("form[data-timbang]:not([data-timbang-siap])")) {
    form.dataset.timbangSiap = "";
    form.addEventListener("input", () => jumlahkan(form));
    jumlahkan(form);
  }
}
