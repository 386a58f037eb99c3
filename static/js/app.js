// The one entry of every page. Each module wires itself by data attributes, also for parts that htmx brings later,
// and every page works without it: what is here only saves time or typing.
import "./dialog.js";
import "./bagi.js";
import "./foto.js";
import "./sesi.js";
import "./kunci.js";
import "./susul.js";
import { pasang as pasangKehadiran } from "./kehadiran.js";
import { pasang as pasangHitungan } from "./hitungan.js";
import { pasang as pasangUang } from "./uang.js";
import { pasang as pasangDraf } from "./draf.js";
import { pasang as pasangRupiah } from "./rupiah.js";

function pasang(akar) {
  pasangKehadiran(akar);
  pasangHitungan(akar);
  pasangRupiah(akar);
  pasangUang(akar);
  pasangDraf(akar);
  // The rail opens on the stage that runs, and tabs on the open one, not on the first.
  for (const kini of akar.querySelectorAll(".rel:not(.mini) [aria-current], .tab [aria-current]")) {
    const rel = kini.closest(".rel, .tab");
    rel.scrollLeft = kini.offsetLeft - (rel.clientWidth - kini.offsetWidth) / 2;
  }
}

pasang(document);
document.addEventListener("htmx:load", (e) => pasang(e.detail.elt.parentElement ?? document));

// One menu at a time: Escape or a click elsewhere closes the phone menu and the search results.
document.addEventListener("click", (e) => {
  for (const menu of document.querySelectorAll("details.lagi[open]")) if (!menu.contains(e.target)) menu.open = false;
  for (const hasil of document.querySelectorAll(".hasil")) if (!hasil.parentElement.contains(e.target)) hasil.replaceChildren();
});
document.addEventListener("keydown", (e) => {
  if (e.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.lagi[open]")) menu.open = false;
  for (const hasil of document.querySelectorAll(".hasil")) hasil.replaceChildren();
});

// A form that came back with errors takes the reader to the first wrong field.
document.querySelector(".isian.salah :is(input, select, textarea):not([type=hidden])")?.focus();
