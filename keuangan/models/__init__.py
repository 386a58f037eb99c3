"""The ledger of every body, and the loans of the UPK; one file per noun."""

from keuangan.models.bank import AnggotaCocok, BarisBank, CocokBank, RekeningKoran
from keuangan.models.berkas_pencairan import BerkasPencairan, LangkahBerkas, PeriksaKertas
from keuangan.models.blm import (
    SPPB,
    DanaTahap,
    DispensasiLPJ,
    PaguBLM,
    PaguSPPB,
    PorsiSPPB,
    RekeningBKM,
    SyaratKertas,
    TahapBLM,
)
from keuangan.models.buku import AkunBuku, Buku, PemilikDana
from keuangan.models.bulan import PemeriksaanBuku, PengumumanBulan
from keuangan.models.jurnal import BarisJurnal, Jurnal, PeristiwaJurnal, PersetujuanJurnal
from keuangan.models.kas import HitungKas
from keuangan.models.kolektibilitas import CadanganBulan, KolektibilitasBulan, PengecualianGerbang
from keuangan.models.lpj import LPJBKM, LPJKSM
from keuangan.models.pembayaran import (
    AlokasiPembayaran,
    AngsuranPinjaman,
    BagianPembayaran,
    Pembayaran,
    PenghapusanPinjaman,
    PenjadwalanUlang,
    TagihanPinjaman,
)
from keuangan.models.pengawasan import (
    AuditTahunan,
    JawabanCeklis,
    KunjunganPengawas,
    PengawasHadir,
    PublikasiAudit,
    TemuanPemeriksaan,
    TindakLanjutTemuan,
)
from keuangan.models.penyelewengan import PemulihanDana, Penyelewengan
from keuangan.models.periode import Periode
from keuangan.models.pinjaman import BagianAnggota, BuktiPinjaman, Pinjaman, PutusanPinjaman, UsulanPutusan
from keuangan.models.produk import KetentuanProduk, ProdukPinjaman, TanggaPinjaman
from keuangan.models.rpd import RPD, BarisRPD, BelanjaKSM, UpahKSM
from keuangan.models.saldo import SaldoBadan
from keuangan.models.tahun import BagianLaba, Inventaris, PembagianLaba, SusutInventaris

__all__ = [
    "AkunBuku",
    "AlokasiPembayaran",
    "AnggotaCocok",
    "AngsuranPinjaman",
    "AuditTahunan",
    "BagianAnggota",
    "BagianLaba",
    "BagianPembayaran",
    "BarisBank",
    "BarisJurnal",
    "BarisRPD",
    "BelanjaKSM",
    "BerkasPencairan",
    "BuktiPinjaman",
    "Buku",
    "CadanganBulan",
    "CocokBank",
    "DanaTahap",
    "DispensasiLPJ",
    "HitungKas",
    "Inventaris",
    "JawabanCeklis",
    "Jurnal",
    "KetentuanProduk",
    "KolektibilitasBulan",
    "KunjunganPengawas",
    "LPJBKM",
    "LPJKSM",
    "LangkahBerkas",
    "PaguBLM",
    "PaguSPPB",
    "PembagianLaba",
    "Pembayaran",
    "PemeriksaanBuku",
    "PemilikDana",
    "PemulihanDana",
    "PengawasHadir",
    "PengecualianGerbang",
    "PenghapusanPinjaman",
    "PengumumanBulan",
    "PenjadwalanUlang",
    "Penyelewengan",
    "PeriksaKertas",
    "Periode",
    "PeristiwaJurnal",
    "PersetujuanJurnal",
    "Pinjaman",
    "PorsiSPPB",
    "ProdukPinjaman",
    "PublikasiAudit",
    "PutusanPinjaman",
    "RPD",
    "RekeningBKM",
    "RekeningKoran",
    "SPPB",
    "SaldoBadan",
    "SusutInventaris",
    "SyaratKertas",
    "TagihanPinjaman",
    "TahapBLM",
    "TanggaPinjaman",
    "TemuanPemeriksaan",
    "TindakLanjutTemuan",
    "UpahKSM",
    "UsulanPutusan",
]
