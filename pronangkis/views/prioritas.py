"""/pjm/<pk>/prioritas/: three ways to one order, each with what was scored. Source: PJM-12."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pronangkis import actions, izin, urutan
from pronangkis.actions.umum import MENCATAT
from pronangkis.models import DaftarPrioritas, KegiatanPJM, NilaiPrioritas
from pronangkis.queries import activities, priority_list
from pronangkis.views.dasar import PjmFormView

PASANGAN_MAKS = 15
SKOR = [("", "–"), *((str(n), str(n)) for n in range(1, 6))]


class SkorForm(forms.Form):
    """Scores 1-5 of every activity on six criteria, and the weights."""

    def __init__(self, *args: Any, kegiatan: list[KegiatanPJM], daftar: DaftarPrioritas | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kegiatan = kegiatan
        bobot = urutan.weights_of(daftar) if daftar else {}
        ada = {(n.kegiatan_id, n.kriteria): n.skor for n in daftar.nilai.all()} if daftar else {}
        for k in NilaiPrioritas.Kriteria:
            self.fields[f"bobot_{k.value}"] = forms.DecimalField(
                label=k.label, min_value=0, max_value=10, decimal_places=1, initial=bobot.get(k.value, 1), localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
            )  # fmt: skip
        for x in kegiatan:
            for k in NilaiPrioritas.Kriteria:
                self.fields[f"{x.pk}_{k.value}"] = forms.TypedChoiceField(
                    label=k.label,
                    choices=SKOR,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=ada.get((x.pk, k.value), ""),
                )

    @property
    def bobot(self) -> list[Any]:
        """Weight fields."""
        return [self[f"bobot_{k.value}"] for k in NilaiPrioritas.Kriteria]

    def row(self, k: KegiatanPJM) -> list[Any]:
        """Score fields of one activity."""
        return [self[f"{k.pk}_{c.value}"] for c in NilaiPrioritas.Kriteria]

    def scores(self) -> list[tuple[Any, str, int | None]]:
        """As the action takes them."""
        data = self.cleaned_data
        return [(k.pk, c.value, data.get(f"{k.pk}_{c.value}")) for k in self.kegiatan for c in NilaiPrioritas.Kriteria]


class PasanganForm(forms.Form):
    """Every two activities against each other."""

    def __init__(self, *args: Any, kegiatan: list[KegiatanPJM], daftar: DaftarPrioritas | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ada = (
            {frozenset((p.kegiatan_a_id, p.kegiatan_b_id)): str(p.unggul_id) for p in daftar.pasangan.all()}
            if daftar
            else {}
        )
        self.pasangan: list[tuple[str, KegiatanPJM, KegiatanPJM]] = []
        for i, a in enumerate(kegiatan):
            for b in kegiatan[i + 1 :]:
                nama = f"p_{a.pk}_{b.pk}"
                self.pasangan.append((nama, a, b))
                self.fields[nama] = forms.ChoiceField(
                    label=_("Mana yang didahulukan?"), choices=[(str(a.pk), a.nama), (str(b.pk), b.nama)], required=False,
                    widget=forms.RadioSelect, initial=ada.get(frozenset((a.pk, b.pk)), ""),
                )  # fmt: skip

    def pairs(self) -> list[tuple[Any, Any, Any]]:
        """As the action takes them."""
        return [
            (a.pk, b.pk, a.pk if pilih == str(a.pk) else b.pk)
            for nama, a, b in self.pasangan
            if (pilih := self.cleaned_data.get(nama))
        ]


class UrutForm(forms.Form):
    """One number for each activity."""

    def __init__(self, *args: Any, kegiatan: list[KegiatanPJM], daftar: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kegiatan = kegiatan
        for ke, k in enumerate(kegiatan, 1):
            self.fields[f"urut_{k.pk}"] = forms.IntegerField(
                label=_("Nomor urut"), min_value=1, max_value=len(kegiatan), initial=k.prioritas or ke,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num"}),
            )  # fmt: skip

    def row(self, k: KegiatanPJM) -> Any:
        """The number field of one activity."""
        return self[f"urut_{k.pk}"]

    def clean(self) -> dict[str, Any]:
        """Every number once."""
        data = super().clean() or {}
        pakai: dict[int, str] = {}
        for k in self.kegiatan:
            nomor = data.get(f"urut_{k.pk}")
            if nomor in pakai:
                self.add_error(f"urut_{k.pk}", _("Nomor ini sudah dipakai: %(nama)s.") % {"nama": pakai[nomor]})
            elif nomor:
                pakai[nomor] = k.nama
        return data

    def order(self) -> list[Any]:
        """Keys, first to last."""
        return [k.pk for k in sorted(self.kegiatan, key=lambda k: self.cleaned_data[f"urut_{k.pk}"])]


FORMULIR: dict[str, Any] = {"skor": SkorForm, "berpasangan": PasanganForm, "musyawarah": UrutForm}


class PrioritasView(PjmFormView):
    """The priority list: choose a way, fill it, see the order."""

    template_name = "pronangkis/prioritas.html"
    bagian = "prioritas"
    izin_baris = izin.LIHAT
    judul = gettext_lazy("Daftar prioritas PJM")
    pesan_berhasil = gettext_lazy("Urutan prioritas tersimpan.")
    draf = "prioritas-pjm"

    @cached_property
    def kegiatan(self) -> list[KegiatanPJM]:
        """The activities, in the order of the matrix."""
        return activities(self.pjm)

    @cached_property
    def daftar(self) -> DaftarPrioritas | None:
        """The list with its scores."""
        return priority_list(self.pjm)

    @property
    def cara(self) -> str:
        """The way that is open: asked for, else the one agreed."""
        minta = self.request.POST.get("cara") or self.request.GET.get("cara", "")
        return minta if minta in FORMULIR else (self.daftar.metode if self.daftar else "skor")

    @property
    def dapat(self) -> bool:
        """Whether the order may still change: until the ratification."""
        return self.pjm.status in ("draf", "uji_publik") and self.pjm.langkah.status in MENCATAT and self.boleh_susun

    def get_form_class(self) -> Any:
        return FORMULIR[self.cara]

    def get_form_kwargs(self) -> dict[str, Any]:
        kegiatan = self.kegiatan
        if self.cara == "berpasangan" and len(kegiatan) > PASANGAN_MAKS:
            kegiatan = []
        return {**super().get_form_kwargs(), "kegiatan": kegiatan, "daftar": self.daftar}

    def run_action(self, form: Any) -> Any:
        catatan = self.request.POST.get("catatan", "")[:5000]
        if self.cara == "skor":
            bobot = {k.value: form.cleaned_data[f"bobot_{k.value}"] for k in NilaiPrioritas.Kriteria}
            return actions.save_scores(
                self.pjm, oleh=self.request.user, skor=form.scores(), bobot=bobot, catatan=catatan
            )
        if self.cara == "berpasangan":
            return actions.save_pairs(self.pjm, oleh=self.request.user, pasangan=form.pairs(), catatan=catatan)
        return actions.save_order(self.pjm, oleh=self.request.user, urut=form.order(), catatan=catatan)

    def form_valid(self, form: Any) -> HttpResponse:
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{reverse('pronangkis:prioritas', args=[self.pjm.pk])}?cara={self.cara}#urutan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        daftar, kegiatan = self.daftar, self.kegiatan
        nilai = urutan.score_of(daftar, kegiatan) if daftar else {}
        sama = urutan.ties(daftar, kegiatan) if daftar else set()
        alamat = reverse("pronangkis:prioritas", args=[self.pjm.pk])
        return super().get_context_data(
            **{
                "form": form,
                "cara": self.cara,
                "pilihan_cara": [
                    {"label": label, "url": f"{alamat}?cara={k}", "aktif": k == self.cara}
                    for k, label in DaftarPrioritas.Metode.choices
                ],
                "daftar": daftar,
                "kriteria": list(NilaiPrioritas.Kriteria),
                "baris": [{"kegiatan": k, "isian": form.row(k)} for k in form.kegiatan] if hasattr(form, "row") else [],
                "pasangan": [(form[n], a, b) for n, a, b in getattr(form, "pasangan", [])],
                "terlalu_banyak": self.cara == "berpasangan" and len(kegiatan) > PASANGAN_MAKS,
                "maks": PASANGAN_MAKS,
                "urutan": [
                    {"kegiatan": k, "nilai": nilai.get(k.pk), "sama": k.pk in sama}
                    for k in sorted((k for k in kegiatan if k.prioritas), key=lambda k: k.prioritas or 0)
                ],
                "jumlah_kegiatan": len(kegiatan),
                "dapat": self.dapat,
                **kwargs,
            }
        )
