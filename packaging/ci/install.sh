#!/usr/bin/env bash
# Installs Sluice on Debian 12 in a CI job: the package that SLUICE_DEB names, or one built from this tree. A built package is kept
# in SLUICE_KEEP (default ~/.cache/sluice-package) under the digest of the sources, for the CI system's cache. Run it as root, or
# with sudo at hand.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
keep=${SLUICE_KEEP:-${HOME:?}/.cache/sluice-package}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

digest() {
  (cd "$root" && find . \( -path ./build -o -path ./.git \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

install_package() {
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$1" >/dev/null
  sluice version
}

if [ -n "${SLUICE_DEB:-}" ]; then
  install_package "$(realpath -- "$SLUICE_DEB")"
  exit
fi
package=$keep/sluice-$(digest)-$(dpkg --print-architecture).deb
if [ ! -f "$package" ]; then
  as_root apt-get update -qq
  "$root/dev" deb
  mkdir -p "$keep"
  cp -- "$root"/build/release/sluice_*_"$(dpkg --print-architecture)".deb "$package"
fi
install_package "$package"
