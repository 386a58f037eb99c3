"""JSON logs with one request id through web and task. Never bodies, never personal data."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from inti.konteks import current


class PermintaanFilter(logging.Filter):
    """Adds the request id to every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.permintaan = current().id
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        isi = {
            "waktu": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "tingkat": record.levelname,
            "asal": record.name,
            "permintaan": getattr(record, "permintaan", "-"),
            "pesan": record.getMessage(),
        }
        if record.exc_info:
            isi["galat"] = self.formatException(record.exc_info)
        return json.dumps(isi, ensure_ascii=False)
