"""PNPM Mandiri Perdesaan as data, version 1: the kecamatan owns the Siklus, its desa run their own Langkah.

It runs on the same engine as P2KP; what differs is here: fan-out to the desa, gates over all of them, quotas of
delegates and of women's proposals, and an account before every tranche. One Siklus is one budget year.
"""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import Definisi, Tingkat
from siklus.definisi.pnpm_perdesaan.pelaksanaan import P10, P11, P12, P13, P14, P15, P16, P17, P18, P19
from siklus.definisi.pnpm_perdesaan.perencanaan import P1, P2, P3, P4, P5, P6, P7, P8, P9

PNPM_PERDESAAN = Definisi(
    kode="pnpm_perdesaan",
    versi=1,
    nama=_("PNPM Mandiri Perdesaan"),
    pemilik=Tingkat.KECAMATAN,
    tahun=(1,),
    langkah=(P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, P12, P13, P14, P15, P16, P17, P18, P19),
    awal_lanjutan="P1",
    sumber="A5, F1",
    lembaga=(
        ("lembaga_warga", _("BKAD dan MAD")),
        ("unit_pelaksana", _("UPK (Unit Pengelola Kegiatan), TPK, TV, BP-UPK")),
        ("kelompok", _("SPP, UEP, kelompok pengelola")),
        ("rencana", _("RPJMDes dari MMDD, usulan desa")),
        ("daftar_miskin", _("Daftar RTM")),
    ),
    peran=(
        ("faskel_cd", _("Pendamping Lokal")),
        ("sf", _("Fasilitator Kecamatan")),
        ("korkot", _("Fasilitator Kabupaten")),
    ),
)
