-- Loans that were brought in belong to the opening of a ledger: they come, and go again, while its first month is open.

-- Whether the month in which a ledger began was closed. KEU-150, KEU-195.
CREATE FUNCTION keuangan_bulan_pembuka_ditutup(p_buku uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM keuangan_buku b JOIN keuangan_periode p ON p.buku_id = b.id
    WHERE b.id = p_buku AND p.tahun = extract(year FROM b.mulai) AND p.bulan = extract(month FROM b.mulai)
      AND p.status = 'ditutup')
$$;

CREATE FUNCTION keuangan_jaga_bawaan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  -- Closing a month takes this lock too, so none slips in while it is being closed.
  PERFORM 1 FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  IF keuangan_bulan_pembuka_ditutup(NEW.buku_id) THEN
    RAISE EXCEPTION 'Bulan pembuka buku sudah ditutup.'
      USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_bawaan_bulan_terbuka';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pinjaman_bawaan_bulan_terbuka BEFORE INSERT ON keuangan_pinjaman
  FOR EACH ROW WHEN (NEW.bawaan) EXECUTE FUNCTION keuangan_jaga_bawaan();

-- A brought-in loan that was entered wrongly leaves again while nothing was paid on it here; it owes nothing then. KEU-195.
CREATE FUNCTION keuangan_jaga_cabut_bawaan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  IF NOT NEW.bawaan OR keuangan_bulan_pembuka_ditutup(NEW.buku_id) OR EXISTS (
    SELECT 1 FROM keuangan_pembayaran b WHERE b.pinjaman_id = NEW.id AND b.jenis <> 'bawaan' AND b.membalik_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM keuangan_pembayaran x WHERE x.membalik_id = b.id)) THEN
    RAISE EXCEPTION 'Hanya pinjaman bawaan yang belum dibayar di buku ini yang dapat dicabut, sebelum bulan pembukanya ditutup.'
      USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_cabut_wajar';
  END IF;
  NEW.sisa_pokok := 0;
  RETURN NEW;
END $$;
-- Triggers run in the order of their names: this one after pinjaman_terjaga, which lets nobody type the principal left.
CREATE TRIGGER pinjaman_tidak_jadi BEFORE UPDATE ON keuangan_pinjaman
  FOR EACH ROW WHEN (OLD.status = 'berjalan' AND NEW.status = 'batal') EXECUTE FUNCTION keuangan_jaga_cabut_bawaan();

INSERT INTO inti_transisisah (tabel, dari, ke) VALUES ('keuangan_pinjaman', 'berjalan', 'batal');
