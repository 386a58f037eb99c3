"""Papers of groups: list of members, rules, checklists, and the blank set for the field. Source: DOK-07, B13."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti.formats import angka, persen, persen_pas, rupiah, tanggal
from inti.registry import bagian_dokumen, jenis_dokumen
from ksm.ceklis import CEKLIS, DefCeklis, newest
from ksm.models import KSM, AturanMain, CeklisKSM
from ksm.queries import checklists_of, groups_of_area, members_of, officer_names, rules_of, women_share
from laporan.models import Berkas, Dokumen
from laporan.registry import Bagian, JenisDokumen, penerima_kertas
from siklus.actions import file_keluaran
from siklus.models import Keluaran, Pertemuan
from siklus.reports.data import place_data

ANGGOTA, ATURAN, CEKLIS_KSM, BLANKO = "anggota_ksm", "aturan_main_ksm", "ceklis_ksm", "blanko_ksm"
# Members as the records of meetings count them: by sex, and of households that are on PS-2.
HITUNG = ("anggota_l", "anggota_p", "anggota_miskin")
BARIS_ANGGOTA, BARIS_TANDA = 12, 12  # so that the signatures stay on the sheet
MENCATAT = ("berjalan", "dikembalikan", "dibuka_kembali")

Isi = dict[str, Any]


def facts(ksm: KSM | None) -> list[dict[str, str]]:
    """What identifies a group; empty texts are dotted lines on paper."""
    if ksm is None:
        label = ("Nama KSM", "Jenis", "Asal", "RT/RW", "Terbentuk", "Ikatan bersama", "Relawan pendamping")
        pilih = {
            "Jenis": "lingkungan / sosial / ekonomi / panitia *)",
            "Asal": "kelompok baru / kelompok yang sudah ada *)",
        }
        return [{"label": x, "nilai": pilih.get(x, "")} for x in label]
    tempat = "seluruh kelurahan"
    if ksm.basis is not None:
        tempat = ksm.basis.label_lengkap
    return [
        {"label": "Nama KSM", "nilai": ksm.nama},
        {"label": "Jenis", "nilai": str(ksm.get_jenis_display())},
        {"label": "Asal", "nilai": str(ksm.get_asal_display())},
        {"label": "RT/RW", "nilai": tempat},
        {"label": "Terbentuk", "nilai": tanggal(ksm.terbentuk)},
        {"label": "Ikatan bersama", "nilai": ksm.ikatan},
        {"label": "Relawan pendamping", "nilai": companion(ksm)},
    ]


def members_part(ksm: KSM | None) -> Isi:
    """The list of members, with room to sign; ruled lines for those who are still to come."""
    anggota = members_of(ksm) if ksm else []
    baris = [
        {
            "nama": a.nama,
            "jk": a.jenis_kelamin,
            "jabatan": str(a.get_jabatan_display()) if a.jabatan != "anggota" else "",
            "tempat": a.basis.label_lengkap if a.basis else "",
        }
        for a in anggota
    ]
    laki, perempuan = (sum(b["jk"] == x for b in baris) for x in "LP")
    kosong = max(BARIS_ANGGOTA - len(baris), 0) if not baris else 3
    return {
        "rupa": "anggota",
        "judul": "Daftar anggota KSM",
        "fakta": facts(ksm),
        "anggota": baris,
        "kosong": list(range(len(baris) + 1, len(baris) + kosong + 1)),
        "jumlah": {"l": angka(laki), "p": angka(perempuan), "semua": angka(len(baris))} if baris else None,
        "penanda_tangan": officers(ksm),
    }


def rules_part(ksm: KSM | None) -> Isi:
    """The rules, filled with those in force, or blank; signed by all members."""
    aturan = next(iter(rules_of(ksm)), None) if ksm else None
    nama = [a.nama for a in members_of(ksm)] if ksm else []
    return {
        "rupa": "aturan",
        "judul": "Aturan main KSM",
        "fakta": facts(ksm)[:4],
        "butir": rule_lines(aturan),
        "disepakati": tanggal(aturan.disepakati) if aturan else "",
        "hadir": _attendance(aturan),
        "tanda": [*nama, *[""] * max((BARIS_TANDA if not nama else 2) - len(nama) % 2, 0)],
        "penanda_tangan": officers(ksm),
    }


def rule_lines(aturan: AturanMain | None) -> list[Isi]:
    """Questions that a group settles, each with its answer as paragraphs, or with lines to write on."""

    def satu(judul: str, bantu: str, teks: str, garis: int) -> Isi:
        return {
            "judul": judul,
            "bantu": bantu,
            "teks": [x for x in teks.splitlines() if x.strip()],
            "garis": range(garis),
        }

    a = aturan
    simpan = [
        f"{label} {rupiah(nilai)} per orang."
        for label, nilai in (("Simpanan pokok", a.simpanan_pokok), ("Simpanan wajib setiap pertemuan", a.simpanan_wajib))
        if nilai is not None
    ] if a else []  # fmt: skip
    temu = f"{a.get_irama_display()}{', ' + a.pertemuan if a.pertemuan else ''}." if a else ""
    baris = [
        satu("Pertemuan rutin", "Berapa kali, hari apa, di mana?", temu, 2),
        satu("Tabungan", "Berapa, kapan disetor, siapa menyimpan?", "\n".join([*simpan, a.tabungan if a else ""]), 2),
        satu("Pembagian tugas", "Siapa mengerjakan apa?", a.pembagian_tugas if a else "", 3),
        satu("Cara mengambil keputusan", "Bagaimana semua anggota ikut memutuskan?", a.keputusan if a else "", 2),
        satu("Kesepakatan lain dan sanksi", "Masuk dan keluar anggota, bila aturan dilanggar.", a.lain if a else "", 2),
    ]
    return [{**b, "garis": list(b["garis"]) if not b["teks"] and not a else []} for b in baris]


def checklist_part(ksm: KSM | None, definisi: DefCeklis, ceklis: CeklisKSM | None) -> Isi:
    """One of the three lists, with its newest answers or with boxes to tick."""
    daftar = CEKLIS[ceklis.jenis][ceklis.edisi] if ceklis else definisi
    peninjau = (ceklis.peninjau if ceklis else "") or companion(ksm)
    return {
        "rupa": "ceklis",
        "judul": f"Ceklis KSM: {definisi.nama}",
        "fakta": facts(ksm)[:4],
        "kapan": str(daftar.kapan),
        "butir": [
            {"teks": str(b.teks), "ya": j.get("ya"), "catatan": j.get("catatan", "")}
            for b in daftar.butir
            for j in [ceklis.jawaban.get(b.kode, {}) if ceklis else {}]
        ],
        "tanggal": tanggal(ceklis.tanggal) if ceklis else "",
        "hasil": f"{ceklis.ya} dari {ceklis.butir} sudah ({persen_pas(ceklis.bagian, 1)})." if ceklis else "",
        "catatan": ceklis.catatan.splitlines() if ceklis else [],
        "penanda_tangan": [
            {"pengantar": "", "jabatan": "Ketua KSM", "nama": officers(ksm)[0]["nama"]},
            {"pengantar": "", "jabatan": "Relawan pendamping", "nama": peninjau},
        ],
    }


def officers(ksm: KSM | None) -> list[dict[str, str]]:
    """The signature blocks of a group."""
    nama = officer_names(ksm) if ksm else {}
    return [
        {"pengantar": "", "jabatan": label, "nama": nama.get(kode, "")}
        for kode, label in (("ketua", "Ketua"), ("sekretaris", "Sekretaris"), ("bendahara", "Bendahara"))
    ]


def companion(ksm: KSM | None) -> str:
    """The volunteer who accompanies a group; "" for nobody."""
    return ksm.relawan_pendamping.nama if ksm and ksm.relawan_pendamping else ""


def _attendance(aturan: AturanMain | None) -> str:
    if aturan is None or aturan.hadir_l is None or aturan.hadir_p is None:
        return ""
    return f"{aturan.hadir_l + aturan.hadir_p} orang ({aturan.hadir_l} laki-laki, {aturan.hadir_p} perempuan)"


def _three_lists(ksm: KSM | None) -> list[Isi]:
    ceklis = checklists_of(ksm) if ksm else []
    return [checklist_part(ksm, newest(j), next((c for c in ceklis if c.jenis == j), None)) for j in CEKLIS]


def build(kode: str, susun: Callable[[Any], list[Isi]]) -> Callable[[Any], Isi]:
    """A builder of a paper of one coded part that consists of some sheets."""

    def isi(objek: Any) -> Isi:
        return {"tempat": place_data(objek.wilayah), "kode_bagian": kode, "lembar": susun(objek)}

    return isi


def _blank_set(_langkah: Any) -> list[Isi]:
    return [members_part(None), rules_part(None), *_three_lists(None)]


def receive_rules(dokumen: Dokumen, berkas: Berkas, oleh: Any) -> Any:
    """The signed sheet of the rules came back: it is filed with the rules, and as evidence while S5 is open. KSM-20."""
    ksm = KSM.objects.select_related("langkah").get(pk=dokumen.objek_id)
    aturan = ksm.aturanmain.filter(status="sah", berkas__isnull=True).order_by("-disepakati").first()
    if aturan is not None:
        aturan.berkas = berkas
        aturan.versi += 1
        aturan.save()
    return file_evidence(ksm, berkas, oleh)


def file_evidence(ksm: KSM, berkas: Berkas, oleh: Any) -> Keluaran | None:
    """The sheet as evidence of the stage that registered the group, while that is open. Inside the open unit. SIK-51."""
    langkah = ksm.langkah
    if langkah is None or langkah.status not in MENCATAT:
        return None
    return file_keluaran(
        langkah, oleh=oleh, kode="S5-ATURAN", berkas=berkas, keterangan=f"Aturan main KSM {ksm.nama}"[:300]
    )


def is_ksm_stage(langkah: Any) -> bool:
    """Only S5 prints the blank set."""
    return bool(langkah.kode == "S5")


def issuer(objek: Any) -> str:
    """Who issues it, as the public reads."""
    return str(place_data(objek.wilayah)["lengkap"])


# -- sections of other papers --------------------------------------------------------------------------------------


def groups_section(rapat: Pertemuan, *, kosong: int = 8) -> list[Isi]:
    """Groups of the kelurahan, with members and origin, for the records of S5 meetings."""
    ksm = groups_of_area(rapat.wilayah_id, basis=rapat.basis)
    baris = [
        [k.nama, str(k.get_jenis_display()), str(k.get_asal_display()), *(angka(getattr(k, x)) for x in HITUNG)]
        for k in ksm
    ]
    jumlah = None
    if baris:
        jumlah = ["Jumlah", "", "", *(angka(sum(getattr(k, x) for k in ksm)) for x in HITUNG)]
    return [
        {
            "judul": "Kelompok yang dikenali",
            "paragraf": ["Kelompok yang sudah ada dan kelompok yang dibentuk, beserta anggotanya:"],
            "tabel": {
                "kepala": ["KSM", "Jenis", "Asal", "L", "P", "Miskin (PS-2)"],
                "angka": [3, 4, 5],
                "baris": baris,
                "jumlah": jumlah,
            },
            "kosong": 0 if baris else kosong,
        }
    ]


def explanation_section(rapat: Pertemuan) -> list[Isi]:
    """S5-JELAS: what was explained, and the groups that people named."""
    jelas = [
        "Kelompok Swadaya Masyarakat (KSM) adalah kelompok warga yang peduli dan bekerja untuk kepentingan bersama.",
        "KSM tidak harus baru: kelompok yang sudah ada boleh dipakai, asal warga miskin dapat bergabung, diperlakukan "
        "setara, dan menerima manfaatnya secara langsung.",
    ]
    isi = {"judul": "Yang dijelaskan", "paragraf": jelas, "tabel": None, "kosong": 0}
    return [isi, *groups_section(rapat)]


def dynamics_section(rapat: Pertemuan) -> list[Isi]:
    """S5-DINAMIKA: bond and aim of each group."""
    ksm = groups_of_area(rapat.wilayah_id, basis=rapat.basis)
    baris = [[k.nama, k.ikatan, k.tujuan] for k in ksm]
    return [
        {
            "judul": "Ikatan dan tujuan kelompok",
            "paragraf": ["Kelompok menyepakati ikatan dan tujuan bersamanya:"],
            "tabel": {
                "kepala": ["KSM", "Ikatan bersama", "Tujuan bersama"],
                "angka": [],
                "baris": baris,
                "jumlah": None,
            },
            "kosong": 0 if baris else 6,
        }
    ]


def review_section(rapat: Pertemuan) -> list[Isi]:
    """S5-TINJAU: how each group stands in the three checklists."""
    ksm = groups_of_area(rapat.wilayah_id, basis=rapat.basis)
    terakhir: dict[Any, dict[str, CeklisKSM]] = {}
    for c in CeklisKSM.objects.filter(ksm__in=ksm, status="sah").order_by("tanggal", "id"):
        terakhir.setdefault(c.ksm_id, {})[c.jenis] = c
    baris = []
    for k in ksm:
        nilai = [terakhir.get(k.pk, {}).get(j) for j in CEKLIS]
        baris.append([k.nama, *[f"{c.ya} dari {c.butir}" if c else "belum diisi" for c in nilai]])
    kepala = ["KSM", *[str(newest(j).nama) for j in CEKLIS]]
    return [
        {
            "judul": "Hasil tinjauan kelompok",
            "paragraf": ["Jumlah butir ceklis yang sudah terpenuhi:"],
            "tabel": {"kepala": kepala, "angka": [], "baris": baris, "jumlah": None},
            "kosong": 0 if baris else 6,
        }
    ]


def plan_section(kode_wilayah: str) -> Isi:
    """For the plan document: groups by name with kind, origin and members; sums at the end."""
    ksm = groups_of_area(kode_wilayah)
    return {
        "judul": "Kelompok Swadaya Masyarakat",
        "ksm": [
            {
                "nama": k.nama,
                "jenis": str(k.get_jenis_display()),
                "asal": str(k.get_asal_display()),
                "tempat": k.basis.label_lengkap if k.basis else "",
                "l": k.anggota_l,  # type: ignore[attr-defined]
                "p": k.anggota_p,  # type: ignore[attr-defined]
                "anggota": k.anggota_jumlah,  # type: ignore[attr-defined]
                "miskin": k.anggota_miskin if k.anggota_berkk else None,  # type: ignore[attr-defined]
                "perempuan_persen": persen(women_share(k)) if k.anggota_jumlah else "",  # type: ignore[attr-defined]
            }
            for k in ksm
        ],
        "jumlah": {
            "ksm": len(ksm),
            "sudah_ada": sum(k.asal == KSM.Asal.SUDAH_ADA for k in ksm),
            "l": sum(k.anggota_l for k in ksm),  # type: ignore[attr-defined]
            "p": sum(k.anggota_p for k in ksm),  # type: ignore[attr-defined]
            "miskin": sum(k.anggota_miskin for k in ksm) if any(k.anggota_berkk for k in ksm) else None,  # type: ignore[attr-defined]
        },
    }


def register() -> None:
    """Tell laporan which papers groups print, and the other papers which sections come from here."""
    dasar = JenisDokumen(
        kode="", judul="", model="ksm.ksm", templat="dokumen/ksm.html", build=build("", list), penerbit=issuer
    )

    def satu(kode: str, judul: Any, susun: Callable[[Any], list[Isi]], *, kembali: bool = False, **ubah: Any) -> None:
        kind = replace(
            dasar, kode=kode, judul=judul, build=build(kode, susun), bagian=(Bagian(kode, judul, kembali),),
            final=lambda objek: True, nama=lambda o: f"{judul} {getattr(o, 'nama', '')}, {o.wilayah.nama_lengkap}", **ubah,
        )  # fmt: skip
        jenis_dokumen.daftar(kode, kind)

    satu(ANGGOTA, _("Daftar anggota KSM"), lambda k: [members_part(k)], kembali=True)
    satu(ATURAN, _("Aturan main KSM"), lambda k: [rules_part(k)], kembali=True)
    satu(CEKLIS_KSM, _("Ceklis KSM"), _three_lists)
    satu(BLANKO, _("Lembar kosong KSM"), _blank_set, model="siklus.langkah", cocok=is_ksm_stage)
    penerima_kertas.daftar(ATURAN, receive_rules)
    bagian_dokumen.daftar("ba:S5-JELAS", explanation_section)
    bagian_dokumen.daftar("ba:S5-DINAMIKA", dynamics_section)
    bagian_dokumen.daftar("ba:S5-TINJAU", review_section)
    bagian_dokumen.daftar("pjm:ksm", plan_section)
