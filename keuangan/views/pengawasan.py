"""Pages of oversight: visits of the Pengawas, audits, findings of a ledger and of an area. Source: KEU-180 to KEU-189."""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar
from inti.formats import tanggal
from inti.halaman import keyset_page
from inti.izin import may
from inti.jejak import history_of
from inti.tabel import Kolom
from inti.transitions import open_transitions
from inti.unggah import FOTO, PDF, check_upload
from inti.views import DaftarView, HalamanView
from keuangan import actions, izin
from keuangan.ceklis_pengawas import checklist_on
from keuangan.fakta_pengawas import facts_for, fingerprint, quality_of
from keuangan.filters_pengawasan import TemuanFilterSet
from keuangan.forms import pengawasan as f
from keuangan.models import AuditTahunan, Buku, KunjunganPengawas, Periode, TemuanPemeriksaan
from keuangan.models.buku import Unit
from keuangan.queries_pengawasan import (
    audits_of,
    closed_years,
    findings_of,
    months_to_check,
    open_findings,
    opinions_on,
    staff_on,
    supervisors_on,
    visits_of,
    with_origin,
)
from keuangan.reports_pengawasan import CEKLIS
from keuangan.riwayat import history
from keuangan.views.dasar import BukuFormView, BukuMixin, ledger_crumbs
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN
from laporan.models import Berkas
from siklus.views.transisi import TransisiBarisMixin
from wilayah.waktu import today_in

URUT = ("batas_waktu", "id")
NAMA_ANGKA = {
    "aset": gettext_lazy("Jumlah aset"),
    "laba": gettext_lazy("Laba (rugi) tahun itu"),
    "pinjaman": gettext_lazy("Saldo pinjaman KSM"),
}
KOLOM_ANGKA = (
    Kolom("nama", gettext_lazy("Angka")),
    Kolom("buku", gettext_lazy("Menurut buku"), "rupiah"),
    Kolom("auditor", gettext_lazy("Menurut auditor"), "rupiah"),
    Kolom("selisih", gettext_lazy("Selisih"), "rupiah"),
)
KOLOM = (
    Kolom("nomor", gettext_lazy("Temuan"), ambil=str, tautan=lambda t: reverse("keuangan:temuan", args=[t.pk])),
    Kolom("wilayah", gettext_lazy("Wilayah"), ambil="buku.wilayah.nama"),
    Kolom("buku", gettext_lazy("Buku"), ambil=lambda t: str(t.buku)),
    Kolom("asal", gettext_lazy("Asal"), ambil=lambda t: origin_of(t)[0]),
    Kolom("tanggal", gettext_lazy("Ditemukan"), "tanggal"),
    Kolom("kategori", gettext_lazy("Kategori"), ambil=lambda t: t.get_kategori_display()),
    Kolom("uraian", gettext_lazy("Uraian")),
    Kolom("nilai", gettext_lazy("Nilai"), "rupiah"),
    Kolom("rekomendasi", gettext_lazy("Yang harus dilakukan")),
    Kolom("penanggung_jawab", gettext_lazy("Oleh siapa")),
    Kolom("batas_waktu", gettext_lazy("Paling lambat"), "tanggal"),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda t: state_of(t)),
    Kolom("tindak_lanjut", gettext_lazy("Tindak lanjut"), ambil=lambda t: last_step(t)),
)  # fmt: skip
# The follow-up itself stands in the trail beside its change of state: told once.
DITINDAKLANJUTI = "keuangan.temuanpemeriksaan.tindaklanjuti"
LAYAR = ("nomor", "wilayah", "buku", "uraian", "penanggung_jawab", "batas_waktu", "status")


def origin_of(temuan: TemuanPemeriksaan) -> tuple[str, str]:
    """What a finding comes from, in words and its address. No queries after `with_origin`."""
    if temuan.jawaban is not None:
        k = temuan.jawaban.kunjungan
        return str(_("Kunjungan %(hari)s") % {"hari": tanggal(k.tanggal, "singkat")}), reverse(
            "keuangan:kunjungan-pengawas", args=[k.pk]
        )
    assert temuan.audit is not None
    return str(_("Audit %(tahun)d") % {"tahun": temuan.audit.tahun}), reverse("keuangan:audit", args=[temuan.audit_id])


def state_of(temuan: TemuanPemeriksaan) -> str:
    """Its state in words, and that its last day has passed. Source: KEU-189."""
    kata = str(temuan.get_status_display())
    return _("%(kata)s, lewat batas waktu") % {"kata": kata} if temuan.is_overdue(today_in(temuan.wilayah_id)) else kata


def last_step(temuan: TemuanPemeriksaan) -> str:
    """What was done last about a finding, with its day. No queries after `with_origin`."""
    semua = list(temuan.tindak_lanjut.all())
    return f"{tanggal(semua[-1].tanggal, 'singkat')}: {semua[-1].uraian}" if semua else ""


def keep_upload(berkas: Any, buku: Buku, *, oleh: Any, slot: str) -> Berkas:
    """A photo or PDF of a paper of this ledger, checked and stored. Raises: IsianSalah, TidakBerwenang."""
    unggahan = check_upload(berkas, boleh=(FOTO, PDF), bidang="foto")
    return save_berkas(unggahan, oleh=oleh, wilayah=buku.wilayah, objek=buku, slot=slot)


class PengawasanMixin(BukuMixin):
    """The part "Pengawasan" of a ledger, with what may be done in it."""

    tab = "pengawasan"

    @property
    def hak(self) -> dict[str, bool]:
        """The rights of the ledger, and those of its overseers, who are no staff of it. Source: KEU-182, KEU-185, KEU-188."""
        user, buku = self.request.user, self.buku
        lain = not actions.keeps_books(buku, user)
        return {
            **super().hak,
            "kunjungi": buku.unit == Unit.UPK and lain and may(user, izin.CATAT_PENGAWASAN, buku),
            "audit": lain and may(user, izin.CATAT_AUDIT, buku),
            "tindak": actions.may_follow_up(buku, user),
            "nilai": may(user, izin.SELESAIKAN_TEMUAN, buku),
        }


class PengawasanView(PengawasanMixin):
    """/keuangan/buku/<id>/pengawasan/: findings that are open, visits, audits."""

    template_name = "keuangan/pengawasan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        buku, hari = self.buku, today_in(self.buku.wilayah_id)
        temuan = list(with_origin(open_findings(buku)))
        bulan = months_to_check(buku) if buku.unit == Unit.UPK else []
        isi = {
            "temuan": [(t, t.is_overdue(hari), origin_of(t)) for t in temuan],
            "lewat": sum(t.is_overdue(hari) for t in temuan),
            "tunggu": sum(t.status == TemuanPemeriksaan.Status.DITINDAKLANJUTI for t in temuan),
            "kunjungan": list(visits_of(buku)), "audit": list(audits_of(buku)), "bulan": bulan,
            "ceklis": CEKLIS if may(self.request.user, MINTA_DOKUMEN, buku) else "", "upk": buku.unit == Unit.UPK,
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})


class PengawasanFormView(PengawasanMixin, BukuFormView):
    """A form page of oversight."""

    kembali = "keuangan:pengawasan"


class KunjunganBaruView(PengawasanFormView):
    """Record a visit: every point beside what the ledger says, each with the page behind it. Source: KEU-180, KEU-181."""

    template_name = "keuangan/kunjungan_pengawas_form.html"
    form_class = f.KunjunganForm
    judul = gettext_lazy("Kunjungan Pengawas")
    perlu = "kunjungi"
    draf = "kunjungan-pengawas"
    pesan_berhasil = gettext_lazy("Kunjungan tersimpan. Cetak laporannya untuk ditandatangani.")

    @cached_property
    def lama(self) -> KunjunganPengawas | None:
        """The visit that is corrected, in scope. Raises KunjunganPengawas.DoesNotExist."""
        kunci = self.request.GET.get("membetulkan", "")
        if not kunci:
            return None
        terlihat = KunjunganPengawas.objects.visible_to(self.request.user).filter(buku=self.buku)
        return terlihat.select_related("periode").get(pk=_as_uuid(kunci))  # type: ignore[no-any-return]

    @cached_property
    def periode(self) -> Periode:
        """The month that is looked at: the one asked for, else the newest that is over. Raises Http404 without one."""
        bulan = [self.lama.periode] if self.lama else months_to_check(self.buku, 60)
        diminta = self.request.GET.get("bulan", "")
        hari = today_in(self.buku.wilayah_id)
        pilih = [p for p in bulan if f"{p.tahun}-{p.bulan:02d}" == diminta]
        pilih = pilih or [p for p in bulan if p.akhir < hari] or bulan
        if not pilih:
            raise Http404
        pilih[0].buku = self.buku
        return pilih[0]

    @cached_property
    def fakta(self) -> Any:
        """What the ledger says now."""
        return facts_for(self.periode, self.ceklis)

    @cached_property
    def ceklis(self) -> Any:
        """The checklist of today."""
        return checklist_on(today_in(self.buku.wilayah_id))

    def get_form_kwargs(self) -> dict[str, Any]:
        hari, awal = today_in(self.buku.wilayah_id), self.periode.awal
        return {
            **super().get_form_kwargs(), "ceklis": self.ceklis, "fakta": self.fakta,
            "pengawas": supervisors_on(self.buku, hari, awal), "petugas": staff_on(self.buku, hari, awal),
            "wilayah": self.buku.wilayah_id, "pembetulan": self.lama is not None,
        }  # fmt: skip

    def get_initial(self) -> dict[str, Any]:
        isi: dict[str, Any] = {"sidik": fingerprint(self.fakta)}
        if self.lama is not None:
            isi |= {"tanggal": self.lama.tanggal, "penerima": str(self.lama.penerima_id or ""),
                    "penerima_nama": "" if self.lama.penerima_id else self.lama.penerima_nama,
                    "kesimpulan": self.lama.kesimpulan,
                    "pengawas": [str(h.pengawas_id) for h in self.lama.hadir.all()]}  # fmt: skip
            for j in self.lama.jawaban.select_related("temuan"):
                isi |= {f"jawaban_{j.kode}": j.jawaban, f"catatan_{j.kode}": j.catatan}
                if hasattr(j, "temuan"):
                    isi |= {f"{n}_{j.kode}": getattr(j.temuan, n) for n in f.TEMUAN}
        return isi

    def run_action(self, form: Any) -> Any:
        return actions.file_kunjungan(self.periode, oleh=self.request.user, membetulkan=self.lama, **form.visit())

    def refused(self, form: Any, galat: Any) -> Any:
        """Where the books moved on, the form comes back with the new facts and their fingerprint."""
        if isinstance(galat, AturanDilanggar) and galat.aturan == "KEU-181":
            isian = self.request.POST.copy()
            isian["sidik"] = fingerprint(self.fakta)
            form.data = isian
        return super().refused(form, galat)

    def objek_kunci(self) -> str:
        return f"keuangan.kunjungan:{self.buku.pk}:{self.periode.pk}:{getattr(self.lama, 'pk', '')}"

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:kunjungan-pengawas", args=[hasil.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "periode": self.periode, "bulan": months_to_check(self.buku), "lama": self.lama, "ceklis": self.ceklis,
            "mutu": quality_of(self.periode),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


def _as_uuid(teks: str) -> Any:
    """A key as the address gives it. Raises Http404 for one that is none."""
    try:
        return uuid.UUID(teks)
    except ValueError:
        raise Http404 from None


class KunjunganView(PengawasanMixin):
    """One visit: what was asked, what the ledger said, what was answered, and its paper. Source: KEU-180 to KEU-184."""

    template_name = "keuangan/kunjungan_pengawas.html"

    @cached_property
    def kunjungan(self) -> KunjunganPengawas:
        """The visit, in scope. Raises KunjunganPengawas.DoesNotExist."""
        qs = KunjunganPengawas.objects.visible_to(self.request.user).select_related(
            "buku__badan", "buku__wilayah", "periode", "membetulkan", "pembetulan"
        )
        return qs.get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @cached_property
    def buku(self) -> Buku:  # type: ignore[override]
        """Its ledger."""
        return self.kunjungan.buku

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        k = self.kunjungan
        jawaban = list(k.jawaban.select_related("temuan").order_by("urut"))
        isi = {
            "judul": _("Kunjungan Pengawas"), "kunjungan": k, "hadir": list(k.hadir.all()), "jawaban": jawaban,
            "hitung": {n: sum(j.jawaban == n for j in jawaban) for n in ("ya", "tidak", "tidak_diperiksa")},
            "foto": list(Berkas.objects.visible_to(self.request.user).for_object(k).valid()),
            "pembetulan": getattr(k, "pembetulan", None),
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})


# -- audits ----------------------------------------------------------------------------------------------------------


class AuditBaruView(PengawasanFormView):
    """Record the audit of a closed year. Source: KEU-185, KEU-186."""

    form_class = f.AuditForm
    judul = gettext_lazy("Audit tahunan")
    perlu = "audit"
    petunjuk = gettext_lazy(
        "Isi seperti di laporan auditor. Angka menurut buku dihitung sistem dan ditampilkan di sampingnya."
    )
    pesan_berhasil = gettext_lazy("Audit tersimpan. Catat temuannya satu per satu.")

    @cached_property
    def lama(self) -> AuditTahunan | None:
        """The audit that is corrected, in scope. Raises AuditTahunan.DoesNotExist, Http404 for a key that is none."""
        kunci = self.request.GET.get("membetulkan", "")
        if not kunci:
            return None
        terlihat = AuditTahunan.objects.visible_to(self.request.user).filter(buku=self.buku)
        return terlihat.get(pk=_as_uuid(kunci))  # type: ignore[no-any-return]

    @cached_property
    def tahun(self) -> list[int]:
        """The years whose December is closed, newest first; only its own for a correction."""
        return [self.lama.tahun] if self.lama is not None else closed_years(self.buku)

    def get_form_kwargs(self) -> dict[str, Any]:
        hari = today_in(self.buku.wilayah_id)
        return {
            **super().get_form_kwargs(), "tahun": self.tahun, "opini": opinions_on(self.buku, hari),
            "pinjaman": self.buku.unit == Unit.UPK, "pembetulan": self.lama is not None,
        }  # fmt: skip

    def get_initial(self) -> dict[str, Any]:
        if self.lama is None:
            return {}
        nama = ("tahun", "jenis", "auditor", "lembaga", "tanggal", "nomor_laporan", "opini")
        angka = {k: f"{a:.0f}" for k, _b, a, _s in self.lama.angka}
        return {**{n: getattr(self.lama, n) for n in nama}, **angka}

    def run_action(self, form: Any) -> Any:
        berkas = keep_upload(form.cleaned_data["foto"], self.buku, oleh=self.request.user, slot="audit")
        return actions.record_audit(
            self.buku, oleh=self.request.user, berkas=berkas, membetulkan=self.lama, **form.values()
        )

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:audit", args=[hasil.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi: dict[str, Any] = {"grid": True}
        if not self.tahun:
            isi["kosong"] = _("Belum ada tahun yang Desembernya ditutup. Audit dicatat sesudah tahun bukunya ditutup.")
            isi["kosong_ke"] = (_("Lihat bulan yang belum ditutup"), reverse("keuangan:bulan", args=[self.buku.pk]))
        return super().get_context_data(**{**isi, **kwargs})


class AuditMixin(PengawasanMixin):
    """One audit, in scope."""

    @cached_property
    def audit(self) -> AuditTahunan:
        """Raises AuditTahunan.DoesNotExist."""
        qs = AuditTahunan.objects.visible_to(self.request.user).select_related(
            "buku__badan", "buku__wilayah", "berkas", "publikasi", "membetulkan", "pembetulan"
        )
        return qs.get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @cached_property
    def buku(self) -> Buku:  # type: ignore[override]
        """Its ledger."""
        return self.audit.buku


class AuditView(AuditMixin):
    """One audit: the report's figures beside the books', its findings, and when the RWT heard of it. Source: KEU-186."""

    template_name = "keuangan/audit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        a, hari = self.audit, today_in(self.buku.wilayah_id)
        angka = [{"nama": NAMA_ANGKA[k], "buku": b, "auditor": n, "selisih": s} for k, b, n, s in a.angka]
        temuan = list(with_origin(findings_of(a)))
        isi = {
            "judul": _("Audit tahun buku %(tahun)d") % {"tahun": a.tahun}, "audit": a, "kolom": KOLOM_ANGKA, "angka": angka,
            "temuan": [(t, t.is_overdue(hari), origin_of(t)) for t in temuan],
            "publikasi": getattr(a, "publikasi", None), "pembetulan": getattr(a, "pembetulan", None),
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})


class AuditFormView(AuditMixin, PengawasanFormView):
    """A form below an audit."""

    perlu = "audit"

    def get_success_url(self) -> str:
        return reverse("keuangan:audit", args=[self.audit.pk])


class AuditTemuanView(AuditFormView):
    """Write down one finding of the auditor."""

    form_class = f.TemuanForm
    judul = gettext_lazy("Temuan audit")
    pesan_berhasil = gettext_lazy("Temuan tersimpan.")
    petunjuk = gettext_lazy("Batas waktu yang kosong memakai lama yang lazim.")

    def run_action(self, form: Any) -> Any:
        return actions.add_temuan(self.audit, form.finding(), oleh=self.request.user)


class AuditUmumkanView(AuditFormView):
    """Note when and where the RWT heard of the audit. Source: KEU-187."""

    form_class = f.PublikasiForm
    judul = gettext_lazy("Umumkan di RWT")
    pesan_berhasil = gettext_lazy("Publikasi tersimpan.")

    def run_action(self, form: Any) -> Any:
        return actions.publish_audit(self.audit, oleh=self.request.user, **form.cleaned_data)


# -- findings --------------------------------------------------------------------------------------------------------


class TemuanListView(DaftarView):
    """/keuangan/temuan/: findings of every ledger in scope, most pressing first; the same as XLSX. Source: KEU-189."""

    template_name = "keuangan/temuan_list.html"
    izin = izin.LIHAT_BUKU
    nama_xlsx, judul_xlsx, kolom_xlsx = "temuan", gettext_lazy("Temuan pemeriksaan"), KOLOM

    @cached_property
    def saring(self) -> TemuanFilterSet:
        """The filter as filled; what is still open where nothing was asked."""
        data = self.request.GET.copy()
        if not any(k in data for k in TemuanFilterSet.Meta.fields):
            data["status"] = "hidup"
        terlihat = with_origin(TemuanPemeriksaan.objects.visible_to(self.request.user))
        saring = TemuanFilterSet(data, queryset=terlihat, request=self.request)
        for nama in ("buku", "kunjungan", "audit"):
            saring.form.fields.pop(nama, None)
        return saring

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        halaman = keyset_page(self.saring.qs, URUT, self.request.GET)
        for t in halaman.baris:
            t.gaya = "awas" if t.is_overdue(today_in(t.wilayah_id)) else ""
        isi = {
            "judul": _("Temuan pemeriksaan"), "remah": [(_("Keuangan"), reverse("keuangan:beranda"))],
            "kolom": [k for k in KOLOM if k.kode in LAYAR], "halaman": halaman,
            "saring": self.saring.form, "jumlah": self.saring.qs.count(),
            "aktif": any(self.request.GET.get(k) not in (None, "", "unknown") for k in TemuanFilterSet.Meta.fields),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class TemuanMixin(PengawasanMixin):
    """One finding, in scope."""

    @cached_property
    def temuan(self) -> TemuanPemeriksaan:
        """Raises TemuanPemeriksaan.DoesNotExist."""
        return with_origin(TemuanPemeriksaan.objects.visible_to(self.request.user)).get(pk=self.kwargs["pk"])

    @cached_property
    def buku(self) -> Buku:  # type: ignore[override]
        """Its ledger."""
        return self.temuan.buku

    def frame(self) -> dict[str, Any]:
        """The ledger's frame, with the way back to its oversight."""
        kembali = (_("Pengawasan"), reverse("keuangan:pengawasan", args=[self.buku.pk]))
        return {**super().frame(), "remah": [*ledger_crumbs(self.buku), kembali]}


class TemuanView(TemuanMixin, HalamanView):
    """One finding: what, by whom, until when, and everything that was done about it. Source: KEU-188."""

    template_name = "keuangan/temuan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        t, user = self.temuan, self.request.user
        langkah = list(t.tindak_lanjut.select_related("berkas").order_by("tanggal", "id"))
        ikut = any(x.dibuat_oleh_id == user.pk for x in langkah)
        sendiri = ikut or actions.keeps_books(self.buku, user)
        transisi = [x for x in open_transitions(t, user) if x.nama in ("kembalikan", "selesaikan") and not sendiri]
        isi = {
            "judul": str(t), "temuan": t, "langkah": langkah, "asal": origin_of(t), "transisi": transisi,
            "riwayat": history(x for x in history_of(t, batas=30) if x.peristiwa != DITINDAKLANJUTI),
            "boleh_tindak": t.hidup and self.hak["tindak"], "lewat": t.is_overdue(today_in(self.buku.wilayah_id)),
            "menunggu_lain": t.status == TemuanPemeriksaan.Status.DITINDAKLANJUTI and not transisi,
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})


class TindakLanjutView(TemuanMixin, PengawasanFormView):
    """Note what was done about a finding, with a photo. Source: KEU-188."""

    form_class = f.TindakLanjutFotoForm
    judul = gettext_lazy("Tindak lanjut")
    perlu = "tindak"
    pesan_berhasil = gettext_lazy("Tindak lanjut tersimpan. Orang lain menilai apakah sudah cukup.")

    def get_success_url(self) -> str:
        return reverse("keuangan:temuan", args=[self.temuan.pk])

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.buku.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        d = dict(form.cleaned_data)
        foto = d.pop("foto", None)
        berkas = keep_upload(foto, self.buku, oleh=self.request.user, slot="temuan") if foto else None
        return actions.follow_up_temuan(self.temuan, oleh=self.request.user, berkas=berkas, **d)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"petunjuk": f"{self.temuan}: {self.temuan.uraian}", **kwargs})


class TemuanTransisiView(TransisiBarisMixin, TemuanMixin, BukuFormView):
    """Judge what was done about a finding. Source: KEU-188."""

    model: Any = TemuanPemeriksaan
    perlu = "nilai"
    sendiri = frozenset({"tindaklanjuti", "gantikan"})

    @property
    def baris(self) -> Any:
        """The finding."""
        return self.temuan

    def get_success_url(self) -> str:
        return reverse("keuangan:temuan", args=[self.temuan.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"petunjuk": f"{self.temuan}: {self.temuan.uraian}", **kwargs})
