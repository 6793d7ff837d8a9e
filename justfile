# Recipes for everyday work; each is one line over scripts/, which need nothing but the toolchain.
# `just` itself: `pip install rust-just`.

_default:
    @just --list

# Every test: real clients, then unit tests
test *arguments:
    scripts/test {{arguments}}

# Unit tests with coverage, by file
cov:
    scripts/bootstrap
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

# Types and warnings: compile everything, tests too
typing:
    scripts/bootstrap
    swift build --build-tests

# Coverage, lint and types
check-all: cov lint typing

# Bring what is pinned up again: there are no packages, so this is the tools of the tests
update:
    scripts/bootstrap --test
    scripts/python
    scripts/tools

# A tool: its file, its line in the catalog, its test (docs/fork.md)
new-tool name:
    scripts/new tool {{name}}

# A resource: its file, its line in the catalog, its test
new-resource name:
    scripts/new resource {{name}}

# A prompt: its file, its line in the catalog, its test
new-prompt name:
    scripts/new prompt {{name}}

# Give the project another name, once (docs/fork.md)
fork name title="":
    scripts/fork {{quote(name)}} {{if title == "" { "" } else { quote(title) } }}

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

# Remove what was built; the tools that were fetched stay
clean:
    rm -rf .build/*-linux-gnu .build/debug .build/release .build/*.yaml .build/asan .build/fuzz dist

# Remove what was built and what was fetched
clean-cache:
    rm -rf .build dist

# Build and test in a clean Debian chroot (root)
fresh:
    scripts/fresh

# Put the release binary into a folder on PATH
install prefix="/usr/local":
    scripts/bootstrap
    swift build -c release --static-swift-stdlib --product mcp-forge
    install -D -s -m 755 .build/release/mcp-forge {{prefix}}/bin/mcp-forge

# Test what deploys the server: chart, image, workflows, recipes, proxies
deployment *arguments:
    scripts/deployment {{arguments}}

# Build the container image (docs/deploy/image.md)
docker-build image="mcp-forge:dev" *arguments:
    scripts/image {{image}} {{arguments}}

# Push an image that was built, under a name of your registry
docker-push image:
    scripts/image --push {{image}}

# Pack the release binary, configuration and papers into dist/
package:
    scripts/package

# Write the checksum of the package again
package-signature:
    scripts/package --signature
