# docker build -t rasid .
# docker run --read-only --tmpfs /tmp -v rasid:/data rasid
#
# /data holds config.toml, secrets and the database. A new named volume starts with the example config,
# which runs as it is. Put the digest of the image that you reviewed behind the tag to pin it for good.
ARG BASE=python:3.13.7-slim-bookworm

FROM ${BASE} AS build
WORKDIR /src
COPY requirements.txt .
RUN python -m venv /opt/rasid \
    && /opt/rasid/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md ./
COPY bot bot
COPY handlers handlers
RUN /opt/rasid/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${BASE}
RUN useradd --system --uid 10001 --home-dir /data rasid && install -d -o rasid -g rasid /data
COPY --from=build /opt/rasid /opt/rasid
COPY --chown=rasid:rasid config.example.toml /data/
USER rasid
WORKDIR /data
VOLUME /data
ENV PATH=/opt/rasid/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
STOPSIGNAL SIGTERM
# Says 1 when feeds have been due for minutes and nobody polled them.
HEALTHCHECK --interval=1m --timeout=15s --start-period=2m CMD ["rasid", "health"]
ENTRYPOINT ["rasid"]
CMD ["run"]
