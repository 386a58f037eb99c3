-- What two people decide: the decision answers the proposal that stands, and nothing else than what it said. KEU-129.
CREATE FUNCTION keuangan_jaga_putusan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  p record;
  u record;
  n numeric;
BEGIN
  SELECT x.status, x.tenor_bulan INTO p FROM keuangan_pinjaman x WHERE x.id = NEW.pinjaman_id FOR SHARE;
  IF p.status <> 'diperiksa' THEN
    RAISE EXCEPTION 'Hanya permohonan yang sudah diperiksa yang diputus.'
      USING ERRCODE = '23514', CONSTRAINT = 'putusan_pinjaman_saatnya';
  END IF;
  IF NEW.usulan_id IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT * INTO u FROM keuangan_usulanputusan x WHERE x.id = NEW.usulan_id;
  SELECT coalesce(sum(b.disetujui), 0) INTO n FROM keuangan_bagiananggota b WHERE b.pinjaman_id = NEW.pinjaman_id;
  IF u.pinjaman_id <> NEW.pinjaman_id OR u.manajer_id <> NEW.manajer_id
     OR (NEW.hasil <> 'ulang' AND NEW.hasil <> u.hasil)
     OR (NEW.hasil = 'setuju' AND (n <> u.pokok OR p.tenor_bulan IS DISTINCT FROM u.tenor_bulan)) THEN
    RAISE EXCEPTION 'Putusan tidak sama dengan usulan manajer.'
      USING ERRCODE = '23514', CONSTRAINT = 'putusan_pinjaman_menurut_usulan';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER putusan_pinjaman_menurut_usulan BEFORE INSERT ON keuangan_putusanpinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_putusan();
CREATE TRIGGER usulan_putusan_sewilayah BEFORE INSERT ON keuangan_usulanputusan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_anak_pinjaman();
