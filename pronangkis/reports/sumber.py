"""What stands around a plan when it is printed: area, BKM, figures, findings, the poor in sums, rosters, meetings.

Everything is plain text and numbers, because it is frozen on the Dokumen. A kelurahan that joined midway prints its plan
all the same: what is not there is empty.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from akun.models import Penugasan
from inti.formats import angka, tanggal
from laporan.models import Berkas
from pronangkis import kajian
from pronangkis.models import PJM, Monografi, Pengesahan, Renta
from pronangkis.queries import monograph_of, team_of
from pronangkis.reports.bab import groups
from pronangkis.reports.lembaga import organisation_of
from siklus.definisi import ambil_definisi
from siklus.models import Keluaran, Keputusan, Langkah, Pertemuan, Peta, Potensi, RefleksiButir
from siklus.queries_ps2 import poor_counts_by_basis
from wilayah.models import Basis, Wilayah
from wilayah.queries import ancestors
from wilayah.sebutan import words_for

Isi = dict[str, Any]
UKURAN_PS2 = ("sangat_miskin", "miskin", "rentan", "jiwa_l", "jiwa_p")
SEBELUM = ("S0", "S1", "S2", "S3", "S4", "S4b", "S5", "S6")


def surroundings(pjm: PJM, *, renta: Renta | None = None) -> Isi:
    """Everything a paper of this plan prints besides the plan itself; of a later Renta its own stage and rembug."""
    langkah = pjm.langkah if renta is None else renta.langkah
    pengesahan = pjm.pengesahan if renta is None else renta.pengesahan
    lembaga = organisation_of(pjm.wilayah)
    return {
        "program": str(ambil_definisi(langkah.definisi).nama),
        "status": pjm.status if renta is None else renta.status,
        "wilayah": area_data(pjm.wilayah),
        "bkm": lembaga["bkm"],
        "organisasi": lembaga["organisasi"],
        "monografi": monograph_data(monograph_of(pjm.wilayah_id)),
        "kriteria": criteria(pjm),
        "masalah": problems(pjm),
        "potensi": potentials(pjm),
        "peta": maps(pjm),
        "ps2": poor_by_place(pjm.wilayah_id),
        "jadwal": schedule(pjm),
        "tim": [{"nama": a.nama, "unsur": str(a.get_unsur_display())} for a in team_of(pjm.langkah)],
        "rapat": meetings(langkah),
        "pengesahan": ratification(pengesahan),
        "foto": cover(langkah),
        "ksm": groups(pjm.wilayah_id),
    }


def area_data(wilayah: Wilayah) -> Isi:
    """The area and those above it by their full names."""
    nama = {w.tingkat: w.nama_lengkap for w in ancestors(wilayah.kode)}
    return {
        "kode": wilayah.kode,
        "nama": wilayah.nama_lengkap,
        "singkat": wilayah.nama,
        "kecamatan": nama.get("kecamatan", ""),
        "kota": nama.get("kota", ""),
        "provinsi": nama.get("provinsi", ""),
        "kepala": words_for(wilayah).kepala,
        "lurah": head_of_area(wilayah),
    }


def head_of_area(wilayah: Wilayah) -> str:
    """Name of the lurah or village head who has an account now; "" where nobody has. Source: SIK-137."""
    tugas = Penugasan.objects.filter(wilayah=wilayah, peran="lurah", selesai__isnull=True, pengguna__is_active=True)
    satu = tugas.select_related("pengguna").order_by("-mulai").first()
    return satu.pengguna.nama if satu is not None else ""


def monograph_data(m: Monografi | None) -> Isi:
    """The kelurahan in figures, by group; rows nobody filled in are left out."""
    if m is None:
        return {"tahun": None, "sumber": "", "kelompok": []}
    jiwa = m.penduduk_l + m.penduduk_p if m.penduduk_l is not None and m.penduduk_p is not None else None
    kelompok: dict[str, list[tuple[Any, ...]]] = {
        "Wilayah": [
            ("Luas wilayah", m.luas_ha, "ha"), ("Batas utara", m.batas_utara, ""), ("Batas timur", m.batas_timur, ""),
            ("Batas selatan", m.batas_selatan, ""), ("Batas barat", m.batas_barat, ""),
        ],
        "Kependudukan": [
            ("Penduduk laki-laki", m.penduduk_l, "jiwa"), ("Penduduk perempuan", m.penduduk_p, "jiwa"),
            ("Jumlah penduduk", jiwa, "jiwa"), ("Kepala keluarga", m.kk, "KK"),
        ],
        "Mata pencaharian": [(b["nama"], b["jumlah"], "orang") for b in m.pekerjaan],
        "Pendidikan": [(b["nama"], b["jumlah"], "orang") for b in m.pendidikan],
        "Sarana dan prasarana": [(b["nama"], b["jumlah"], "buah") for b in m.sarana],
    }  # fmt: skip
    return {
        "tahun": m.tahun,
        "sumber": m.sumber,
        "kelompok": [
            {
                "kelompok": nama,
                "baris": [
                    {"nama": str(n), "nilai": v if isinstance(v, str) else angka(v), "satuan": s}
                    for n, v, s in baris
                    if v not in (None, "")
                ],
            }
            for nama, baris in kelompok.items()
        ],
    }


def criteria(pjm: PJM) -> list[Isi]:
    """Criteria of poverty that the kelurahan agreed on."""
    milik = RefleksiButir.objects.filter(
        status="sah", langkah__siklus=pjm.siklus_id, jenis="kriteria_kemiskinan", disepakati=True
    )
    return [{"cakupan": b.cakupan, "uraian": b.uraian} for b in milik.order_by("urutan", "id")]


def problems(pjm: PJM) -> list[Isi]:
    """Agreed problems, by priority within their field."""
    return [
        {
            "bidang": m.bidang, "uraian": m.uraian, "sebab": m.sebab, "akibat": m.akibat, "lokasi": place(m),
            "terdampak_l": m.terdampak_l or 0, "terdampak_p": m.terdampak_p or 0, "kk_miskin": m.kk_miskin or 0,
            "prioritas": m.prioritas,
        }
        for m in kajian.agreed_problems(pjm.siklus_id)
    ]  # fmt: skip


def potentials(pjm: PJM) -> list[Isi]:
    """Potentials that the mapping found."""
    milik = Potensi.objects.filter(status="sah", langkah__siklus=pjm.siklus_id)
    return [
        {"bidang": p.bidang, "jenis": str(p.get_jenis_display()), "uraian": p.uraian, "lokasi": place(p)}
        for p in milik.select_related("basis__induk").order_by("bidang", "id")
    ]


def maps(pjm: PJM) -> list[Isi]:
    """Maps that the mapping drew, by name; the sheets themselves lie with the stage."""
    baris = Peta.objects.filter(status="sah", langkah__siklus=pjm.siklus_id).order_by("jenis", "id")
    return [{"nama": p.judul or str(p.get_jenis_display()), "skala": p.skala} for p in baris]


def place(m: Any) -> str:
    """RT/RW and the words beside it."""
    basis = place_name(m.basis) if m.basis is not None else ""
    return ", ".join(t for t in (basis, m.lokasi) if t)


def place_name(b: Basis) -> str:
    """An RT with its RW: RT 03 RW 01."""
    return f"{b.label} {b.induk.label}" if b.induk_id and b.induk else str(b.label)


def poor_by_place(kode: str) -> list[Isi]:
    """PS-2 in sums by RT: households by rank, people by sex. Counts only, no name is read. Source: DOK-18."""
    per = poor_counts_by_basis(kode)
    urut = Basis.objects.filter(pk__in=per).select_related("induk").order_by("urutan", "nomor", "id")
    return [{"basis": place_name(b), **{n: getattr(per[b.pk], n) for n in UKURAN_PS2}} for b in urut]


def schedule(pjm: PJM) -> list[Isi]:
    """Stages the residents went through up to this plan, and when."""
    baris = Langkah.objects.filter(
        siklus=pjm.siklus_id, tahun_siklus=1, kode__in=SEBELUM, tanggal_mulai__isnull=False
    ).order_by("urutan", "putaran")
    return [{"nama": str(b.nama), "waktu": period(b.tanggal_mulai, b.tanggal_selesai)} for b in baris]


def period(mulai: date | None, selesai: date | None) -> str:
    """Months of a stage: Maret–April 2026."""
    awal = tanggal(mulai, "bulan") if mulai else ""
    akhir = tanggal(selesai, "bulan") if selesai else ""
    if not akhir or awal == akhir:
        return awal if akhir else f"sejak {awal}"
    if awal[-4:] == akhir[-4:]:
        awal = awal[:-5]
    return f"{awal}–{akhir}"


def meetings(langkah: Langkah) -> list[Isi]:
    """Held meetings of the stage, oldest first, with attendance, outcome and the decision taken."""
    aturan = langkah.aturan_main
    baris = (
        Pertemuan.objects.filter(langkah=langkah, status="terlaksana")
        .select_related("basis__induk")
        .order_by("tanggal", "id")
    )
    putusan = {k.pertemuan_id: k for k in Keputusan.objects.filter(langkah=langkah, status="sah")}
    nama = {p.kode: str(p.nama) for p in aturan.pertemuan}
    return [
        {
            "kode": r.jenis, "nama": nama.get(r.jenis, r.jenis), "tanggal": r.tanggal.isoformat() if r.tanggal else "",
            "tempat": r.tempat, "lingkup": place_name(r.basis) if r.basis else "", "l": r.peserta_l, "p": r.peserta_p,
            "miskin_l": r.miskin_l, "miskin_p": r.miskin_p, "pemimpin": r.pemimpin, "notulis": r.notulis,
            "hasil": lines(r.hasil), "putusan": decision(putusan.get(r.pk)),
        }
        for r in baris
    ]  # fmt: skip


def decision(putusan: Keputusan | None) -> Isi | None:
    """The decision taken in a meeting, in words."""
    if putusan is None:
        return None
    return {
        "nama": str(putusan.nama_hasil), "cara": str(putusan.get_cara_display()), "setuju": putusan.suara_setuju,
        "menolak": putusan.suara_menolak, "catatan": lines(putusan.catatan),
    }  # fmt: skip


def lines(teks: str) -> list[str]:
    """Lines of a free text, without empty ones."""
    return [b.strip().lstrip("-• ") for b in teks.splitlines() if b.strip()]


def ratification(p: Pengesahan | None) -> Isi | None:
    """The rembug that ratified, with attendance and who signed."""
    if p is None:
        return None
    r = p.rembug
    miskin = r.miskin_l + r.miskin_p if r.miskin_l is not None and r.miskin_p is not None else None
    return {
        "tanggal": p.tanggal.isoformat(), "tempat": r.tempat, "l": r.peserta_l, "p": r.peserta_p, "miskin": miskin,
        "koordinator": p.koordinator_nama, "lurah": p.lurah_nama, "sidik": p.sidik,
    }  # fmt: skip


def cover(langkah: Langkah) -> Isi | None:
    """A photo of the stage for the cover: the newest upload that is a picture and not the photo of a signed sheet."""
    bukti = Keluaran.objects.filter(langkah=langkah, status="sah", dari_kertas=False, berkas__isnull=False)
    rapat = [str(pk) for pk in Pertemuan.objects.filter(langkah=langkah).values_list("pk", flat=True)]
    foto = Berkas.objects.filter(
        wilayah=langkah.wilayah_id, jenis=Berkas.Jenis.FOTO, dibatalkan_pada__isnull=True, dokumen__isnull=True
    )
    milik = foto.filter(objek_jenis="siklus.pertemuan", objek_id__in=rapat) | foto.filter(
        pk__in=bukti.filter(kode__in=photo_outputs(langkah)).values("berkas")
    )
    satu = milik.order_by("-dibuat_pada", "-id").first()
    return {"berkas": str(satu.pk), "sha256": satu.sha256} if satu is not None else None


def photo_outputs(langkah: Langkah) -> list[str]:
    """Codes of the outputs of a stage that are photos."""
    return [k.kode for k in langkah.aturan_main.keluaran if k.jenis.value == "foto"]
