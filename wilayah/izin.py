"""The permissions of this app. Roles (akun/peran.py) list these strings; pages, actions and API ask for them."""

LIHAT_BASIS = "wilayah.lihat_basis"  # see the Basis tree and the adult roll
LIHAT_WARGA = "wilayah.lihat_warga"  # see residents by name; NIK always masked
LIHAT_BADAN = "wilayah.lihat_badan"  # see bodies and their letterheads
LIHAT_PARAMETER = "wilayah.lihat_parameter"  # see the numbers of the programme and their history
UBAH_BASIS = "wilayah.ubah_basis"  # add, change, close, import places below the kelurahan and their adult roll
UBAH_WARGA = "wilayah.ubah_warga"  # add and change residents
GABUNG_WARGA = "wilayah.gabung_warga"  # merge two entries of the same resident, and undo it
BUKA_NIK = "wilayah.buka_nik"  # read one NIK in clear; every reading is logged
UBAH_BADAN = "wilayah.ubah_badan"  # add and change bodies and their letterheads
UBAH_PARAMETER = "wilayah.ubah_parameter"  # set a value of a parameter inside one's own area, or cancel one
UBAH_REGISTER = "wilayah.ubah_register"  # close an area of the register and name its successor

SEMUA = (
    LIHAT_BASIS,
    LIHAT_WARGA,
    LIHAT_BADAN,
    LIHAT_PARAMETER,
    UBAH_BASIS,
    UBAH_WARGA,
    GABUNG_WARGA,
    BUKA_NIK,
    UBAH_BADAN,
    UBAH_PARAMETER,
    UBAH_REGISTER,
)
