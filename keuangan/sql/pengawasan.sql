-- Visits of the Pengawas, audits and findings lie in the area of their ledger. KEU-180, KEU-185, KEU-184.
ALTER TABLE keuangan_kunjunganpengawas ADD CONSTRAINT kunjungan_pengawas_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);
ALTER TABLE keuangan_audittahunan ADD CONSTRAINT audit_tahunan_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);
ALTER TABLE keuangan_temuanpemeriksaan ADD CONSTRAINT temuan_pemeriksaan_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);

-- Whether a person keeps the money or the books of a ledger today: staff of the UPK, or the secretary for the Sekretariat.
-- Those who oversee them are others. KEU-182, KEU-185, KEU-188.
CREATE FUNCTION keuangan_petugas_buku(orang uuid, buku uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT 1 FROM keuangan_buku b JOIN akun_penugasan p ON p.kode_wilayah = b.kode_wilayah
    WHERE b.id = buku AND p.pengguna_id = orang AND p.dicabut_pada IS NULL
      AND p.peran = ANY (CASE WHEN b.unit = 'upk' THEN '{manajer_upk,kasir_upk,pembuku_upk}'::text[]
                              ELSE '{sekretaris_bkm}'::text[] END)
      AND p.mulai <= keuangan_hari_ini(b.kode_wilayah)
      AND (p.selesai IS NULL OR p.selesai >= keuangan_hari_ini(b.kode_wilayah)))
$$;

-- A visit: to a UPK, about a month of that ledger that has begun, on a day that has come, recorded by nobody of its staff;
-- a correction is about the same month. KEU-180, KEU-182, KEU-183.
CREATE FUNCTION keuangan_jaga_kunjungan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  milik record;
  bulan record;
BEGIN
  SELECT b.id, b.unit INTO milik FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  SELECT p.buku_id, make_date(p.tahun, p.bulan, 1) AS awal INTO bulan FROM keuangan_periode p WHERE p.id = NEW.periode_id;
  IF milik.unit <> 'upk' OR bulan.buku_id <> NEW.buku_id THEN
    RAISE EXCEPTION 'Kunjungan Pengawas tentang satu bulan buku UPK.'
      USING ERRCODE = '23514', CONSTRAINT = 'kunjungan_pengawas_bulan_upk';
  END IF;
  IF NEW.tanggal < bulan.awal OR NEW.tanggal > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Kunjungan sesudah bulannya mulai, paling lambat hari ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'kunjungan_pengawas_saatnya';
  END IF;
  IF keuangan_petugas_buku(NEW.dibuat_oleh_id, NEW.buku_id) THEN
    RAISE EXCEPTION 'Petugas UPK tidak mencatat pemeriksaan atas dirinya.'
      USING ERRCODE = '23514', CONSTRAINT = 'kunjungan_pengawas_orang_lain';
  END IF;
  IF NEW.membetulkan_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM keuangan_kunjunganpengawas k WHERE k.id = NEW.membetulkan_id AND k.periode_id = NEW.periode_id) THEN
    RAISE EXCEPTION 'Yang dibetulkan kunjungan tentang bulan yang sama.'
      USING ERRCODE = '23514', CONSTRAINT = 'kunjungan_pengawas_betul_sebulan';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kunjungan_pengawas_wajar BEFORE INSERT ON keuangan_kunjunganpengawas
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_kunjungan();

-- Who came was a Pengawas of that BKM on that day; names are numbered 1 to n, so a visit that is whole takes no other. KEU-180.
CREATE FUNCTION keuangan_jaga_pengawas_hadir() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM keuangan_kunjunganpengawas k JOIN bkm_pengawasupk p ON p.kode_wilayah = k.kode_wilayah
    WHERE k.id = NEW.kunjungan_id AND p.id = NEW.pengawas_id AND p.status <> 'batal' AND p.mulai <= k.tanggal
      AND (p.selesai IS NULL OR p.selesai >= k.tanggal) AND NEW.urut BETWEEN 1 AND k.jumlah_pengawas) THEN
    RAISE EXCEPTION 'Yang hadir Pengawas UPK yang bertugas hari itu.'
      USING ERRCODE = '23514', CONSTRAINT = 'pengawas_hadir_bertugas';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pengawas_hadir_bertugas BEFORE INSERT ON keuangan_pengawashadir
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_pengawas_hadir();

CREATE FUNCTION keuangan_jaga_jawaban_ceklis() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM keuangan_kunjunganpengawas k
                 WHERE k.id = NEW.kunjungan_id AND NEW.urut BETWEEN 1 AND k.jumlah_butir) THEN
    RAISE EXCEPTION 'Butir ini di luar ceklisnya.' USING ERRCODE = '23514', CONSTRAINT = 'jawaban_ceklis_di_luar';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER jawaban_ceklis_wajar BEFORE INSERT ON keuangan_jawabanceklis
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_jawaban_ceklis();

-- At commit: as many names and answers as the visit says, and a finding for every "tidak". KEU-180, KEU-184.
CREATE FUNCTION keuangan_cek_kunjungan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  orang integer; butir integer; tanpa integer;
BEGIN
  SELECT count(*) INTO orang FROM keuangan_pengawashadir h WHERE h.kunjungan_id = NEW.id;
  SELECT count(*), count(*) FILTER (WHERE j.jawaban = 'tidak' AND t.id IS NULL) INTO butir, tanpa
    FROM keuangan_jawabanceklis j LEFT JOIN keuangan_temuanpemeriksaan t ON t.jawaban_id = j.id
    WHERE j.kunjungan_id = NEW.id;
  IF orang <> NEW.jumlah_pengawas OR butir <> NEW.jumlah_butir THEN
    RAISE EXCEPTION 'Kunjungan tidak lengkap: % Pengawas dari %, % butir dari %.', orang, NEW.jumlah_pengawas, butir,
      NEW.jumlah_butir USING ERRCODE = '23514', CONSTRAINT = 'kunjungan_pengawas_lengkap';
  END IF;
  IF tanpa > 0 THEN
    RAISE EXCEPTION 'Setiap jawaban tidak menjadi temuan.' USING ERRCODE = '23514', CONSTRAINT = 'kunjungan_pengawas_bertemuan';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER kunjungan_pengawas_lengkap AFTER INSERT ON keuangan_kunjunganpengawas
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_kunjungan();

-- An audit is about a year whose December is closed; what the books say on its last day is computed here, whatever was sent.
-- Entries that close a year are no income or cost (KEU-102). KEU-185, KEU-186.
CREATE FUNCTION keuangan_jaga_audit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  milik record;
  akhir date := make_date(NEW.tahun, 12, 31);
BEGIN
  SELECT b.unit INTO milik FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  IF milik.unit NOT IN ('upk', 'sekretariat') THEN
    RAISE EXCEPTION 'Yang diaudit buku UPK atau Sekretariat.' USING ERRCODE = '23514', CONSTRAINT = 'audit_tahunan_unit';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM keuangan_periode p
                 WHERE p.buku_id = NEW.buku_id AND p.tahun = NEW.tahun AND p.bulan = 12 AND p.status = 'ditutup') THEN
    RAISE EXCEPTION 'Audit untuk tahun yang bulan terakhirnya sudah ditutup.'
      USING ERRCODE = '23514', CONSTRAINT = 'audit_tahunan_sesudah_tutup';
  END IF;
  IF NEW.tanggal <= akhir OR NEW.tanggal > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Laporan audit bertanggal sesudah tahunnya, paling lambat hari ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'audit_tahunan_saatnya';
  END IF;
  IF keuangan_petugas_buku(NEW.dibuat_oleh_id, NEW.buku_id) THEN
    RAISE EXCEPTION 'Yang memegang buku tidak mencatat auditnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'audit_tahunan_orang_lain';
  END IF;
  IF NEW.membetulkan_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM keuangan_audittahunan a
    WHERE a.id = NEW.membetulkan_id AND a.buku_id = NEW.buku_id AND a.tahun = NEW.tahun) THEN
    RAISE EXCEPTION 'Yang dibetulkan audit tahun dan buku yang sama.'
      USING ERRCODE = '23514', CONSTRAINT = 'audit_tahunan_betul_setahun';
  END IF;
  SELECT coalesce(sum(b.debit - b.kredit) FILTER (WHERE a.golongan = 'aset'), 0),
    coalesce(sum(b.kredit - b.debit) FILTER (WHERE a.golongan IN ('pendapatan', 'biaya') AND b.tanggal >= make_date(NEW.tahun, 1, 1)
      AND coalesce(o.peristiwa, j.peristiwa) <> 'tutup_tahun'), 0),
    CASE WHEN milik.unit = 'upk' THEN coalesce(sum(b.debit - b.kredit) FILTER (WHERE a.kode = '11030'), 0) END
    INTO NEW.aset_buku, NEW.laba_buku, NEW.pinjaman_buku
    FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id JOIN keuangan_jurnal j ON j.id = b.jurnal_id
      LEFT JOIN keuangan_jurnal o ON o.id = j.membalik_id
    WHERE b.buku_id = NEW.buku_id AND b.tanggal <= akhir;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_tahunan_wajar BEFORE INSERT ON keuangan_audittahunan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_audit();

CREATE FUNCTION keuangan_jaga_publikasi_audit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM keuangan_audittahunan a WHERE a.id = NEW.audit_id AND a.kode_wilayah = NEW.kode_wilayah
                 AND NEW.tanggal BETWEEN a.tanggal AND keuangan_hari_ini(NEW.kode_wilayah)) THEN
    RAISE EXCEPTION 'Audit diumumkan sesudah laporannya, paling lambat hari ini, di wilayahnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'publikasi_audit_saatnya';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publikasi_audit_wajar BEFORE INSERT ON keuangan_publikasiaudit
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_publikasi_audit();

-- A finding comes from a "tidak" or from an audit of that ledger and takes the next number. Only its state moves: it is
-- finished by somebody who neither followed it up nor keeps the books, and replaced only after its visit was corrected.
-- KEU-183, KEU-184, KEU-188.
CREATE FUNCTION keuangan_jaga_temuan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bebas text[] := '{status,selesai_pada,selesai_oleh_id,selesai_oleh_nama,diubah_pada,versi,kode_provinsi,kode_kota,kode_kecamatan}';
  asal record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Temuan tidak dapat dihapus.' USING ERRCODE = '23514', CONSTRAINT = 'temuan_pemeriksaan_tetap';
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM 1 FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
    IF NEW.jawaban_id IS NOT NULL THEN
      SELECT k.buku_id, k.tanggal, k.dibuat_oleh_id INTO asal FROM keuangan_jawabanceklis j
        JOIN keuangan_kunjunganpengawas k ON k.id = j.kunjungan_id WHERE j.id = NEW.jawaban_id AND j.jawaban = 'tidak';
    ELSE
      SELECT a.buku_id, a.tanggal, a.dibuat_oleh_id INTO asal FROM keuangan_audittahunan a WHERE a.id = NEW.audit_id;
    END IF;
    IF asal.buku_id IS DISTINCT FROM NEW.buku_id OR NEW.tanggal <> asal.tanggal THEN
      RAISE EXCEPTION 'Temuan dari jawaban tidak atau audit buku ini.'
        USING ERRCODE = '23514', CONSTRAINT = 'temuan_pemeriksaan_sebuku';
    END IF;
    IF NEW.nomor <> (SELECT coalesce(max(t.nomor), 0) + 1 FROM keuangan_temuanpemeriksaan t WHERE t.buku_id = NEW.buku_id) THEN
      RAISE EXCEPTION 'Nomor temuan berurutan.' USING ERRCODE = '23514', CONSTRAINT = 'temuan_pemeriksaan_berurutan';
    END IF;
    IF keuangan_petugas_buku(NEW.dibuat_oleh_id, NEW.buku_id) THEN
      RAISE EXCEPTION 'Yang memegang buku tidak mencatat temuannya.'
        USING ERRCODE = '23514', CONSTRAINT = 'temuan_pemeriksaan_orang_lain';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - bebas <> to_jsonb(NEW) - bebas THEN
    RAISE EXCEPTION 'Isi temuan tidak diubah.' USING ERRCODE = '23514', CONSTRAINT = 'temuan_pemeriksaan_tetap';
  END IF;
  IF NEW.status = OLD.status THEN
    RETURN NEW;
  END IF;
  IF NEW.status IN ('ditindaklanjuti', 'selesai')
     AND NOT EXISTS (SELECT 1 FROM keuangan_tindaklanjuttemuan l WHERE l.temuan_id = NEW.id) THEN
    RAISE EXCEPTION 'Temuan ini belum ada tindak lanjutnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'temuan_pemeriksaan_bertindak_lanjut';
  END IF;
  IF NEW.status = 'selesai' AND (keuangan_petugas_buku(NEW.selesai_oleh_id, NEW.buku_id) OR EXISTS (
       SELECT 1 FROM keuangan_tindaklanjuttemuan l WHERE l.temuan_id = NEW.id AND l.dibuat_oleh_id = NEW.selesai_oleh_id)) THEN
    RAISE EXCEPTION 'Temuan dinyatakan selesai oleh orang lain.'
      USING ERRCODE = '23514', CONSTRAINT = 'temuan_pemeriksaan_orang_kedua';
  END IF;
  IF NEW.status = 'digantikan' AND NOT EXISTS (
       SELECT 1 FROM keuangan_jawabanceklis j JOIN keuangan_kunjunganpengawas k ON k.membetulkan_id = j.kunjungan_id
       WHERE j.id = NEW.jawaban_id) THEN
    RAISE EXCEPTION 'Kunjungannya belum dibetulkan.' USING ERRCODE = '23514', CONSTRAINT = 'temuan_pemeriksaan_digantikan';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER temuan_pemeriksaan_wajar BEFORE INSERT OR UPDATE OR DELETE ON keuangan_temuanpemeriksaan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_temuan();

-- What was done about a finding that is still open, on a day between the finding and today. KEU-188.
CREATE FUNCTION keuangan_jaga_tindak_lanjut() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  t record;
BEGIN
  SELECT x.status, x.kode_wilayah, x.tanggal INTO t FROM keuangan_temuanpemeriksaan x WHERE x.id = NEW.temuan_id FOR SHARE;
  IF t.kode_wilayah <> NEW.kode_wilayah OR t.status NOT IN ('terbuka', 'ditindaklanjuti')
     OR NEW.tanggal < t.tanggal OR NEW.tanggal > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Tindak lanjut untuk temuan yang belum selesai, sesudah ditemukan, paling lambat hari ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'tindak_lanjut_temuan_saatnya';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tindak_lanjut_temuan_wajar BEFORE INSERT ON keuangan_tindaklanjuttemuan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_tindak_lanjut();
