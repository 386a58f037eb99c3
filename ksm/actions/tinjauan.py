"""Writes of a group's rules and of its checklists."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from ksm.actions.kelompok import take_ksm
from ksm.ceklis import CEKLIS, newest
from ksm.models import KSM, AturanMain, CeklisKSM
from siklus.actions.umum import author, client_id, field_date, needed, people, take

ORANG_MAKS = 1000


@aksi
def record_aturan_main(
    ksm: KSM,
    *,
    oleh: Any,
    disepakati: datetime.date,
    irama: str,
    pembagian_tugas: str,
    pertemuan: str = "",
    simpanan_pokok: Decimal | None = None,
    simpanan_wajib: Decimal | None = None,
    tabungan: str = "",
    keputusan: str = "",
    lain: str = "",
    hadir_l: int | None = None,
    hadir_p: int | None = None,
    berkas: Any = None,
    id: Any = None,
) -> AturanMain:
    """Record the rules a group agreed on; they hold until it agrees on new ones. Savings in rupiah per member.

    Raises: KSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KSM-06, KSM-20). Source: KSM-20.
    """
    induk = take_ksm(ksm, oleh=oleh)
    tanggal = field_date(disepakati, induk.wilayah_id, bidang="disepakati")
    if tanggal < induk.terbentuk:
        raise IsianSalah({"disepakati": [_("Kelompok belum terbentuk pada tanggal itu.")]})
    if irama not in AturanMain.Irama.values:
        raise IsianSalah({"irama": [_("Pilih salah satu.")]})
    if induk.aturanmain.filter(status="sah", disepakati=tanggal).exists():
        raise AturanDilanggar(_("Aturan main tanggal ini sudah tercatat."), aturan="KSM-20")
    if (hadir_l is None) != (hadir_p is None):
        raise IsianSalah({"hadir_l": [_("Isi yang hadir laki-laki dan perempuan, atau kosongkan keduanya.")]})
    hadir = {}
    if hadir_l is not None and hadir_p is not None:
        hadir = {"hadir_l": people(hadir_l, bidang="hadir_l"), "hadir_p": people(hadir_p, bidang="hadir_p")}
        if max(hadir.values()) > ORANG_MAKS:
            raise IsianSalah({"hadir_l": [_("Jumlah ini terlalu besar untuk satu kelompok.")]})
    for bidang, nilai in (("simpanan_pokok", simpanan_pokok), ("simpanan_wajib", simpanan_wajib)):
        if nilai is not None and (nilai < 0 or nilai != nilai.to_integral_value()):
            raise IsianSalah({bidang: [_("Tulis rupiah bulat.")]})
    aturan = AturanMain(
        ksm=induk, wilayah_id=induk.wilayah_id, disepakati=tanggal, irama=irama, pertemuan=pertemuan.strip()[:200],
        simpanan_pokok=simpanan_pokok, simpanan_wajib=simpanan_wajib, tabungan=tabungan.strip(),
        pembagian_tugas=needed(pembagian_tugas, bidang="pembagian_tugas", pesan=_("Tulis siapa mengerjakan apa.")),
        keputusan=keputusan.strip(), lain=lain.strip(), berkas=berkas, **hadir, **author(oleh), **client_id(id),
    )  # fmt: skip
    aturan.save(force_insert=True)
    catat("ksm.aturanmain.disepakati", aturan, rincian={"tanggal": str(tanggal)})
    return aturan


@aksi
def cancel_aturan_main(aturan: AturanMain, *, oleh: Any, alasan: str) -> AturanMain:
    """Take back rules recorded by mistake. Raises: AturanMain.DoesNotExist, TidakBerwenang, IsianSalah. Source: UMU-32."""
    terlihat = AturanMain.objects.visible_to(oleh).select_related("ksm").get(pk=aturan.pk)
    take_ksm(terlihat.ksm, oleh=oleh)
    baris = take(AturanMain, aturan.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def fill_ceklis(
    ksm: KSM,
    *,
    oleh: Any,
    jenis: str,
    tanggal: datetime.date,
    jawaban: Mapping[str, Mapping[str, Any]],
    catatan: str = "",
    peninjau: str = "",
    id: Any = None,
) -> CeklisKSM:
    """Keep one filled checklist: every question of the newest edition answered, question -> {"ya": bool, "catatan": str}.

    Raises: KSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KSM-06, KSM-21). Source: KSM-21, KSM-22.
    """
    induk = take_ksm(ksm, oleh=oleh)
    if jenis not in CEKLIS:
        raise IsianSalah({"jenis": [_("Pilih salah satu ceklis.")]})
    definisi = newest(jenis)
    hari = field_date(tanggal, induk.wilayah_id)
    if hari < induk.terbentuk:
        raise IsianSalah({"tanggal": [_("Kelompok belum terbentuk pada tanggal itu.")]})
    isi: dict[str, dict[str, Any]] = {}
    for b in definisi.butir:
        satu = jawaban.get(b.kode)
        if satu is None or not isinstance(satu.get("ya"), bool):
            raise IsianSalah({b.kode: [_("Pilih sudah atau belum.")]})
        isi[b.kode] = {"ya": satu["ya"], "catatan": str(satu.get("catatan") or "").strip()[:300]}
    if induk.ceklisksm.filter(status="sah", jenis=jenis, tanggal=hari).exists():
        raise AturanDilanggar(_("Ceklis ini sudah diisi untuk tanggal yang sama."), aturan="KSM-21")
    ceklis = CeklisKSM(
        ksm=induk, wilayah_id=induk.wilayah_id, jenis=jenis, edisi=definisi.edisi, tanggal=hari, jawaban=isi,
        ya=sum(x["ya"] for x in isi.values()), butir=len(isi), catatan=catatan.strip(), peninjau=peninjau.strip()[:150],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    ceklis.save(force_insert=True)
    catat("ksm.ceklisksm.diisi", ceklis, rincian={"jenis": jenis, "ya": ceklis.ya, "butir": ceklis.butir})
    return ceklis


@aksi
def cancel_ceklis(ceklis: CeklisKSM, *, oleh: Any, alasan: str) -> CeklisKSM:
    """Take back a checklist filled by mistake. Raises: as `cancel_aturan_main`. Source: UMU-32."""
    terlihat = CeklisKSM.objects.visible_to(oleh).select_related("ksm").get(pk=ceklis.pk)
    take_ksm(terlihat.ksm, oleh=oleh)
    baris = take(CeklisKSM, ceklis.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
