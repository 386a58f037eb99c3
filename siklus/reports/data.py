"""What the papers of a meeting say, as plain data: where, when, who, how many, what was decided.

Everything here is frozen on the Dokumen and printed from there, so it is text and numbers only. Paper is Indonesian;
the caller has set the language.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.utils import timezone

from inti.formats import angka, hari_tanggal, persen, share, tanggal, tanggal_terbilang, terbilang
from inti.registry import bagian_dokumen
from laporan.models import NomorSurat
from laporan.nomor import take_number
from siklus.definisi import ambil_definisi
from siklus.definisi.model import DefKeluaran, DefPertemuan
from siklus.models import Kehadiran, Keputusan, Pertemuan, Relawan
from wilayah.models import Badan, Wilayah
from wilayah.queries import ancestors
from wilayah.sebutan import Sebutan
from wilayah.waktu import today_in

# Ruled lines of a blank sheet, by level, chosen so that the last page is filled. More sheets may be printed.
BARIS_HADIR = {"basis": 40, "basis_atas": 65}
BARIS_HADIR_LUAS = 90
BARIS_RELAWAN = 8
BARIS_RENCANA = 5
KOSONG = ""


def place_data(wilayah: Wilayah) -> dict[str, Any]:
    """The area and those above it by their full names, and the letterhead of its office. Three queries."""
    nama = {w.tingkat: w.nama_lengkap for w in ancestors(wilayah.kode)}
    atas = [nama[t] for t in ("kecamatan", "kota") if t in nama and t != wilayah.tingkat]
    return {
        "nama": wilayah.nama_lengkap,
        "singkat": wilayah.nama,
        "atas": atas,
        "lengkap": ", ".join([wilayah.nama_lengkap, *atas]),
        "provinsi": nama.get("provinsi", ""),
        "kop": letterhead(wilayah, nama),
    }


def body_letterhead(wilayah: Wilayah) -> dict[str, Any] | None:
    """The letterhead of the BKM for the meetings that it calls; None while there is no BKM. One query."""
    badan = Badan.objects.filter(wilayah=wilayah, jenis=Badan.Jenis.BKM, aktif=True).first()
    return letterhead_of(badan) if badan is not None else None


def letterhead_of(badan: Badan) -> dict[str, Any]:
    """The letterhead of one body: its own lines where they are recorded, else its name."""
    if badan.kop:
        return {"atas": badan.kop[:-1], "nama": badan.kop[-1], "alamat": badan.alamat}
    nama = badan.nama if badan.nama.upper().startswith(("BKM", "LKM")) else f"{badan.sebutan or 'BKM'} {badan.nama}"
    return {"atas": [], "nama": nama, "alamat": badan.alamat}


def letterhead(wilayah: Wilayah, nama: dict[str, str]) -> dict[str, Any]:
    """The office's own letterhead where it is recorded, else the usual one of government."""
    kantor = Badan.objects.filter(wilayah=wilayah, jenis=Badan.Jenis.PEMERINTAH, aktif=True).first()
    if kantor is not None and kantor.kop:
        return {"atas": kantor.kop[:-1], "nama": kantor.kop[-1], "alamat": kantor.alamat}
    atas = [f"Pemerintah {nama['kota']}"] if "kota" in nama else []
    if "kecamatan" in nama and wilayah.tingkat == Wilayah.Tingkat.KELURAHAN:
        atas.append(nama["kecamatan"])
    return {"atas": atas, "nama": wilayah.nama_lengkap, "alamat": kantor.alamat if kantor else ""}


def meeting_data(rapat: Pertemuan, aturan: DefPertemuan) -> dict[str, Any]:
    """Name, day, hours and place of a meeting; an empty text is a dotted line on paper."""
    hari = rapat.tanggal or rapat.rencana_tanggal
    return {
        "nama": str(aturan.nama),
        "terlaksana": rapat.status == Pertemuan.Status.TERLAKSANA,
        "hari": hari_tanggal(hari) if hari else KOSONG,
        "tanggal": tanggal(hari) if hari else KOSONG,
        "hari_terbilang": tanggal_terbilang(hari) if hari else KOSONG,
        "mulai": clock(rapat.jam_mulai),
        "selesai": clock(rapat.jam_selesai),
        "tempat": rapat.tempat,
        "lingkup": rapat.basis.label if rapat.basis else KOSONG,
        "peserta": str(aturan.peserta),
        "pengundang": str(aturan.pengundang),
        "pemimpin": rapat.pemimpin,
        "notulis": rapat.notulis,
        "media": rapat.media,
        "hasil": paragraphs(rapat.hasil),
        "catatan": paragraphs(rapat.catatan),
    }


def attendance_data(rapat: Pertemuan) -> dict[str, Any] | None:
    """Who came, L and P, against the adult roll (persons and percent as printed); None before the meeting. SIK-40."""
    if rapat.status != Pertemuan.Status.TERLAKSANA:
        return None
    lk, p = rapat.peserta_l or 0, rapat.peserta_p or 0
    isi: dict[str, Any] = {
        "baris": [_people("Hadir", lk, p, bagian_dari=lk + p)],
        "jumlah": angka(lk + p),
        "terbilang": terbilang(lk + p),
        "perempuan_persen": persen(share(p, lk + p)),
    }
    if rapat.miskin is not None:
        baris = _people("Di antaranya warga miskin", rapat.miskin_l or 0, rapat.miskin_p or 0, bagian_dari=lk + p)
        isi["baris"].append(baris)
        isi["sumber_miskin"] = str(rapat.get_sumber_miskin_display())
    if rapat.dewasa is not None:
        isi["baris"].append(_people("Warga dewasa menurut daftar", rapat.dewasa_l or 0, rapat.dewasa_p or 0))
        isi["dewasa_persen"] = persen(share(lk + p, rapat.dewasa))
        isi["dewasa"] = angka(rapat.dewasa)
    return isi


def decision_data(rapat: Pertemuan) -> dict[str, Any] | None:
    """The valid decision taken in this meeting; None while there is none. Source: SIK-55, SIK-57."""
    putusan = Keputusan.objects.filter(pertemuan=rapat, status="sah").select_related("langkah").first()
    if putusan is None:
        return None
    return {
        "hasil": putusan.hasil,
        "nama": putusan.nama_hasil,
        "cara": str(putusan.get_cara_display()),
        "suara": putusan.cara == Keputusan.Cara.PEMUNGUTAN_SUARA,
        "setuju": angka(putusan.suara_setuju),
        "menolak": angka(putusan.suara_menolak),
        "alasan": paragraphs(putusan.catatan),
    }


def names_data(rapat: Pertemuan) -> list[dict[str, str]]:
    """The names of the attendance sheet, where they were written down. Source: SIK-46."""
    baris = Kehadiran.objects.filter(pertemuan=rapat).select_related("basis").order_by("dibuat_pada", "id")
    return [
        {"nama": k.nama, "jk": k.jenis_kelamin, "alamat": k.basis.label if k.basis else "", "unsur": k.unsur}
        for k in baris
    ]


def volunteers_data(rapat: Pertemuan) -> list[dict[str, str]]:
    """Relawan who came forward in this stage. Source: SIK-53."""
    baris = (
        Relawan.objects.filter(langkah_id=rapat.langkah_id, status="sah").select_related("basis").order_by("nama", "id")
    )
    return [{"nama": r.nama, "jk": r.jenis_kelamin, "alamat": r.basis.label if r.basis else ""} for r in baris]


def options_data(rapat: Pertemuan) -> list[dict[str, str]]:
    """The options on the ballot of the stage, as boxes to tick."""
    return [{"kode": p.kode, "nama": str(p.nama)} for p in rapat.langkah.aturan_main.pilihan]


def signatories(rapat: Pertemuan, keluaran: DefKeluaran | None, sebutan: Sebutan) -> list[dict[str, str]]:
    """The signature blocks of a paper, by the definition; names where they are known, else room to write them."""
    jabatan = (
        [str(j) for j in keluaran.penandatangan]
        if keluaran and keluaran.penandatangan
        else ["Pimpinan rapat", "Notulis"]
    )
    return [_signature(j, known_name(rapat, j), rapat, sebutan) for j in jabatan]


def known_name(rapat: Pertemuan, jabatan: str) -> str:
    """Who holds a role in this meeting: its leader and its notulis, else what an app above registered as `ttd:<role>`."""
    pokok = jabatan.partition(" (")[0].lower()
    if pokok.startswith("pimpinan "):
        return rapat.pemimpin
    if pokok == "notulis":
        return rapat.notulis
    tahu = bagian_dokumen.ambil(f"ttd:{pokok}")
    return str(tahu(rapat) or "") if tahu is not None else ""


def inviter_signatures(rapat: Pertemuan, pengundang: str, sebutan: Sebutan) -> list[dict[str, str]]:
    """Who signs the invitation: the head of the area, or the one who invites with the head knowing of it. Source: SIK-71."""
    utama = pengundang.partition(",")[0].strip()
    kepala = head_signature(rapat.wilayah, sebutan)
    if not utama or utama.lower().startswith("lurah") or "lurah" in pengundang.lower() or "faskel" in utama.lower():
        return [kepala]
    return [_signature(utama, known_name(rapat, utama), rapat, sebutan), {**kepala, "pengantar": "Mengetahui,"}]


def sections_data(rapat: Pertemuan) -> list[dict[str, Any]]:
    """What an app has to say in the record of this kind of meeting ("ba:<code>"), ready for the template. Source: SIK-71."""
    isi = bagian_dokumen.ambil(f"ba:{rapat.jenis}")
    terisi = rapat.status == Pertemuan.Status.TERLAKSANA
    return [section(s, terisi=terisi) for s in isi(rapat)] if isi is not None else []


def section(s: dict[str, Any], *, terisi: bool) -> dict[str, Any]:
    """One section with its cells marked as numbers; ruled rows only where nothing was recorded before the meeting."""
    tabel = s.get("tabel")
    hasil: dict[str, Any] = {"judul": s["judul"], "paragraf": list(s.get("paragraf") or []), "tabel": None}
    if tabel is not None:
        angka_di = set(tabel.get("angka") or ())
        baris = [[str(x) for x in b] for b in tabel.get("baris") or []]
        kosong = 0 if baris or terisi else int(s.get("kosong") or 0)
        jumlah = tabel.get("jumlah")
        hasil["tabel"] = {
            "kepala": _cells(tabel["kepala"], angka_di),
            "baris": [_cells(b, angka_di) for b in baris],
            "jumlah": _cells(jumlah, angka_di) if jumlah and baris else None,
            "kosong": [_cells([""] * len(tabel["kepala"]), angka_di) for _ke in range(kosong)],
        }
    hasil["garis"] = (
        list(range(int(s.get("kosong") or 0))) if tabel is None and not terisi and not s.get("paragraf") else []
    )
    hasil["hampa"] = terisi and not hasil["paragraf"] and not (hasil["tabel"] and hasil["tabel"]["baris"])
    return hasil


def _cells(isi: list[Any], angka_di: set[int]) -> list[dict[str, Any]]:
    return [{"teks": str(x), "n": i in angka_di} for i, x in enumerate(isi)]


def head_signature(wilayah: Wilayah, sebutan: Sebutan) -> dict[str, str]:
    """The block of the head of the area."""
    return {"pengantar": "", "jabatan": f"{sebutan.kepala} {wilayah.nama}", "nama": ""}


def letter_number(jenis: str, singkatan: str, rapat: Pertemuan) -> NomorSurat:
    """The number of one letter of a meeting, counted by area, year and kind. Source: DOK-06."""
    return take_number(
        jenis,
        rapat,
        pemilik=rapat.wilayah_id,
        singkatan=singkatan,
        lingkup=rapat.wilayah_id,
        tanggal=today_in(rapat.wilayah_id),
    )


def letter_date(nomor: NomorSurat) -> date:
    """The day the number was given: the date of the letter, the same however often it is printed."""
    return timezone.localtime(nomor.diberikan_pada).date()


def programme_name(rapat: Pertemuan) -> str:
    """The programme's name, as its definition says it."""
    return str(ambil_definisi(rapat.langkah.definisi).nama)


def clock(jam: time | None) -> str:
    """08.30, or nothing."""
    return f"{jam:%H.%M}" if jam else KOSONG


def paragraphs(teks: str) -> list[str]:
    """Lines of a free text, without empty ones."""
    return [b.strip() for b in teks.splitlines() if b.strip()]


def _people(label: str, lk: int, p: int, *, bagian_dari: int | None = None) -> dict[str, str]:
    jumlah = lk + p
    bagian = persen(share(jumlah, bagian_dari)) if bagian_dari is not None and jumlah != bagian_dari else ""
    return {"label": label, "l": angka(lk), "p": angka(p), "jumlah": angka(jumlah), "persen": bagian}


def _signature(jabatan: str, nama: str, rapat: Pertemuan, sebutan: Sebutan) -> dict[str, str]:
    pokok, _spasi, catatan = jabatan.partition(" (")
    pengantar = "Mengetahui," if catatan.startswith("mengetahui") else ""
    if pokok == "Lurah":
        pokok = f"{sebutan.kepala} {rapat.wilayah.nama}"
    elif pokok.lower() in {"ketua rt", "ketua rw"} and rapat.basis is not None:
        pokok = f"Ketua {rapat.basis.label}"
    return {"pengantar": pengantar, "jabatan": pokok, "nama": nama}
