// "Teks siap WA": copy, the phone's own share sheet where there is one, and a wa.me link that follows the edited text.
import { teks } from "./teks.js";

function perbarui(kotak) {
  const isi = kotak.querySelector("textarea").value;
  const wa = kotak.querySelector("[data-wa]");
  if (wa) wa.href = `https://wa.me/${wa.dataset.wa}?text=${encodeURIComponent(isi)}`;
}

function siapkan(kotak) {
  perbarui(kotak);
  const tombol = kotak.querySelector("[data-kirim-bagi]");
  if (tombol && navigator.share) tombol.hidden = false;
}

document.addEventListener("focusin", (e) => { const k = e.target.closest?.(".bagi"); if (k) siapkan(k); });
document.addEventListener("input", (e) => { const k = e.target.closest?.(".bagi"); if (k) perbarui(k); });
document.addEventListener("click", async (e) => {
  const tombol = e.target.closest?.("[data-salin], [data-kirim-bagi]");
  if (!tombol) return;
  const sumber = tombol.closest(".bagi")?.querySelector("textarea") ?? document.querySelector(tombol.dataset.salin);
  const isi = sumber.value ?? sumber.textContent;
  if (tombol.hasAttribute("data-kirim-bagi")) {
    navigator.share({ text: isi }).catch(() => {}); // closing the share sheet is not an error
    return;
  }
  try {
    await navigator.clipboard.writeText(isi);
  } catch { // plain http on the office network has no clipboard API
    sumber.select?.();
    document.execCommand("copy");
  }
  const label = tombol.querySelector("span") ?? tombol;
  const semula = label.textContent;
  label.textContent = teks("tersalin");
  setTimeout(() => { label.textContent = semula; }, 2000);
});
