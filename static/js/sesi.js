// A session that ended does not cost what was typed: login opens in a dialog over the form, and the form is sent again
// with the same idempotency key. Also says in words when the network or the server fails.
import { tampilkan } from "./dialog.js";
import { beri, teks } from "./teks.js";

const MASUK = document.body.dataset.masuk ?? "/masuk/";
const LAMA = 15 * 60_000; // after this long without an answer, ask before sending a page form
let terakhir = Date.now();
const keMasuk = (alamat) => new URL(alamat, location.href).pathname.startsWith(MASUK);

/** Replace every CSRF token of this page by the one of `halaman`; login makes a new one. */
function pasangToken(halaman) {
  const baru = halaman.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!baru) return;
  for (const m of document.querySelectorAll("[name=csrfmiddlewaretoken]")) m.value = baru;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": baru }));
}

const urai = async (jawab) => new DOMParser().parseFromString(await jawab.text(), "text/html");

/** Ask for the password over the page; resolves when the officer is in again. */
export async function masukLagi() {
  let halaman = await urai(await fetch(MASUK));
  return new Promise((beres) => {
    const gambar = () => {
      const form = halaman.querySelector("main form");
      if (!form) return location.assign(MASUK);
      form.action = form.getAttribute("action") || MASUK;
      form.dataset.sesi = ""; // this form is the login itself: neither guarded nor asked about
      const kata = document.createElement("p");
      kata.textContent = teks("sesi");
      const kotak = tampilkan(teks("masukLagi"), kata, form);
      form.addEventListener("submit", async (e) => {
        e.preventDefault();
        e.stopImmediatePropagation();
        const jawab = await fetch(form.action, { method: "POST", body: new FormData(form) });
        halaman = await urai(jawab);
        if (keMasuk(jawab.url) || halaman.querySelector("main input[type=password]")) return gambar();
        pasangToken(halaman);
        terakhir = Date.now();
        kotak.close();
        beres();
      });
    };
    gambar();
  });
}

/** Ask again for what was refused: send the form by the same button, else repeat the click or the typing. */
function ulangi(elt, tombol) {
  if (elt.matches("form[method=post]")) return elt.requestSubmit(tombol ?? undefined);
  return window.htmx.trigger(elt, elt.matches("input") ? "input" : "click");
}

document.addEventListener("htmx:beforeSwap", (e) => {
  const { xhr, requestConfig } = e.detail; // e.detail.elt is where the answer goes, not what asked
  if (xhr.status !== 401 && !(xhr.responseURL && keMasuk(xhr.responseURL) && !keMasuk(location.href))) {
    terakhir = Date.now();
    return;
  }
  e.detail.shouldSwap = false;
  masukLagi().then(() => ulangi(requestConfig.elt, requestConfig.triggeringEvent?.submitter));
});
document.addEventListener("htmx:sendError", (e) => beri("buruk", teks(e.detail.requestConfig?.verb === "get" ? "sambung" : "putus")));
document.addEventListener("htmx:responseError", (e) => { if (e.detail.xhr.status >= 500) beri("buruk", teks("server")); });

document.addEventListener("submit", async (e) => {
  const form = e.target;
  const lewat = form.method !== "post" || "sesi" in form.dataset || !document.body.dataset.pengguna;
  if (e.defaultPrevented || lewat || Date.now() - terakhir < LAMA) return;
  e.preventDefault();
  const tombol = e.submitter;
  try {
    const jawab = await fetch(location.href, { method: "HEAD", redirect: "manual" });
    if (jawab.type === "opaqueredirect" || jawab.status === 401) await masukLagi();
    terakhir = Date.now();
    form.dispatchEvent(new Event("p2kp:lepas", { bubbles: true }));
    form.requestSubmit(tombol);
  } catch {
    beri("buruk", teks("putus"));
  }
}, true);
