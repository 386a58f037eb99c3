"""The one DRF router, and the schema. Each app registers its viewsets below, in the order of the house."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.routers import DefaultRouter

from akun.api import TokenView
from bkm.api_lembaga import AnggotaBKMViewSet, BKMViewSet
from bkm.api_pemilihan import PemilihanViewSet, TPSViewSet
from dasbor.api import IndikatorViewSet
from inti.dok_api import DokApiView
from keuangan.api import AkunBukuViewSet, BukuViewSet, HitungKasViewSet, JurnalViewSet, PeriodeViewSet
from keuangan.api_bank import CocokBankViewSet, RekeningKoranViewSet
from keuangan.api_hitung import KinerjaView, KolektibilitasView, SimulasiView
from keuangan.api_inventaris import InventarisViewSet
from keuangan.api_pembayaran import PembayaranViewSet
from keuangan.api_pengawasan import AuditTahunanViewSet, KunjunganPengawasViewSet, TemuanViewSet
from keuangan.api_pinjaman import PinjamanViewSet, ProdukViewSet
from ksm.api import AnggotaKSMViewSet, KSMViewSet
from ksm.api_pelaksanaan import SUMBER as PELAKSANAAN
from ksm.api_usulan import (
    BAPPUKViewSet,
    PerjanjianViewSet,
    PerubahanUsulanViewSet,
    UsulanViewSet,
    VerifikasiUsulanViewSet,
)
from laporan.api import BerkasViewSet, DokumenViewSet
from pronangkis.api import KegiatanPJMViewSet, PJMViewSet, RentaViewSet
from siklus.api import (
    KeluaranViewSet,
    KeputusanViewSet,
    LangkahViewSet,
    PelatihanViewSet,
    PertemuanViewSet,
    ProgramViewSet,
    RelawanViewSet,
    SiklusViewSet,
)
from siklus.api_hasil import MasalahViewSet, PotensiViewSet, RefleksiViewSet
from siklus.api_ps2 import (
    EntriPS2ViewSet,
    KeberatanPS2ViewSet,
    KeluargaViewSet,
    PengumumanPS2ViewSet,
    RumahViewSet,
)
from wilayah.api import BadanViewSet, BasisViewSet, ParameterViewSet, WargaViewSet, WilayahViewSet

router = DefaultRouter()
router.include_root_view = False

# Apps register here: wilayah, akun, laporan, siklus ...
router.register("wilayah", WilayahViewSet, basename="wilayah")
router.register("basis", BasisViewSet, basename="basis")
router.register("warga", WargaViewSet, basename="warga")
router.register("badan", BadanViewSet, basename="badan")
router.register("parameter", ParameterViewSet, basename="parameter")
router.register("dokumen", DokumenViewSet, basename="dokumen")
router.register("berkas", BerkasViewSet, basename="berkas")
router.register("program", ProgramViewSet, basename="program")
router.register("siklus", SiklusViewSet, basename="siklus")
router.register("langkah", LangkahViewSet, basename="langkah")
router.register("pertemuan", PertemuanViewSet, basename="pertemuan")
router.register("keluaran", KeluaranViewSet, basename="keluaran")
router.register("keputusan", KeputusanViewSet, basename="keputusan")
router.register("pelatihan", PelatihanViewSet, basename="pelatihan")
router.register("rumah", RumahViewSet, basename="rumah")
router.register("keluarga", KeluargaViewSet, basename="keluarga")
router.register("entri-ps2", EntriPS2ViewSet, basename="entri-ps2")
router.register("pengumuman-ps2", PengumumanPS2ViewSet, basename="pengumuman-ps2")
router.register("keberatan-ps2", KeberatanPS2ViewSet, basename="keberatan-ps2")
router.register("relawan", RelawanViewSet, basename="relawan")
router.register("refleksi", RefleksiViewSet, basename="refleksi")
router.register("masalah", MasalahViewSet, basename="masalah")
router.register("potensi", PotensiViewSet, basename="potensi")
router.register("ksm", KSMViewSet, basename="ksm")
router.register("anggota-ksm", AnggotaKSMViewSet, basename="anggota-ksm")
for nama, viewset in PELAKSANAAN.items():
    router.register(nama, viewset, basename=nama)
router.register("usulan", UsulanViewSet, basename="usulan")
router.register("bappuk", BAPPUKViewSet, basename="bappuk")
router.register("penilaian-usulan", VerifikasiUsulanViewSet, basename="penilaian-usulan")
router.register("perjanjian-usulan", PerjanjianViewSet, basename="perjanjian-usulan")
router.register("perubahan-usulan", PerubahanUsulanViewSet, basename="perubahan-usulan")
router.register("bkm", BKMViewSet, basename="bkm")
router.register("anggota-bkm", AnggotaBKMViewSet, basename="anggota-bkm")
router.register("pemilihan", PemilihanViewSet, basename="pemilihan")
router.register("tps", TPSViewSet, basename="tps")
router.register("indikator", IndikatorViewSet, basename="indikator")
router.register("pjm", PJMViewSet, basename="pjm")
router.register("kegiatan-pjm", KegiatanPJMViewSet, basename="kegiatan-pjm")
router.register("renta", RentaViewSet, basename="renta")
router.register("buku", BukuViewSet, basename="buku")
router.register("akun-buku", AkunBukuViewSet, basename="akun-buku")
router.register("periode", PeriodeViewSet, basename="periode")
router.register("jurnal", JurnalViewSet, basename="jurnal")
router.register("hitung-kas", HitungKasViewSet, basename="hitung-kas")
router.register("inventaris", InventarisViewSet, basename="inventaris")
router.register("rekening-koran", RekeningKoranViewSet, basename="rekening-koran")
router.register("cocok-bank", CocokBankViewSet, basename="cocok-bank")
router.register("produk-pinjaman", ProdukViewSet, basename="produk-pinjaman")
router.register("pinjaman", PinjamanViewSet, basename="pinjaman")
router.register("pembayaran", PembayaranViewSet, basename="pembayaran")
router.register("kunjungan-pengawas", KunjunganPengawasViewSet, basename="kunjungan-pengawas")
router.register("audit-tahunan", AuditTahunanViewSet, basename="audit-tahunan")
router.register("temuan", TemuanViewSet, basename="temuan")

urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="token"),
    path("skema/", SpectacularAPIView.as_view(permission_classes=[AllowAny]), name="skema"),
    path("dok/", DokApiView.as_view(), name="dok-api"),
    # Calculators stand before the router: their names are no row of a resource.
    path("pinjaman/simulasi/", SimulasiView.as_view(), name="pinjaman-simulasi"),
    path("kolektibilitas/hitung/", KolektibilitasView.as_view(), name="kolektibilitas-hitung"),
    path("kinerja-upk/hitung/", KinerjaView.as_view(), name="kinerja-upk-hitung"),
    path("", include(router.urls)),
]
