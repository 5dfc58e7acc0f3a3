# syntax=docker/dockerfile:1
FROM rust:1.95-bookworm AS builder
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin capacity-tracker \
    && cp target/release/capacity-tracker /usr/local/bin/
# The bill of materials: every crate in the program, with version, licence and hash.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    cargo install --locked --version 0.5.9 cargo-cyclonedx \
    && cargo cyclonedx --format json --describe binaries --target "$(rustc -vV | sed -n 's/^host: //p')" \
    && install -D -m 644 capacity-tracker_bin.cdx.json /usr/local/share/capacity-tracker/sbom.cdx.json

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin tracker \
    && install -d -o tracker -g tracker -m 700 /data
COPY --from=builder /usr/local/bin/capacity-tracker /usr/local/bin/
COPY --from=builder /usr/local/share/capacity-tracker/sbom.cdx.json /usr/local/share/capacity-tracker/
USER tracker
WORKDIR /data
ENV DATA_DIR=/data LISTEN=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
# The image has no curl; bash can ask as well.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${LISTEN##*:} && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["capacity-tracker"]
CMD ["serve"]
