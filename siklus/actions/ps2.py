"""Writes of PS-2: households, their entries, the notice, objections, the determination, and who leaves later.

What residents decide for a whole RT is written for the whole RT in a few statements and told in one event; the database
judges every row of it (sql/ps2.sql). Names, addresses and points never enter the trail.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, VersiBerbeda, plain
from inti.izin import require
from inti.models import new_id
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from laporan.models import Berkas
from siklus import izin
from siklus.actions.umum import (
    author,
    client_id,
    field_date,
    needed,
    save_changes,
    sex,
    take,
    take_langkah,
    take_record,
)
from siklus.models import (
    EntriPS2,
    KeberatanPS2,
    Keluarga,
    Langkah,
    PengumumanPS2,
    Pertemuan,
    RefleksiButir,
    Rumah,
)
from siklus.models.ps2 import ORANG_SEKELUARGA_MAKS, USULAN
from siklus.peringkat import suggest_for
from siklus.syarat_ps2 import determination_findings, is_mapping
from wilayah.models import Basis, Warga, Wilayah
from wilayah.parameter import value
from wilayah.waktu import today_in

MASA = "ps2.masa_keberatan_hari"
MASA_BAWAAN = 7
ISI_RUMAH = frozenset({"alamat", "status", "basis", "lintang", "bujur"})
ISI_KELUARGA = frozenset(
    {"basis", "rumah", "nama_kk", "pembeda", "jenis_kelamin_kk", "jiwa_l", "jiwa_p", "lansia", "disabilitas", "warga"}
)
ISI_ENTRI = frozenset({"peringkat", "wawancara_tanggal", "catatan"})
BARIS_SEKALI = 500


@dataclass(frozen=True)
class BarisPS2:
    """One household as a table or a workbook tells it; without `peringkat` it is a household that is not proposed.

    `jiwa_*` are persons, `kriteria` the keys of the criteria met. `alamat` names the dwelling; the same address in the
    same RT is the same dwelling.
    """

    basis: Basis
    nama_kk: str
    jenis_kelamin_kk: str
    jiwa_l: int
    jiwa_p: int
    lansia: bool = False
    disabilitas: bool = False
    pembeda: str = ""
    alamat: str = ""
    peringkat: str = ""
    kriteria: Sequence[uuid.UUID] = field(default_factory=tuple)
    wawancara_tanggal: datetime.date | None = None

    @property
    def kunci(self) -> tuple[Any, str, str, str]:
        """What makes it the same household as a stored one."""
        return self.basis.pk, self.nama_kk.lower(), self.jenis_kelamin_kk, self.pembeda.lower()


# -- dwellings and households ----------------------------------------------------------------------------------------


@aksi
def record_rumah(
    wilayah: Wilayah,
    *,
    oleh: Any,
    alamat: str,
    basis: Basis | None = None,
    status: str = "",
    lintang: Decimal | None = None,
    bujur: Decimal | None = None,
    id: Any = None,
) -> Rumah:
    """Record one dwelling of a kelurahan. Raises: TidakBerwenang, IsianSalah. Source: PS2-01."""
    _may_write(oleh, wilayah.kode)
    isi = _clean_rumah(wilayah.kode, alamat=alamat, basis=basis, status=status, lintang=lintang, bujur=bujur)
    rumah = Rumah(wilayah=wilayah, **isi, **author(oleh), **client_id(id))
    rumah.save(force_insert=True)
    catat("siklus.rumah.dicatat", rumah)
    return rumah


@aksi
def update_rumah(rumah: Rumah, *, oleh: Any, versi: int | None = None, **isi: Any) -> Rumah:
    """Correct a dwelling. Raises: Rumah.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah. Source: PS2-01, UMU-10."""
    baris = take(Rumah, rumah.pk, oleh=oleh)
    _may_write(oleh, baris.wilayah_id)
    _same_version(baris, versi, isi)
    lengkap = {k: getattr(baris, k) for k in ISI_RUMAH} | isi
    ubah = save_changes(baris, _clean_rumah(baris.wilayah_id, **lengkap), ISI_RUMAH)
    if ubah:
        catat("siklus.rumah.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def record_keluarga(
    basis: Basis,
    *,
    oleh: Any,
    nama_kk: str,
    jenis_kelamin_kk: str,
    jiwa_l: int,
    jiwa_p: int,
    lansia: bool = False,
    disabilitas: bool = False,
    pembeda: str = "",
    rumah: Rumah | None = None,
    warga: Warga | None = None,
    id: Any = None,
) -> Keluarga:
    """Record one household of an RT; `jiwa_*` are persons, its head among them.

    Raises: TidakBerwenang, IsianSalah, AturanDilanggar (PS2-01, entered twice). Source: PS2-01.
    """
    _may_write(oleh, basis.wilayah_id)
    isi = _clean_keluarga(
        basis.wilayah_id, basis=basis, nama_kk=nama_kk, jenis_kelamin_kk=jenis_kelamin_kk, jiwa_l=jiwa_l, jiwa_p=jiwa_p,
        lansia=lansia, disabilitas=disabilitas, pembeda=pembeda, rumah=rumah, warga=warga,
    )  # fmt: skip
    _require_new(isi)
    keluarga = Keluarga(wilayah_id=basis.wilayah_id, **isi, **author(oleh), **client_id(id))
    keluarga.save(force_insert=True)
    catat("siklus.keluarga.dicatat", keluarga)
    return keluarga


@aksi
def update_keluarga(keluarga: Keluarga, *, oleh: Any, versi: int | None = None, **isi: Any) -> Keluarga:
    """Correct a household; `versi` is the one the person saw.

    Raises: Keluarga.DoesNotExist, TidakBerwenang, VersiBerbeda with both values, IsianSalah, AturanDilanggar (PS2-01).
    Source: PS2-01, UMU-10.
    """
    baris = take(Keluarga, keluarga.pk, oleh=oleh)
    _may_write(oleh, baris.wilayah_id)
    _same_version(baris, versi, isi)
    if baris.status != "sah":
        raise AturanDilanggar(_("Keluarga ini sudah dibatalkan."), aturan="PS2-01")
    lengkap = _clean_keluarga(baris.wilayah_id, **({k: getattr(baris, k) for k in ISI_KELUARGA} | isi))
    _require_new(lengkap, selain=baris.pk)
    ubah = save_changes(baris, lengkap, ISI_KELUARGA)
    if ubah:
        catat("siklus.keluarga.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def cancel_keluarga(keluarga: Keluarga, *, oleh: Any, alasan: str) -> Keluarga:
    """Take back a household entered by mistake or twice; not while it is on the list.

    Raises: Keluarga.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (PS2-01). Source: PS2-01, UMU-32.
    """
    baris = take(Keluarga, keluarga.pk, oleh=oleh)
    if EntriPS2.objects.filter(keluarga=baris, status__in=(*USULAN, "ditetapkan")).exists():
        raise AturanDilanggar(
            _("Keluarga ini masih tercantum dalam PS-2. Coret atau keluarkan dulu dari daftarnya."), aturan="PS2-01"
        )
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


# -- entries ---------------------------------------------------------------------------------------------------------


@aksi
def propose_entri(
    keluarga: Keluarga,
    *,
    oleh: Any,
    langkah: Langkah,
    peringkat: str,
    kriteria: Iterable[RefleksiButir] = (),
    wawancara_tanggal: datetime.date | None = None,
    catatan: str = "",
    id: Any = None,
) -> EntriPS2:
    """Propose one household for PS-2 with the criteria it meets and the rank that residents gave it.

    Raises: Keluarga.DoesNotExist, Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (PS2-02, PS2-04).
    Source: PS2-02, PS2-03, PS2-04.
    """
    induk = _take_stage(langkah, oleh=oleh)
    kk = take(Keluarga, keluarga.pk, oleh=oleh)
    if kk.wilayah_id != induk.wilayah_id or kk.status != "sah":
        raise IsianSalah({"keluarga": [_("Keluarga ini bukan dari kelurahan langkahnya, atau sudah dibatalkan.")]})
    _require_unproposed([kk.pk], induk)
    pilih = _own_criteria(induk, kriteria)
    entri = EntriPS2(
        langkah=induk, wilayah_id=induk.wilayah_id, keluarga=kk, basis_id=kk.basis_id, peringkat=_rank(peringkat),
        peringkat_usulan=suggest_for(induk, len(pilih)),
        wawancara_tanggal=_interview(wawancara_tanggal, induk), catatan=catatan.strip()[:300],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    entri.save(force_insert=True)
    entri.kriteria.set(pilih)
    catat("siklus.entrips2.diusulkan", entri, rincian={"peringkat": entri.peringkat, "kriteria": len(pilih)})
    return entri


@aksi
def update_entri(entri: EntriPS2, *, oleh: Any, versi: int | None = None, **isi: Any) -> EntriPS2:
    """Change rank, criteria, interview date or note of a proposal that has not been determined.

    Raises: EntriPS2.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah, AturanDilanggar (SIK-04, PS2-02).
    Source: PS2-02, PS2-03.
    """
    baris = take_record(entri, oleh=oleh)
    _same_version(baris, versi, isi)
    if baris.status not in USULAN:
        raise AturanDilanggar(
            _("Entri yang sudah ditetapkan tidak diubah; keluar atau masuk dicatat dengan keputusan."), aturan="PS2-10"
        )
    kriteria = isi.pop("kriteria", None)
    if "peringkat" in isi:
        isi["peringkat"] = _rank(isi["peringkat"])
    if "wawancara_tanggal" in isi:
        isi["wawancara_tanggal"] = _interview(isi["wawancara_tanggal"], baris.langkah)
    if "catatan" in isi:
        isi["catatan"] = isi["catatan"].strip()[:300]
    bidang = set(save_changes(baris, isi, ISI_ENTRI))
    if kriteria is not None:
        pilih = _own_criteria(baris.langkah, kriteria)
        if {b.pk for b in pilih} != set(baris.kriteria.values_list("pk", flat=True)):
            baris.kriteria.set(pilih)
            baris.peringkat_usulan = suggest_for(baris.langkah, len(pilih))
            baris.versi += 0 if bidang else 1
            baris.save()
            bidang.add("kriteria")
    if bidang:
        catat("siklus.entrips2.diubah", baris, rincian={"bidang": sorted(bidang)})
    return baris


@aksi
def cancel_entri(entri: EntriPS2, *, oleh: Any, alasan: str) -> EntriPS2:
    """Take back a proposal that nobody has read yet. Raises: as `update_entri`. Source: UMU-32."""
    baris = take_record(entri, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def strike_entri(entri: EntriPS2, *, oleh: Any, alasan: str) -> EntriPS2:
    """Strike an announced name off because residents accepted an objection to it.

    Raises: as `update_entri`, and AturanDilanggar (PS2-08) without an accepted objection. Source: PS2-08.
    """
    baris = take_record(entri, oleh=oleh)
    if not baris.keberatan.filter(jenis="keberatan", status="diterima").exists():
        raise AturanDilanggar(
            _("Nama yang sudah diumumkan hanya dicoret karena keberatan yang diterima. Catat keberatannya dulu."),
            aturan="PS2-08",
        )
    return advance(baris, "coret", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def save_table(langkah: Langkah, *, oleh: Any, baris: Sequence[BarisPS2], sumber: str = "") -> dict[str, int]:
    """Store many households at once, and propose those with a rank: the quick table, a workbook, the demo.

    A household that is there already is updated, its open proposal too; a determined one keeps its entry. A constant
    number of statements. Returns how many are {baru, berubah, sama, diusulkan}.
    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah naming `nama_kk_<row>`, AturanDilanggar (SIK-04, PS2-02).
    Source: PS2-01 to PS2-04.
    """
    induk = _take_stage(langkah, oleh=oleh)
    bersih = [_clean_row(i, b, induk) for i, b in enumerate(baris)]
    ganda = next((i for i, b in enumerate(bersih) if b.kunci in {x.kunci for x in bersih[:i]}), None)
    if ganda is not None:
        raise IsianSalah(
            {f"nama_kk_{ganda}": [_("Nama ini sudah ada di baris lain. Bila memang orang lain, isi pembedanya.")]}
        )
    rumah = _houses(bersih, induk, oleh)
    keluarga, hitung = _households(bersih, induk, oleh, rumah)
    hitung["diusulkan"] = _proposals(bersih, keluarga, induk, oleh)
    catat("siklus.entrips2.tabel", induk, rincian={**hitung, **({"sumber": sumber[:100]} if sumber else {})})
    return hitung


def _houses(baris: Sequence[BarisPS2], langkah: Langkah, oleh: Any) -> dict[tuple[Any, str], Rumah]:
    """Dwellings by place and address, the missing ones made."""
    perlu = {(b.basis.pk, b.alamat.lower()): b for b in baris if b.alamat}
    if not perlu:
        return {}
    ada = {
        (r.basis_id, r.alamat.lower()): r
        for r in Rumah.objects.filter(wilayah_id=langkah.wilayah_id, basis__in={k[0] for k in perlu})
    }
    baru = [
        Rumah(wilayah_id=langkah.wilayah_id, basis=b.basis, alamat=b.alamat, **author(oleh))
        for k, b in perlu.items()
        if k not in ada
    ]
    Rumah.objects.bulk_create(baru, batch_size=BARIS_SEKALI)
    return ada | {(r.basis_id, r.alamat.lower()): r for r in baru}


def _households(
    baris: Sequence[BarisPS2], langkah: Langkah, oleh: Any, rumah: dict[tuple[Any, str], Rumah]
) -> tuple[dict[Any, Keluarga], dict[str, int]]:
    ada = {
        (k.basis_id, k.nama_kk.lower(), k.jenis_kelamin_kk, k.pembeda.lower()): k
        for k in Keluarga.objects.select_for_update(of=("self",), no_key=True).filter(
            wilayah_id=langkah.wilayah_id, basis__in={b.basis.pk for b in baris}, status="sah"
        )
    }
    hitung, baru, ubah = {"baru": 0, "berubah": 0, "sama": 0}, [], []
    for b in baris:
        isi: dict[str, Any] = {"jiwa_l": b.jiwa_l, "jiwa_p": b.jiwa_p, "lansia": b.lansia, "disabilitas": b.disabilitas}
        if b.alamat:
            isi["rumah_id"] = rumah[b.basis.pk, b.alamat.lower()].pk
        lama = ada.get(b.kunci)
        if lama is None:
            ada[b.kunci] = Keluarga(
                id=new_id(), wilayah_id=langkah.wilayah_id, basis=b.basis, nama_kk=b.nama_kk, pembeda=b.pembeda,
                jenis_kelamin_kk=b.jenis_kelamin_kk, **isi, **author(oleh),
            )  # fmt: skip
            baru.append(ada[b.kunci])
        elif any(getattr(lama, k) != v for k, v in isi.items()):
            for k, v in isi.items():
                setattr(lama, k, v)
            lama.versi += 1
            lama.diubah_pada = timezone.now()
            ubah.append(lama)
        else:
            hitung["sama"] += 1
    hitung["baru"], hitung["berubah"] = len(baru), len(ubah)
    Keluarga.objects.bulk_create(baru, batch_size=BARIS_SEKALI)
    if ubah:
        bidang = ["jiwa_l", "jiwa_p", "lansia", "disabilitas", "rumah", "versi", "diubah_pada"]
        Keluarga.objects.bulk_update(ubah, bidang, batch_size=BARIS_SEKALI)
    return {b.kunci: ada[b.kunci] for b in baris}, hitung


def _proposals(baris: Sequence[BarisPS2], keluarga: dict[Any, Keluarga], langkah: Langkah, oleh: Any) -> int:
    """Entries of the rows with a rank: made, or brought up to date while they are still proposed."""
    usul = [b for b in baris if b.peringkat]
    if not usul:
        return 0
    setuju = {b.pk for b in agreed_criteria(langkah)}
    kenal = {b.kunci: sorted({k for k in b.kriteria if k in setuju}, key=str) for b in usul}
    terbuka = {
        e.keluarga_id: e
        for e in EntriPS2.objects.filter(keluarga__in=[keluarga[b.kunci].pk for b in usul], status__in=USULAN)
    }
    saran: dict[int, str] = {}
    baru, ubah, kaitan, dilepas = [], [], [], []
    Kaitan = EntriPS2.kriteria.through
    for b in usul:
        n = len(kenal[b.kunci])
        if n not in saran:
            saran[n] = suggest_for(langkah, n)
        isi = {"peringkat": b.peringkat, "peringkat_usulan": saran[n], "wawancara_tanggal": b.wawancara_tanggal}
        kk = keluarga[b.kunci]
        entri = terbuka.get(kk.pk)
        if entri is None:
            entri = EntriPS2(
                id=new_id(), langkah=langkah, wilayah_id=langkah.wilayah_id, keluarga=kk, basis_id=kk.basis_id,
                **isi, **author(oleh),
            )  # fmt: skip
            baru.append(entri)
        elif entri.langkah_id != langkah.pk:
            raise AturanDilanggar(_("Sebagian keluarga ini masih diusulkan pada langkah lain."), aturan="PS2-04")
        else:
            for k, v in isi.items():
                setattr(entri, k, v)
            entri.versi += 1
            entri.diubah_pada = timezone.now()
            ubah.append(entri)
            dilepas.append(entri.pk)
        kaitan += [Kaitan(entrips2_id=entri.pk, refleksibutir_id=k) for k in kenal[b.kunci]]
    EntriPS2.objects.bulk_create(baru, batch_size=BARIS_SEKALI)
    if ubah:
        EntriPS2.objects.bulk_update(
            ubah,
            ["peringkat", "peringkat_usulan", "wawancara_tanggal", "versi", "diubah_pada"],
            batch_size=BARIS_SEKALI,
        )
        Kaitan.objects.filter(entrips2__in=dilepas).delete()
    Kaitan.objects.bulk_create(kaitan, batch_size=BARIS_SEKALI)
    return len(baru)


def _clean_row(i: int, b: BarisPS2, langkah: Langkah) -> BarisPS2:
    """One row checked; a refusal names its field with the number of the row."""
    try:
        isi = _clean_keluarga(
            langkah.wilayah_id, basis=b.basis, nama_kk=b.nama_kk, jenis_kelamin_kk=b.jenis_kelamin_kk, jiwa_l=b.jiwa_l,
            jiwa_p=b.jiwa_p, lansia=b.lansia, disabilitas=b.disabilitas, pembeda=b.pembeda, rumah=None, warga=None,
        )  # fmt: skip
        hari = _interview(b.wawancara_tanggal, langkah)
        peringkat = _rank(b.peringkat) if b.peringkat else ""
    except IsianSalah as galat:
        raise IsianSalah({f"{k}_{i}": v for k, v in galat.galat.items()}) from galat
    del isi["rumah"], isi["warga"]
    return BarisPS2(
        **isi, alamat=" ".join(b.alamat.split())[:200], peringkat=peringkat, kriteria=b.kriteria, wawancara_tanggal=hari
    )


# -- notice, objections ----------------------------------------------------------------------------------------------


@aksi
def announce_ps2(
    langkah: Langkah,
    *,
    oleh: Any,
    basis: Basis | None,
    tanggal: datetime.date,
    tempat: str,
    foto: Berkas | None = None,
    id: Any = None,
) -> PengumumanPS2:
    """Record that the list of one RT (or, with no Basis, of the whole kelurahan) was posted, with all its proposals.

    An empty list is posted too. The notice period is read from Parameter on the day of posting.
    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04, PS2-02). Source: PS2-06, PS2-07.
    """
    induk = _take_stage(langkah, oleh=oleh)
    if not is_mapping(induk):
        raise AturanDilanggar(_("Daftar diumumkan dalam langkah Pemetaan Swadaya."), aturan="PS2-06")
    if basis is not None and basis.wilayah_id != induk.wilayah_id:
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari wilayah langkahnya.")]})
    hari = field_date(tanggal, induk.wilayah_id)
    usul = EntriPS2.objects.filter(langkah=induk, status="diusulkan")
    if basis is not None:
        usul = usul.filter(basis=basis)
    pengumuman = PengumumanPS2(
        langkah=induk, wilayah_id=induk.wilayah_id, basis=basis, tanggal=hari, masa_hari=notice_days(induk, hari),
        tempat=needed(tempat, bidang="tempat")[:150], jumlah_kk=usul.count(), foto=_own_photo(foto, oleh),
        **author(oleh), **client_id(id),
    )  # fmt: skip
    pengumuman.save(force_insert=True)
    _move(usul, "diumumkan", pengumuman=pengumuman)
    catat(
        "siklus.pengumumanps2.dipasang", pengumuman, rincian={"kk": pengumuman.jumlah_kk, "hari": pengumuman.masa_hari}
    )
    return PengumumanPS2.objects.select_related("basis").get(pk=pengumuman.pk)


@aksi
def file_foto(pengumuman: PengumumanPS2, *, oleh: Any, foto: Berkas) -> PengumumanPS2:
    """Add the photo of the posted sheet. Raises: PengumumanPS2.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-04)."""
    baris = take_record(pengumuman, oleh=oleh, ambil=_take_stage)
    baris.foto = _own_photo(foto, oleh)
    baris.versi += 1
    baris.save()
    catat("siklus.pengumumanps2.difoto", baris)
    return baris


@aksi
def cancel_pengumuman(pengumuman: PengumumanPS2, *, oleh: Any, alasan: str) -> PengumumanPS2:
    """Take back a notice recorded by mistake; its names go back to proposed and must be posted again.

    Raises: PengumumanPS2.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04, PS2-08 while objections are
    recorded on it, PS2-09 once determined). Source: PS2-06, UMU-32.
    """
    baris = take_record(pengumuman, oleh=oleh, ambil=_take_stage)
    if baris.entri.filter(status__in=("ditetapkan", "keluar")).exists():
        raise AturanDilanggar(_("Daftar ini sudah ditetapkan dalam lokakarya."), aturan="PS2-09")
    if baris.keberatan.filter(status__in=("diajukan", "diterima", "ditolak")).exists():
        raise AturanDilanggar(
            _("Sudah ada keberatan atau usulan pada pengumuman ini, jadi tidak dapat dibatalkan."), aturan="PS2-08"
        )
    _move(EntriPS2.objects.filter(pengumuman=baris, status="diumumkan"), "diusulkan", pengumuman=None)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def file_keberatan(
    pengumuman: PengumumanPS2,
    *,
    oleh: Any,
    jenis: str,
    tanggal: datetime.date,
    uraian: str,
    entri: EntriPS2 | None = None,
    keluarga: Keluarga | None = None,
    pelapor: str = "",
    id: Any = None,
) -> KeberatanPS2:
    """Record an objection to a name on the sheet, or a household that residents want added, within the notice period.

    Raises: PengumumanPS2.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04, PS2-07, PS2-09).
    Source: PS2-07, PS2-08.
    """
    baris = take_record(pengumuman, oleh=oleh, ambil=_take_stage)
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.status != "sah":
        raise AturanDilanggar(_("Pengumuman ini sudah dibatalkan."), aturan="PS2-06")
    if hari < baris.tanggal or baris.is_over(hari):
        raise AturanDilanggar(
            _("Keberatan dan usulan diterima dari hari dipasang sampai hari terakhir masa keberatan."), aturan="PS2-07"
        )
    if baris.entri.filter(status__in=("ditetapkan", "keluar")).exists():
        raise AturanDilanggar(
            _("Daftar ini sudah ditetapkan; perubahannya lewat keputusan masuk atau keluar."), aturan="PS2-09"
        )
    if jenis == KeberatanPS2.Jenis.KEBERATAN:
        if entri is None or entri.pengumuman_id != baris.pk or entri.status != "diumumkan":
            raise IsianSalah({"entri": [_("Pilih nama yang diumumkan pada lembar ini.")]})
        keluarga = None
    elif jenis == KeberatanPS2.Jenis.USULAN:
        if keluarga is None or keluarga.wilayah_id != baris.wilayah_id or keluarga.status != "sah":
            raise IsianSalah({"keluarga": [_("Pilih keluarga yang diusulkan.")]})
        if baris.basis_id is not None and keluarga.basis_id != baris.basis_id:
            raise IsianSalah({"keluarga": [_("Keluarga ini bukan warga RT yang diumumkan.")]})
        _require_unproposed([keluarga.pk], baris.langkah)
        entri = None
    else:
        raise IsianSalah({"jenis": [_("Pilih keberatan atau usulan tambahan.")]})
    keberatan = KeberatanPS2(
        langkah=baris.langkah, wilayah_id=baris.wilayah_id, pengumuman=baris, jenis=jenis, entri=entri, keluarga=keluarga,
        tanggal=hari, uraian=needed(uraian, bidang="uraian")[:1000], pelapor=pelapor.strip()[:150],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    keberatan.save(force_insert=True)
    catat("siklus.keberatanps2.dicatat", keberatan, rincian={"jenis": jenis})
    return keberatan


@aksi
def accept_keberatan(
    keberatan: KeberatanPS2,
    *,
    oleh: Any,
    putusan: str,
    tanggal: datetime.date,
    penentu: str = "",
    peringkat: str = "",
) -> KeberatanPS2:
    """Residents agree: the name is struck off, or the household joins the posted list with the rank they gave it.

    Raises: KeberatanPS2.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (SIK-04).
    Source: PS2-08.
    """
    baris, isi = _verdict(keberatan, oleh=oleh, putusan=putusan, tanggal=tanggal)
    hasil = advance(baris, "terima", oleh=oleh, penentu=penentu.strip()[:150], **isi)
    if baris.jenis == KeberatanPS2.Jenis.KEBERATAN:
        entri = EntriPS2.objects.get(pk=str(baris.entri_id))
        advance(entri, "coret", oleh=oleh, alasan=str(_("Keberatan warga diterima.")), sebab=isi["putusan"][:300])
        return hasil
    kk = Keluarga.objects.get(pk=str(baris.keluarga_id))
    entri = propose_entri(kk, oleh=oleh, langkah=baris.langkah, peringkat=peringkat or EntriPS2.Peringkat.MISKIN)
    advance(entri, "umumkan", oleh=oleh, pengumuman=baris.pengumuman)
    PengumumanPS2.objects.filter(pk=baris.pengumuman_id).update(jumlah_kk=F("jumlah_kk") + 1)
    return hasil


@aksi
def reject_keberatan(
    keberatan: KeberatanPS2, *, oleh: Any, putusan: str, tanggal: datetime.date, penentu: str = ""
) -> KeberatanPS2:
    """Residents do not agree, with their reason. Raises: as `accept_keberatan`. Source: PS2-08."""
    baris, isi = _verdict(keberatan, oleh=oleh, putusan=putusan, tanggal=tanggal)
    return advance(baris, "tolak", oleh=oleh, penentu=penentu.strip()[:150], **isi)


@aksi
def withdraw_keberatan(
    keberatan: KeberatanPS2, *, oleh: Any, alasan: str, tanggal: datetime.date | None = None
) -> KeberatanPS2:
    """Whoever spoke takes it back. Raises: as `accept_keberatan`. Source: PS2-08."""
    hari = tanggal or today_in(keberatan.wilayah_id)
    baris, isi = _verdict(keberatan, oleh=oleh, putusan=alasan, tanggal=hari, bidang="alasan")
    return advance(baris, "cabut", oleh=oleh, alasan=str(_("Dicabut oleh yang menyampaikan.")), **isi)


# -- determination, entering and leaving -----------------------------------------------------------------------------


@aksi
def determine_ps2(langkah: Langkah, *, oleh: Any, pertemuan: Pertemuan, alasan: str = "") -> int:
    """The Lokakarya determines the whole list: every RT announced, its period over, no objection open.

    A list of an earlier cycle ends on the same day: who is in the new one continues, who is not leaves. Returns how many
    households are on the list now. Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah (not a held deciding
    meeting), GerbangTertutup (SIK-118 with what is missing), AturanDilanggar (SIK-04). Source: PS2-09, SIK-118.
    """
    induk = _take_stage(langkah, oleh=oleh)
    rapat = _deciding(pertemuan, induk)
    notis = list(PengumumanPS2.objects.filter(langkah=induk, status="sah").select_for_update(of=("self",), no_key=True))
    kurang = determination_findings(induk, notis, rapat)
    if any(k.menahan for k in kurang):
        raise GerbangTertutup(kurang)
    daftar = EntriPS2.objects.filter(langkah=induk, status="diumumkan")
    lama = EntriPS2.objects.filter(wilayah_id=induk.wilayah_id, status="ditetapkan").exclude(langkah=induk)
    lanjut = set(lama.filter(keluarga__in=daftar.values("keluarga")).values_list("keluarga_id", flat=True))
    ikut = {"keluar_tanggal": rapat.tanggal}
    _move(
        lama.filter(keluarga__in=lanjut), "keluar", keluar_sebab="daftar_baru",
        keluar_alasan=str(_("Dilanjutkan dalam daftar yang ditetapkan lokakarya ini.")), **ikut,
    )  # fmt: skip
    keluar = _move(
        lama, "keluar", keluar_sebab="tidak_tercantum",
        keluar_alasan=str(_("Tidak lagi tercantum menurut lokakarya.")), **ikut,
    )  # fmt: skip
    isi = {"pertemuan": rapat, "masuk_tanggal": rapat.tanggal}
    tetap = _move(daftar.filter(keluarga__in=lanjut), "ditetapkan", masuk_sebab="lanjutan", **isi)
    baru = _move(daftar, "ditetapkan", masuk_sebab="penetapan", **isi)
    catat(
        "siklus.entrips2.ditetapkan", induk, rincian={"kk": tetap + baru, "lanjut": tetap, "keluar": keluar}, alasan=alasan
    )  # fmt: skip
    return tetap + baru


@aksi
def enter_ps2(
    keluarga: Keluarga,
    *,
    oleh: Any,
    langkah: Langkah,
    peringkat: str,
    tanggal: datetime.date,
    alasan: str,
    pertemuan: Pertemuan | None = None,
    kriteria: Iterable[RefleksiButir] = (),
    id: Any = None,
) -> EntriPS2:
    """A household enters the determined list later, by a dated decision with a reason, on a stage that runs now.

    Raises: as `propose_entri`, IsianSalah, AturanDilanggar (PS2-10: no determined list yet). Source: PS2-10.
    """
    entri = propose_entri(keluarga, oleh=oleh, langkah=langkah, peringkat=peringkat, kriteria=kriteria, id=id)
    return admit_entri(entri, oleh=oleh, tanggal=tanggal, alasan=alasan, pertemuan=pertemuan)


@aksi
def admit_entri(
    entri: EntriPS2, *, oleh: Any, tanggal: datetime.date, alasan: str, pertemuan: Pertemuan | None = None
) -> EntriPS2:
    """The dated decision by which a proposal on a later stage enters the list. Raises: as `enter_ps2`. Source: PS2-10."""
    baris = take_record(entri, oleh=oleh)
    if is_mapping(baris.langkah):
        raise AturanDilanggar(
            _("Dalam Pemetaan Swadaya daftar ditetapkan sesudah diumumkan, tidak satu per satu."), aturan="PS2-09"
        )
    if not has_determined(baris.wilayah_id):
        raise AturanDilanggar(_("Kelurahan ini belum punya daftar PS-2 yang ditetapkan."), aturan="PS2-10")
    if EntriPS2.objects.filter(keluarga=baris.keluarga_id, status="ditetapkan").exists():
        raise AturanDilanggar(_("Keluarga ini sudah tercantum dalam PS-2."), aturan="PS2-04")
    if pertemuan is not None and pertemuan.wilayah_id != baris.wilayah_id:
        raise IsianSalah({"pertemuan": [_("Pertemuan ini bukan dari kelurahan tersebut.")]})
    hari = field_date(tanggal, baris.wilayah_id)
    teks = needed(alasan, bidang="alasan")[:300]
    # The reason is about a household, so the trail keeps only that there was one.
    ringkas = str(_("Masuk menyusul dengan keputusan warga."))
    return advance(baris, "masukkan", oleh=oleh, alasan=ringkas, tanggal=hari, sebab=teks, pertemuan=pertemuan)


@aksi
def leave_ps2(entri: EntriPS2, *, oleh: Any, tanggal: datetime.date, sebab: str, alasan: str) -> EntriPS2:
    """A household leaves the list by a dated decision with its cause and reason; possible after the stage is locked.

    Raises: EntriPS2.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: PS2-10.
    """
    baris = take(EntriPS2, entri.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    boleh = {"membaik", "pindah", "meninggal", "lainnya"}
    if sebab not in boleh:
        raise IsianSalah({"sebab": [_("Pilih sebab keluarnya.")]})
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.masuk_tanggal and hari < baris.masuk_tanggal:
        raise IsianSalah({"tanggal": [_("Keluar tidak boleh sebelum masuk.")]})
    teks = needed(alasan, bidang="alasan")[:300]
    ringkas = str(EntriPS2.Keluar(sebab).label)
    return advance(baris, "keluarkan", oleh=oleh, alasan=ringkas, tanggal=hari, sebab=sebab, uraian=teks)


# -- one row of what is done for a whole RT: the generic transition routes -------------------------------------------


@aksi
def announce_of(entri: EntriPS2, *, oleh: Any, tanggal: datetime.date, tempat: str) -> EntriPS2:
    """Post the list of the RT in which this household lives. Raises: as `announce_ps2`. Source: PS2-06."""
    baris = take_record(entri, oleh=oleh)
    _in_state(baris, "diusulkan")
    announce_ps2(baris.langkah, oleh=oleh, basis=Basis.objects.get(pk=baris.basis_id), tanggal=tanggal, tempat=tempat)
    return baris


@aksi
def withdraw_of(entri: EntriPS2, *, oleh: Any, alasan: str) -> EntriPS2:
    """Take back the notice on which this household stands. Raises: as `cancel_pengumuman`. Source: PS2-06."""
    baris = take_record(entri, oleh=oleh)
    _in_state(baris, "diumumkan")
    cancel_pengumuman(PengumumanPS2.objects.get(pk=str(baris.pengumuman_id)), oleh=oleh, alasan=alasan)
    return baris


@aksi
def determine_of(entri: EntriPS2, *, oleh: Any, pertemuan: Any = None, alasan: str = "") -> EntriPS2:
    """Determine the list on which this household stands; the last held Lokakarya unless one is named. Source: PS2-09."""
    baris = take_record(entri, oleh=oleh)
    _in_state(baris, "diumumkan")
    rapat = pertemuan or last_lokakarya(baris.langkah)
    if rapat is None:
        raise IsianSalah({"pertemuan": [_("Catat dulu lokakarya yang menetapkan daftar ini.")]})
    determine_ps2(baris.langkah, oleh=oleh, pertemuan=rapat, alasan=alasan)
    return baris


# -- what the actions share ------------------------------------------------------------------------------------------


def agreed_criteria(langkah: Langkah) -> list[RefleksiButir]:
    """Household criteria that the kelurahan agreed on in Refleksi, those of the stage's own Siklus. Source: PS2-03."""
    return list(
        RefleksiButir.objects.filter(
            wilayah_id=langkah.wilayah_id,
            langkah__siklus=langkah.siklus_id,
            jenis="kriteria_kemiskinan",
            cakupan="rumah_tangga",
            disepakati=True,
            status="sah",
        ).order_by("urutan", "id")  # fmt: skip
    )


def notice_days(langkah: Langkah, tanggal: datetime.date) -> int:
    """Length of the notice period (days) by Parameter on the day of posting. Source: PS2-07."""
    program = langkah.definisi.partition("@")[0]
    nilai = value(MASA, definisi=program, kode_wilayah=langkah.wilayah_id, tanggal=tanggal).angka
    return MASA_BAWAAN if nilai is None else int(nilai)


def has_determined(kode: str) -> bool:
    """Whether a kelurahan has had a determined list, or joined midway with its papers. Source: PS2-10, SIK-25."""
    return (
        EntriPS2.objects.filter(wilayah_id=kode, status__in=("ditetapkan", "keluar")).exists()
        or Langkah.objects.filter(wilayah_id=kode, kode="S3", keadaan_awal=True).exists()
    )


def last_lokakarya(langkah: Langkah) -> Pertemuan | None:
    """The newest held meeting of the stage that decides."""
    jenis = [p.kode for p in langkah.aturan_main.pertemuan if p.memutuskan]
    rapat = Pertemuan.objects.filter(langkah=langkah, jenis__in=jenis, status="terlaksana")
    return rapat.order_by("-tanggal", "-id").first()


def _may_write(oleh: Any, kode: str) -> None:
    require(oleh, izin.LIHAT_PS2, kode=kode)
    require(oleh, izin.CATAT, kode=kode)


def _take_stage(langkah: Langkah, *, oleh: Any) -> Langkah:
    """The stage under its lock, open and begun, for an officer who may see names. Source: PS2-02."""
    induk = take_langkah(langkah, oleh=oleh)
    require(oleh, izin.LIHAT_PS2, induk)
    if induk.siklus_id is None or induk.tingkat != "kelurahan":
        raise AturanDilanggar(_("PS-2 dicatat pada langkah kelurahan."), aturan="PS2-02")
    if induk.status == Langkah.Status.BELUM:
        raise AturanDilanggar(_("Mulai dulu langkah ini sebelum mencatat PS-2."), aturan="SIK-02")
    return induk


def _verdict(
    keberatan: KeberatanPS2, *, oleh: Any, putusan: str, tanggal: datetime.date, bidang: str = "putusan"
) -> tuple[KeberatanPS2, dict[str, Any]]:
    terlihat = KeberatanPS2.objects.visible_to(oleh).select_related("pengumuman").get(pk=keberatan.pk)
    notis = take_record(terlihat.pengumuman, oleh=oleh, ambil=_take_stage)
    baris = take(KeberatanPS2, keberatan.pk, oleh=oleh)
    baris.pengumuman, baris.langkah = notis, notis.langkah
    hari = field_date(tanggal, baris.wilayah_id)
    if hari < baris.tanggal:
        raise IsianSalah({"tanggal": [_("Putusan tidak boleh sebelum keberatannya.")]})
    teks = needed(putusan, bidang=bidang, pesan=_("Tulis putusan warga dan alasannya."))[:1000]
    return baris, {"putusan": teks, "tanggal": hari}


def _in_state(entri: EntriPS2, status: str) -> None:
    """Raise TransisiDitolak's sentence as a rule when a route is called in another state."""
    if entri.status != status:
        raise AturanDilanggar(
            _("Belum dapat dilakukan pada status %(status)s.") % {"status": entri.get_status_display()}, aturan="PS2-02"
        )


def _move(baris: QuerySet[EntriPS2], ke: str, **isi: Any) -> int:
    """Move many entries along one declared transition; the trigger tables judge each row. Returns how many."""
    return baris.update(status=ke, versi=F("versi") + 1, diubah_pada=timezone.now(), **isi)


def _deciding(pertemuan: Pertemuan, langkah: Langkah) -> Pertemuan:
    rapat = Pertemuan.objects.filter(pk=pertemuan.pk, langkah=langkah, status="terlaksana").first()
    memutuskan = {p.kode for p in langkah.aturan_main.pertemuan if p.memutuskan}
    if rapat is None or rapat.jenis not in memutuskan or rapat.tanggal is None:
        raise IsianSalah({"pertemuan": [_("Daftar ditetapkan dalam lokakarya langkah ini yang sudah terlaksana.")]})
    return rapat


def _require_unproposed(kk: Sequence[Any], langkah: Langkah) -> None:
    """One open entry per household and list. Raises AturanDilanggar (PS2-04); the unique indexes hold the same."""
    dalam = Q(status__in=USULAN) | Q(status="ditetapkan", langkah=langkah)
    if EntriPS2.objects.filter(dalam, keluarga__in=kk).exists():
        raise AturanDilanggar(_("Keluarga ini sudah diusulkan atau sudah tercantum dalam daftar ini."), aturan="PS2-04")


def _own_criteria(langkah: Langkah, kriteria: Iterable[RefleksiButir]) -> list[RefleksiButir]:
    pilih = list({b.pk: b for b in kriteria}.values())
    setuju = {b.pk for b in agreed_criteria(langkah)} if pilih else set()
    if any(b.pk not in setuju for b in pilih):
        raise IsianSalah({"kriteria": [_("Pilih kriteria rumah tangga yang disepakati warga kelurahan ini.")]})
    return pilih


def _own_photo(foto: Berkas | None, oleh: Any) -> Berkas | None:
    if foto is None:
        return None
    return Berkas.objects.visible_to(oleh).get(pk=foto.pk)


def _rank(peringkat: str) -> str:
    if peringkat not in EntriPS2.Peringkat.values:
        raise IsianSalah({"peringkat": [_("Pilih peringkat: sangat miskin, miskin, atau rentan.")]})
    return peringkat


def _interview(hari: datetime.date | None, langkah: Langkah) -> datetime.date | None:
    return None if hari is None else field_date(hari, langkah.wilayah_id, bidang="wawancara_tanggal")


def _require_new(isi: dict[str, Any], *, selain: Any = None) -> None:
    sama = Keluarga.objects.filter(
        basis=isi["basis"], nama_cari=isi["nama_kk"].lower(), jenis_kelamin_kk=isi["jenis_kelamin_kk"],
        pembeda__iexact=isi["pembeda"], status="sah",
    ).exclude(pk=selain)  # fmt: skip
    if sama.exists():
        raise AturanDilanggar(
            _("Keluarga bernama ini sudah tercatat di RT tersebut. Bila memang lain, isi pembedanya."), aturan="PS2-01"
        )
    if (
        isi["warga"] is not None
        and Keluarga.objects.filter(warga=isi["warga"], status="sah").exclude(pk=selain).exists()
    ):
        raise AturanDilanggar(_("Warga ini sudah menjadi kepala keluarga lain."), aturan="PS2-01")


def _clean_rumah(
    kode: str, *, alamat: str, basis: Basis | None, status: str, lintang: Decimal | None, bujur: Decimal | None
) -> dict[str, Any]:
    if basis is not None and basis.wilayah_id != kode:
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari kelurahan tersebut.")]})
    if status and status not in Rumah.Kepemilikan.values:
        raise IsianSalah({"status": [_("Pilih status rumah.")]})
    if (lintang is None) != (bujur is None):
        raise IsianSalah({"lintang": [_("Isi lintang dan bujur keduanya, atau kosongkan keduanya.")]})
    if lintang is not None and bujur is not None and not (-12 <= lintang <= 7 and 94 <= bujur <= 142):
        raise IsianSalah({"lintang": [_("Titik ini di luar Indonesia.")]})
    return {
        "alamat": needed(" ".join(alamat.split()), bidang="alamat")[:200], "basis": basis, "status": status,
        "lintang": lintang, "bujur": bujur,
    }  # fmt: skip


def _clean_keluarga(
    kode: str,
    *,
    basis: Basis,
    nama_kk: str,
    jenis_kelamin_kk: str,
    jiwa_l: int,
    jiwa_p: int,
    lansia: bool,
    disabilitas: bool,
    pembeda: str,
    rumah: Rumah | None,
    warga: Warga | None,
) -> dict[str, Any]:
    if basis.wilayah_id != kode or not basis.aktif:
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari kelurahan tersebut, atau sudah ditutup.")]})
    if rumah is not None and rumah.wilayah_id != kode:
        raise IsianSalah({"rumah": [_("Rumah ini di kelurahan lain.")]})
    if warga is not None and warga.wilayah_id != kode:
        raise IsianSalah({"warga": [_("Warga ini dari kelurahan lain.")]})
    nama = needed(" ".join(nama_kk.split()), bidang="nama_kk")[:150]
    if jenis_kelamin_kk not in {"L", "P"}:
        raise IsianSalah({"jenis_kelamin_kk": [_("Pilih L atau P.")]})
    for bidang, n in (("jiwa_l", jiwa_l), ("jiwa_p", jiwa_p)):
        if n is None or isinstance(n, bool) or not 0 <= n <= ORANG_SEKELUARGA_MAKS:
            raise IsianSalah({bidang: [_("Isi jumlah jiwa, 0 sampai 50.")]})
    kepala = "jiwa_l" if sex(jenis_kelamin_kk) == "L" else "jiwa_p"
    if (jiwa_l if kepala == "jiwa_l" else jiwa_p) == 0:
        raise IsianSalah({kepala: [_("Kepala keluarganya ikut dihitung.")]})
    return {
        "basis": basis, "nama_kk": nama, "jenis_kelamin_kk": jenis_kelamin_kk, "jiwa_l": jiwa_l, "jiwa_p": jiwa_p,
        "lansia": bool(lansia), "disabilitas": bool(disabilitas), "pembeda": pembeda.strip()[:60], "rumah": rumah,
        "warga": warga,
    }  # fmt: skip


def _same_version(baris: Any, versi: int | None, dikirim: dict[str, Any]) -> None:
    """Raise VersiBerbeda with both values when the row is newer than what the person saw. Source: UMU-10."""
    if versi is not None and baris.versi != versi:
        tersimpan = {k: getattr(baris, k, None) for k in dikirim if k != "kriteria"}
        kirim = {k: v for k, v in dikirim.items() if k != "kriteria"}
        raise VersiBerbeda(tersimpan={"versi": baris.versi, **plain(tersimpan)}, dikirim=plain(kirim))
