-- An instalment paid out of what the group left at the UPK (21030): no cash moves, its voucher says so. KEU-133, KEU-197.
CREATE OR REPLACE FUNCTION keuangan_cek_pembayaran() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  b keuangan_pembayaran;
  pokok numeric; jasa numeric; bop numeric; anggota numeric; n integer;
  catat record;
BEGIN
  SELECT * INTO b FROM keuangan_pembayaran x
    WHERE x.id = coalesce(to_jsonb(NEW) ->> 'pembayaran_id', to_jsonb(NEW) ->> 'id')::uuid;
  SELECT coalesce(sum(a.jumlah) FILTER (WHERE a.untuk = 'pokok'), 0), coalesce(sum(a.jumlah) FILTER (WHERE a.untuk = 'jasa'), 0),
         coalesce(sum(a.jumlah) FILTER (WHERE a.untuk = 'bop'), 0)
    INTO pokok, jasa, bop FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.id;
  IF b.jenis = 'setelah_hapus' OR (b.membalik_id IS NOT NULL AND EXISTS (
       SELECT 1 FROM keuangan_pembayaran x WHERE x.id = b.membalik_id AND x.jenis = 'setelah_hapus')) THEN
    IF pokok <> 0 OR jasa <> 0 OR bop <> 0 OR b.tabungan <> 0 OR b.titipan <> 0 THEN
      RAISE EXCEPTION 'Penerimaan sesudah hapus buku tidak dialokasikan.'
        USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_genap';
    END IF;
    RETURN NULL;
  END IF;
  IF pokok + jasa + bop + b.tabungan + b.titipan <> b.jumlah THEN
    RAISE EXCEPTION 'Pembayaran % tidak habis dialokasikan: pokok %, jasa %, BOP %.', b.jumlah, pokok, jasa, bop
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_genap';
  END IF;
  IF b.membalik_id IS NOT NULL AND EXISTS (
    (SELECT a.angsuran_id, a.untuk, a.jumlah FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.id
     EXCEPT SELECT a.angsuran_id, a.untuk, -a.jumlah FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.membalik_id)
    UNION ALL
    (SELECT a.angsuran_id, a.untuk, -a.jumlah FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.membalik_id
     EXCEPT SELECT a.angsuran_id, a.untuk, a.jumlah FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.id)) THEN
    RAISE EXCEPTION 'Pembalikan harus cermin tepat pembayarannya.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_balik_wajar';
  END IF;
  SELECT coalesce(sum(x.jumlah), 0), count(*) INTO anggota, n FROM keuangan_bagianpembayaran x WHERE x.pembayaran_id = b.id;
  IF n > 0 AND anggota <> b.jumlah THEN
    RAISE EXCEPTION 'Bagian anggota % tidak sama dengan pembayaran %.', anggota, b.jumlah
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_anggota_genap';
  END IF;
  IF b.jurnal_id IS NOT NULL THEN
    SELECT coalesce(sum(l.kredit - l.debit) FILTER (WHERE k.kode = '11030'), 0) AS pokok,
           coalesce(sum(l.kredit - l.debit) FILTER (WHERE k.kode = '41010'), 0) AS jasa,
           coalesce(sum(l.kredit - l.debit) FILTER (WHERE k.kode = '21030'), 0) AS titipan,
           coalesce(sum(l.kredit - l.debit) FILTER (WHERE k.kode = '21020'), 0) AS tabungan
      INTO catat FROM keuangan_barisjurnal l JOIN keuangan_akunbuku k ON k.id = l.akun_id WHERE l.jurnal_id = b.jurnal_id;
    IF catat.pokok <> pokok OR catat.jasa <> jasa OR catat.titipan <> bop + b.titipan - (CASE WHEN b.lewat = 'titipan' THEN b.jumlah ELSE 0 END)
       OR catat.tabungan <> b.tabungan - (CASE WHEN b.lewat = 'tabungan' THEN b.jumlah ELSE 0 END) THEN
      RAISE EXCEPTION 'Bukti pembayaran tidak sama dengan alokasinya.'
        USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_sama_dengan_bukti';
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION keuangan_cek_bukti_pembayaran() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM keuangan_jurnal j WHERE j.id = NEW.jurnal_id AND j.jumlah = abs(NEW.jumlah)
      AND j.peristiwa = CASE WHEN NEW.jenis = 'pembalikan' THEN 'pembalikan' WHEN NEW.jenis = 'setelah_hapus' THEN 'terima_setelah_hapus'
                             WHEN NEW.lewat = 'tabungan' THEN 'tabungan_untuk_tunggakan'
                             WHEN NEW.lewat = 'titipan' THEN 'titipan_untuk_angsuran' ELSE 'angsuran' END) THEN
    RAISE EXCEPTION 'Bukti pembayaran bukan dari peristiwanya.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_sama_dengan_bukti';
  END IF;
  RETURN NULL;
END $$;
