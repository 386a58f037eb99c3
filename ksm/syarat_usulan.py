"""What a proposal must satisfy before each step, as findings that a treasurer understands. Source: USL-04 to USL-13.

Findings travel into the trail, so they name nobody. How strict a rule is says its Parameter where it has one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from inti.formats import angka, bilangan, rupiah, tanggal
from inti.registry import Kekurangan, Mode, syarat
from ksm import tautan
from ksm.models import BAPPUK, AnggotaKSM, AturanMain, BarisBAPPUK, PerubahanUsulan, Usulan, VerifikasiUsulan
from ksm.models.usulan import TERIKAT
from ksm.queries_pelaksanaan import aid_left, handover_of
from ksm.queries_usulan import (
    HitungPemanfaat,
    JumlahRAB,
    Sebaris,
    agreement_of,
    approved_amount,
    beneficiary_counts,
    fields_of,
    money_left,
    on_the_line,
    promises_of,
    rab_sums,
    rows_of,
)
from ksm.registry import penahan_henti
from laporan.models import Berkas
from siklus.gerbang import listing
from wilayah import parameter
from wilayah.parameter import NilaiParameter
from wilayah.waktu import today_in

NOL = Decimal(0)
PROGRAM = "p2kp"
ANGGOTA, SELISIH, DANA_RENTA, GAMBAR, SWADAYA = (
    "ksm.anggota_min", "usulan.selisih_volume", "usulan.dana_renta", "usulan.gambar_wajib", "blm.swadaya_min_persen",
)  # fmt: skip
# What counts where no Parameter is set.
BAWAAN: dict[str, Mode] = {SELISIH: "warn", DANA_RENTA: "warn", GAMBAR: "block"}
SLOT_GAMBAR = "gambar"
JABATAN = ("ketua", "sekretaris", "bendahara")


@dataclass
class Bahan:
    """A proposal with everything its findings ask for, fetched once. `ke` is the RAB that they look at."""

    usulan: Usulan
    ke: int
    volume: Decimal | None = None

    @cached_property
    def rab(self) -> JumlahRAB:
        """Sums of the RAB."""
        return rab_sums(self.usulan, self.ke)

    @cached_property
    def janji(self) -> Decimal:
        """What residents promise, rupiah."""
        return sum((j.nilai for j in promises_of(self.usulan, self.ke)), NOL)

    @cached_property
    def pemanfaat(self) -> HitungPemanfaat:
        """Beneficiaries counted."""
        return beneficiary_counts(self.usulan, self.ke)

    @cached_property
    def baris(self) -> Sebaris:
        """The Renta line with the other proposals on it."""
        return on_the_line(self.usulan, self.ke, self.volume)

    @cached_property
    def nilai(self) -> dict[str, NilaiParameter]:
        """The programme's numbers today."""
        kode = self.usulan.wilayah_id
        return parameter.values_for(
            [ANGGOTA, SELISIH, DANA_RENTA, GAMBAR, SWADAYA], definisi=PROGRAM, kode_wilayah=kode, tanggal=today_in(kode)
        )

    def mode(self, kode: str) -> Mode | None:
        """How strict a rule is; None where it was switched off."""
        n = self.nilai[kode]
        if not n.diatur:
            return BAWAAN[kode]
        return n.mode if n.nilai else None

    def url(self, bagian: str = "") -> str:
        """A page of this proposal."""
        return tautan.usulan(self.usulan.pk, bagian)


def _finding(
    kode: str, aturan: str, ok: bool, penuh: str, kurang: str, *, mode: Mode = "block", tautan: str = "",
    sumber: str = "", rincian: str = "",
) -> Kekurangan:  # fmt: skip
    """One finding: what holds, or what to do."""
    return Kekurangan(aturan, mode, ok, penuh if ok else kurang, "" if ok else tautan, sumber, rincian, kode)


def submit_findings(usulan: Usulan) -> list[Kekurangan]:
    """Everything that the form must say before it is handed in. Source: USL-04, USL-13, USL-14."""
    b = Bahan(usulan, usulan.rab_tulis)
    return [*_group(b), *_plan(b), *_rab(b), *_beneficiaries(b), *_works(b), *_schedule(b), *_line(b)]


def _group(b: Bahan) -> list[Kekurangan]:
    """A living group with members, officers and rules of its own. Source: USL-04, KSM-11, KSM-20."""
    ksm = b.usulan.ksm
    baris = list(AnggotaKSM.objects.filter(ksm=ksm, status="aktif").values_list("jabatan", flat=True))
    min_ = b.nilai[ANGGOTA]
    batas = int(min_.angka or 1)
    label = dict(AnggotaKSM.Jabatan.choices)
    tanpa = [str(label[j]).lower() for j in JABATAN if j not in baris]
    beraturan = AturanMain.objects.filter(ksm=ksm, status="sah").exists()
    return [
        _finding("ksm_aktif", "USL-01", ksm.status == "aktif", _("KSM aktif."), _("KSM ini sudah berakhir."),
                 tautan=tautan.ksm(ksm.pk)),
        _finding("anggota", "USL-04", len(baris) >= batas, _("Anggota KSM %(n)d orang.") % {"n": len(baris)},
                 _("Anggota KSM %(n)d orang, paling sedikit %(min)d.") % {"n": len(baris), "min": batas},
                 mode=min_.mode, tautan=tautan.ksm(ksm.pk, "anggota"), sumber=min_.sumber),
        _finding("pengurus", "USL-04", not tanpa, _("Pengurus KSM lengkap."),
                 _("Pengurus KSM belum lengkap: %(siapa)s.") % {"siapa": listing(tanpa)},
                 tautan=tautan.ksm(ksm.pk), sumber="R"),
        _finding("aturan_main", "USL-04", beraturan, _("Aturan main KSM sudah disepakati."),
                 _("KSM belum menyepakati aturan main."), tautan=tautan.ksm(ksm.pk, "aturan"), sumber="B13"),
    ]  # fmt: skip


def _plan(b: Bahan) -> list[Kekurangan]:
    """The Renta that it stands on still counts. Source: USL-01."""
    renta = b.usulan.kegiatan_renta.renta
    return [
        _finding("renta", "USL-01", renta.status == "disahkan", _("%(renta)s berlaku.") % {"renta": renta},
                 _("%(renta)s sudah digantikan. Susun usulan baru dari Renta yang berlaku.") % {"renta": renta},
                 tautan=tautan.ksm(b.usulan.ksm_id, "usulan")),
    ]  # fmt: skip


def _rab(b: Bahan) -> list[Kekurangan]:
    """The RAB has BLM, every line is paid in full, the promises make its swadaya. Source: USL-04."""
    rab = b.rab
    batas = b.nilai[SWADAYA]
    hasil = [
        _finding("rab", "USL-04", rab.baris > 0 and rab.blm > 0,
                 _("RAB terisi: %(n)s.") % {"n": rupiah(rab.jumlah)}, _("RAB belum berisi dana BLM."),
                 tautan=b.url("rab"), sumber="D3"),
        _finding("rab_seimbang", "USL-04", rab.seimbang, _("Setiap baris RAB terbiayai penuh."),
                 _("Pada %(n)d baris RAB, BLM + swadaya + dana lain belum sama dengan jumlahnya.") % {"n": rab.timpang},
                 tautan=b.url("rab"), sumber="D3"),
        _finding("janji", "USL-04", b.janji == rab.swadaya,
                 _("Janji swadaya sama dengan swadaya RAB: %(n)s.") % {"n": rupiah(rab.swadaya)},
                 _("Janji swadaya %(janji)s, swadaya RAB %(rab)s. Samakan keduanya.")
                 % {"janji": rupiah(b.janji), "rab": rupiah(rab.swadaya)}, tautan=b.url("janji"), sumber="D3"),
    ]  # fmt: skip
    if batas.diatur and batas.angka is not None:
        cukup = rab.swadaya * 100 >= batas.angka * rab.blm
        hasil.append(
            _finding("swadaya_min", "USL-04", cukup, _("Swadaya sudah cukup."),
                     _("Swadaya kurang dari %(n)s %% BLM.") % {"n": angka(batas.angka)}, mode=batas.mode,
                     tautan=b.url("rab"), sumber=batas.sumber)
        )  # fmt: skip
    return hasil


def _beneficiaries(b: Bahan) -> list[Kekurangan]:
    """Somebody benefits, of a house by name; gifts say how much, and not more than the RAB gives. Source: USL-05."""
    u, p = b.usulan, b.pemanfaat
    hasil = [
        _finding("pemanfaat", "USL-05", p.baris > 0, _("Pemanfaat: %(n)s KK.") % {"n": angka(p.kk)},
                 _("Pemanfaat belum diisi."), tautan=b.url("pemanfaat"), sumber="B10"),
    ]  # fmt: skip
    if u.lahan == Usulan.Lahan.MILIK_SENDIRI:
        hasil.append(
            _finding("bernama", "USL-05", u.bernama, _("Penerima perbaikan rumah ditulis namanya."),
                     _("Perbaikan rumah menyebut nama penerimanya. Centang “Penerima manfaat ditulis namanya”."),
                     tautan=b.url("ubah"), sumber="B10")
        )  # fmt: skip
    if p.baris and not u.bernama:
        hasil.append(
            _finding("pemanfaat_miskin", "USL-05", p.kk_miskin > 0,
                     _("Di antaranya %(n)s KK miskin.") % {"n": angka(p.kk_miskin)},
                     _("Tidak ada KK miskin di antara pemanfaatnya."), mode="warn", tautan=b.url("pemanfaat"), sumber="B10")
        )  # fmt: skip
    if p.nilai:
        hasil.append(
            _finding("nilai_bantuan", "USL-05", p.nilai <= b.rab.jumlah,
                     _("Nilai bantuan seluruh penerima %(n)s.") % {"n": rupiah(p.nilai)},
                     _("Nilai bantuan seluruh penerima %(n)s melebihi RAB %(rab)s.")
                     % {"n": rupiah(p.nilai), "rab": rupiah(b.rab.jumlah)}, tautan=b.url("pemanfaat"))
        )  # fmt: skip
    return hasil


def drawings_of(usulan: Usulan) -> Any:
    """Drawings and photos of the place, as filed. Source: USL-14."""
    return Berkas.objects.filter(
        objek_jenis="ksm.usulan", objek_id=str(usulan.pk), slot=SLOT_GAMBAR, dibatalkan_pada__isnull=True
    )


def _works(b: Bahan) -> list[Kekurangan]:
    """What works need besides money: drawing, land, who keeps them up. Source: USL-14, D3, D12."""
    u = b.usulan
    if u.jenis != Usulan.Jenis.PRASARANA:
        return []
    hasil = []
    mode = b.mode(GAMBAR)
    if mode is not None:
        hasil.append(
            _finding("gambar", "USL-14", drawings_of(u).exists(), _("Gambar atau foto lokasi ada."),
                     _("Gambar atau foto lokasi belum ada."), mode=mode, tautan=b.url("gambar"), sumber="D3")
        )  # fmt: skip
    lahan = bool(u.lahan) and (u.lahan == Usulan.Lahan.MILIK_UMUM or bool(u.lahan_keterangan))
    return [
        *hasil,
        _finding("lahan", "USL-14", lahan, _("Lahannya jelas."),
                 _("Isi lahan yang dipakai; untuk lahan warga, juga surat pernyataannya.")
                 if u.lahan == "" else _("Tulis surat pernyataan lahannya: dari siapa, tanggal berapa."),
                 tautan=b.url("ubah"), sumber="R"),
        _finding("pemelihara", "USL-14", bool(u.pemelihara and u.pemeliharaan), _("Pemeliharaan sudah direncanakan."),
                 _("Isi calon badan pemelihara dan rencana pemeliharaannya."), tautan=b.url("ubah"), sumber="D12"),
    ]  # fmt: skip


def _schedule(b: Bahan) -> list[Kekurangan]:
    u = b.usulan
    return [
        _finding("jadwal", "USL-14", bool(u.mulai_rencana and u.selesai_rencana), _("Jadwal sudah diisi."),
                 _("Isi rencana mulai dan selesai."), tautan=b.url("ubah"), sumber="R"),
    ]  # fmt: skip


def _line(b: Bahan) -> list[Kekurangan]:
    """Volume and BLM against the plan, with the other proposals on the line. Source: USL-13, D3."""
    s = b.baris
    hasil = []
    mode = b.mode(SELISIH)
    if mode is not None:
        hasil += _volume(b.usulan, s, mode, b.url("ubah"))
    mode = b.mode(DANA_RENTA)
    if mode is not None:
        hasil.append(
            _finding("dana_renta", "USL-13", s.blm <= s.blm_rencana, _("BLM masih dalam rencana Renta."),
                     _("BLM usulan pada baris ini %(n)s, rencana Renta %(rencana)s.")
                     % {"n": rupiah(s.blm), "rencana": rupiah(s.blm_rencana)}, mode=mode, tautan=b.url("rab"), sumber="D3")
        )  # fmt: skip
    return hasil


def _volume(u: Usulan, s: Sebaris, mode: Mode, alamat: str) -> list[Kekurangan]:
    """The reason first, then whether the difference may stand: it stays a difference when its reason is written. USL-13."""
    sama, rincian = same_volume(u, s), volume_words(u, s)
    beralasan = bool(u.selisih_alasan)
    hasil = [
        _finding("volume", "USL-13", sama, _("Volume sama dengan Renta."),
                 _("Volume tetap berbeda dari Renta, dengan sebab yang sudah ditulis.") if beralasan
                 else _("Volume berbeda dari Renta."), mode=mode, tautan=alamat, sumber="D3", rincian=rincian)
    ]  # fmt: skip
    if not sama:
        hasil.insert(
            0,
            _finding("selisih_alasan", "USL-13", beralasan, _("Sebab beda volume dari Renta sudah ditulis."),
                     _("Tulis sebab beda volume dari Renta."), tautan=alamat, sumber="D3"),
        )  # fmt: skip
    return hasil


def same_volume(u: Usulan, s: Sebaris) -> bool:
    """Whether all proposals on the line together ask for the planned volume, in the planned unit. Source: USL-13."""
    return s.selisih == 0 and u.satuan.strip().lower() == s.satuan.strip().lower()


def volume_words(u: Usulan, s: Sebaris) -> str:
    """Planned against asked, in one sentence; the others on the line count with it. Source: USL-13."""
    isi = {
        "rencana": bilangan(s.rencana), "satuan": s.satuan, "volume": bilangan(s.volume), "diusulkan": u.satuan, "n": s.lain,
    }  # fmt: skip
    if not s.lain:
        return str(_("Renta %(rencana)s %(satuan)s; diusulkan %(volume)s %(diusulkan)s.") % isi)
    kata = _("Renta %(rencana)s %(satuan)s; diusulkan %(volume)s %(diusulkan)s bersama %(n)d usulan lain.")
    return str(kata % isi)


def volume_against(u: Usulan) -> str:
    """What the sums say where they do not agree with "the volume is that of the plan"; "" where they do, or nobody asks.

    Who judges sees it beside the question, and it is kept with the answer. Five queries at most. Source: USL-13, USL-06.
    """
    b = Bahan(u, u.rab_tulis)
    if b.mode(SELISIH) is None or same_volume(u, b.baris):
        return ""
    kata = volume_words(u, b.baris)
    return f"{kata} {_('Sebab menurut KSM: %(n)s') % {'n': u.selisih_alasan}}" if u.selisih_alasan else kata


def feasible_findings(usulan: Usulan) -> list[Kekurangan]:
    """A feasible checklist of the proposal's own unit, of after it was handed in. Source: USL-06."""
    ada = VerifikasiUsulan.objects.filter(
        usulan=usulan, status="sah", hasil="layak", unit=usulan.unit, tanggal__gte=usulan.diajukan or today_in("")
    ).exists()
    return [
        _finding("penilaian", "USL-06", ada, _("Lembar penilaian UP menyatakan layak."),
                 _("Lembar penilaian %(unit)s belum menyatakan layak.") % {"unit": usulan.get_unit_display()},
                 tautan=tautan.usulan(usulan.pk, "nilai"), sumber="B13")
    ]  # fmt: skip


def unpaid_findings(usulan: Usulan) -> list[Kekurangan]:
    """Nothing went out, and nothing is under way. Source: USL-08."""
    sebab = [s for _kode, fn in penahan_henti.semua() for s in fn(usulan)]
    return [
        _finding("belum_cair", "USL-08", not sebab, _("Belum ada dana yang keluar."), " ".join(sebab)),
    ]  # fmt: skip


def change_findings(usulan: Usulan) -> list[Kekurangan]:
    """The work is not handed over yet: what stands there is no longer changed on paper. One query. Source: USL-19."""
    serah = handover_of(usulan)
    return [
        _finding("serah_terima", "USL-19", serah is None, _("Pekerjaannya belum diserahterimakan."),
                 _("Pekerjaan ini sudah diserahterimakan pada %(hari)s, jadi usulannya tidak diubah lagi.")
                 % {"hari": tanggal(serah.tanggal) if serah else ""},
                 tautan=tautan.usulan(usulan.pk, "pekerjaan"))
    ]  # fmt: skip


def agreement_findings(usulan: Usulan) -> list[Kekurangan]:
    """What an agreement stands on: approval, the approved amount, officers who may sign. Source: USL-09."""
    setuju, rab = approved_amount(usulan), rab_sums(usulan, usulan.rab_ke)
    jabatan = set(AnggotaKSM.objects.filter(ksm=usulan.ksm_id, status="aktif").values_list("jabatan", flat=True))
    return [
        _finding("putusan", "USL-07", setuju is not None, _("Rapat BKM sudah menyetujui."),
                 _("Usulan belum disetujui dalam BAPPUK."), tautan=tautan.bappuk_kelurahan(usulan.wilayah_id)),
        _finding("sebatas", "USL-09", setuju is None or rab.blm <= setuju,
                 _("BLM sebatas yang disetujui: %(n)s.") % {"n": rupiah(setuju)},
                 _("BLM RAB %(rab)s melebihi yang disetujui %(n)s.") % {"rab": rupiah(rab.blm), "n": rupiah(setuju)},
                 tautan=tautan.usulan(usulan.pk)),
        _finding("penanda_tangan", "USL-09", "ketua" in jabatan, _("Ketua KSM ada."),
                 _("KSM belum punya ketua yang menandatangani."), tautan=tautan.ksm(usulan.ksm_id)),
    ]  # fmt: skip


def determine_findings(bappuk: BAPPUK) -> list[Kekurangan]:
    """A valid meeting, rows that still wait, money for what is approved, fields within their shares. Source: USL-07, USL-20."""
    baris, sisa = rows_of(bappuk), money_left(bappuk.renta)
    dibagi = sum((b.disetujui for b in baris), NOL)
    basi = [b for b in baris if b.usulan.status != Usulan.Status.VERIFIKASI_UP]
    beda = [b for b in baris if b.putusan == "disetujui" and b.disetujui != b.usulan.rab_blm]  # type: ignore[attr-defined]
    ubah = tautan.bappuk(bappuk.pk)
    dana = _finding(
        "dana", "USL-07", sisa is not None and dibagi <= sisa,
        _("Yang disetujui %(n)s, dana tersisa %(sisa)s.") % {"n": rupiah(dibagi), "sisa": rupiah(sisa)},
        _("Keterangan dana yang tersisa belum tersedia.") if sisa is None
        else _("Yang disetujui %(n)s melebihi dana tersisa %(sisa)s. Tunda sebagian.")
        % {"n": rupiah(dibagi), "sisa": rupiah(sisa)}, tautan=ubah, sumber="siklus.md 15",
    )  # fmt: skip
    return [
        _finding("rapat", "USL-07", bappuk.rapat.status == "sah", _("Rapat anggota BKM tercatat."),
                 _("Rapat BKM ini sudah dibatalkan. Pilih rapat lain."), tautan=ubah),
        _finding("baris", "USL-07", bool(baris), _("Ada usulan yang diputuskan."), _("Belum ada usulan di dalamnya."),
                 tautan=ubah),
        _finding("basi", "USL-07", not basi and not beda, _("Semua usulan masih menunggu putusan."),
                 _("Ada usulan yang berubah sesudah daftarnya disusun. Simpan daftarnya sekali lagi."), tautan=ubah),
        dana,
        *_shares(bappuk, baris),
    ]  # fmt: skip


def _shares(bappuk: BAPPUK, baris: list[BarisBAPPUK]) -> list[Kekurangan]:
    """Whether each field stays within its share of the SPPB; nothing before one is signed. Two queries. Source: USL-20."""
    semua = fields_of(bappuk.renta, baris)
    lebih = [
        _("%(bidang)s %(n)s melebihi bagiannya yang tersisa %(sisa)s")
        % {"bidang": s.nama, "n": rupiah(s.dibagi), "sisa": rupiah(s.sisa)} for s in semua if s.lebih
    ]  # fmt: skip
    return [
        _finding("bidang", "USL-20", not lebih, _("Setiap bidang masih dalam bagiannya menurut SPPB."),
                 f"{'; '.join(lebih)}.", mode="warn", tautan=tautan.bappuk(bappuk.pk), sumber="B10")
    ] if semua else []  # fmt: skip


def cancel_bappuk_findings(bappuk: BAPPUK) -> list[Kekurangan]:
    """Nothing stands on it yet. Source: USL-07."""
    jalan = [s for s in TERIKAT if s != Usulan.Status.RAPAT_BKM]
    ada = bappuk.status == BAPPUK.Status.DITETAPKAN and Usulan.objects.filter(
        putusan__bappuk=bappuk, putusan__putusan="disetujui", status__in=jalan
    ).exists()  # fmt: skip
    return [
        _finding("perjanjian", "USL-07", not ada, _("Belum ada perjanjian yang berdiri di atasnya."),
                 _("Sudah ada perjanjian menurut BAPPUK ini. Tunda atau batalkan dulu usulannya."))
    ]  # fmt: skip


def ratify_findings(perubahan: PerubahanUsulan) -> list[Kekurangan]:
    """The changed RAB adds up, stays within what was approved and above what was handed out. Source: USL-11, SOS-09."""
    u = perubahan.usulan
    b = Bahan(u, perubahan.ke, perubahan.volume)
    setuju, perjanjian, bantuan = approved_amount(u), agreement_of(u), aid_left(u)
    return [
        *_rab(b),
        *_beneficiaries(b),
        *_line(b),
        _finding("sebatas", "USL-11", perjanjian is None or setuju is None or b.rab.blm <= setuju,
                 _("BLM sebatas yang disetujui."),
                 _("BLM RAB baru %(rab)s melebihi yang disetujui rapat %(n)s.")
                 % {"rab": rupiah(b.rab.blm), "n": rupiah(setuju)}, tautan=b.url("rab"), sumber="D3"),
        _finding("bantuan", "SOS-09", bantuan.diterima <= b.rab.jumlah,
                 _("RAB baru tidak di bawah bantuan yang sudah diterima."),
                 _("RAB baru %(rab)s, padahal penerima sudah menerima %(n)s.")
                 % {"rab": rupiah(b.rab.jumlah), "n": rupiah(bantuan.diterima)}, tautan=b.url("rab"), sumber="A1"),
    ]  # fmt: skip


def register() -> None:
    """Enter the answers of proposals."""
    jawaban: dict[str, Callable[..., list[Kekurangan]]] = {
        "usulan.ajukan": submit_findings,
        "usulan.layak": feasible_findings,
        "usulan.belum_cair": unpaid_findings,
        "usulan.belum_serah": change_findings,
        "usulan.kontrak": agreement_findings,
        "bappuk.tetapkan": determine_findings,
        "bappuk.batalkan": cancel_bappuk_findings,
        "perubahan.sahkan": ratify_findings,
    }
    for kode, fungsi in jawaban.items():
        syarat.daftar(kode, fungsi)
