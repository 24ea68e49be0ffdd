# An image that checks articles:  docker run --rm --read-only --network none -v "$PWD:/site:ro" IMAGE check posts
ARG BASE=python:3.13-slim-bookworm

FROM ${BASE} AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY compliance compliance
COPY rules rules
RUN python -m venv /opt/compliance \
    && /opt/compliance/bin/python -m pip install --no-cache-dir --disable-pip-version-check . \
    && /opt/compliance/bin/compliance --version

FROM ${BASE}
LABEL org.opencontainers.image.title="article-compliance" \
      org.opencontainers.image.description="Checks whether articles carry what their reuse requires" \
      org.opencontainers.image.licenses="Apache-2.0"
# Git tells what changed; the version is Debian's own. A mounted repository belongs to somebody else than the user here.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /opt/compliance /opt/compliance
# Where /tmp cannot be written to, the program does without a cache.
ENV PATH=/opt/compliance/bin:$PATH \
    COMPLIANCE_CACHE_DIR=/tmp/compliance \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /site
USER 65532:65532
HEALTHCHECK --interval=1m --timeout=10s CMD ["compliance", "--version"]
ENTRYPOINT ["compliance"]
CMD ["--help"]
