# The image of mcp-forge: the executable, the shared libraries that it loads, certificates and time zones. No shell, no
# package manager. How it is built, run and measured: docs/deploy/image.md.
ARG SWIFT_VERSION=6.3.1
FROM docker.io/library/swift:${SWIFT_VERSION}-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        binutils ca-certificates libcurl4-openssl-dev libre2-dev libsqlite3-dev libssl-dev libuv1-dev libwslay-dev libyaml-dev pkg-config tzdata zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
# Relocations that are packed save 0.8 MB; GNU gold, the default, cannot.
RUN swift build -c release --static-swift-stdlib --product mcp-forge \
    -Xswiftc -use-ld=lld -Xlinker --build-id=sha1 -Xlinker -z -Xlinker pack-relative-relocs
COPY LICENSE ./
COPY scripts/image-root scripts/image-root
RUN scripts/image-root .build/release/mcp-forge /image

# What a debugger needs to name the lines of a crash; --target symbols exports it.
FROM scratch AS symbols
COPY --from=build /image.debug /

FROM scratch
COPY --from=build /image /
ARG VERSION=dev
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="mcp-forge" \
      org.opencontainers.image.description="A server for the Model Context Protocol" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
# A crash is told on standard error: signal, build id, backtrace; without registers, whose memory may hold secrets.
ENV SWIFT_BACKTRACE=enable=yes,color=no,interactive=no,registers=none,threads=crashed,images=all,swift-backtrace=/usr/libexec/swift-backtrace-static
USER 65532:65532
WORKDIR /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 CMD ["/usr/bin/mcp-forge", "healthcheck"]
ENTRYPOINT ["/usr/bin/mcp-forge"]
CMD ["http"]
