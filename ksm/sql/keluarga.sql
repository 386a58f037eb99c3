-- A member's household lies in the kelurahan of the group, and so does the potential that a group started from. KSM-17, KSM-18.
CREATE UNIQUE INDEX IF NOT EXISTS potensi_id_dan_wilayah ON siklus_potensi (id, kode_wilayah);
ALTER TABLE ksm_anggotaksm ADD CONSTRAINT anggota_ksm_keluarga_sekelurahan
  FOREIGN KEY (keluarga_id, kode_wilayah) REFERENCES siklus_keluarga (id, kode_wilayah);
ALTER TABLE ksm_ksm ADD CONSTRAINT ksm_potensi_sekelurahan
  FOREIGN KEY (potensi_id, kode_wilayah) REFERENCES siklus_potensi (id, kode_wilayah);
