#!/usr/bin/env bash
# Installs the scanners Sluice is compared with into build/peers, through the ordinary clients of package registries. Debian 12 packages
# neither, so what Debian cannot give comes through Go's client, when Go is there. ./dev bench finds them there.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
folder=$root/build/peers
mkdir -p "$folder"

say() { printf 'peers: %s\n' "$*" >&2; }

from_debian() {
  command -v apt-cache >/dev/null && apt-cache show "$1" >/dev/null 2>&1 || return 1
  if [ "$(id -u)" -eq 0 ]; then apt-get install -qq -y --no-install-recommends "$1" >&2; else sudo apt-get install -qq -y --no-install-recommends "$1" >&2; fi
}

from_go() {
  command -v go >/dev/null && GOBIN=$folder go install "$1" >&2
}

install_peer() {
  local name=$1 module=$2
  if [ -x "$folder/$name" ] || command -v "$name" >/dev/null; then
    say "$name is there"
  elif from_debian "$name" || { [ -n "$module" ] && from_go "$module"; }; then
    say "$name installed"
  else
    say "$name cannot be had here: Debian 12 has no package of it${module:+, and installing it needs Go}; build it and put it on PATH or name it with --peer $name=PROGRAM"
  fi
}

install_peer gitleaks github.com/zricethezav/gitleaks/v8@latest
# Its module file replaces dependencies, which `go install` refuses: it has to be built from a clone.
install_peer trufflehog ''
