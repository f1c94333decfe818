# Stage 1 installs into a virtual environment and lists what is in it; stage 2 carries only that, the index and a user
# without rights.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /venv
# The CPU build of torch: the CUDA build of the package index is several gigabytes larger and never used.
COPY constraints.txt ./
RUN /venv/bin/pip install --no-cache-dir -c constraints.txt --index-url https://download.pytorch.org/whl/cpu torch
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN /venv/bin/pip install --no-cache-dir -c constraints.txt ".[postgres]"
# The software bill of materials (CycloneDX) is written by a tool that does not come into the image.
RUN python -m venv /sbom \
    && /sbom/bin/pip install --no-cache-dir cyclonedx-bom==7.5.0 \
    && /sbom/bin/cyclonedx-py environment /venv/bin/python --output-file /revierlotse.cdx.json

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 1000 revierlotse && install -d -o revierlotse /data
COPY --from=build /venv /venv
COPY --from=build /revierlotse.cdx.json /usr/share/sbom/revierlotse.cdx.json
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 REVIERLOTSE_DATA_DIR=/data
USER revierlotse
WORKDIR /home/revierlotse
# The index is built into the image, so that the first answer waits for nothing.
RUN python -m knowledge list
VOLUME /data
# With WEBHOOK_URL: /healthz of the running web server; without: model, index and texts are opened and asked.
HEALTHCHECK --interval=1m --timeout=30s --start-period=30s CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
