# Recipes for everyday work; each is one line over scripts/, which need nothing but the toolchain.
# `just` itself: `pip install rust-just`.

_default:
    @just --list

# Every test: real clients, then unit tests
test *arguments:
    scripts/test {{arguments}}

# Unit tests with coverage, by file
cov:
    swift test --enable-code-coverage
    scripts/coverage

# Measure against nginx and the Python servers (docs/performance.md)
bench *arguments:
    scripts/bench {{arguments}}

# Layout, imports, house rules
lint:
    scripts/lint

# Put every Swift file into the house layout
format:
    swift format -i -r -p Sources Tests Package.swift

# Coverage and lint
check-all: cov lint

# Serve over HTTP
run *arguments:
    scripts/run http {{arguments}}

# Serve over standard streams
run-stdio *arguments:
    scripts/run stdio {{arguments}}

# Serve over HTTP; rebuild and restart when a source changes
dev-http *arguments:
    scripts/dev http {{arguments}}

# Serve over standard streams; rebuild and restart when a source changes
dev-stdio *arguments:
    scripts/dev stdio {{arguments}}

# Remove everything that was built
clean:
    rm -rf .build

# Build and test in a clean Debian chroot (root)
fresh:
    scripts/fresh

# Put the release binary into a folder on PATH
install prefix="/usr/local":
    scripts/bootstrap
    swift build -c release --static-swift-stdlib --product mcp-forge
    install -D -s -m 755 .build/release/mcp-forge {{prefix}}/bin/mcp-forge
