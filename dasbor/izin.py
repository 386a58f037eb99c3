"""The permission of the dashboards, as the roles in `akun` list it."""

LIHAT = "dasbor.lihat"

IZIN = {LIHAT: "Melihat dasbor wilayahnya"}
