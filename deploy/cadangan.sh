#!/bin/sh
# Backup of database and uploads.
#
#   cadangan.sh            waits for JAM_CADANGAN (hour, default 2) each night, for ever
#   cadangan.sh sekali     makes one backup now
#   cadangan.sh periksa    exit 0 while the newest backup is younger than 26 hours (health check)
#
# Address of the database in PGHOST, PGDATABASE, PGUSER, PGPASSWORD (the owner: it may read every table).
# A backup is a folder <time>/ with p2kp.dump, berkas.tar.gz and SUMS; it gets its name only when complete.
set -eu
TUJUAN=${CADANGAN_TUJUAN:-/cadangan}
BERKAS=${CADANGAN_BERKAS:-/berkas}
SIMPAN_HARI=${CADANGAN_SIMPAN_HARI:-14}
SIMPAN_BULAN=${CADANGAN_SIMPAN_BULAN:-12}

buat() {
    nama=$(date -u +%Y%m%dT%H%M%SZ)
    sementara="$TUJUAN/.$nama.belum"
    umask 077
    rm -rf "$TUJUAN"/.*.belum
    mkdir -p "$sementara" "$BERKAS"
    pg_dump --format=custom --compress=6 --no-password --lock-wait-timeout=60000 --file="$sementara/p2kp.dump"
    # A dump whose table of contents cannot be read is no backup.
    pg_restore --list "$sementara/p2kp.dump" >"$sementara/isi.txt"
    # Uploads are written once and never changed, so those taken after the dump are merely extra.
    tar -C "$BERKAS" -czf "$sementara/berkas.tar.gz" .
    (cd "$sementara" && sha256sum p2kp.dump berkas.tar.gz >SUMS)
    mv "$sementara" "$TUJUAN/$nama"
    echo "cadangan selesai: $TUJUAN/$nama ($(du -sh "$TUJUAN/$nama" | cut -f1))"
}

# Keep the newest SIMPAN_HARI folders, and of older ones the first of each of the last SIMPAN_BULAN months.
putar() {
    daftar=$(find "$TUJUAN" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*Z' | sort)
    jumlah=$(printf '%s\n' "$daftar" | grep -c . || true)
    lama=$((jumlah - SIMPAN_HARI))
    [ "$lama" -gt 0 ] || return 0
    pertama_tiap_bulan=$(printf '%s\n' "$daftar" | awk -F/ '{ m = substr($NF, 1, 6) } m != last { print; last = m }' \
        | tail -n "$SIMPAN_BULAN")
    printf '%s\n' "$daftar" | head -n "$lama" | while read -r folder; do
        printf '%s\n' "$pertama_tiap_bulan" | grep -qxF "$folder" && continue
        rm -rf "$folder"
        echo "cadangan lama dihapus: $folder"
    done
}

tunggu_jam() {
    sekarang=$(date +%s)
    sasaran=$(date -d "today ${JAM_CADANGAN:-2}:00" +%s)
    [ "$sasaran" -gt "$sekarang" ] || sasaran=$(date -d "tomorrow ${JAM_CADANGAN:-2}:00" +%s)
    sleep $((sasaran - sekarang)) &
    wait $!
}

case "${1:-terus}" in
sekali)
    buat
    putar
    ;;
periksa)
    find "$TUJUAN" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*Z' -mmin -1560 | grep -q .
    ;;
terus)
    trap 'exit 0' TERM INT
    # A new installation does not wait a day for its first backup.
    "$0" periksa || buat || echo "cadangan pertama gagal; dicoba lagi nanti malam" >&2
    while :; do
        tunggu_jam
        if buat; then putar; else echo "cadangan GAGAL" >&2; fi
    done
    ;;
*)
    echo "pakai: $0 [sekali|periksa]" >&2
    exit 2
    ;;
esac
