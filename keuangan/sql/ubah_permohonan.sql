-- What the letter of a group says is corrected only before the examination begins; afterwards it is checked and decided on.

-- Whether anything of part B was noted, or the application was ever sent back to be checked again. KEU-196.
CREATE FUNCTION keuangan_pemeriksaan_dimulai(p_pinjaman uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT p.status <> 'diajukan' OR p.tanggung_renteng IS NOT NULL OR p.dilatih IS NOT NULL OR p.menabung_bulan IS NOT NULL
    OR p.catatan_periksa <> '' OR p.diperiksa IS NOT NULL
    OR EXISTS (SELECT 1 FROM keuangan_bagiananggota b WHERE b.pinjaman_id = p.id AND (b.dikunjungi IS NOT NULL
      OR b.penghasilan IS NOT NULL OR b.biaya IS NOT NULL OR b.diusulkan IS NOT NULL OR b.usaha <> '' OR b.catatan <> ''))
  FROM keuangan_pinjaman p WHERE p.id = p_pinjaman
$$;

CREATE FUNCTION keuangan_jaga_permohonan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF keuangan_pemeriksaan_dimulai(OLD.id) THEN
    RAISE EXCEPTION 'Isi permohonan tetap sejak pemeriksaan dimulai.'
      USING ERRCODE = '23514', CONSTRAINT = 'permohonan_tetap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER permohonan_tetap BEFORE UPDATE ON keuangan_pinjaman
  FOR EACH ROW WHEN ((OLD.keperluan, OLD.tenor_diminta, OLD.diajukan)
                     IS DISTINCT FROM (NEW.keperluan, NEW.tenor_diminta, NEW.diajukan))
  EXECUTE FUNCTION keuangan_jaga_permohonan();

CREATE FUNCTION keuangan_jaga_diminta() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF keuangan_pemeriksaan_dimulai(OLD.pinjaman_id) THEN
    RAISE EXCEPTION 'Isi permohonan tetap sejak pemeriksaan dimulai.'
      USING ERRCODE = '23514', CONSTRAINT = 'permohonan_tetap';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER bagian_anggota_diminta BEFORE UPDATE ON keuangan_bagiananggota
  FOR EACH ROW WHEN (OLD.diminta <> NEW.diminta) EXECUTE FUNCTION keuangan_jaga_diminta();
CREATE TRIGGER bagian_anggota_keluar BEFORE DELETE ON keuangan_bagiananggota
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_diminta();
-- The older guard refused every deletion; a member may now be taken off the letter before anything was checked.
DROP TRIGGER bagian_anggota_terjaga ON keuangan_bagiananggota;
CREATE TRIGGER bagian_anggota_terjaga BEFORE INSERT OR UPDATE ON keuangan_bagiananggota
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_bagian();
