"""Papers of a plan: PJM Pronangkis, Renta, resume for the BLM file, list of priorities. Source: DOK-16 to DOK-18.

`kolom` and `blok` are the vocabulary, `matriks` and `bab` fill it, `dokumen` puts a paper together, `sumber` and
`lembaga` read the records around the plan, `gambar` draws, `jenis` registers, `kembali` takes in the signed sheets.
"""
