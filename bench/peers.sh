#!/usr/bin/env bash
# Installs the scanners Sluice is compared with into build/peers, through the ordinary clients of package registries, each by its package name,
# and says plainly which cannot be had. ./dev bench finds them there. Nothing is run that uses the network: see bench/scenarios/tools.py.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
folder=$root/build/peers
mkdir -p "$folder"

say() { printf 'peers: %s\n' "$*" >&2; }

from_go() {
  command -v go >/dev/null && GOBIN=$folder go install "$1" >&2
}

# A module that replaces some of its dependencies, which `go install` refuses: it is built inside a copy of itself.
from_go_module() {
  local module=$1 program=$2 source copy
  command -v go >/dev/null || return 1
  source=$(cd "$folder" && go mod download -json "$module" 2>/dev/null | sed -n 's/^\t*"Dir": "\(.*\)",*$/\1/p')
  [ -n "$source" ] || return 1
  copy=$(mktemp -d)
  cp -r "$source/." "$copy" && chmod -R u+w "$copy" && (cd "$copy" && go build -o "$folder/$program" . >&2)
  local code=$?
  rm -rf "$copy"
  return "$code"
}

from_pypi() {
  command -v python3 >/dev/null || return 1
  [ -x "$folder/python/bin/pip" ] || python3 -m venv "$folder/python" >&2 || return 1
  "$folder/python/bin/pip" install -q "$1" >&2 && ln -sf "python/bin/$2" "$folder/$2"
}

# NAME, what else to say when it cannot be had, and the command that gets it.
install_peer() {
  local name=$1 why=$2
  shift 2
  if [ -x "$folder/$name" ] || command -v "$name" >/dev/null; then
    say "$name is there"
  elif "$@" && [ -x "$folder/$name" ]; then
    say "$name installed"
  else
    say "$name CANNOT BE HAD here: $why; build it and put it on PATH or name it with --peer $name=PROGRAM"
  fi
}

install_peer gitleaks 'it takes Go and its module proxy' from_go github.com/zricethezav/gitleaks/v8@latest
install_peer trufflehog 'it takes Go, and a module proxy that gives out its module' from_go_module github.com/trufflesecurity/trufflehog/v3@latest trufflehog
install_peer betterleaks 'it takes Go, and a module proxy that gives out its module' from_go github.com/betterleaks/betterleaks@latest
install_peer kingfisher 'it takes Python 3.10 with venv' from_pypi kingfisher-bin kingfisher
install_peer detect-secrets 'it takes Python with venv' from_pypi detect-secrets detect-secrets
say 'noseyparker CANNOT BE HAD: no registry has a package of it (it is not measured)'
say 'ggshield is left out: it sends what it scans to a service of its maker'
