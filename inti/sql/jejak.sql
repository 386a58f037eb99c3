-- Jejak: number and fingerprint under the lock of the chain head; then nobody may change it. UMU-03.
CREATE OR REPLACE FUNCTION inti_sidik_jejak(j inti_jejak, sebelum text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $$
  SELECT encode(sha256(convert_to(sebelum || '|' || jsonb_build_array(
      j.id, j.kode_wilayah, j.nomor, extract(epoch FROM j.waktu)::numeric(20,6)::text, j.pelaku_id, j.pelaku_nama, j.pelaku_peran,
      j.permintaan, j.alamat_ip, j.peristiwa, j.objek_jenis, j.objek_id, j.objek_nama, j.induk_id, j.asal, j.tujuan,
      j.alasan, j.rincian)::text, 'UTF8')), 'hex')
$$;

CREATE OR REPLACE FUNCTION inti_rantai_jejak() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE kepala inti_rantaijejak;
BEGIN
  INSERT INTO inti_rantaijejak (kode_wilayah, nomor, sidik) VALUES (NEW.kode_wilayah, 0, '')
    ON CONFLICT (kode_wilayah) DO NOTHING;
  SELECT * INTO kepala FROM inti_rantaijejak WHERE kode_wilayah = NEW.kode_wilayah FOR UPDATE;
  NEW.nomor := kepala.nomor + 1;
  NEW.sidik_sebelum := kepala.sidik;
  NEW.sidik := inti_sidik_jejak(NEW, kepala.sidik);
  UPDATE inti_rantaijejak SET nomor = NEW.nomor, sidik = NEW.sidik WHERE kode_wilayah = NEW.kode_wilayah;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION inti_hanya_tambah() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  RAISE EXCEPTION 'Baris % tidak boleh diubah atau dihapus.', TG_TABLE_NAME USING ERRCODE = '23514';
END $$;

CREATE TRIGGER jejak_rantai BEFORE INSERT ON inti_jejak FOR EACH ROW EXECUTE FUNCTION inti_rantai_jejak();
CREATE TRIGGER jejak_hanya_tambah BEFORE UPDATE OR DELETE ON inti_jejak
  FOR EACH ROW EXECUTE FUNCTION inti_hanya_tambah();
CREATE TRIGGER audit_hanya_tambah BEFORE UPDATE OR DELETE ON inti_auditbaris
  FOR EACH ROW EXECUTE FUNCTION inti_hanya_tambah();
