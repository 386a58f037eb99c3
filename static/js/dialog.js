// Native dialogs, opened by data-dialog="id" on a link or button. The link's href is the page that does the same, so it
// works without this file, in a new tab, and when the dialog is not on this page. data-dialog="muat" loads that page's
// main part into the shared dialog.
const bersama = () => document.getElementById("dialog-bersama");

/** Open the shared dialog with a title and nodes. Returns the dialog. */
export function tampilkan(judul, ...isi) {
  const kotak = bersama();
  kotak.querySelector("h2").textContent = judul;
  kotak.querySelector(".isi").replaceChildren(...isi);
  window.htmx?.process(kotak);
  if (!kotak.open) kotak.showModal();
  return kotak;
}

async function muat(tautan) {
  const jawab = await fetch(tautan.href, { headers: { "X-Requested-With": "fetch" } });
  if (!jawab.ok || new URL(jawab.url).pathname !== new URL(tautan.href).pathname) return location.assign(tautan.href);
  const halaman = new DOMParser().parseFromString(await jawab.text(), "text/html");
  const isi = halaman.querySelector("[data-isi-dialog]") ?? halaman.querySelector("main");
  for (const form of isi.querySelectorAll("form:not([action])")) form.action = tautan.href;
  tampilkan(tautan.dataset.judul ?? halaman.querySelector("h1")?.textContent ?? "", ...isi.childNodes);
}

document.addEventListener("click", (e) => {
  const pembuka = e.target.closest?.("[data-dialog]");
  if (pembuka && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
    if (pembuka.dataset.dialog === "muat") {
      e.preventDefault();
      muat(pembuka).catch(() => location.assign(pembuka.href));
      return;
    }
    const kotak = document.getElementById(pembuka.dataset.dialog);
    if (kotak) {
      e.preventDefault();
      kotak.showModal();
      return;
    }
  }
  const kotak = e.target.closest?.("dialog");
  // A click on the backdrop lands on the dialog itself.
  if (kotak && (e.target.closest("[data-tutup]") || (e.target === kotak && !kotak.hasAttribute("data-teguh")))) {
    e.preventDefault();
    kotak.close();
  }
});

// A form that came back wrong inside a dialog opens it again.
for (const kotak of document.querySelectorAll("dialog[data-buka]")) kotak.showModal();
