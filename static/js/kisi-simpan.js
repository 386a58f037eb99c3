// Each row of the grid saves by itself. Server answers: 200 saved, 400 wrong field, 409 somebody else saved (both values
// are shown), 401 or a redirect to login: ask for the password and send again.
import { galat, ingat, isian, kata, kotor, lupakan, medan, tanda, versi } from "./kisi-baris.js";
import { masukLagi } from "./sesi.js";

function jumlahkan(j) {
  for (const t of document.querySelectorAll("[data-jumlah]")) {
    const [a, b] = t.dataset.jumlah.split(".");
    const n = b === undefined ? j[a] : j[a]?.[b];
    t.textContent = n ?? "–";
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
  const isi = td.appendChild(document.createElement("div"));
  isi.appendChild(document.createElement("p")).textContent = (kata.bentrok ?? "{0}").replace("{0}", lama || jawab.pesan);
  const pakai = isi.appendChild(document.createElement("button"));
  const buang = isi.appendChild(document.createElement("button"));
  for (const [t, teks] of [[pakai, kata.pakai], [buang, kata.buang]]) { t.type = "button"; t.className = "tombol sm"; t.textContent = teks; }
  pakai.addEventListener("click", () => { versi(baris).value = jawab.versi; tr.remove(); simpan(baris); });
  buang.addEventListener("click", () => { lupakan(baris); location.reload(); });
  baris.after(tr);
}

const berjalan = new WeakSet();
export async function simpan(baris) {
  if (berjalan.has(baris) || !kotor(baris) || baris.nextElementSibling?.classList.contains("bentrok")) return;
  let lagi = false;
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
      lagi = true;
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
  // Typed on while the row travelled: it goes again. A refused row waits for its owner, an unsent one for the network.
  if (lagi && kotor(baris) && !baris.contains(document.activeElement)) simpan(baris);
}
