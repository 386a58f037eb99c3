-- What payments, savings, rescheduling and write-off must leave behind at commit. KEU-132 to KEU-138, KEU-150 to KEU-155.

-- A schedule sums to the loan; one after rescheduling to what was owed on the day of the decision. KEU-132, KEU-137, KEU-150.
CREATE FUNCTION keuangan_cek_jadwal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  n numeric;
  harap numeric;
BEGIN
  SELECT sum(a.pokok) INTO n FROM keuangan_angsuranpinjaman a WHERE a.pinjaman_id = NEW.pinjaman_id AND a.jadwal_ke = NEW.jadwal_ke;
  IF NEW.jadwal_ke = 1 THEN
    SELECT p.pokok INTO harap FROM keuangan_pinjaman p WHERE p.id = NEW.pinjaman_id;
  ELSE
    SELECT u.sisa_pokok INTO harap FROM keuangan_penjadwalanulang u
      WHERE u.pinjaman_id = NEW.pinjaman_id AND u.jadwal_ke = NEW.jadwal_ke;
  END IF;
  IF n IS DISTINCT FROM harap THEN
    RAISE EXCEPTION 'Jumlah pokok jadwal % tidak sama dengan pinjamannya %.', n, harap
      USING ERRCODE = '23514', CONSTRAINT = 'angsuran_pinjaman_genap';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER angsuran_pinjaman_genap AFTER INSERT ON keuangan_angsuranpinjaman
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_jadwal();

-- At commit the state of a loan says what its instalments say: lunas exactly when nothing is owed, jasa waived only then;
-- rescheduled and written off only with the decision, its amounts and its voucher. KEU-134, KEU-135, KEU-137, KEU-138.
CREATE FUNCTION keuangan_cek_keadaan_pinjaman() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  p keuangan_pinjaman;
  kunci uuid;
  terbuka boolean;
  bebas boolean;
BEGIN
  IF TG_TABLE_NAME = 'keuangan_pinjaman' THEN
    kunci := NEW.id;
  ELSE
    SELECT b.pinjaman_id INTO kunci FROM keuangan_pembayaran b WHERE b.id = NEW.pembayaran_id;
  END IF;
  SELECT * INTO p FROM keuangan_pinjaman x WHERE x.id = kunci;
  IF p.status NOT IN ('berjalan', 'dijadwal_ulang', 'lunas', 'dihapus_buku') THEN
    RETURN NULL;
  END IF;
  SELECT coalesce(bool_or(a.pokok > a.pokok_dibayar OR a.jasa > a.jasa_dibayar + a.jasa_dibebaskan), false),
         coalesce(bool_or(a.jasa_dibebaskan > 0), false)
    INTO terbuka, bebas FROM keuangan_angsuranpinjaman a WHERE a.pinjaman_id = p.id AND a.jadwal_ke = p.jadwal_ke;
  IF p.status = 'lunas' AND (terbuka OR p.sisa_pokok <> 0) THEN
    RAISE EXCEPTION 'Masih ada pokok atau jasa yang belum dibayar.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_lunas_habis';
  END IF;
  IF p.status IN ('berjalan', 'dijadwal_ulang') AND NOT terbuka THEN
    RAISE EXCEPTION 'Pinjaman tanpa sisa harus lunas.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_habis_lunas';
  END IF;
  IF p.status IN ('berjalan', 'dijadwal_ulang') AND bebas THEN
    RAISE EXCEPTION 'Jasa hanya dibebaskan saat pelunasan.' USING ERRCODE = '23514', CONSTRAINT = 'angsuran_pinjaman_bebas';
  END IF;
  IF p.jadwal_ke > 1 AND NOT EXISTS (
    SELECT 1 FROM keuangan_penjadwalanulang u WHERE u.pinjaman_id = p.id AND u.jadwal_ke = p.jadwal_ke) THEN
    RAISE EXCEPTION 'Jadwal ulang tanpa keputusan.' USING ERRCODE = '23514', CONSTRAINT = 'penjadwalan_ulang_berdasar';
  END IF;
  IF p.status = 'dihapus_buku' AND NOT EXISTS (
    SELECT 1 FROM keuangan_penghapusanpinjaman h JOIN keuangan_jurnal j ON j.id = h.jurnal_id
    WHERE h.pinjaman_id = p.id AND h.sisa_pokok = p.sisa_pokok AND j.buku_id = p.buku_id AND j.jumlah = h.sisa_pokok
      AND j.peristiwa = 'penghapusan_pinjaman' AND j.tanggal = h.tanggal
      AND h.dari_cadangan = (SELECT coalesce(sum(l.debit), 0) FROM keuangan_barisjurnal l
                             JOIN keuangan_akunbuku k ON k.id = l.akun_id WHERE l.jurnal_id = j.id AND k.kode = '12010')) THEN
    RAISE EXCEPTION 'Penghapusan tanpa keputusan dan bukti yang cocok.'
      USING ERRCODE = '23514', CONSTRAINT = 'penghapusan_pinjaman_berbukti';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pinjaman_keadaan_cocok AFTER INSERT OR UPDATE ON keuangan_pinjaman
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_keadaan_pinjaman();
CREATE CONSTRAINT TRIGGER alokasi_pinjaman_keadaan AFTER INSERT ON keuangan_alokasipembayaran
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_keadaan_pinjaman();

-- Written off only after collecting was written down on an earlier day, and the group's savings were used. KEU-138.
CREATE FUNCTION keuangan_jaga_penghapusan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM keuangan_tagihanpinjaman t WHERE t.pinjaman_id = NEW.pinjaman_id AND t.tanggal < NEW.tanggal) THEN
    RAISE EXCEPTION 'Belum ada penagihan yang dicatat.' USING ERRCODE = '23514', CONSTRAINT = 'penghapusan_pinjaman_ditagih';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER penghapusan_pinjaman_ditagih BEFORE INSERT ON keuangan_penghapusanpinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_penghapusan();

-- The voucher of a payment is of its kind and amount. KEU-133, KEU-158.
CREATE FUNCTION keuangan_cek_bukti_pembayaran() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM keuangan_jurnal j WHERE j.id = NEW.jurnal_id AND j.jumlah = abs(NEW.jumlah)
      AND j.peristiwa = CASE WHEN NEW.jenis = 'pembalikan' THEN 'pembalikan' WHEN NEW.jenis = 'setelah_hapus' THEN 'terima_setelah_hapus'
                             WHEN NEW.lewat = 'tabungan' THEN 'tabungan_untuk_tunggakan' ELSE 'angsuran' END) THEN
    RAISE EXCEPTION 'Bukti pembayaran bukan dari peristiwanya.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_sama_dengan_bukti';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pembayaran_bukti_cocok AFTER INSERT ON keuangan_pembayaran
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.jurnal_id IS NOT NULL) EXECUTE FUNCTION keuangan_cek_bukti_pembayaran();

-- Savings and deposits of a group (21020, 21030): never below zero, and savings are not handed out while a loan of the
-- group is not lunas, except to cover its own arrears. KEU-154, KEU-155.
CREATE FUNCTION keuangan_cek_simpanan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  b record;
BEGIN
  FOR b IN
    SELECT l.ksm_id, l.akun_id, k.kode FROM keuangan_barisjurnal l JOIN keuangan_akunbuku k ON k.id = l.akun_id
    WHERE l.jurnal_id = NEW.id AND k.bagan = 'upk' AND k.kode IN ('21020', '21030')
    GROUP BY l.ksm_id, l.akun_id, k.kode HAVING sum(l.debit) > sum(l.kredit)
  LOOP
    IF b.ksm_id IS NULL THEN
      IF NEW.membalik_id IS NULL AND EXISTS (SELECT 1 FROM keuangan_pinjaman p
          WHERE p.buku_id = NEW.buku_id AND p.status IN ('akad', 'berjalan', 'dijadwal_ulang')) THEN
        RAISE EXCEPTION 'Sebut KSM pemilik simpanan yang keluar.' USING ERRCODE = '23514', CONSTRAINT = 'simpanan_sebut_ksm';
      END IF;
      CONTINUE;
    END IF;
    IF b.kode = '21020' AND NEW.membalik_id IS NULL AND NEW.peristiwa <> 'tabungan_untuk_tunggakan' AND EXISTS (
        SELECT 1 FROM keuangan_pinjaman p WHERE p.ksm_id = b.ksm_id AND p.status IN ('akad', 'berjalan', 'dijadwal_ulang')) THEN
      RAISE EXCEPTION 'Tabungan KSM diambil sesudah pinjamannya lunas.'
        USING ERRCODE = '23514', CONSTRAINT = 'tabungan_sesudah_lunas';
    END IF;
    IF (SELECT sum(l.kredit) < sum(l.debit) FROM keuangan_barisjurnal l
        WHERE l.ksm_id = b.ksm_id AND l.buku_id = NEW.buku_id AND l.akun_id = b.akun_id) THEN
      RAISE EXCEPTION 'Simpanan KSM tidak cukup.' USING ERRCODE = '23514', CONSTRAINT = 'simpanan_tidak_minus';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER jurnal_simpanan_ksm AFTER INSERT ON keuangan_jurnal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.peristiwa NOT IN ('saldo_awal', 'tutup_tahun', 'awal_tahun'))
  EXECUTE FUNCTION keuangan_cek_simpanan();

-- The register on a day: what disbursed loans still owed then, written-off ones no more. KEU-152.
CREATE FUNCTION keuangan_register_pinjaman(p_buku uuid, p_tanggal date) RETURNS numeric
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT coalesce(sum(p.pokok - coalesce((
      SELECT sum(a.jumlah) FROM keuangan_pembayaran b JOIN keuangan_alokasipembayaran a ON a.pembayaran_id = b.id
      WHERE b.pinjaman_id = p.id AND b.tanggal <= p_tanggal AND a.untuk = 'pokok'), 0)), 0)
  FROM keuangan_pinjaman p
  WHERE p.buku_id = p_buku AND p.tanggal_cair <= p_tanggal AND p.status IN ('berjalan', 'dijadwal_ulang', 'lunas', 'dihapus_buku')
    AND NOT EXISTS (SELECT 1 FROM keuangan_penghapusanpinjaman h WHERE h.pinjaman_id = p.id AND h.tanggal <= p_tanggal)
$$;

-- A month closes when the register and the control account agree on its last day, in ledgers that hold loans. KEU-152.
CREATE FUNCTION keuangan_jaga_kontrol() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  akhir date := (make_date(NEW.tahun, NEW.bulan, 1) + interval '1 month - 1 day')::date;
  daftar numeric;
  buku numeric;
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_pinjaman p WHERE p.buku_id = NEW.buku_id AND p.tanggal_cair <= akhir) THEN
    daftar := keuangan_register_pinjaman(NEW.buku_id, akhir);
    SELECT coalesce(sum(l.debit - l.kredit), 0) INTO buku FROM keuangan_barisjurnal l JOIN keuangan_akunbuku k ON k.id = l.akun_id
      WHERE l.buku_id = NEW.buku_id AND k.kode = '11030' AND l.tanggal <= akhir;
    IF daftar <> buku THEN
      RAISE EXCEPTION 'Daftar pinjaman % tidak sama dengan akun 11030 %.', daftar, buku
        USING ERRCODE = '23514', CONSTRAINT = 'periode_pinjaman_cocok';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER periode_pinjaman_cocok BEFORE UPDATE ON keuangan_periode
  FOR EACH ROW WHEN (OLD.status = 'terbuka' AND NEW.status = 'ditutup') EXECUTE FUNCTION keuangan_jaga_kontrol();
