#!/usr/bin/env python3
"""What a push costs: `sluice hook run pre-push` on a large repository, end to end, beside the price of starting a process.

    hook.py --sluice build/release/sluice
    hook.py --sluice ... --commits 80000 --refs 60000 --peer gitleaks=/opt/gitleaks

The repository is generated once: a main branch of many commits at the remote, as many remote-tracking refs, all packed, and on top what is
pushed: one commit, or a hundred. `git rev-parse HEAD` is the floor. A peer is run the way its own hook runs it, over the same range.
Times are wall times with the rules loaded from the cache; rounds alternate, so that a slow moment of the machine hits all alike."""

import argparse
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import tools  # noqa: E402  (beside this file)

START_S = 1600000000
FOLDERS, FILES = 40, 50


def commit(out, ref, mark, parent, time_s, text, files):
    out.write(f"commit {ref}\nmark :{mark}\ncommitter C O Mitter <c@example.com> {time_s} +0000\ndata {len(text)}\n{text}\n")
    if parent:
        out.write(f"from :{parent}\n")
    for path, content in files:
        out.write(f"M 100644 inline {path}\ndata {len(content)}\n{content}\n")
    out.write("\n")


def content(number):
    return "".join(f"line {line} of version {number}: nothing to see here\n" for line in range(40))


def path_of(number):
    return f"src/part{number % FOLDERS}/file{number // FOLDERS % FILES}.c"


def write_history(out, options):
    """Marks 1..commits are at the remote. Of the refs every tenth names a commit of its own, as branches that live beside main do."""
    for number in range(1, options.commits + 1):
        commit(out, "refs/heads/main", number, number - 1, START_S + 60 * number, f"change {number}", [(path_of(number), content(number))])
    for number in range(options.refs):
        base = 1 + number * (options.commits - 1) // options.refs
        ref = f"refs/remotes/origin/team{number % 100}/branch{number}"
        if number % 10 == 0:
            commit(out, ref, options.commits + 1 + number, base, START_S + 60 * base + 30, f"branch {number}", [(f"b/{number}.txt", f"{number}\n")])
        else:
            out.write(f"reset {ref}\nfrom :{base}\n\n")
    out.write(f"reset refs/remotes/origin/main\nfrom :{options.commits}\n\n")
    last, mark = options.commits, options.commits + options.refs
    for number in range(1, 101):
        mark += 1
        text = f"what is pushed {number}"
        commit(out, "refs/heads/topic", mark, last, START_S + 60 * (options.commits + number), text,
               [(path_of(17 * number), content(options.commits + number))])
        last = mark
        if number == 1:
            out.write(f"reset refs/heads/one\nfrom :{mark}\n\n")


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def generated(options):
    scratch = os.environ.get("SLUICE_BENCH_SCRATCH") or os.path.join(os.path.dirname(os.path.dirname(HERE)), "build", "bench")
    repository = os.path.join(scratch, f"hook-{options.commits}-{options.refs}")
    done = os.path.join(repository, "complete")  # written last: its absence means an interrupted run
    if not os.path.exists(done):
        shutil.rmtree(repository, ignore_errors=True)
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", repository], check=True)
        print(f"generating {options.commits} commits and {options.refs} remote-tracking refs", file=sys.stderr)
        with subprocess.Popen(["git", "-C", repository, "fast-import", "--quiet"], stdin=subprocess.PIPE, text=True) as importer:
            write_history(importer.stdin, options)
            importer.stdin.close()
            if importer.wait() != 0:
                sys.exit("git fast-import failed")
        git(repository, "config", "remote.origin.url", "https://example.com/x.git")
        git(repository, "pack-refs", "--all")
        git(repository, "repack", "-adq", "--depth=20", "--window=5")
        with open(done, "w", encoding="utf-8"):
            pass
    return repository


def scenarios(repository, options, folder):
    """(name, command, file for its standard input)."""
    base = git(repository, "rev-parse", "refs/remotes/origin/main")
    sluice = f"{options.sluice} hook run pre-push origin https://example.com/x.git"
    found = [("git rev-parse HEAD", "git rev-parse HEAD", os.devnull), ("sluice version", f"{options.sluice} version", os.devnull)]
    for name, branch in (("1 commit", "one"), ("100 commits", "topic")):
        tip = git(repository, "rev-parse", branch)
        for kind, before in (("", base), (", new branch", "0" * 40)):
            lines = os.path.join(folder, f"{branch}-{before[:1]}.lines")
            with open(lines, "w", encoding="utf-8") as out:
                out.write(f"refs/heads/{branch} {tip} refs/heads/{branch} {before}\n")
            found.append((f"sluice pre-push, {name}{kind}", sluice, lines))
        found += [(f"{peer.name}, {name}", peer.hook(base, tip), os.devnull) for peer in options.peers if hasattr(peer, "hook")]
    return found


def once(command, lines, repository):
    """Wall seconds of one run. Exit code 1 is a finding of a peer's; anything else but 0 is no measurement."""
    with open(lines, encoding="utf-8") as source:
        begin = time.perf_counter()
        done = subprocess.run(shlex.split(command), stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=repository, check=False)
        seconds = time.perf_counter() - begin
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: exit code {done.returncode}: {done.stderr.decode(errors='replace')}")
    return seconds


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sluice", required=True, type=os.path.abspath, help="the program to measure")
    parser.add_argument("--commits", type=int, default=80000)
    parser.add_argument("--refs", type=int, default=60000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PATH", help="gitleaks or trufflehog, when not on PATH")
    options = parser.parse_args(arguments)
    options.peers, missing = tools.find_peers(options.peer)
    if missing:
        print(f"not found: {', '.join(missing)} (bench/peers.sh installs what can be had)", file=sys.stderr)
    return options


def measured(options):
    """{name: milliseconds of each round}"""
    repository = generated(options)
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        contestants = scenarios(repository, options, folder)
        times = {name: [] for name, _, _ in contestants}
        for round_number in range(options.rounds + 1):
            for name, command, lines in contestants:
                seconds = once(command, lines, repository)
                if round_number > 0:  # the first one warms the caches
                    times[name].append(seconds * 1000)
    return times


def main():
    for name, values in measured(parse(None)).items():
        print(f"{name:<36} {statistics.median(values):8.1f} ms  ({min(values):.1f}-{max(values):.1f})")


if __name__ == "__main__":
    main()
