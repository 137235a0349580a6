#!/usr/bin/env python3
"""Whole runs of Sluice and its peers over the full history of repositories, side by side.

    run.py --sluice build/release/sluice                     generated repositories, small and medium
    run.py --sluice ... --sizes small,medium,large --rounds 7
    run.py --sluice ... PATH...                              any repositories
    run.py --sluice ... --peer gitleaks=/opt/gitleaks PATH   a peer that is not on PATH

Rounds alternate (A B C, A B C, ...), so that a slow minute of the machine hits all alike. Printed are medians, and the median of the ratios
taken round by round with their range. `found` is how many of the planted credentials a tool reported; on a real repository, how many it reported
in all. A run that did not do its work is marked, and its ratio is left out."""

import argparse
import datetime
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import measure  # noqa: E402  (beside this file)
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


def run_once(tool, scenario, options, folder):
    report = os.path.join(folder, f"{tool.name}.report")
    if os.path.exists(report):
        os.remove(report)
    # Secrets are only ever written down when they were generated.
    run = measure.run(tool.argv(scenario.path, report, scenario.planted is not None), options.timeout)
    problem = tool.problem(run, scenario.path)
    count = None
    if not problem:
        count = found(tool.secrets(report), scenario.planted)
    return {"wall_s": run.wall_s, "cpu_s": run.cpu_s, "peak_bytes": run.peak_bytes, "exit_code": run.exit_code, "problem": problem, "found": count}


def compare(scenario, contestants, options):
    measure.warm(scenario.path)
    runs = {tool.name: [] for tool in contestants}
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        for number in range(options.rounds):
            for tool in contestants:
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


def print_table(results, scenarios):
    head = ["repository", "tool", "wall s", "CPU s", "peak MiB", "found", "CPU / sluice", "wall / sluice"]
    rows, notes = [], []
    for scenario in scenarios:
        runs = results[scenario.name]
        for name in runs:
            cells, problems = row(scenario, name, runs[name], runs["sluice"])
            rows.append(cells)
            notes += [f"{scenario.name}, {name}: DID NOT COMPLETE: {problem}" for problem in problems]
    widths = [max(len(line[i]) for line in [head, *rows]) for i in range(len(head))]
    for line in [head, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
    print(*notes, sep="\n", end="\n" if notes else "")
    return not notes


def machine_id():
    """Tells machines apart without naming one."""
    model = ""
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "")
    return f"{os.cpu_count()}x-{platform.machine()}-{hashlib.sha256(model.encode()).hexdigest()[:6]}"


def keep(results, contestants):
    folder = os.path.join(BENCH, "results", f"{datetime.date.today()}-{machine_id()}")
    os.makedirs(folder, exist_ok=True)
    number = 1 + sum(name.startswith("history-") for name in os.listdir(folder))
    path = os.path.join(folder, f"history-{number}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"tools": {tool.name: tool.version for tool in contestants}, "runs": results}, file, indent=1)
        file.write("\n")
    print(f"kept in {os.path.relpath(path)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="repositories; without one, generated ones")
    parser.add_argument("--sluice", required=True, help="the program to measure")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PATH", help="gitleaks or trufflehog, when not on PATH")
    parser.add_argument("--sizes", default="small,medium", help="of generated repositories: " + ", ".join(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for one run")
    parser.add_argument("--keep", action="store_true", help="write the raw numbers to bench/results")
    options = parser.parse_args()

    scratch = os.environ.get("SLUICE_BENCH_SCRATCH") or os.path.join(os.path.dirname(BENCH), "build", "bench")
    os.makedirs(scratch, exist_ok=True)
    peers, missing = tools.find_peers(options.peer)
    contestants = [tools.Sluice(options.sluice), *peers]
    if missing:
        print(f"not found: {', '.join(missing)} (bench/peers.sh installs what can be had)", file=sys.stderr)
    if options.paths:
        scenarios = [Scenario(os.path.basename(os.path.normpath(os.path.abspath(path))), path) for path in options.paths]
    else:
        scenarios = [generated(size, scratch) for size in options.sizes.split(",")]
    results = {scenario.name: compare(scenario, contestants, options) for scenario in scenarios}
    complete = print_table(results, scenarios)
    if options.keep:
        keep(results, contestants)
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
