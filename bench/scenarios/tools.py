"""Sluice and its peers as a benchmark runs them: the same work asked of each, and proof that each did it.

A tool that stops early is fast. So every run is checked: gitleaks ends a scan quietly when `git log` fails on a missing object and may still exit
0; trufflehog reads nothing of a bare repository unless told that it is one; kingfisher takes a repository whose packs are symbolic links for an empty one.
What a check finds is printed beside the numbers. No tool may use the network: each is told so and, where the kernel
lets us, has none (a push apart, where a millisecond counts)."""

import functools
import json
import os
import re
import shlex
import shutil
import subprocess


def version(path, *arguments):
    """The first thing that looks like a version; of a Go program that does not know its own, what Go wrote into it."""
    said = output([path, *arguments])
    found = re.search(r"\d+(?:\.\d+)+", said) or re.search(r"(?m)^\s+mod\s+\S+\s+v?(\S+)", output(["go", "version", "-m", path]))
    return found[found.lastindex or 0] if found else "of unknown version"


def output(argv):
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    except OSError as error:
        return str(error)
    return done.stdout or done.stderr


def git_lines(repository, *arguments):
    done = subprocess.run(["git", "-C", repository, *arguments], capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def is_bare(repository):
    return git_lines(repository, "rev-parse", "--is-bare-repository") == ["true"]


@functools.cache
def commits_with_changes(repository):
    """How many commits `git log -p` has something to show for: no merges, no empty ones."""
    return len(git_lines(repository, "log", "--all", "--no-merges", "--format=%H", "--", "."))


@functools.cache
def commits(repository):
    return len(git_lines(repository, "rev-list", "--all"))


@functools.cache
def blobs(repository):
    return git_lines(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)", "--unordered").count("blob")


def json_lines(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return [json.loads(line) for line in file if line.startswith("{")]


@functools.cache
def without_network():
    """A prefix for a command that gives it a network of its own, with nothing in it; empty where that is not allowed."""
    prefix = ["unshare", "--map-root-user", "--net"]
    try:
        return prefix if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0 else []
    except OSError:
        return []


class Tool:
    """A program that reads histories (argv), folders (folder_argv) or both. `problem` says what was wrong with a run of the first kind, `folder_bytes`
    how many bytes a run of the second kind read by its own account (None: it does not say, or did not)."""

    histories = folders = is_peer = True
    is_slow = False  # on folders: it is given a part
    keeps_stdout = False  # its standard output is part of the proof
    version_argument = "--version"

    def __init__(self, path):
        self.path, self.version = path, version(path, self.version_argument)

    def secrets(self, report):
        """What it found, or None when it cannot be told."""
        return None


class Sluice(Tool):
    version_argument = "version"
    is_peer = False

    def __init__(self, path, name="sluice", extra=()):
        super().__init__(path)
        self.name, self.extra = name, extra

    def argv(self, repository, report, show_secrets):
        return [self.path, "scan", repository, "--no-progress", "--format", f"jsonl={report}", *(["--show-secrets"] if show_secrets else []), *self.extra]

    def folder_argv(self, folder, report):
        return [self.path, "scan", folder, "--no-progress", "--stats", "--format", f"jsonl={report}", *self.extra]

    def problem(self, run, repository, report):
        if run.exit_code not in (0, 1):
            return f"exit code {run.exit_code}: {last_line(run.stderr)}"
        return "incomplete" if re.search(r"\bnot read\b|\bincomplete\b", run.stderr) else ""

    def folder_bytes(self, run, report):
        return number(r"(?m)^\s+bytes\s+(\d+)", run.stderr)

    def secrets(self, report):
        return [finding["secret"] for finding in json_lines(report) if "rule" in finding]


class CatFile(Tool):
    """Not a scanner: what git takes to read everything there is, the usual floor."""

    name, folders, is_peer = "git cat-file", False, False

    def argv(self, repository, report, show_secrets):
        return [self.path, "-C", repository, "cat-file", "--batch-all-objects", "--batch", "--unordered"]

    def problem(self, run, repository, report):
        return f"exit code {run.exit_code}: {last_line(run.stderr)}" if run.exit_code != 0 else ""


class Ripgrep(Tool):
    """Not a scanner: what it takes to look for the same literals, one a rule, with one thread."""

    name, histories, is_peer, keeps_stdout = "rg", False, False, True

    def __init__(self, path, literals):
        super().__init__(path)
        self.literals = literals

    def folder_argv(self, folder, report):
        return [self.path, "-j1", "-uu", "--text", "--no-messages", "--count", "--stats", "--fixed-strings", "-f", self.literals, folder]

    def folder_bytes(self, run, report):
        return number(r"(\d+) bytes searched", run.stdout)


class Gitleaks(Tool):
    name, is_slow = "gitleaks", True
    version_argument = "version"
    LEAKS = 99  # its default for "leaks" is 1, which is also its code for any error

    def flags(self, report, show_secrets):
        return ["--no-banner", "--no-color", f"--exit-code={self.LEAKS}", "--report-format=json", f"--report-path={report}",
                *([] if show_secrets else ["--redact"])]

    def argv(self, repository, report, show_secrets):
        return [self.path, "git", *self.flags(report, show_secrets), repository]

    def folder_argv(self, folder, report):
        return [self.path, "dir", *self.flags(report, False), folder]

    def hook(self, base, tip):
        """The command that scans what a push brings, in the repository."""
        return f"{shlex.quote(self.path)} git --no-banner --log-level error --log-opts={base}..{tip} ."

    def problem(self, run, repository, report):
        if run.exit_code not in (0, self.LEAKS):
            return f"exit code {run.exit_code}: {last_line(run.stderr)}"
        if re.search(r"partial scan|\bERR\b|\bFTL\b|fatal:", run.stderr):
            return "stopped early: " + last_line("\n".join(re.findall(r".*(?:partial scan|ERR|FTL|fatal:).*", run.stderr)))
        scanned = number(r"(\d+) commits scanned", run.stderr)
        expected = commits_with_changes(repository)
        return f"scanned {scanned or 'no'} of {expected} commits" if scanned is None or scanned < 0.98 * expected else ""

    def folder_bytes(self, run, report):
        return number(r"scanned ~(\d+) bytes", run.stderr)

    def secrets(self, report):
        with open(report, encoding="utf-8", errors="replace") as file:
            return [finding["Secret"] for finding in json.load(file)]


class Betterleaks(Gitleaks):
    """A fork of gitleaks with its command line; held to the same proof."""

    name = "betterleaks"  # as slow, until it shows otherwise


class Trufflehog(Tool):
    name, is_slow = "trufflehog", True
    FLAGS = ["--no-verification", "--no-update", "--json"]

    def argv(self, repository, report, show_secrets):
        # It reports on standard output only; its secrets are not kept, so recall is not measured.
        return [self.path, "git", "file://" + os.path.abspath(repository), *self.FLAGS, *(["--bare"] if is_bare(repository) else [])]

    def folder_argv(self, folder, report):
        return [self.path, "filesystem", folder, *self.FLAGS]

    def hook(self, base, tip):
        return f"{shlex.quote(self.path)} git file://. --since-commit {base} --branch {tip} --no-verification --no-update --bare"

    def problem(self, run, repository, report):
        if run.exit_code != 0:
            return f"exit code {run.exit_code}: {last_line(run.stderr)}"
        return "" if number(r'"chunks":\s*(\d+)', run.stderr) else "scanned nothing"

    def folder_bytes(self, run, report):
        return number(r'"bytes":\s*(\d+)', run.stderr)


class Kingfisher(Tool):
    name = "kingfisher"

    def flags(self, report, show_secrets):
        return ["--no-validate", "--no-update-check", "--format", "json", "--output", report, *([] if show_secrets else ["--redact"])]

    def argv(self, repository, report, show_secrets):
        return [self.path, "scan", repository, *self.flags(report, show_secrets)]

    def folder_argv(self, folder, report):
        return [self.path, "scan", folder, "--git-history", "none", *self.flags(report, False)]

    def problem(self, run, repository, report):
        if run.exit_code not in (0, 200, 205):  # 200 and 205: it found something
            return f"exit code {run.exit_code}: {last_line(run.stderr)}"
        scanned, expected = self.read(report)["metadata"]["summary"]["blobs_scanned"], blobs(repository)
        return f"scanned {scanned} of {expected} blobs" if scanned < 0.98 * expected else ""

    def folder_bytes(self, run, report):
        return self.read(report)["metadata"]["summary"]["bytes_scanned"]

    def read(self, report):
        with open(report, encoding="utf-8", errors="replace") as file:
            return json.load(file)

    def secrets(self, report):
        return [entry["finding"]["snippet"] for entry in self.read(report)["findings"]]


class DetectSecrets(Tool):
    """Reads files, no histories. It does not say how much it read: a planted password that comes last is the proof (folder.py)."""

    name, histories, is_slow, keeps_stdout = "detect-secrets", False, True, True

    def folder_argv(self, folder, report):
        return [self.path, "-C", folder, "scan", "--all-files", "--no-verify", "."]

    def folder_bytes(self, run, report):
        return None


def number(pattern, text):
    found = re.search(pattern, text)
    return int(found[1]) if found else None


def last_line(text):
    lines = [line for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines() if line.strip()]
    return lines[-1].strip()[:160] if lines else "no message"


INSTALLED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "build", "peers")  # by bench/peers.sh
PEERS = {kind.name: kind for kind in (Gitleaks, Trufflehog, Kingfisher, Betterleaks, DetectSecrets)}


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
