# Stage 1 installs into a virtual environment; stage 2 carries only that, the index and a user without rights.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /venv
# The CPU build of torch: the CUDA build of the package index is several gigabytes larger and never used.
COPY constraints.txt ./
RUN /venv/bin/pip install --no-cache-dir -c constraints.txt --index-url https://download.pytorch.org/whl/cpu torch
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN /venv/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.11-slim
RUN useradd --create-home --uid 1000 revierlotse && install -d -o revierlotse /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 REVIERLOTSE_DATA_DIR=/data
USER revierlotse
WORKDIR /home/revierlotse
# The index is built into the image, so that the first answer waits for nothing.
RUN python -m knowledge list
VOLUME /data
# Healthy is what can answer: model, index and texts are opened and asked.
HEALTHCHECK --interval=5m --timeout=30s --start-period=30s CMD ["python", "-m", "bot", "ask", "Was verdient man am Anfang?"]
ENTRYPOINT ["python", "-m", "bot"]
