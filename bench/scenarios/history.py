#!/usr/bin/env python3
"""Whole runs of Sluice and its peers over the full history of repositories, side by side.

    history.py --sluice build/release/sluice                     generated repositories, small and medium
    history.py --sluice ... --sizes small,medium,large --rounds 7
    history.py --sluice ... PATH...                              any repositories
    history.py --sluice ... --peer gitleaks=/opt/gitleaks PATH   a peer that is not on PATH

Rounds alternate (A B C, A B C, ...), so that a slow minute of the machine hits all alike. Printed are medians, and the median of the ratios
taken round by round with their range. `found` is how many of the planted credentials a tool reported; on a real repository, how many it reported
in all. A run that did not do its work is marked, and its ratio is left out."""

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import measure  # noqa: E402  (beside this file)
import results  # noqa: E402
import tools  # noqa: E402

BENCH = os.path.dirname(HERE)
SIZES = {"small": 1000, "medium": 10000, "large": 50000}
SEED = "1"


class Scenario:
    def __init__(self, name, path, planted=None):
        self.name, self.path, self.planted = name, path, planted


def generated(size, scratch):
    """Generated once for each version of the generator, then reused."""
    generator = os.path.join(BENCH, "corpora", "generate.py")
    digest = hashlib.sha256()
    for name in ("generate.py", "credentials.py"):
        with open(os.path.join(BENCH, "corpora", name), "rb") as file:
            digest.update(file.read())
    path = os.path.join(scratch, f"{size}-{SEED}-{digest.hexdigest()[:8]}.git")
    truth = path + ".truth.json"
    if not os.path.exists(truth):  # written last: its absence means an interrupted run
        print(f"generating {size}: {SIZES[size]} commits", file=sys.stderr)
        subprocess.run([sys.executable, generator, path, "--force", "--seed", SEED, "--commits", str(SIZES[size])], check=True,
                       stdout=subprocess.DEVNULL)
    with open(truth, encoding="utf-8") as file:
        return Scenario(size, path, [record["secret"] for record in json.load(file)["planted"]])


def found(reported, planted):
    if reported is None:
        return None
    if planted is None:
        return len(reported)
    # Of a key block the first line of its body identifies it, however much around it a tool reports.
    needles = [secret.split("\n")[1] if "\n" in secret else secret for secret in planted]
    return sum(any(needle in text for text in reported) for needle in needles)


def real(path, scratch):
    """The repository, or a copy of it when its packs are symbolic links, which not every tool follows."""
    packs = os.path.join(tools.git_lines(path, "rev-parse", "--absolute-git-dir")[0], "objects", "pack")
    links = sorted(name for name in os.listdir(packs) if os.path.islink(os.path.join(packs, name)))
    if not links:
        return path
    digest = hashlib.sha256(repr([os.path.abspath(path), links, tools.git_lines(path, "show-ref")]).encode()).hexdigest()[:8]
    copy = os.path.join(scratch, f"{name_of(path)}-{digest}.git")
    if not os.path.exists(copy):
        shutil.rmtree(copy + ".part", ignore_errors=True)
        shutil.copytree(path, copy + ".part")
        os.rename(copy + ".part", copy)
    return copy


def name_of(path):
    return os.path.basename(os.path.normpath(os.path.abspath(path))).removesuffix(".git")


def scenarios_of(paths, sizes, scratch):
    os.makedirs(scratch, exist_ok=True)
    return [Scenario(name_of(path), real(path, scratch)) for path in paths] or [generated(size, scratch) for size in sizes.split(",")]


def run_once(tool, scenario, options, folder):
    report = os.path.join(folder, f"{tool.name}.report")
    if os.path.exists(report):
        os.remove(report)
    # Secrets are only ever written down when they were generated.
    argv = tool.argv(scenario.path, report, scenario.planted is not None)
    run = measure.run([*(tools.without_network() if tool.is_peer else []), *argv], options.timeout)
    problem = tool.problem(run, scenario.path, report)
    count = None
    if not problem:
        count = found(tool.secrets(report), scenario.planted)
    return {"wall_s": run.wall_s, "cpu_s": run.cpu_s, "peak_bytes": run.peak_bytes, "exit_code": run.exit_code, "problem": problem, "found": count}


def prime(contestants, options):
    """Once over an empty folder: who compiles rules keeps them."""
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder, tempfile.TemporaryDirectory(prefix="sluice-bench-") as empty:
        for tool in contestants:
            if tool.folders:
                measure.run(tool.folder_argv(empty, os.path.join(folder, "report")), options.timeout)


def compare(scenario, contestants, options):
    """{name: runs}. Peers take part in the first `peer_rounds` rounds only: they take minutes where Sluice takes seconds."""
    measure.warm(scenario.path)
    prime(contestants, options)
    runs = {tool.name: [] for tool in contestants}
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        for number in range(options.rounds):
            for tool in contestants:
                if tool.is_peer and number >= options.peer_rounds:
                    continue
                progress(f"{scenario.name}: round {number + 1} of {options.rounds}, {tool.name}")
                runs[tool.name].append(run_once(tool, scenario, options, folder))
    progress("")
    return runs


def progress(text):
    if sys.stderr.isatty():
        print(f"\r{text:<72}\r{text}", end="", file=sys.stderr, flush=True)


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def ratios(runs, base, key):
    """Of each round, so that what slowed both cancels out. Only of rounds in which both did their work."""
    return [other[key] / own[key] for other, own in zip(runs, base) if own[key] > 0 and not other["problem"] and not own["problem"]]


def row(scenario, name, runs, base):
    problems = sorted({run["problem"] for run in runs if run["problem"]})
    counts = {run["found"] for run in runs if run["found"] is not None}
    count = "/".join(str(value) for value in sorted(counts)) or "-"
    if scenario.planted is not None and counts:
        count += f" of {len(scenario.planted)}"
    cells = [scenario.name, name, spread([run["wall_s"] for run in runs], 2), spread([run["cpu_s"] for run in runs], 2),
             f"{max(run['peak_bytes'] for run in runs) / 2**20:.0f}", count]
    for key in ("cpu_s", "wall_s"):
        values = ratios(runs, base, key)
        cells.append(spread(values, 1) if values and runs is not base else "-")
    return cells, problems


def print_table(runs_of, scenarios):
    head = ["repository", "tool", "wall s", "CPU s", "peak MiB", "found", "CPU / sluice", "wall / sluice"]
    rows, notes = [], []
    for scenario in scenarios:
        runs = runs_of[scenario.name]
        for name in runs:
            cells, problems = row(scenario, name, runs[name], runs["sluice"])
            rows.append(cells)
            notes += [f"{scenario.name}, {name}: DID NOT COMPLETE: {problem}" for problem in problems]
    widths = [max(len(line[i]) for line in [head, *rows]) for i in range(len(head))]
    for line in [head, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
    print(*notes, sep="\n", end="\n" if notes else "")
    return not notes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="repositories; without one, generated ones")
    parser.add_argument("--sluice", required=True, help="the program to measure")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PATH", help="a peer that is not on PATH")
    parser.add_argument("--sizes", default="small,medium", help="of generated repositories: " + ", ".join(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer-rounds", type=int, default=5, help="of these, with peers")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for one run")
    options = parser.parse_args()

    scenarios = scenarios_of(options.paths, options.sizes, results.scratch())
    peers, missing = tools.find_peers(options.peer)
    if missing:
        print(f"not found: {', '.join(missing)} (bench/peers.sh installs what can be had)", file=sys.stderr)
    contestants = [tools.Sluice(options.sluice), tools.CatFile("git"), *(peer for peer in peers if peer.histories)]
    return 0 if print_table({scenario.name: compare(scenario, contestants, options) for scenario in scenarios}, scenarios) else 1


if __name__ == "__main__":
    sys.exit(main())
