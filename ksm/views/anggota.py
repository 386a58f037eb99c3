"""Members of a group: the quick table of several rows, and one of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ksm import actions
from ksm.forms.kelompok import BARIS_ANGGOTA, BARIS_ANGGOTA_MAKS, AnggotaForm, BanyakAnggotaForm
from ksm.models import KSM, AnggotaKSM
from ksm.queries import household_label, households_like, measures, members_of, poor_members, women_share
from ksm.views.dasar import KSMFormView, KSMMixin, place_choices
from siklus.izin import LIHAT_PS2
from siklus.views.catatan import row_named
from wilayah.izin import LIHAT_WARGA
from wilayah.models import Warga


class AnggotaView(KSMFormView):
    """Several members at once, and who is a member already. Save and stay: the next rows are empty again."""

    template_name = "ksm/anggota.html"
    form_class = BanyakAnggotaForm
    judul = gettext_lazy("Anggota KSM")
    draf = "anggota-ksm"
    pesan_berhasil = gettext_lazy("Anggota tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        diminta = self.request.POST.get("jumlah") or self.request.GET.get("baris") or ""
        jumlah = int(diminta) if diminta.isdecimal() and len(diminta) < 4 else BARIS_ANGGOTA
        return {
            **super().get_form_kwargs(),
            "basis": place_choices(self.basis),
            "jumlah": min(jumlah, BARIS_ANGGOTA_MAKS),
            "url_keluarga": self.url_keluarga,
        }

    def get_initial(self) -> dict[str, Any]:
        return {"masuk": self.ksm.terbentuk}

    def run_action(self, form: Any) -> KSM:
        for i, isi in form.rows():
            isi["basis"] = self.place(isi["basis"])
            isi["jabatan"] = isi["jabatan"] or "anggota"
            with row_named(i, isi["nama"]):
                if isi.get("keluarga"):
                    isi["keluarga"] = self.household(isi["keluarga"], isi["basis"])
                else:
                    isi.pop("keluarga", None)
                actions.add_anggota(self.ksm, oleh=self.request.user, masuk=form.cleaned_data["masuk"], **isi)
        return self.ksm

    def get_success_url(self) -> str:
        return reverse("ksm:anggota", args=[self.ksm.pk]) + "#daftar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ukuran = measures(self.ksm.wilayah_id)
        form = kwargs.get("form") or self.get_form()
        anggota = members_of(self.ksm)
        return super().get_context_data(
            **{
                "form": form,
                "anggota": anggota,
                "miskin": poor_members(self.request.user, self.ksm.wilayah_id, anggota),
                "tambah_baris": min(form.banyak + BARIS_ANGGOTA, BARIS_ANGGOTA_MAKS),
                "ukuran": ukuran,
                "perempuan": women_share(self.ksm),
                "boleh": self.boleh,
                **kwargs,
            }
        )


class AnggotaUbahView(KSMFormView):
    """Correct one member; link the person to the kelurahan's list of residents."""

    form_class = AnggotaForm
    judul = gettext_lazy("Data anggota")
    bagian = "anggota"
    pesan_berhasil = gettext_lazy("Perubahan tersimpan.")

    @cached_property
    def anggota(self) -> AnggotaKSM:
        """The member in scope. Raises AnggotaKSM.DoesNotExist."""
        semua = AnggotaKSM.objects.visible_to(self.request.user).select_related("keluarga__basis__induk")
        return semua.get(pk=self.kwargs["pk"])

    @cached_property
    def ksm(self) -> KSM:  # type: ignore[override]
        """The member's group."""
        return KSM.objects.visible_to(self.request.user).select_related("wilayah__induk").get(pk=self.anggota.ksm_id)

    @cached_property
    def warga(self) -> list[Warga]:
        """Residents who could be this person: the one linked, and those of a similar name."""
        kata = self.anggota.nama.lower().split()[0]
        semua = Warga.objects.visible_to(self.request.user, izin=LIHAT_WARGA).filter(
            wilayah=self.ksm.wilayah_id, digabung_ke__isnull=True
        )
        mirip = list(
            semua.filter(nama_cari__contains=kata).select_related("basis__induk").order_by("nama_cari", "id")[:20]
        )
        if self.anggota.warga_id and self.anggota.warga_id not in {w.pk for w in mirip}:
            mirip += list(semua.filter(pk=self.anggota.warga_id).select_related("basis__induk"))
        return mirip

    def get_form_kwargs(self) -> dict[str, Any]:
        warga = [(str(w.pk), f"{w.nama} · {w.basis.label_lengkap}" if w.basis else w.nama) for w in self.warga]
        return {
            **super().get_form_kwargs(),
            "basis": place_choices(self.basis),
            "warga": warga,
            "url_keluarga": self.url_keluarga,
        }

    def get_initial(self) -> dict[str, Any]:
        a = self.anggota
        isi = {b: getattr(a, b) for b in ("nama", "pembeda", "jenis_kelamin", "jabatan", "masuk")}
        keluarga = household_label(a.keluarga) if a.keluarga is not None and self.url_keluarga else ""
        return isi | {"basis": str(a.basis_id or ""), "warga": str(a.warga_id or ""), "keluarga": keluarga}

    def run_action(self, form: Any) -> Any:
        isi = dict(form.cleaned_data)
        isi["basis"] = self.place(isi["basis"])
        if "keluarga" in isi:
            isi["keluarga"] = self._household(isi["keluarga"].strip(), isi["basis"])
        if "warga" in isi:
            isi["warga"] = next((w for w in self.warga if str(w.pk) == isi["warga"]), None)
        return actions.change_anggota(self.anggota, oleh=self.request.user, **isi)

    def _household(self, teks: str, basis: Any) -> Any:
        """What the field names: nothing, the household that was there already, or another one."""
        lama = self.anggota.keluarga
        if lama is not None and teks == household_label(lama):
            return lama
        return self.household(teks, basis) if teks else None

    def objek_kunci(self) -> str:
        return f"ksm.anggotaksm:{self.anggota.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"judul": self.anggota.nama, "grid": True, **kwargs})


class KeluargaView(KSMMixin):
    """The households that a member could belong to, offered while one types the name of the head. Source: KSM-17."""

    template_name = "ksm/partials/keluarga.html"
    izin = LIHAT_PS2

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isian: dict[str, Any] = self.request.GET.dict()
        kata = next((v for k, v in isian.items() if k.startswith("keluarga") and v), "")
        basis = self.place(next((v for k, v in isian.items() if k.startswith("basis")), ""))
        kata = kata.split(" · ")[0][:100]
        ada = households_like(self.request.user, self.ksm.wilayah_id, kata, basis=basis)
        return super().get_context_data(daftar=[household_label(k) for k in ada], **kwargs)
