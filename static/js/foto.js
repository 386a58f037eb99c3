// Photos are made small on the device before they travel: at most 1600 px, JPEG. HEIC is left as it is (the server reads
// it); a file that cannot be read here is sent unchanged, so nothing is ever lost by helping.
import { teks } from "./teks.js";

const SISI = 1600;
const ukuran = (n) => (n < 1e6 ? `${Math.max(1, Math.round(n / 1024))} KB` : `${(n / 1048576).toFixed(1).replace(".", ",")} MB`);

async function kecilkan(berkas) {
  if (!/^image\/(jpeg|png|webp)$/.test(berkas.type)) return berkas;
  try {
    const gambar = await createImageBitmap(berkas);
    const skala = Math.min(1, SISI / Math.max(gambar.width, gambar.height));
    if (skala === 1 && berkas.size < 500_000) return berkas;
    const kanvas = document.createElement("canvas");
    kanvas.width = Math.round(gambar.width * skala);
    kanvas.height = Math.round(gambar.height * skala);
    const alas = kanvas.getContext("2d");
    alas.fillStyle = "#fff";
    alas.fillRect(0, 0, kanvas.width, kanvas.height);
    alas.drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
    const hasil = await new Promise((beres) => kanvas.toBlob(beres, "image/jpeg", 0.82));
    if (!hasil || hasil.size >= berkas.size) return berkas;
    return new File([hasil], berkas.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: berkas.lastModified });
  } catch {
    return berkas;
  }
}

function perlihatkan(masukan, berkas) {
  const rak = masukan.closest(".unggah")?.querySelector(".pratinjau");
  if (!rak) return;
  for (const lama of rak.querySelectorAll("img")) URL.revokeObjectURL(lama.src);
  rak.replaceChildren(...berkas.map((b) => {
    const butir = document.createElement("li");
    const bingkai = document.createElement("figure");
    const judul = document.createElement("figcaption");
    judul.textContent = `${b.name} · ${ukuran(b.size)}`;
    if (/^image\/(?!hei)/.test(b.type)) {
      const gambar = new Image();
      gambar.alt = "";
      gambar.src = URL.createObjectURL(b);
      bingkai.append(gambar);
    }
    bingkai.append(judul);
    butir.append(bingkai);
    return butir;
  }));
}

document.addEventListener("change", async (e) => {
  const masukan = e.target;
  if (!masukan.matches?.("input[type=file][data-foto]")) return;
  const kirim = [...(masukan.form?.querySelectorAll("[type=submit]") ?? [])].filter((k) => !k.disabled);
  for (const k of kirim) k.disabled = true;
  const kabar = masukan.closest(".unggah")?.querySelector("[data-kabar]");
  if (kabar) kabar.textContent = teks("menyiapkan");
  const berkas = await Promise.all([...masukan.files].map(kecilkan));
  const tas = new DataTransfer();
  for (const b of berkas) tas.items.add(b);
  masukan.files = tas.files;
  perlihatkan(masukan, berkas);
  if (kabar) kabar.textContent = "";
  for (const k of kirim) k.disabled = false;
});
