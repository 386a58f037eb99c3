-- Events of loans and of things come from their registers, once the ledger keeps one: a voucher without a payment or a thing
-- behind it would part register and account. KEU-199.
CREATE FUNCTION keuangan_jaga_peristiwa_daftar() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF (NEW.peristiwa IN ('beli_inventaris', 'beli_inventaris_bkm', 'penyusutan', 'penyusutan_bkm')
        AND EXISTS (SELECT 1 FROM keuangan_inventaris i WHERE i.buku_id = NEW.buku_id))
     OR (NEW.peristiwa NOT LIKE '%inventaris%' AND NEW.peristiwa NOT LIKE 'penyusutan%' AND EXISTS (
           SELECT 1 FROM keuangan_pinjaman p WHERE p.buku_id = NEW.buku_id AND p.tanggal_cair IS NOT NULL AND p.status <> 'batal')) THEN
    RAISE EXCEPTION 'Peristiwa % dibukukan dari daftarnya.', NEW.peristiwa
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_dari_daftarnya';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER jurnal_dari_daftarnya BEFORE INSERT ON keuangan_jurnal FOR EACH ROW
  WHEN (NEW.objek_jenis = 'keuangan.jurnal' AND NEW.membalik_id IS NULL AND NEW.peristiwa IN (
    'pinjaman_cair', 'angsuran', 'tabungan_untuk_tunggakan', 'titipan_untuk_angsuran', 'penghapusan_pinjaman',
    'terima_setelah_hapus', 'beli_inventaris', 'beli_inventaris_bkm', 'penyusutan', 'penyusutan_bkm'))
  EXECUTE FUNCTION keuangan_jaga_peristiwa_daftar();
