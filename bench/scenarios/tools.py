"""Sluice and its peers as a benchmark runs them: the same work asked of each, and proof that each did it.

A tool that stops early is fast. So every run is checked: gitleaks ends a scan quietly when `git log` fails on a missing object and may still exit
0; trufflehog reads nothing of a bare repository unless told that it is one. What a check finds is printed beside the numbers."""

import json
import os
import re
import shlex
import shutil
import subprocess


def version(path, *arguments):
    try:
        done = subprocess.run([path, *arguments], capture_output=True, text=True, timeout=30, check=False)
    except OSError as error:
        return str(error)
    text = (done.stdout or done.stderr).strip()
    return text.splitlines()[0] if text else "unknown"


def is_bare(repository):
    done = subprocess.run(["git", "-C", repository, "rev-parse", "--is-bare-repository"], capture_output=True, text=True, check=False)
    return done.stdout.strip() == "true"


def commits_with_changes(repository):
    """How many commits `git log -p` has something to show for: no merges, no empty ones."""
    done = subprocess.run(["git", "-C", repository, "log", "--all", "--no-merges", "--format=%H", "--", "."], capture_output=True, text=True,
                          check=False)
    return len(done.stdout.split())


def json_lines(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return [json.loads(line) for line in file if line.startswith("{")]


class Sluice:
    name = "sluice"

    def __init__(self, path):
        self.path, self.version = path, version(path, "version")

    def argv(self, repository, report, show_secrets):
        return [self.path, "scan", repository, "--no-progress", "--format", f"jsonl={report}", *(["--show-secrets"] if show_secrets else [])]

    def problem(self, run, repository):
        if run.exit_code not in (0, 1):
            return f"exit code {run.exit_code}: {last_line(run.stderr)}"
        return "incomplete" if re.search(r"\bnot read\b|\bincomplete\b", run.stderr) else ""

    def secrets(self, report):
        return [finding["secret"] for finding in json_lines(report) if "rule" in finding]


class Gitleaks:
    name = "gitleaks"
    LEAKS = 99  # its default for "leaks" is 1, which is also its code for any error

    def __init__(self, path):
        self.path, self.version = path, version(path, "version")

    def argv(self, repository, report, show_secrets):
        return [self.path, "git", "--no-banner", "--no-color", f"--exit-code={self.LEAKS}", "--report-format=json", f"--report-path={report}",
                *([] if show_secrets else ["--redact"]), repository]

    def hook(self, base, tip):
        """The command that scans what a push brings, in the repository."""
        return f"{shlex.quote(self.path)} git --no-banner --log-level error --log-opts={base}..{tip} ."

    def problem(self, run, repository):
        if run.exit_code not in (0, self.LEAKS):
            return f"exit code {run.exit_code}: {last_line(run.stderr)}"
        if re.search(r"partial scan|\bERR\b|\bFTL\b|fatal:", run.stderr):
            return "stopped early: " + last_line("\n".join(re.findall(r".*(?:partial scan|ERR|FTL|fatal:).*", run.stderr)))
        scanned = re.search(r"(\d+) commits scanned", run.stderr)
        expected = commits_with_changes(repository)
        if scanned is None or int(scanned[1]) < 0.98 * expected:
            return f"scanned {scanned[1] if scanned else 'no'} of {expected} commits"
        return ""

    def secrets(self, report):
        with open(report, encoding="utf-8", errors="replace") as file:
            return [finding["Secret"] for finding in json.load(file)]


class Trufflehog:
    name = "trufflehog"

    def __init__(self, path):
        self.path, self.version = path, version(path, "--version")

    def argv(self, repository, report, show_secrets):
        # It reports on standard output only; its secrets are not kept, so recall is not measured.
        return [self.path, "git", "file://" + os.path.abspath(repository), "--no-verification", "--no-update", "--json",
                *(["--bare"] if is_bare(repository) else [])]

    def hook(self, base, tip):
        return f"{shlex.quote(self.path)} git file://. --since-commit {base} --branch {tip} --no-verification --no-update --bare"

    def problem(self, run, repository):
        if run.exit_code != 0:
            return f"exit code {run.exit_code}: {last_line(run.stderr)}"
        chunks = re.search(r'"chunks":\s*(\d+)', run.stderr)
        return "" if chunks and int(chunks[1]) > 0 else "scanned nothing"

    def secrets(self, report):
        return None


def last_line(text):
    lines = [line for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines() if line.strip()]
    return lines[-1].strip()[:160] if lines else "no message"


INSTALLED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "build", "peers")  # by bench/peers.sh
PEERS = {"gitleaks": Gitleaks, "trufflehog": Trufflehog}


def find_peers(given):
    """`given` holds NAME=PATH; what it does not name is looked for on PATH and in build/peers. Returns the tools and the names that are not there."""
    paths = dict(entry.split("=", 1) for entry in given)
    unknown = set(paths) - set(PEERS)
    if unknown:
        raise SystemExit(f"unknown peer {', '.join(sorted(unknown))}; known: {', '.join(PEERS)}")
    found, missing = [], []
    for name, kind in PEERS.items():
        path = paths.get(name) or shutil.which(name) or shutil.which(name, path=INSTALLED)
        if path:
            found.append(kind(path))
        else:
            missing.append(name)
    return found, missing
