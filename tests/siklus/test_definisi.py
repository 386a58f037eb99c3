"""The programmes as data: they hold together, every structural check can fail, and the gates are the programme's.

No test here touches the database. The expected gates are written by hand from the guidelines (docs/sumber.md), not
derived from the code.
"""

from dataclasses import FrozenInstanceError, replace

import pytest

from siklus.definisi import ambil_definisi, definisi_terbaru, semua_definisi
from siklus.definisi.diagram import bagian_alur, gambar_alur
from siklus.definisi.model import (
    Akibat,
    Cakupan,
    Dari,
    DefCara,
    DefGerbang,
    Definisi,
    DefLangkah,
    JenisKeluaran,
    JenisKeputusan,
    Keadaan,
    Mode,
    Sebaran,
    Tingkat,
    Ulang,
    ke_data,
)
from siklus.definisi.p2kp import P2KP
from siklus.definisi.periksa import (
    angka_dalam_definisi,
    baca_aturan,
    baca_parameter,
    bagian_langkah,
    pecah_sumber,
    periksa_definisi,
    periksa_parameter,
)
from siklus.definisi.pnpm_perdesaan import PNPM_PERDESAAN

SEMUA = pytest.mark.parametrize("definisi", semua_definisi(), ids=lambda d: d.kunci)

# Stage by stage: what must be reached first (stage, or registered function), first Siklus, first year it runs.
GERBANG_P2KP = {
    ("S0", "kota", 1): {"siklus.lokasi_sasaran"},
    ("S0", "kecamatan", 1): {"siklus.lokasi_sasaran", "S0"},
    ("S0", "kelurahan", 1): {"siklus.lokasi_sasaran", "S0"},
    ("S1", "kelurahan", 1): {"S0"},
    ("S2", "kelurahan", 1): {"S1=terima"},
    ("S3", "kelurahan", 1): {"S2", "pelatihan:S3-TIM"},
    ("S4", "kelurahan", 1): {"S3", "bkm.evaluasi_kesiapan"},
    ("S4b", "kelurahan", 1): {"S4>berjalan", "bkm.dilantik", "pelatihan:S4b-BKM"},
    ("S5", "kelurahan", 1): {"siklus.ps2_ditetapkan"},
    ("S6", "kelurahan", 1): {"bkm.dilantik", "siklus.pelatihan_tercatat:S4b-UP"},
    ("S12", "kelurahan", 2): {"S6<tahun_lalu", "pronangkis.renta_berjalan_setahun"},
    ("S13", "kelurahan", 2): {"S12", "keuangan.lpj_bkm_siap"},
    ("S6", "kelurahan", 2): {"S13"},
    ("S7", "kelurahan", 1): {
        "S6", "pronangkis.pjm_disahkan", "pronangkis.renta_disahkan", "keuangan.rekening_bkm",
        "keuangan.tahap_lalu_dipertanggungjawabkan", "keuangan.pertemuan_terbuka_tahap_lalu",
    },
    ("S8", "kelurahan", 1): {"keuangan.tahap_blm_diterima"},
    ("S9", "kelurahan", 1): {"pronangkis.pjm_disahkan"},
    ("S10", "kelurahan", 3): {"siklus.tahun_lokasi", "siklus.tahun_anggaran", "bkm.berfungsi"},
    ("S11", "kelurahan", 2): {"bkm.kemandirian"},
    ("S14", "kelurahan", 3): {"S13", "S8"},
}  # fmt: skip

GERBANG_PERDESAAN = {
    "P1": {"siklus.fasilitator_ditempatkan"},
    "P2": {"P1^induk"},
    "P3": {"P2^semua_anak"},
    "P4": {"P3^induk"},
    "P5": {"P4"},
    "P6": {"P5"},
    "P7": {"P6"},
    "P8": {"P7"},
    "P9": {"P8"},
    "P10": {"P9^semua_anak"},
    "P11": {"P10^induk"},
    "P12": {"P11^semua_anak", "P10"},
    "P13": {"P12^induk"},
    "P14": {"P13"},
    "P15": {"P14", "P16=terima<putaran_lalu"},
    "P16": {"P15>berjalan"},
    "P17": {"keuangan.kegiatan_selesai", "P15"},
    "P18": {"P17"},
    "P19": {"P12^salah_satu_anak"},
}


def ringkas(gerbang: DefGerbang) -> str:
    """A gate in one word: S4>berjalan, P9^semua_anak, S1=terima, app.function:argument."""
    if gerbang.fungsi:
        return gerbang.fungsi + "".join(f":{nilai}" for kunci, nilai in gerbang.argumen if kunci == "pelatihan")
    return (
        gerbang.langkah
        + (f"={gerbang.putusan}" if gerbang.putusan else "")
        + (f">{gerbang.keadaan}" if gerbang.keadaan is Keadaan.BERJALAN else "")
        + (f"^{gerbang.cakupan}" if gerbang.cakupan is not Cakupan.SENDIRI and gerbang.langkah != "S0" else "")
        + (f"<{gerbang.dari}" if gerbang.dari is not Dari.TAHUN_INI else "")
    )


def ganti(definisi: Definisi, kode: str, /, **isi: object) -> Definisi:
    """A copy of the definition in which one stage (at its deepest level, first year) says something else."""
    lama = definisi.ambil(kode)
    return replace(definisi, langkah=tuple(replace(x, **isi) if x is lama else x for x in definisi.langkah))


def bagian_pertama(definisi: Definisi, langkah: str, jenis: str, /, **isi: object) -> Definisi:
    """A copy in which the first part of this kind of one stage says something else."""
    daftar = getattr(definisi.ambil(langkah), jenis)
    return ganti(definisi, langkah, **{jenis: (replace(daftar[0], **isi), *daftar[1:])})


@SEMUA
def test_definition_holds_together(definisi: Definisi) -> None:
    """SIK-02, SIK-03, PAR-01: every code, rule, source, parameter and text that a programme names exists."""
    assert periksa_definisi(definisi) == []


@SEMUA
def test_definition_holds_no_number(definisi: Definisi) -> None:
    """PAR-01: counts, percentages and durations are Parameter codes, in fields and in the texts people read."""
    assert angka_dalam_definisi(definisi) == []


@pytest.mark.parametrize(
    ("rusak", "keluhan"),
    [
        (lambda d: ganti(d, "S1", tujuan=" "), "tujuan kosong"),
        (lambda d: ganti(d, "S1", cara=()), "cara, pengaju, atau verifikator kosong"),
        (lambda d: ganti(d, "S1", cara=(DefCara(teks=""),)), "cara 1: teks kosong"),
        (lambda d: bagian_pertama(d, "S1", "keluaran", nama=""), "keluaran S1-BA: nama kosong"),
        (lambda d: bagian_pertama(d, "S1", "keluaran", penandatangan=["lurah"]), "dapat berubah"),
        (lambda d: bagian_pertama(d, "S1", "gerbang", langkah="S99"), "menunggu S99"),
        (lambda d: bagian_pertama(d, "S2", "gerbang", putusan="mungkin"), "putusan mungkin yang bukan pilihan"),
        (lambda d: bagian_pertama(d, "S1", "gerbang", fungsi="siklus.apa"), "menyebut satu, langkah atau fungsi"),
        (lambda d: bagian_pertama(d, "S1", "gerbang", langkah=""), "menyebut satu, langkah atau fungsi"),
        (lambda d: bagian_pertama(d, "S1", "gerbang", cakupan=Cakupan.SEMUA_ANAK), "memakai cakupan semua_anak"),
        (lambda d: bagian_pertama(d, "S3", "gerbang", dari=Dari.PUTARAN_LALU), "tidak berulang"),
        (lambda d: bagian_pertama(d, "S2", "gerbang", langkah="S3", putusan=""), "saling menunggu"),
        (lambda d: bagian_pertama(d, "S1", "syarat", aturan="SIK-999"), "aturan SIK-999 tidak terdaftar"),
        (lambda d: bagian_pertama(d, "S1", "syarat", sumber="A1, Z9"), "sumber Z9 tidak terdaftar"),
        (lambda d: bagian_pertama(d, "S1", "syarat", sumber=""), "sumber (kosong) tidak terdaftar"),
        (lambda d: bagian_pertama(d, "S1", "syarat", parameter="s1.entah"), "parameter s1.entah tidak terdaftar"),
        (lambda d: bagian_pertama(d, "S1", "syarat", putusan=("entah",)), "bergantung pada putusan entah"),
        (lambda d: bagian_pertama(d, "S1", "syarat", fungsi="Hitung"), "tidak berbentuk aplikasi.nama"),
        (lambda d: bagian_pertama(d, "S1", "syarat", argumen=(("pertemuan", "X"),)), "pertemuan X tidak dikenal"),
        (lambda d: bagian_pertama(d, "S0", "pertemuan", minimum="s0.entah"), "minimum s0.entah tidak terdaftar"),
        (lambda d: bagian_pertama(d, "S0", "pertemuan", jangkauan="s0.entah"), "jangkauan s0.entah tidak terdaftar"),
        (lambda d: bagian_pertama(d, "S0", "pertemuan", tingkat=Tingkat.KOTA), "di atas tingkat langkahnya"),
        (lambda d: bagian_pertama(d, "S0", "pertemuan", kode="S0-RT"), "kode pertemuan S0-RT dipakai dua kali"),
        (lambda d: bagian_pertama(d, "S1", "keluaran", pertemuan="S0-RT"), "berasal dari pertemuan S0-RT"),
        (
            lambda d: bagian_pertama(d, "S1", "pelatihan", sebelum_mulai=True),
            "menjaga awal langkah, tetapi tidak wajib",
        ),
        (lambda d: bagian_pertama(d, "S2", "pertemuan", kode="S0-RT"), "sudah dipakai S0"),
        (lambda d: ganti(d, "S1", lama="jadwal.entah"), "lama jadwal.entah tidak terdaftar"),
        (lambda d: ganti(d, "S1", pilihan=()), "daftar pilihannya tidak cocok"),
        (lambda d: ganti(d, "S1", keputusan=None), "daftar pilihannya tidak cocok"),
        (lambda d: ganti(d, "S1", sebaran=Sebaran.ANAK), "menuntut pemilik"),
        (lambda d: ganti(d, "S1", tingkat=Tingkat.BASIS, sebaran=Sebaran.ANAK), "tidak dapat hidup di tingkat basis"),
        (lambda d: ganti(d, "S1", tahun=(4,)), "di luar tahun definisi"),
        (lambda d: ganti(d, "S1", sesudah=("S99",)), "rencana sesudah S99"),
        (lambda d: replace(d, langkah=(*d.langkah, d.ambil("S1"))), "S1: dua kali"),
        (lambda d: replace(d, awal_lanjutan="S99"), "awal_lanjutan S99"),
    ],
)
def test_broken_definition_is_named(rusak, keluhan: str) -> None:
    """SIK-02, PAR-01: each structural check speaks up, in a sentence that names the fault, and only when broken."""
    assert any(keluhan in galat for galat in periksa_definisi(rusak(P2KP)))


@pytest.mark.parametrize(
    ("rusak", "keluhan"),
    [
        (lambda d: bagian_pertama(d, "S1", "pilihan", perlu_alasan=3), "perlu_alasan = 3"),
        (lambda d: bagian_pertama(d, "S1", "cara", teks="Undang 30 persen warga."), "teks menyebut angka"),
        (lambda d: bagian_pertama(d, "S1", "keluaran", bantuan="Foto 5 lembar."), "bantuan menyebut angka"),
    ],
)
def test_number_in_definition_is_named(rusak, keluhan: str) -> None:
    """PAR-01: a number typed into a field or a help text is found."""
    assert any(keluhan in galat for galat in angka_dalam_definisi(rusak(P2KP)))


def test_parameter_of_another_programme_does_not_count() -> None:
    """PAR-01: a parameter that only the other programme has is missing here."""
    asing = bagian_pertama(P2KP, "S1", "syarat", parameter="mpd.wakil_desa_mad")

    assert any("mpd.wakil_desa_mad tidak terdaftar" in galat for galat in periksa_definisi(asing))


def test_stage_list_is_complete() -> None:
    """SIK-24: P2KP runs S0 to S14 with S4b, PNPM Perdesaan P1 to P19."""
    assert {x.kode for x in P2KP.langkah} == {f"S{n}" for n in range(15)} | {"S4b"}
    assert [x.kode for x in PNPM_PERDESAAN.langkah] == [f"P{n}" for n in range(1, 20)]


def test_years_of_p2kp() -> None:
    """SIK-24: year 1 builds, years 2 and 3 review, account and plan again, and a later Siklus opens at S2."""

    def kode(tahun: int, siklus_ke: int = 1) -> list[str]:
        return [x.kode for x in P2KP.langkah_tahun(tahun, siklus_ke=siklus_ke) if not x.opsional]

    assert kode(1) == ["S0", "S1", "S2", "S3", "S4", "S4b", "S5", "S6", "S7", "S8"]
    assert kode(2) == ["S12", "S13", "S6", "S7", "S8"]
    assert kode(3) == ["S12", "S13", "S6", "S7", "S8", "S14"]
    assert kode(1, siklus_ke=2) == ["S2", "S3", "S4", "S4b", "S5", "S6", "S7", "S8"]
    assert P2KP.awal_lanjutan == "S2"


def test_gates_of_p2kp() -> None:
    """SIK-101 .. SIK-159: the gates are those of the guidelines, stage by stage, for the first Siklus."""
    ada = {
        (x.kode, str(x.tingkat), x.tahun[0]): {ringkas(g) for g in x.gerbang_untuk(1)}
        | {f"pelatihan:{p.kode}" for p in x.pelatihan if p.sebelum_mulai}
        for x in P2KP.langkah
        if (x.kode, x.tahun[0]) != ("S10", 1)
    }

    assert ada == GERBANG_P2KP


def test_gates_of_perdesaan() -> None:
    """SIK-201 .. SIK-213: MAD Prioritas waits for every desa, and every later tranche for its account."""
    assert {x.kode: {ringkas(g) for g in x.gerbang} for x in PNPM_PERDESAAN.langkah} == GERBANG_PERDESAAN


def test_only_advice_may_be_passed_at_a_gate() -> None:
    """SIK-143, SIK-210: of all gates only the open meeting and the design before MAD Penetapan are warnings."""
    lunak = {g.aturan for d in semua_definisi() for x in d.langkah for g in x.gerbang if g.mode is not Mode.BLOCK}

    assert lunak == {"SIK-143", "SIK-210"}


def test_sosialisasi_runs_from_kota_down() -> None:
    """SIK-20, SIK-102: one Langkah without Siklus at kota and kecamatan, each waiting only for a report from above."""
    kota, kecamatan, kelurahan = (P2KP.ambil("S0", tingkat=t) for t in ("kota", "kecamatan", "kelurahan"))

    assert [x.tanpa_siklus for x in (kota, kecamatan, kelurahan)] == [True, True, False]
    assert list(P2KP.langkah_atas("kota")) == [kota]
    atas = [g for g in kelurahan.gerbang if g.langkah]
    assert [(g.tingkat, g.cakupan, g.keadaan) for g in atas] == [
        (Tingkat.KOTA, Cakupan.INDUK, Keadaan.DIAJUKAN),
        (Tingkat.KECAMATAN, Cakupan.INDUK, Keadaan.DIAJUKAN),
    ]
    assert {p.tingkat for p in kelurahan.pertemuan if p.wajib} == {
        Tingkat.KELURAHAN, Tingkat.BASIS_ATAS, Tingkat.BASIS,
    }  # fmt: skip


def test_later_siklus_opens_by_the_residents_decision() -> None:
    """SIK-111: from the second Siklus on Refleksi waits for S14 of the Siklus before, and no longer for RKM."""
    s2 = P2KP.ambil("S2")

    assert [ringkas(g) for g in s2.gerbang_untuk(2)] == ["S14=lanjut<siklus_lalu"]
    assert [ringkas(g) for g in s2.gerbang_untuk(1)] == ["S1=terima"]


def test_bkm_and_ksm_run_side_by_side() -> None:
    """SIK-125, SIK-130: neither S5 waits for S4 or S4b, nor the other way round; S4b needs S4 only under way."""
    tunggu = {k: {g.langkah for g in P2KP.ambil(k).gerbang if g.langkah} for k in ("S4", "S4b", "S5")}

    assert tunggu == {"S4": {"S3"}, "S4b": {"S4"}, "S5": set()}


def test_rkm_may_end_in_refusal() -> None:
    """SIK-10, SIK-11, SIK-57: refusing is an option that stops the Siklus, needs its reason, and may be asked again."""
    s1 = P2KP.ambil("S1")

    assert s1.keputusan is JenisKeputusan.TERIMA_TOLAK
    assert s1.ulang is Ulang.PUTARAN
    assert (s1.ambil_pilihan("tolak").akibat, s1.ambil_pilihan("tolak").perlu_alasan) == (Akibat.MENOLAK, True)
    assert s1.ambil_pilihan("terima").akibat is Akibat.LANJUT
    penolak = [(x.kode, p.kode) for x in P2KP.langkah for p in x.pilihan if p.akibat is Akibat.MENOLAK]
    assert penolak == [("S1", "tolak")]


def test_rkm_papers_are_asked_for_either_answer() -> None:
    """SIK-51, SIK-105: berita acara and attendance always, the work plan and the volunteers only after terima."""
    s1 = P2KP.ambil("S1")

    wajib = {k.kode: k.putusan for k in s1.keluaran if k.wajib}
    assert wajib == {"S1-BA": (), "S1-DH": (), "S1-RENCANA": ("terima",)}
    assert {s.putusan for s in s1.syarat if s.fungsi.startswith("siklus.relawan")} == {("terima",)}
    from laporan.registry import kind_of

    assert s1.ambil_keluaran("S1-BA").templat in {b.kode for k in s1.paket_rapat for b in kind_of(k).returning}


def test_residents_decide_and_nobody_approves() -> None:
    """SIK-09: verifiers are programme staff who check papers; no verifier also submits the stage at kelurahan level."""
    for langkah in P2KP.langkah:
        assert not set(langkah.pengaju) & set(langkah.verifikator)
        for _nama, bagian in bagian_langkah(langkah):
            assert "disetujui" not in str(getattr(bagian, "kalimat", ""))


def test_mandatory_records_are_signed() -> None:
    """SIK-52: every berita acara names who signs it."""
    tanpa = [
        k.kode
        for d in semua_definisi()
        for x in d.langkah
        for k in x.keluaran
        if k.jenis is JenisKeluaran.BERITA_ACARA and not k.penandatangan
    ]

    assert tanpa == []


def test_one_putaran_per_tranche() -> None:
    """SIK-142, SIK-211: disbursement and use repeat per tranche, in P2KP and in Perdesaan."""
    per_tahap = {x.kode for d in semua_definisi() for x in d.langkah if x.ulang is Ulang.PER_TAHAP_BLM}

    assert per_tahap == {"S7", "S8", "P15", "P16"}


def test_parameter_file_is_sound() -> None:
    """PAR-03, PAR-04: no code twice on a date, nothing remembered or unsourced blocks, every row names its source."""
    baris = baca_parameter()

    assert periksa_parameter(baris) == []
    kali_dua = [*baris, baris[0]]
    menahan = [baris[0] | {"status_sumber": "ingatan", "mode": "block"}]
    tanpa_nama = [baris[0] | {"sumber": ""}]
    for rusak, keluhan in ((kali_dua, "PAR-03"), (menahan, "PAR-04"), (tanpa_nama, "PAR-01")):
        assert [keluhan in galat for galat in periksa_parameter(rusak)] == [True]


def test_parameter_sources_are_registered() -> None:
    """PAR-01: every source key of the register file stands in docs/sumber.md."""
    from siklus.definisi.periksa import baca_sumber

    dikenal = baca_sumber()
    asing = {k for b in baca_parameter() for k in pecah_sumber(b["sumber"])} - dikenal

    assert asing == set()


def test_register_values_of_the_guidelines() -> None:
    """PAR-01: values that the guidelines state, copied by hand."""
    nilai = {(b["definisi"], b["kode"]): (b["nilai"], b["mode"]) for b in baca_parameter()}

    assert nilai["", "usia_dewasa_min"] == (17, "block")
    assert nilai["p2kp", "pemilu.partisipasi_min_basis"] == (30, "block")
    assert nilai["p2kp", "pemilu.partisipasi_min_kelurahan"] == (30, "warn")
    assert nilai["p2kp", "bkm.jumlah_anggota"] == ([9, 11, 13], "warn")
    assert nilai["p2kp", "ksm.anggota_min"] == (3, "warn")
    assert nilai["p2kp", "ksm.anggota_min_pinjaman"] == (5, "block")
    assert nilai["p2kp", "blm.persen_termin"] == (None, "block")
    assert nilai["p2kp", "s1.relawan_per_basis_min"] == (1, "warn")
    assert nilai["", "partisipasi.perempuan_min"] == (40, "info")
    assert nilai["pnpm_perdesaan", "mpd.wakil_desa_mad"] == (6, "block")
    assert nilai["pnpm_perdesaan", "mpd.usulan_perempuan_min"] == ([2, 3], "warn")
    assert nilai["pnpm_perdesaan", "mpd.termin"] == ([40, 40, 20], "info")


def test_rule_register_numbers_each_rule_once() -> None:
    """SIK-30: a rule id means one rule; the register is not empty and no row lacks its sentence."""
    from siklus.definisi.periksa import BERKAS_ATURAN

    baris = [x for x in BERKAS_ATURAN.read_text(encoding="utf-8").splitlines() if x.startswith(("| SIK-", "| PAR-",
             "| WIL-", "| AKN-", "| DOK-", "| UMU-"))]  # fmt: skip
    nomor = [x.split("|")[1].strip() for x in baris]

    assert len(nomor) == len(set(nomor)) == len(baca_aturan() & set(nomor)) > 100
    for x in baris:
        _, _id, aturan, sumber, mode, pemegang, *_ = (isi.strip() for isi in x.split("|"))
        assert aturan and sumber and pemegang
        assert mode in {"block", "warn", "info", "parameter"}
        assert not (mode == "block" and sumber == "R")


def test_definition_lookup() -> None:
    """SIK-23: a Siklus finds the version it is pinned on, and an unknown one is refused."""
    assert ambil_definisi("p2kp@1") is definisi_terbaru("p2kp") is P2KP
    assert P2KP.ambil("S6", tahun=1).nama_rel == "PJM"
    assert P2KP.ambil("S6", tahun=3).nama_rel == "Renta"
    with pytest.raises(KeyError):
        ambil_definisi("p2kp@99")
    with pytest.raises(KeyError):
        definisi_terbaru("tidak_ada")
    with pytest.raises(KeyError):
        P2KP.ambil("S12", tahun=1)


def test_definition_cannot_be_changed() -> None:
    """SIK-23: a pinned definition is frozen."""
    with pytest.raises(FrozenInstanceError):
        P2KP.versi = 2  # type: ignore[misc]


def test_definition_as_plain_data() -> None:
    """SIK-30: the API sees every field of a stage, as text, lists and booleans only."""
    data = ke_data(P2KP)

    s1 = next(x for x in data["langkah"] if x["kode"] == "S1")
    assert s1["keputusan"] == "terima_tolak"
    assert [p["kode"] for p in s1["pilihan"]] == ["terima", "tolak"]
    assert s1["gerbang"][0]["langkah"] == "S0" and s1["opsional"] is False
    assert set(s1) == {f for f in DefLangkah.__dataclass_fields__}


def test_diagram_shows_stages_and_gates() -> None:
    """SIK-02: the drawing has every stage of the year once, and an arrow for each gate."""
    alur = gambar_alur(P2KP, 1)

    assert alur.startswith("flowchart TD\n")
    assert alur.count('S1_kelurahan["S1 Rembug Kesiapan Masyarakat') == 1
    assert "S1_kelurahan -->|terima| S2_kelurahan" in alur
    assert "bkm_dilantik([bkm.dilantik]) -.-> S6_kelurahan" in alur
    assert "P9_kelurahan -->|semua anak| P10_kecamatan" in gambar_alur(PNPM_PERDESAAN, 1)
    assert bagian_alur(semua_definisi()).count("```mermaid") == len(P2KP.tahun) + len(PNPM_PERDESAAN.tahun)
