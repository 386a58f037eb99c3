// A row of the grid of activities: its fields, what is unsent of it (kept on the device), the server's words about it.
export const kata = document.getElementById("kisi-teks")?.dataset ?? {};
const simpanan = (() => { try { return window.localStorage; } catch { return null; } })();
const kunci = (baris) => `kisi:${document.body.dataset.pengguna ?? ""}:${baris.dataset.baris}`;
export const medan = (baris) => [...baris.querySelectorAll("input[name]")];
export const versi = (baris) => baris.querySelector('input[name$="-versi"]');
export const isian = (baris) => medan(baris).filter((m) => m.type !== "hidden");
export const kotor = (baris) => isian(baris).some((m) => m.value !== m.defaultValue);
export const lupakan = (baris) => simpanan?.removeItem(kunci(baris));

export function tanda(baris, teks) {
  const t = baris.querySelector("[data-keadaan]");
  if (t) t.textContent = teks ?? "";
}

export function ingat(baris) {
  baris.toggleAttribute("data-kotor", kotor(baris));
  try {
    if (!kotor(baris)) return lupakan(baris);
    const isi = Object.fromEntries(medan(baris).map((m) => [m.name, m.value]));
    simpanan?.setItem(kunci(baris), JSON.stringify({ isi, versi: versi(baris).value }));
  } catch { /* a full or forbidden store: the row is still on the page */ }
}

/** Put back what was typed and never sent; true where something differs from the page. */
export function pulihkan(baris) {
  let lama = null;
  try { lama = JSON.parse(simpanan?.getItem(kunci(baris)) ?? "null"); } catch { /* not ours */ }
  if (!lama) return false;
  for (const m of isian(baris)) if (m.name in lama.isi) m.value = lama.isi[m.name];
  versi(baris).value = lama.versi; // the version that was seen then: a newer one shows both values
  ingat(baris);
  return kotor(baris);
}

export function galat(baris, isi) {
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
