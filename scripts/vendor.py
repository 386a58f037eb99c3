#!/usr/bin/env python3
"""Keep the vendored front-end files: check them against the list, or fetch them again.

    scripts/vendor.py             check every file of static/vendor/DAFTAR.json (name, licence, sha256); status 1 on a difference
    scripts/vendor.py --ambil     fetch the packages named there with `npm pack` and write the files anew

The list is the contract: a file in static/vendor/ that it does not name, or whose bytes differ, fails the check and the
test suite. To raise a version, change `versi` in the list, run `--ambil --catat` once (writes the new sha256), read the
difference, commit both. npm is needed only for that; nothing here runs when the system runs.
Standard library only, so it works before the environment exists.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent / "static" / "vendor"
DAFTAR = AKAR / "DAFTAR.json"


def sha256(isi: bytes) -> str:
    """The hex digest by which the list knows a file."""
    return hashlib.sha256(isi).hexdigest()


def read_list(daftar: Path = DAFTAR) -> list[dict]:
    """The packages of the list, each with nama, versi, lisensi, berkas."""
    return json.loads(daftar.read_text(encoding="utf-8"))["paket"]


def check(akar: Path = AKAR) -> list[str]:
    """Every difference between the list and the folder, one sentence each; empty when they agree."""
    salah, dikenal = [], {"DAFTAR.json"}
    for paket in read_list(akar / "DAFTAR.json"):
        for kunci in ("nama", "versi", "lisensi", "paket", "kegunaan"):
            if not paket.get(kunci):
                salah.append(f"{paket.get('nama', '?')}: {kunci} belum diisi")
        for berkas in paket["berkas"]:
            dikenal.add(berkas["ke"])
            jalur = akar / berkas["ke"]
            if not jalur.is_file():
                salah.append(f"{berkas['ke']}: tidak ada")
            elif sha256(jalur.read_bytes()) != berkas["sha256"]:
                salah.append(f"{berkas['ke']}: sha256 berbeda dari daftar")
    ada = {str(p.relative_to(akar)) for p in akar.rglob("*") if p.is_file()}
    salah += [f"{nama}: tidak tercantum di daftar" for nama in sorted(ada - dikenal)]
    return salah


def fetch(*, catat: bool) -> None:
    """Fetch every package and write its files; with `catat` also write their sha256 into the list.

    Raises: subprocess.CalledProcessError when npm fails, ValueError when a file differs and `catat` is not set.
    """
    daftar = json.loads(DAFTAR.read_text(encoding="utf-8"))
    for paket in daftar["paket"]:
        with tempfile.TemporaryDirectory() as kerja:
            perintah = ["npm", "pack", "--silent", f"{paket['paket']}@{paket['versi']}"]
            nama = subprocess.run(perintah, cwd=kerja, check=True, capture_output=True, text=True).stdout.split()[-1]
            with tarfile.open(Path(kerja) / nama) as arsip:
                for berkas in paket["berkas"]:
                    isi = arsip.extractfile(f"package/{berkas['dari']}").read()
                    if catat:
                        berkas["sha256"] = sha256(isi)
                    elif sha256(isi) != berkas["sha256"]:
                        raise ValueError(f"{berkas['ke']}: sha256 berbeda dari daftar")
                    tujuan = AKAR / berkas["ke"]
                    tujuan.parent.mkdir(parents=True, exist_ok=True)
                    tujuan.write_bytes(isi)
    if catat:
        DAFTAR.write_text(json.dumps(daftar, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    """Command line; see the module docstring."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--ambil", action="store_true", help="fetch the packages again")
    p.add_argument("--catat", action="store_true", help="with --ambil: write the new sha256 into the list")
    pilihan = p.parse_args()
    if pilihan.ambil:
        fetch(catat=pilihan.catat)
    salah = check()
    print("\n".join(salah) or "berkas vendor sesuai daftar")
    return 1 if salah else 0


if __name__ == "__main__":
    sys.exit(main())
