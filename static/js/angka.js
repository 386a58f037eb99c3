// How people type whole numbers and rupiah, and how they are shown: one place for every form that adds itself up.
// Grouped as the server writes them in any language: 1.250.000.
export const bulat = new Intl.NumberFormat("id-ID");

/** The whole number in a field or a text; grouping dots, "Rp" and cents behind a comma are passed over, empty or unreadable is
    nothing. A ticked row brings its own amount. */
export const angka = (m) =>
  m?.type === "checkbox"
    ? m.checked ? Math.round(Number(m.dataset.rupiah)) || 0 : 0
    : Number.parseInt(String(m?.value ?? m ?? "").replace(/,.*$/, "").replace(/\D/g, ""), 10) || 0;

/** An amount in words of the screen. */
export const tulis = (n) => `${n < 0 ? "-" : ""}Rp ${bulat.format(Math.abs(n))}`;
