-- No capital goes to a UPK at which proven misuse is open, unless the BKM let it go; taking a voucher back is always allowed.
-- Whether a case holds back money was said by the parameter when it was recorded. SLW-08.
CREATE FUNCTION keuangan_jaga_modal_upk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_penyelewengan p WHERE p.kode_wilayah = NEW.kode_wilayah AND p.tempat = 'upk'
               AND p.menahan AND p.dilepas_pada IS NULL AND p.status IN ('terbukti', 'dikembalikan_sebagian')) THEN
    RAISE EXCEPTION 'Modal ke UPK tertahan oleh penyelewengan yang belum selesai.'
      USING ERRCODE = '23514', CONSTRAINT = 'modal_tertahan_penyelewengan';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER modal_tertahan_penyelewengan BEFORE INSERT ON keuangan_jurnal FOR EACH ROW
  WHEN (NEW.peristiwa = 'modal_disalurkan' AND NEW.membalik_id IS NULL) EXECUTE FUNCTION keuangan_jaga_modal_upk();
