// The print button of a paper shown on the screen. Without this file the browser's own print does the same.
const tombol = document.querySelector("[data-cetak]");
if (tombol) {
  tombol.hidden = false;
  tombol.addEventListener("click", () => window.print());
}
