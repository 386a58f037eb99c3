"""How proposals are shown: the rail of states, who is next, columns, the trail in sentences. No queries."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import bilangan
from inti.tabel import Kolom
from ksm.models import PerubahanUsulan, Usulan, VerifikasiUsulan

# State -> the mark of the house.
KEADAAN = {
    "draf": "draf", "diajukan": "diajukan", "verifikasi_up": "berjalan", "rapat_bkm": "berjalan", "kontrak": "berjalan",
    "cair": "aktif", "berjalan": "aktif", "perubahan": "dibuka_kembali", "lpj": "diajukan", "selesai": "selesai",
    "ditunda": "penundaan", "batal": "dibatalkan",
}  # fmt: skip
KEADAAN_BAPPUK = {"draf": "draf", "ditetapkan": "final", "batal": "dibatalkan"}
KEADAAN_UBAH = {"diusulkan": "menunggu", "disahkan": "final", "ditolak": "menolak"}
HASIL = {"layak": "ok", "perbaiki": "awas", "tidak_layak": "buruk"}
# Money and work are one station: work may begin with swadaya before the money, or the other way round.
JALAN = ("draf", "diajukan", "verifikasi_up", "rapat_bkm", "kontrak", "berjalan", "lpj", "selesai")
# A loan is paid out and repaid by the UPK; its proposal ends on this road with the agreement.
JALAN_PINJAMAN = ("draf", "diajukan", "verifikasi_up", "rapat_bkm", "kontrak")
PENDEK = {
    "draf": gettext_lazy("Disusun"), "diajukan": gettext_lazy("Diajukan"), "verifikasi_up": gettext_lazy("Layak"),
    "rapat_bkm": gettext_lazy("Rapat BKM"), "kontrak": gettext_lazy("Perjanjian"), 
    "berjalan": gettext_lazy("Pelaksanaan"), "lpj": "LPJ", "selesai": gettext_lazy("Selesai"),
}  # fmt: skip

KOLOM = (
    Kolom("nomor", gettext_lazy("Nomor"), ambil=str, tautan=lambda u: reverse("ksm:usulan", args=[u.pk])),
    Kolom("judul", gettext_lazy("Kegiatan")),
    Kolom("ksm", gettext_lazy("KSM"), ambil="ksm.nama"),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil="wilayah.nama"),
    Kolom("jenis", gettext_lazy("Jenis"), ambil=lambda u: u.get_jenis_display()),
    Kolom("volume", gettext_lazy("Volume"), "angka"),
    Kolom("satuan", gettext_lazy("Satuan")),
    Kolom("jumlah", gettext_lazy("Biaya"), "rupiah", ambil="rab_jumlah"),
    Kolom("blm", gettext_lazy("BLM"), "rupiah", ambil="rab_blm"),
    Kolom("swadaya", gettext_lazy("Swadaya"), "rupiah", ambil="rab_swadaya"),
    Kolom("pemanfaat", gettext_lazy("KK"), "angka", ambil="pemanfaat_kk"),
    Kolom("diajukan", gettext_lazy("Diajukan"), "tanggal"),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda u: u.get_status_display()),
)
UKURAN = Kolom("volume", gettext_lazy("Volume"), ambil=lambda u: f"{bilangan(u.volume)} {u.satuan}")
KOLOM_LAYAR = tuple(
    UKURAN if k.kode == "volume" else k for k in KOLOM if k.kode not in {"satuan", "swadaya", "pemanfaat", "diajukan"}
)


def rail(u: Usulan) -> list[dict[str, Any]]:
    """The states of a proposal as stations; where it stands is marked."""
    jalan = JALAN_PINJAMAN if u.jenis == Usulan.Jenis.EKONOMI else JALAN
    kini = u.status_ubah or u.status
    kini = {"ditunda": "rapat_bkm", "cair": "berjalan"}.get(kini, kini)
    letak = jalan.index(kini) if kini in jalan else -1
    hasil = []
    for i, s in enumerate(jalan):
        keadaan = "terverifikasi" if i < letak else "belum"
        if i == letak:
            keadaan = {"ditunda": "dikembalikan", "perubahan": "dibuka_kembali", "selesai": "terverifikasi"}.get(
                u.status, "berjalan"
            )
        hasil.append({"nama": PENDEK[s], "keadaan": keadaan, "kini": i == letak, "keterangan": " "})
    return hasil


def next_step(u: Usulan) -> str:
    """What happens next and who does it, in one sentence; "" where it is over."""
    pinjaman = u.jenis == Usulan.Jenis.EKONOMI
    kata = {
        "draf": _("Berikutnya: KSM melengkapi isinya, menandatangani lembar usulan, lalu mengajukannya."),
        "diajukan": _("Berikutnya: %(unit)s menilai kelayakannya.") % {"unit": u.get_unit_display()},
        "verifikasi_up": _("Berikutnya: rapat BKM menyusun peringkat usulan (BAPPUK) menurut dana yang tersisa."),
        "rapat_bkm": _("Berikutnya: BKM dan KSM menandatangani perjanjian, lalu sekretaris mencatatnya."),
        "kontrak": _("Berikutnya: UPK membuka pinjamannya; pencairan dan angsurannya dicatat di sana.")
        if pinjaman
        else _("Berikutnya: KSM mengajukan pencairan, atau memulai pekerjaan dengan swadayanya."),
        "cair": _("Berikutnya: KSM memulai pekerjaan."),
        "berjalan": _("Berikutnya: KSM mencatat kemajuan, lalu mempertanggungjawabkan dananya (LPJ)."),
        "perubahan": _("Berikutnya: KSM menyesuaikan RAB, lalu rapat anggota BKM mengesahkannya. Dana belum dapat keluar."),
        "lpj": _("Berikutnya: UP dan BKM memeriksa LPJ."),
        "ditunda": _("Berikutnya: dibawa ke rapat BKM yang akan datang, bila sebabnya sudah teratasi."),
    }  # fmt: skip
    return str(kata.get(u.status, ""))


KALIMAT: dict[str, tuple[Any, str]] = {
    "ksm.usulan.disusun": (gettext_lazy("Usulan mulai disusun"), ""),
    "ksm.usulan.diubah": (gettext_lazy("Isi usulan diubah"), ""),
    "ksm.usulan.isi_ditulis": (gettext_lazy("RAB, swadaya, atau pemanfaat ditulis"), ""),
    "ksm.usulan.ajukan": (gettext_lazy("Usulan diajukan ke UP"), "ok"),
    "ksm.usulan.kembalikan": (gettext_lazy("Usulan dikembalikan untuk diperbaiki"), "awas"),
    "ksm.usulan.layakkan": (gettext_lazy("Usulan dinyatakan layak"), "ok"),
    "ksm.usulan.setujui": (gettext_lazy("Usulan disetujui rapat BKM"), "ok"),
    "ksm.usulan.tunda": (gettext_lazy("Usulan ditunda"), "awas"),
    "ksm.usulan.lanjutkan": (gettext_lazy("Usulan dilanjutkan"), ""),
    "ksm.usulan.kontrakkan": (gettext_lazy("Perjanjian ditandatangani"), "ok"),
    "ksm.usulan.cairkan": (gettext_lazy("Dana cair"), "ok"),
    "ksm.usulan.urungkan_cair": (gettext_lazy("Pembayaran pertama dibalik"), "awas"),
    "ksm.usulan.mulai": (gettext_lazy("Pekerjaan dimulai"), "ok"),
    "ksm.usulan.usul_ubah": (gettext_lazy("Perubahan diusulkan"), "awas"),
    "ksm.usulan.kembali_kontrak": (gettext_lazy("Perubahan diputuskan"), ""),
    "ksm.usulan.kembali_cair": (gettext_lazy("Perubahan diputuskan"), ""),
    "ksm.usulan.kembali_berjalan": (gettext_lazy("Perubahan diputuskan"), ""),
    "ksm.usulan.pertanggungjawabkan": (gettext_lazy("LPJ diajukan"), "ok"),
    "ksm.usulan.buka_lpj": (gettext_lazy("LPJ dikembalikan"), "awas"),
    "ksm.usulan.selesaikan": (gettext_lazy("Usulan selesai"), "ok"),
    "ksm.usulan.batalkan": (gettext_lazy("Usulan dibatalkan"), "buruk"),
    "ksm.verifikasiusulan.dicatat": (gettext_lazy("Penilaian kelayakan dicatat"), ""),
    "ksm.verifikasiusulan.batalkan": (gettext_lazy("Penilaian kelayakan dibatalkan"), "awas"),
    "ksm.perjanjian.dicatat": (gettext_lazy("Perjanjian dicatat"), ""),
    "ksm.perjanjian.batalkan": (gettext_lazy("Perjanjian diganti atau dibatalkan"), "awas"),
    "ksm.perubahanusulan.diusulkan": (gettext_lazy("Berita acara perubahan KSM dicatat"), ""),
    "ksm.perubahanusulan.sahkan": (gettext_lazy("Perubahan disahkan rapat BKM"), "ok"),
    "ksm.perubahanusulan.tolak": (gettext_lazy("Perubahan tidak disahkan"), "awas"),
    "ksm.bappuk.dibuka": (gettext_lazy("BAPPUK disusun"), ""),
    "ksm.bappuk.disusun": (gettext_lazy("Peringkat atau putusan diubah"), ""),
    "ksm.bappuk.tetapkan": (gettext_lazy("BAPPUK ditetapkan"), "ok"),
    "ksm.bappuk.batalkan": (gettext_lazy("BAPPUK dibatalkan"), "buruk"),
}


def judgement_rows(semua: list[VerifikasiUsulan], transisi: dict[Any, list[Any]]) -> list[dict[str, Any]]:
    """Judgements with their mark and what may be done with them."""
    return [
        {"v": v, "kelas": "" if v.status == "batal" else HASIL[v.hasil], "transisi": transisi.get(v.pk, [])}
        for v in semua
    ]


def change_rows(semua: list[PerubahanUsulan]) -> list[dict[str, Any]]:
    """Changes with their mark."""
    return [{"p": p, "keadaan": KEADAAN_UBAH[p.status]} for p in semua]
