// The grid of activities: moves by keyboard like a sheet, saves each row by itself, keeps unsent rows on the device.
// Without this file the grid is a plain form with one button. Server answers: 200 saved, 400 wrong field, 409 somebody
// else saved (both values are shown), 401 or a redirect to login: ask for the password and send again.
import { masukLagi } from "./sesi.js";

const kata = document.getElementById("kisi-teks")?.dataset ?? {};
const simpanan = (() => { try { return window.localStorage; } catch { return null; } })();
const kunci = (baris) => `kisi:${document.body.dataset.pengguna ?? ""}:${baris.dataset.baris}`;
const medan = (baris) => [...baris.querySelectorAll("input[name]")];
const versi = (baris) => baris.querySelector('input[name$="-versi"]');
const isian = (baris) => medan(baris).filter((m) => m.type !== "hidden");
const kotor = (baris) => isian(baris).some((m) => m.value !== m.defaultValue);
const angka = (teks) => Number(String(teks).replace(/[^\d]/g, "")) || 0;
const rupiah = new Intl.NumberFormat("id-ID");

function tanda(baris, teks) {
  const t = baris.querySelector("[data-keadaan]");
  if (t) t.textContent = teks ?? "";
}

function ingat(baris) {
  baris.toggleAttribute("data-kotor", kotor(baris));
  try {
    if (!kotor(baris)) return simpanan?.removeItem(kunci(baris));
    const isi = Object.fromEntries(medan(baris).map((m) => [m.name, m.value]));
    simpanan?.setItem(kunci(baris), JSON.stringify({ isi, versi: versi(baris).value }));
  } catch { /* a full or forbidden store: the row is still on the page */ }
}

function jumlahkan(j) {
  for (const t of document.querySelectorAll("[data-jumlah]")) {
    const [a, b] = t.dataset.jumlah.split(".");
    const n = b === undefined ? j[a] : j[a]?.[b];
    t.textContent = n ?? "–";
  }
}

function galat(baris, isi) {
  for (const u of baris.querySelectorAll(".errorlist")) u.remove();
  for (const s of baris.querySelectorAll("td.salah")) s.classList.remove("salah");
  for (const [nama, pesan] of Object.entries(isi ?? {})) {
    const m = medan(baris).find((x) => x.name.endsWith(`-${nama}`)) ?? isian(baris)[0];
    const u = document.createElement("ul");
    u.className = "errorlist";
    u.setAttribute("role", "alert");
    for (const p of pesan) u.appendChild(document.createElement("li")).textContent = p;
    m.after(u);
    m.closest("td").classList.add("salah");
  }
}

function bentrok(baris, jawab) {
  baris.nextElementSibling?.classList.contains("bentrok") && baris.nextElementSibling.remove();
  const tr = document.createElement("tr");
  tr.className = "bentrok";
  const td = tr.appendChild(document.createElement("td"));
  td.colSpan = baris.cells.length;
  td.setAttribute("role", "alert");
  const lama = Object.entries(jawab.tersimpan ?? {}).map(([k, v]) => `${k}: ${v}`).join("; ");
  td.appendChild(document.createElement("p")).textContent = (kata.bentrok ?? "{0}").replace("{0}", lama || jawab.pesan);
  const pakai = td.appendChild(document.createElement("button"));
  const buang = td.appendChild(document.createElement("button"));
  for (const [t, teks] of [[pakai, kata.pakai], [buang, kata.buang]]) { t.type = "button"; t.className = "tombol sm"; t.textContent = teks; }
  pakai.addEventListener("click", () => { versi(baris).value = jawab.versi; tr.remove(); simpan(baris); });
  buang.addEventListener("click", () => { simpanan?.removeItem(kunci(baris)); location.reload(); });
  baris.after(tr);
}

const berjalan = new WeakSet();
async function simpan(baris) {
  if (berjalan.has(baris) || !kotor(baris)) return;
  berjalan.add(baris);
  tanda(baris, kata.simpan);
  const form = baris.closest("form");
  const kirim = new FormData();
  const awalan = versi(baris).name.replace(/-versi$/, "");
  for (const m of form.querySelectorAll('input[type=hidden][name="csrfmiddlewaretoken"], input[type=hidden][name="sumber"]')) kirim.append(m.name, m.value);
  for (const m of medan(baris)) kirim.append(m.name, m.value);
  kirim.append("kunci", baris.dataset.kunci ??= crypto.randomUUID());
  const dikirim = new Map(isian(baris).map((m) => [m, m.value]));
  try {
    const jawab = await fetch(baris.dataset.baris, { method: "POST", body: kirim, headers: { Accept: "application/json" } });
    const masuk = document.body.dataset.masuk ?? "/masuk/";
    if (jawab.status === 401 || new URL(jawab.url).pathname.startsWith(masuk)) {
      berjalan.delete(baris);
      await masukLagi();
      return simpan(baris);
    }
    const isi = await jawab.json();
    if (jawab.ok) {
      delete baris.dataset.kunci;
      versi(baris).value = isi.versi;
      for (const [m, nilai] of dikirim) m.defaultValue = nilai;
      galat(baris, {});
      baris.querySelector("[data-total]").textContent = isi.baris;
      const kurang = baris.querySelector("[data-tanda]");
      if (kurang) kurang.textContent = isi.tanda.length ? `${kata.kurang} ${isi.tanda.join(", ")}` : "";
      jumlahkan(isi.jumlah);
      tanda(baris, kata.tersimpan);
      setTimeout(() => tanda(baris, ""), 4000);
    } else {
      delete baris.dataset.kunci;
      if (jawab.status === 409 && isi.versi) bentrok(baris, isi);
      else galat(baris, isi.galat ?? { [awalan]: [isi.pesan ?? kata.belum] });
      tanda(baris, kata.belum);
    }
  } catch {
    tanda(baris, kata.belum);
    const umum = document.querySelector("[data-kisi-tanda]");
    if (umum) umum.textContent = kata.putus;
  } finally {
    berjalan.delete(baris);
    ingat(baris);
  }
  // Typed on while the row travelled: it goes again, unless something is wrong with it.
  if (kotor(baris) && !baris.contains(document.activeElement) && !baris.querySelector(".errorlist")) simpan(baris);
}

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
    let lama = null;
    try { lama = JSON.parse(simpanan?.getItem(kunci(baris)) ?? "null"); } catch { /* not ours */ }
    if (!lama) continue;
    for (const m of isian(baris)) if (m.name in lama.isi) m.value = lama.isi[m.name];
    versi(baris).value = lama.versi; // the version that was seen then: a newer one shows both values
    ingat(baris);
    if (kotor(baris)) { tanda(baris, kata.pulih); simpan(baris); }
  }
  form.addEventListener("submit", () => { for (const b of form.querySelectorAll("tr[data-baris]")) simpanan?.removeItem(kunci(b)); });
  window.addEventListener("online", () => {
    const umum = document.querySelector("[data-kisi-tanda]");
    if (umum) umum.textContent = "";
    for (const b of form.querySelectorAll("tr[data-kotor]")) simpan(b);
  });
}

// One activity: the cost table adds itself up, and the ticked places say how many poor households they hold.
for (const tabel of document.querySelectorAll("[data-matriks]")) {
  const hitung = () => {
    const kolom = [];
    let semua = 0;
    for (const tr of tabel.tBodies[0].rows) {
      let n = 0;
      tr.querySelectorAll("input").forEach((m, i) => { const x = angka(m.value); n += x; kolom[i] = (kolom[i] ?? 0) + x; });
      tr.querySelector("[data-jumlah-baris]").textContent = n ? rupiah.format(n) : "";
      semua += n;
    }
    tabel.querySelectorAll("[data-jumlah-kolom]").forEach((t, i) => { t.textContent = rupiah.format(kolom[i] ?? 0); });
    tabel.querySelector("[data-jumlah-semua]").textContent = rupiah.format(semua);
  };
  tabel.addEventListener("input", hitung);
  hitung();
}
for (const kotak of document.querySelectorAll(".pilih-basis")) {
  const petunjuk = kotak.parentElement.querySelector("[data-kk-jumlah]");
  const hitung = () => {
    let n = 0;
    for (const l of kotak.querySelectorAll("label:has(input:checked) [data-kk-basis]")) n += Number(l.dataset.kkBasis);
    if (petunjuk) petunjuk.textContent = n ? petunjuk.dataset.kkJumlah.replace("{0}", rupiah.format(n)) : "";
  };
  kotak.addEventListener("change", hitung);
  hitung();
}
