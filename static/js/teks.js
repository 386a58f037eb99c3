// Words for the modules, translated by the server: <template id="teks-js" data-...> in base.html.
const wadah = document.getElementById("teks-js");

/** The sentence of this name, with {0} replaced. */
export function teks(nama, nilai = "") {
  return (wadah?.dataset[nama] ?? nama).replace("{0}", nilai);
}

/** Show one alert above the page; `jenis` is ok, awas or buruk. Returns the element. */
export function beri(jenis, isi) {
  const lama = document.querySelector("#pesan [data-dari-skrip]");
  const kotak = lama ?? document.createElement("div"); // one at a time: the same trouble ten times is still one message
  kotak.replaceChildren();
  kotak.dataset.dariSkrip = "";
  kotak.className = `pesan ${jenis}`;
  kotak.setAttribute("role", jenis === "ok" ? "status" : "alert");
  kotak.append(document.createElement("div"));
  kotak.firstChild.textContent = isi;
  const rak = document.getElementById("pesan");
  rak?.prepend(kotak);
  rak?.scrollIntoView({ block: "nearest" });
  return kotak;
}
