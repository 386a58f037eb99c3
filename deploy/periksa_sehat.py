"""Health check of the web container: is the process answering? Exit 0 or 1. Run by HEALTHCHECK."""

import os
import sys
import urllib.request

alamat = os.environ.get("P2KP_ALAMAT", "localhost").split(",")[0]
permintaan = urllib.request.Request("http://127.0.0.1:8000/sehat/hidup", headers={"Host": alamat})
try:
    with urllib.request.urlopen(permintaan, timeout=4) as jawaban:  # noqa: S310 (a fixed local address)
        sys.exit(0 if jawaban.status == 200 else 1)
except OSError as galat:
    print(galat, file=sys.stderr)
    sys.exit(1)
