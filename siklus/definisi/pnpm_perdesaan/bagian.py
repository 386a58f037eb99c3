"""Small makers for the parts that every musyawarah of PNPM Perdesaan repeats: the wait, the meeting, its record.

The desa is the fourth level of the area register, the same as a kelurahan, so its Tingkat is KELURAHAN.
"""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import (
    Cakupan,
    DefGerbang,
    DefKeluaran,
    DefPertemuan,
    DefPilihan,
    DefSyarat,
    JenisKeluaran,
    JenisPertemuan,
    Teks,
    Tingkat,
)

DESA = Tingkat.KELURAHAN
DISEPAKATI = (DefPilihan(kode="disepakati", nama=_("Disepakati")),)
MINIMUM = "mpd.musyawarah_min"


def tunggu(langkah: str, kalimat: Teks, *, sumber: str, cakupan: Cakupan = Cakupan.SENDIRI) -> DefGerbang:
    """Wait for an earlier stage: of the same area or the kecamatan (SIK-202), or of every desa (SIK-203)."""
    aturan = "SIK-203" if cakupan is Cakupan.SEMUA_ANAK else "SIK-202"
    return DefGerbang(aturan=aturan, kalimat=kalimat, sumber=sumber, langkah=langkah, cakupan=cakupan)


def musyawarah(
    kode: str,
    nama: Teks,
    *,
    tingkat: Tingkat,
    peserta: Teks,
    pengundang: Teks,
    sumber: str,
    memutuskan: bool = True,
    melaporkan_dana: bool = False,
) -> DefPertemuan:
    """The one musyawarah a stage is held for."""
    return DefPertemuan(
        kode=kode,
        nama=nama,
        tingkat=tingkat,
        jenis=JenisPertemuan.MUSYAWARAH,
        peserta=peserta,
        pengundang=pengundang,
        minimum=MINIMUM,
        memutuskan=memutuskan,
        melaporkan_dana=melaporkan_dana,
        sumber=sumber,
    )


def berita_acara(kode: str, nama: Teks, *, pertemuan: str, penandatangan: tuple[Teks, ...], sumber: str) -> DefKeluaran:
    """The signed record of that musyawarah."""
    return DefKeluaran(
        kode=kode,
        nama=nama,
        jenis=JenisKeluaran.BERITA_ACARA,
        pertemuan=pertemuan,
        penandatangan=penandatangan,
        sumber=sumber,
    )


def diputuskan(pertemuan: str, *, sumber: str) -> DefSyarat:
    """The decision of the musyawarah is recorded."""
    return DefSyarat(
        aturan="SIK-55",
        fungsi="siklus.keputusan_tercatat",
        kalimat=_("Keputusan musyawarah sudah dicatat."),
        sumber=sumber,
        argumen=(("pertemuan", pertemuan),),
    )


TTD_DESA = (_("Pimpinan musyawarah"), _("Notulis"), _("Wakil warga"), _("Kepala Desa (mengetahui)"))
TTD_KECAMATAN = (_("Ketua MAD"), _("Sekretaris MAD"), _("Wakil desa"), _("Camat (mengetahui)"))
