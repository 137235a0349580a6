#!/usr/bin/env python3
"""All that Sluice promises of speed and detection, measured, in one table, beside the peers that are installed.

    table.py --sluice build/release/sluice --forge build/release/bench/forge_examples
    table.py ... redis.git curl.git                   of real repositories instead of a generated one
    table.py ... --update-readme                      also writes the table and the picture bench/growth.svg for the README

Takes 10 minutes on 2 cores for a generated or small repository, 25 for two of 40,000 and 90,000 commits: each peer reads each history --peer-rounds times,
and gitleaks needs a minute or more for one. Rounds alternate (A B C, A B C, ...); printed are medians, and medians of ratios taken round by round with
their range. A run that did not prove that it read what it was asked to is left out and named below the table. The table and the raw runs are kept
under bench/results/<date>-<machine>/."""

import argparse
import json
import os
import statistics
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import detection  # noqa: E402  (beside this file)
import folder  # noqa: E402
import growth  # noqa: E402
import history  # noqa: E402
import hook  # noqa: E402
import instructions  # noqa: E402
import measure  # noqa: E402
import results  # noqa: E402
import tools  # noqa: E402

PICTURE = os.path.join(os.path.dirname(HERE), "growth.svg")
NOTHING_UNPACKED = "sluice, nothing unpacked"
SCANNERS = ("gitleaks", "trufflehog")  # those that the goal names
GOAL_COMMITS = 39_000
FOLDER_BYTES = 100e6  # in less, starting a program is what takes the time
SECTIONS = ("history", "folder", "push", "detection", "instructions", "growth")


def judged(scenario, is_met):
    """The goals of a history are for those of 40,000 to 200,000 commits; on others they are shown, not judged."""
    return is_met if tools.commits(scenario.path) >= GOAL_COMMITS else None


class Bench:
    """Collects rows, raw runs and what was wrong."""

    def __init__(self, options):
        self.options, self.rows, self.raw, self.notes = options, [], [], []
        self.peers, missing = tools.find_peers(options.peer)
        load = os.getloadavg()[0]
        if load > 0.5 * results.cores():
            self.notes.append(f"The machine was busy: a load average of {load:.1f} at the start. Wall times say little, CPU times somewhat more.")
        if missing:
            self.notes.append(f"Not there: {', '.join(missing)} (`bench/peers.sh` installs what can be had).")

    def add(self, *cells, **more):
        self.rows.append(results.Row(*cells, **more))

    def keep(self, scenario, runs):
        """`runs`: {name: list of dictionaries}"""
        for name, entries in runs.items():
            self.raw += [{"scenario": scenario, "tool": name, "round": number, **entry} for number, entry in enumerate(entries)]
            for problem in sorted({entry["problem"] for entry in entries if entry.get("problem")}):
                self.notes.append(f"Left out: {name} on {scenario}: {problem}.")


def sound(runs):
    return [run for run in runs if not run["problem"]]


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def cost(runs):
    return f"{median(runs, 'cpu_s'):.2f} CPU s, {median(runs, 'wall_s'):.2f} s"


def spread(values, digits=2):
    if len(values) == 1:
        return f"{values[0]:.{digits}f}"
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def of_history(bench, scenario):
    options, where = bench.options, f"{scenario.name}: {tools.commits(scenario.path):,} commits, {tools.blobs(scenario.path):,} blobs"
    variants = {"sluice": [], "sluice, 1 thread": ["--jobs", "1"], "sluice, 2 threads": ["--jobs", "2"],
                NOTHING_UNPACKED: ["--decode-depth", "0", "--archive-depth", "0"]}
    two = "sluice" if results.cores() == 2 else "sluice, 2 threads"  # a thread a core is the default
    sluice = [tools.Sluice(options.sluice, name, flags) for name, flags in variants.items() if name in (two, "sluice") or "2 threads" not in name]
    contestants = [*sluice, tools.CatFile("git"), *(peer for peer in bench.peers if peer.histories)]
    runs = history.compare(scenario, contestants, options)
    bench.keep(scenario.name, runs)
    if any(not sound(runs[tool.name]) for tool in sluice):
        bench.notes.append(f"No figures of {scenario.name}: Sluice did not read all of it.")
        return
    for peer in contestants[len(sluice) + 1 :]:
        add_peer(bench, scenario, where, runs["sluice"], peer, runs[peer.name])
    base = runs["sluice"]
    if sound(runs["git cat-file"]):
        ratio = history.ratios(base, runs["git cat-file"], "cpu_s")
        bench.add("whole history, beside reading it with git", where, cost(base), f"git cat-file: {cost(sound(runs['git cat-file']))}", spread(ratio),
                  "≤ 0.6 of the CPU", judged(scenario, statistics.median(ratio) <= 0.6))
    threads = history.ratios(runs["sluice, 1 thread"], runs[two], "wall_s")
    bench.add("whole history: 2 threads instead of 1", where, f"{median(runs[two], 'wall_s'):.2f} s",
              f"1 thread: {median(runs['sluice, 1 thread'], 'wall_s'):.2f} s", spread(threads), "≥ 1.8 times as fast",
              judged(scenario, statistics.median(threads) >= 1.8))
    unpacking = history.ratios(base, runs[NOTHING_UNPACKED], "cpu_s")
    add_unpacking(bench, "whole history: encodings and archives read", where, cost(base), cost(runs[NOTHING_UNPACKED]), unpacking)
    of_memory_and_delta(bench, scenario, where)


def add_peer(bench, scenario, where, base, peer, runs):
    ratio = history.ratios(runs, base, "cpu_s")
    if ratio:
        has_goal = peer.name in SCANNERS
        bench.add("whole history", where, cost(base), f"{peer.name}: {cost(sound(runs))}", spread(ratio, 1), "≥ 20 times the CPU" if has_goal else "",
                  judged(scenario, statistics.median(ratio) >= 20) if has_goal else None)


def add_unpacking(bench, what, where, cost_with, cost_without, ratio):
    bench.add(what, where, cost_with, f"without: {cost_without}", spread(ratio), "≤ 1.25", statistics.median(ratio) <= 1.25)


def of_memory_and_delta(bench, scenario, where):
    """How much memory one scan takes, and whether its short cut changed what is found."""
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as temporary:
        runs, found = [], []
        for extra in ([], ["--no-delta"]):
            report = os.path.join(temporary, "report")
            argv = tools.Sluice(bench.options.sluice, extra=extra).argv(scenario.path, report, False)
            runs.append(measure.run(argv, bench.options.timeout, watches_memory=True))
            found.append(findings_in(report))
    is_same = found[0] == found[1] and all(run.exit_code in (0, 1) for run in runs)
    peak = runs[0].anonymous_bytes
    bench.raw += [{"scenario": scenario.name, "tool": tool, "anonymous_bytes": run.anonymous_bytes, "cpu_s": run.cpu_s, "wall_s": run.wall_s,
                   "same_findings": is_same} for tool, run in zip(("sluice, memory watched", "sluice --no-delta, memory watched"), runs)]
    bench.add("whole history: anonymous memory, peak", where, f"{peak / 1e6:.0f} MB", goal="≤ 150 MB", is_met=judged(scenario, peak <= 150e6))
    bench.add("whole history: findings, beside matching every byte", where, f"{len(found[0])} findings",
              f"--no-delta: {len(found[1])} findings, {runs[1].cpu_s:.2f} CPU s", f"{runs[0].cpu_s / runs[1].cpu_s:.2f}", "the same, byte for byte", is_same)


def findings_in(path):
    """Findings only: the summary of a scan holds how much was matched."""
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return [line for line in file if '"rule":' in line]


def of_folder(bench, scenario):
    once = argparse.Namespace(**{**vars(bench.options), "peer_rounds": 1})  # the rates of peers are far from any goal
    everything, runs = folder.measured(scenario.path, once, bench.peers)
    bench.keep(f"source trees of {scenario.name}", runs)
    if not sound(runs["sluice"]):
        bench.notes.append(f"No figures of the source trees of {scenario.name}: Sluice did not read all of them.")
        return
    where, rate = f"source trees of {scenario.name}: {everything / 1e6:.0f} MB", folder.rate(runs["sluice"])
    is_enough = everything >= FOLDER_BYTES
    said = f"{rate / 1e6:.0f} MB/s a core"
    if rg := sound(runs.get("rg", [])):
        ratio = rate / folder.rate(rg)
        bench.add("a folder, beside rg", where, said, f"rg, the same literals: {folder.rate(rg) / 1e6:.0f} MB/s a core", f"{ratio:.2f}",
                  "≥ 1", ratio >= 1 if is_enough else None)
    else:
        bench.notes.append("Not there: rg (Debian: ripgrep), for scans of folders.")
    others = [f"{peer.name} {folder.rate(runs[peer.name]) / 1e6:.3g} MB/s, {folder.share_read(runs[peer.name]):.0%} read" for peer in bench.peers
              if sound(runs.get(peer.name, []))]
    bench.add("a folder", where, said, "; ".join(others), "", "≥ 1,000 MB/s a core", rate >= 1e9 if is_enough else None)
    add_unpacking(bench, "a folder: encodings and archives read", where, cost(runs["sluice"]), cost(runs[NOTHING_UNPACKED]),
                  history.ratios(runs["sluice"], runs[NOTHING_UNPACKED], "cpu_s"))


def of_push(bench):
    given = [f"--peer={entry}" for entry in bench.options.peer]
    options = hook.parse(["--sluice", bench.options.sluice, *given, *(["--commits", "2000", "--refs", "500"] if bench.options.quick else [])])
    times = hook.measured(options)
    bench.raw += [{"scenario": "push", "tool": name, "ms": [round(value, 2) for value in values]} for name, values in times.items()]
    where = f"generated: {options.commits:,} commits, {options.refs:,} remote refs"
    floor = statistics.median(times["git rev-parse HEAD"])
    for commits in ("1 commit", "100 commits"):
        value = statistics.median(times[f"sluice pre-push, {commits}"])
        is_one = commits == "1 commit"
        others = ", ".join(f"{name.split(',')[0]} {statistics.median(values):.0f} ms" for name, values in times.items()
                           if name.endswith(f", {commits}") and not name.startswith("sluice"))
        bench.add(f"a push of {commits}", where, f"{value:.1f} ms", f"git rev-parse {floor:.1f} ms" + (f", {others}" if others else ""), "",
                  "≤ 15 ms" if is_one else "", value <= 15 if is_one else None)


def of_detection(bench):
    corpus, scores = detection.scores(detection.parse(["--sluice", bench.options.sluice, "--forge", bench.options.forge,
                                                       *(f"--peer={entry}" for entry in bench.options.peer)]))
    limits = detection.budgets(instructions.BUDGETS)
    figures = {name: {"recall": score.recall("plain"), "packed_recall": score.recall("encoded"), "precision": score.precision()} for name, score, _ in scores}
    bench.raw += [{"scenario": "detection", "tool": name, **values} for name, values in figures.items()]
    where = f"generated from Sluice's rules: {len(corpus.truth):,} credentials, {len(corpus.harmless)} harmless files"
    for name, what in (("recall", "found in plain text"), ("packed_recall", "found in encodings and archives"), ("precision", "of what is reported, true")):
        others = ", ".join(f"{tool} {values[name]:.1%}" for tool, values in figures.items() if tool != "sluice")
        bench.add(what, where, f"{figures['sluice'][name]:.1%}", others, "", f"≥ {limits[name]:.1%}", figures["sluice"][name] >= limits[name])


def of_instructions(bench):
    counts = instructions.counted(bench.options.sluice)
    shares, common = instructions.shares(counts)
    bench.raw += [{"scenario": "instructions", "tool": "sluice", "work": name, "count": number} for name, number in counts.items()]
    if common != 1.0:
        bench.notes.append(f"Instructions: no budgets for {instructions.this_platform()}; what all works have in common ({common:.3f}) is taken out.")
    worst = max(shares, key=shares.get)
    millions = ", ".join(f"{number / 1e6:.0f}" for number in counts.values())
    bench.add("instructions, beside their budgets", f"generated: {', '.join(counts)}", f"{millions} million",
              f"dearest: {worst}", f"{shares[worst]:.3f}", "≤ 1.05", shares[worst] <= instructions.TOLERANCE)


def of_growth(bench):
    series = growth.measured(argparse.Namespace(sluice=bench.options.sluice, rounds=min(3, bench.options.rounds)))
    bench.raw += [{"scenario": "growth", "tool": "sluice", "what": curve.name, "x": point.x, "cpu_s": point.cpu_s, "wall_s": point.wall_s}
                  for curve in series for point in curve.points]
    for curve in series:
        bench.add(f"growth with {curve.name}", f"{curve.points[0].x:,} to {curve.points[-1].x:,} {curve.unit}", curve.said(), "",
                  f"{curve.end():.2f}", curve.goal(), curve.is_met())
    with open(PICTURE if bench.options.update_readme else os.path.join(results.scratch(), "growth.svg"), "w", encoding="utf-8") as file:
        file.write(growth.picture(series))


def run(bench):
    options = bench.options
    scenarios = history.scenarios_of(options.paths, "small" if options.quick else "medium", results.scratch()) if {"history", "folder"} & options.only else []
    steps = [*(("history", of_history, (scenario,)) for scenario in scenarios), *(("folder", of_folder, (scenario,)) for scenario in scenarios),
             ("push", of_push, ()), ("detection", of_detection, ()), ("instructions", of_instructions, ()), ("growth", of_growth, ())]
    for name, step, arguments in steps:
        if name in options.only:
            print(f"bench: {' of '.join([name, *(scenario.name for scenario in arguments)])}", file=sys.stderr, flush=True)
            try:
                step(bench, *arguments)
            except (OSError, SystemExit, ValueError, KeyError, json.JSONDecodeError) as error:  # what else was measured is worth keeping
                bench.notes.append(f"NOT MEASURED: {name}: {type(error).__name__} {error}")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="repositories; without one, a generated one")
    parser.add_argument("--sluice", required=True, type=os.path.abspath, help="the program to measure")
    parser.add_argument("--forge", required=True, type=os.path.abspath, help="the forge_examples program")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PATH", help="a peer that is not on PATH: " + ", ".join(tools.PEERS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer-rounds", type=int, default=3, help="of these, with peers")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for one run")
    parser.add_argument("--only", type=lambda text: set(text.split(",")), default=set(SECTIONS), metavar="A,B", help="of " + ", ".join(SECTIONS))
    parser.add_argument("--quick", action="store_true", help="2 rounds, 1 with peers, small generated repositories, nothing kept: to see that it works")
    parser.add_argument("--update-readme", action="store_true", help="write the table into README.md and the picture to bench/growth.svg")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.peer_rounds = 2, 1
    if options.only - set(SECTIONS):
        parser.error(f"--only: there are {', '.join(SECTIONS)}")
    return options


def main():
    options = parse()
    bench = Bench(options)
    run(bench)
    if not tools.without_network():
        bench.notes.append("Peers were told to stay off the network; taking it from them was not allowed here.")
    named = [tools.Sluice(options.sluice), tools.CatFile("git"), *bench.peers]
    text = results.described(bench.rows, {tool.name.split()[0]: tool.version for tool in named}, bench.notes)
    print(results.plain(bench.rows), *bench.notes, sep="\n")
    if not options.quick:
        results.keep(text, bench.raw)
    if options.update_readme:
        results.update_readme(text)
    return 1 if any(note.startswith(("Left out: sluice", "No figures", "NOT MEASURED")) for note in bench.notes) else 0


if __name__ == "__main__":
    sys.exit(main())
