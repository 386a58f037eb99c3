"""Works, aid and upkeep on the page of a proposal, and what waits for whom."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inti.formats import persen, rupiah, tanggal
from inti.registry import KartuBagian, Menunggu
from ksm import izin
from ksm import tautan_pelaksanaan as ke
from ksm.models import Usulan
from ksm.queries_pelaksanaan import (
    aid_sums,
    due_assets,
    gives_aid,
    handover_of,
    is_work,
    keeper_of,
    photos_of,
    progress_of,
    swadaya_of,
)
from ksm.registry import BagianKSM
from wilayah.waktu import today_in

BATAS = 50
TERLAKSANA = ("kontrak", "cair", "berjalan", "perubahan", "lpj", "selesai")


def works_part(usulan: Usulan, user: Any) -> BagianKSM | None:
    """What was recorded since the agreement, one row for each part; nothing before, and nothing for a loan. Eight queries."""
    if usulan.jenis == Usulan.Jenis.EKONOMI or usulan.status not in TERLAKSANA:
        return None
    kemajuan, titik, swadaya = progress_of(usulan), photos_of(usulan), swadaya_of(usulan)
    akhir = kemajuan[-1] if kemajuan else None
    baris = [
        KartuBagian(
            _("Pekerjaan"), ke.karya(usulan.pk), tanggal(akhir.tanggal) if akhir else _("Belum ada kemajuan."),
            persen(akhir.persen, 0) if akhir else "",
        ),
        KartuBagian(
            _("Foto"), ke.karya(usulan.pk, "foto"),
            _("%(n)d dari %(m)d titik berfoto 100%%.") % {"n": sum(t.selesai for t in titik), "m": len(titik)}
            if titik else _("Belum ada foto."),
        ),
        KartuBagian(
            _("Swadaya"), ke.karya(usulan.pk, "swadaya"), _("terwujud %(n)s") % {"n": rupiah(swadaya.nyata)},
            persen(swadaya.bagian, 0),
        ),
    ]  # fmt: skip
    if gives_aid(usulan):
        rekap = aid_sums(usulan)
        kata = _("%(n)d dari %(m)d penerima sudah menerima.") % {"n": rekap.sudah, "m": rekap.penerima}
        baris.append(KartuBagian(_("Bantuan"), ke.karya(usulan.pk, "bantuan"), kata, rupiah(rekap.diterima)))
    if is_work(usulan):
        badan, serah = keeper_of(usulan), handover_of(usulan)
        kata = (
            _("Diserahterimakan %(hari)s.") % {"hari": tanggal(serah.tanggal)}
            if serah
            else _("Belum diserahterimakan.")
        )
        baris.append(
            KartuBagian(
                _("Pemeliharaan"), ke.karya(usulan.pk, "pemeliharaan"), f"{kata} {badan.nama}" if badan else kata
            )
        )
    return BagianKSM(_("Pelaksanaan"), baris)


def waiting_for(user: Any) -> list[Menunggu]:
    """Assets whose yearly check is due, longest first. At most one query. Source: PLH-04."""
    if not user.cakupan(izin.CATAT_PEMELIHARAAN):
        return []
    zona = timezone.get_current_timezone()
    return [
        Menunggu(
            judul=_("Periksa sarana: %(judul)s") % {"judul": u.judul},
            keterangan=_("%(ksm)s, %(wilayah)s. Jatuh tempo %(hari)s.")
            % {"ksm": u.ksm, "wilayah": u.wilayah.nama, "hari": tanggal(u.jatuh_tempo)},
            tautan=ke.karya(u.pk, "pemeliharaan"),
            sejak=datetime.combine(u.jatuh_tempo, time.min, zona),
            ikon="cek",
            tenggat=u.jatuh_tempo,
            kode_wilayah=u.wilayah_id,
        )
        for u in due_assets(user, today_in(""))[:BATAS]
    ]
