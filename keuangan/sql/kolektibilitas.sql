-- The reserve of a month and what it was made of. KEU-164.

-- A month is done while it is open, in order of `ke`, and again only after its journal was taken back.
CREATE FUNCTION keuangan_jaga_cadangan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bulan record;
  lalu record;
  j record;
BEGIN
  PERFORM 1 FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  SELECT p.*, (make_date(p.tahun, p.bulan, 1) + interval '1 month - 1 day')::date AS akhir, b.unit INTO bulan
    FROM keuangan_periode p JOIN keuangan_buku b ON b.id = p.buku_id WHERE p.id = NEW.periode_id;
  IF bulan.buku_id <> NEW.buku_id OR bulan.kode_wilayah <> NEW.kode_wilayah OR bulan.unit <> 'upk' THEN
    RAISE EXCEPTION 'Cadangan untuk bulan buku UPK yang sama.' USING ERRCODE = '23514', CONSTRAINT = 'cadangan_bulan_sebuku';
  END IF;
  IF bulan.status <> 'terbuka' THEN
    RAISE EXCEPTION 'Bulan itu sudah ditutup.' USING ERRCODE = '23514', CONSTRAINT = 'cadangan_bulan_terbuka';
  END IF;
  SELECT c.ke, c.jurnal_id, e.dibalik INTO lalu FROM keuangan_cadanganbulan c
    LEFT JOIN keuangan_peristiwajurnal e ON e.jurnal_id = c.jurnal_id
    WHERE c.periode_id = NEW.periode_id ORDER BY c.ke DESC LIMIT 1;
  IF NEW.ke <> coalesce(lalu.ke, 0) + 1 OR (lalu.jurnal_id IS NOT NULL AND NOT lalu.dibalik) THEN
    RAISE EXCEPTION 'Cadangan bulan ini sudah dibukukan.' USING ERRCODE = '23514', CONSTRAINT = 'cadangan_bulan_satu_hidup';
  END IF;
  IF NEW.jurnal_id IS NOT NULL THEN
    SELECT x.* INTO j FROM keuangan_jurnal x WHERE x.id = NEW.jurnal_id;
    IF j.buku_id <> NEW.buku_id OR j.tanggal <> bulan.akhir OR j.jumlah <> abs(NEW.cadangan - NEW.saldo_lalu)
       OR j.peristiwa <> (CASE WHEN NEW.cadangan > NEW.saldo_lalu THEN 'cadangan_naik' ELSE 'cadangan_turun' END) THEN
      RAISE EXCEPTION 'Bukti cadangan tidak cocok.' USING ERRCODE = '23514', CONSTRAINT = 'cadangan_bulan_cocok';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cadangan_bulan_wajar BEFORE INSERT ON keuangan_cadanganbulan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_cadangan();

-- A loan of that ledger, out on that day. Rows are numbered 1 to n, so a month that is complete takes no other.
CREATE FUNCTION keuangan_jaga_kolektibilitas() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM keuangan_cadanganbulan c JOIN keuangan_periode p ON p.id = c.periode_id
      JOIN keuangan_pinjaman x ON x.id = NEW.pinjaman_id AND x.buku_id = c.buku_id
        AND x.tanggal_cair < (make_date(p.tahun, p.bulan, 1) + interval '1 month')::date AND NEW.saldo_pokok <= x.pokok
    WHERE c.id = NEW.cadangan_bulan_id AND NEW.urut BETWEEN 1 AND c.pinjaman) THEN
    RAISE EXCEPTION 'Pinjaman ini bukan pinjaman buku dan bulan itu.'
      USING ERRCODE = '23514', CONSTRAINT = 'kolektibilitas_bulan_sebuku';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kolektibilitas_bulan_wajar BEFORE INSERT ON keuangan_kolektibilitasbulan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_kolektibilitas();

-- At commit: the loans are as many and as much as the month says, and the ledger holds the reserve that it must.
CREATE FUNCTION keuangan_cek_cadangan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  n integer; saldo numeric; tercatat numeric;
BEGIN
  -- Booked anew in the same unit: the later one answers for the month.
  IF EXISTS (SELECT 1 FROM keuangan_cadanganbulan c WHERE c.periode_id = NEW.periode_id AND c.ke > NEW.ke) THEN
    RETURN NULL;
  END IF;
  SELECT count(*), coalesce(sum(k.saldo_pokok), 0) INTO n, saldo
    FROM keuangan_kolektibilitasbulan k WHERE k.cadangan_bulan_id = NEW.id;
  SELECT coalesce(sum(b.kredit - b.debit), 0) INTO tercatat
    FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id AND a.kode = '12010'
      JOIN keuangan_periode p ON p.id = NEW.periode_id
    WHERE b.buku_id = NEW.buku_id AND b.tanggal < (make_date(p.tahun, p.bulan, 1) + interval '1 month')::date;
  IF n <> NEW.pinjaman OR saldo <> NEW.saldo_pokok OR tercatat <> NEW.cadangan THEN
    RAISE EXCEPTION 'Cadangan tidak genap: % pinjaman %, tertulis % dan %; di buku %, seharusnya %.',
      n, saldo, NEW.pinjaman, NEW.saldo_pokok, tercatat, NEW.cadangan
      USING ERRCODE = '23514', CONSTRAINT = 'cadangan_bulan_genap';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cadangan_bulan_genap AFTER INSERT ON keuangan_cadanganbulan
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_cadangan();

-- An exception belongs to a UPK ledger of that area.
CREATE FUNCTION keuangan_jaga_pengecualian() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM keuangan_buku b
                 WHERE b.id = NEW.buku_id AND b.kode_wilayah = NEW.kode_wilayah AND b.unit = 'upk') THEN
    RAISE EXCEPTION 'Pengecualian untuk buku UPK wilayah ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'pengecualian_gerbang_sebuku';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pengecualian_gerbang_sebuku BEFORE INSERT ON keuangan_pengecualiangerbang
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_pengecualian();
