-- An activity answers problems of its own kelurahan; the answers are lines of the version. PJM-05, PJM-09.
CREATE FUNCTION pronangkis_cek_masalah() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pronangkis_kegiatanpjm k JOIN siklus_masalah m ON m.kode_wilayah = k.kode_wilayah
                  WHERE k.id = NEW.kegiatanpjm_id AND m.id = NEW.masalah_id) THEN
    RAISE EXCEPTION 'Masalah ini bukan hasil pemetaan kelurahan kegiatannya.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kegiatan_masalah_sekelurahan BEFORE INSERT OR UPDATE ON pronangkis_kegiatanpjm_masalah
  FOR EACH ROW EXECUTE FUNCTION pronangkis_cek_masalah();
CREATE TRIGGER kegiatan_masalah_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_kegiatanpjm_masalah
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('kegiatan');

-- Handed in, every activity except running cost answers a problem; asked by the version's own trigger. PJM-05.
CREATE FUNCTION pronangkis_cek_terjawab() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  kurang text;
BEGIN
  SELECT k.nama INTO kurang FROM pronangkis_kegiatanpjm k JOIN pronangkis_programpjm p ON p.id = k.program_id
   WHERE k.pjm_id = NEW.id AND p.bidang <> 'bop'
     AND NOT EXISTS (SELECT 1 FROM pronangkis_kegiatanpjm_masalah m WHERE m.kegiatanpjm_id = k.id) LIMIT 1;
  IF kurang IS NOT NULL THEN
    RAISE EXCEPTION 'Kegiatan "%" belum menjawab satu masalah pun.', kurang USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pjm_terjawab BEFORE UPDATE OF status ON pronangkis_pjm
  FOR EACH ROW WHEN (OLD.status = 'draf' AND NEW.status = 'uji_publik') EXECUTE FUNCTION pronangkis_cek_terjawab();
