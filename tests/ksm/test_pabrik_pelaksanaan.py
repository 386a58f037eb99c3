import pytest
from tests.factories import pelaksanaan as p
@pytest.mark.parametrize("nama", [n for n in vars(p) if n.endswith("Factory") and n not in {"BerkasFactory","MilikUsulanFactory"}])
def test_make(register, nama):
    getattr(p, nama)(wilayah_id="32.73.01.1001")
def test_asset(register):
    p.asset()
