#!/usr/bin/env python3
"""How cost grows: `sluice scan` while history, blobs, rules or threads double, as a table and as a picture.

    growth.py --sluice build/release/sluice
    growth.py --sluice ... --picture bench/growth.svg

History and blob size should cost in proportion, rules and threads no CPU time, and wall time should fall as threads come, up to the number of cores.
Printed are medians of rounds that alternate; drawn is each curve as a multiple of its first point, both axes logarithmic."""

import argparse
import dataclasses
import datetime
import os
import random
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import growth_picture  # noqa: E402  (beside this file)
import measure  # noqa: E402
import results  # noqa: E402

BENCH = os.path.dirname(HERE)
STEPS = [1, 2, 4, 8]
RULES = [200, 400, 1000, 2000]


@dataclasses.dataclass
class Point:
    x: int
    cpu_s: float
    wall_s: float


@dataclasses.dataclass
class Curve:
    """`shape`: proportional, flat (both of CPU time) or divided (wall time, by the threads that have a core of their own)."""

    name: str
    unit: str
    shape: str
    points: list[Point]

    def values(self):
        """What is drawn: seconds of CPU, or how many times as fast as the first point."""
        return [self.points[0].wall_s / point.wall_s if self.shape == "divided" else point.cpu_s for point in self.points]

    def ideal(self):
        first = self.values()[0]
        per_step = {"proportional": lambda x: x / self.points[0].x, "flat": lambda x: 1, "divided": lambda x: min(x, results.cores())}[self.shape]
        return [first * per_step(point.x) for point in self.points]

    def end(self):
        """The last value as a multiple of the first."""
        return self.values()[-1] / self.values()[0]

    def said(self):
        key = "wall_s" if self.shape == "divided" else "cpu_s"
        return f"{getattr(self.points[0], key):.2f} to {getattr(self.points[-1], key):.2f} {'s' if key == 'wall_s' else 'CPU s'}"

    def limit(self):
        """What end() is held to: 15 % more than in proportion, 25 % more than flat, or 90 % of a core each."""
        multiple = self.points[-1].x / self.points[0].x
        return {"proportional": 1.15 * multiple, "flat": 1.25, "divided": 0.9 * min(multiple, results.cores())}[self.shape]

    def goal(self):
        multiple = self.points[-1].x / self.points[0].x
        return {"proportional": f"≤ {self.limit():.1f} for {multiple:.0f} times as much", "flat": f"≤ {self.limit()}: flat",
                "divided": f"≥ {self.limit():.1f} on {results.cores()} cores"}[self.shape]

    def is_met(self):
        return self.end() >= self.limit() if self.shape == "divided" else self.end() <= self.limit()


def history(commits):
    """Made once. A project that neither grows nor shrinks: with the generator's usual growth twice the commits hold more than twice the bytes."""
    path = os.path.join(results.scratch(), f"growth-steady-{commits}.git")
    if not os.path.exists(path + ".truth.json"):  # written last
        steady = ["--files", "400", "--new-files-per-1000", "0", "--max-lines", "100"]
        subprocess.run([sys.executable, os.path.join(BENCH, "corpora", "generate.py"), path, "--force", "--seed", "3", "--commits", str(commits), *steady],
                       check=True, stdout=subprocess.DEVNULL)
    return path


def source(folder, mebibytes):
    path = os.path.join(folder, f"source-{mebibytes}.c")
    rng = random.Random(3)
    with open(path, "w", encoding="ascii") as out:
        while out.tell() < mebibytes << 20:
            out.write(f"  state->field_{rng.randrange(500)} = read_entry(table, {rng.randrange(10**6)}, options & 0x{rng.randrange(2**16):x});\n")
    return path


def only_rules(folder, count):
    """A configuration with that many rules of the usual form, a prefix of their own and 32 characters, and no others."""
    rng = random.Random(3)
    with open(os.path.join(folder, f"rules-{count}.yaml"), "w", encoding="ascii") as out:
        for number in range(count):
            prefix = "".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6))
            out.write(f"- id: grown-{number}\n  name: Rule {number}\n  provider: grown\n  severity: low\n  regex: '\\b({prefix}_[0-9A-Za-z]{{32}})\\b'\n"
                      "  lifetime: {class: unknown, why: Unknown.}\n  remedy: None.\n")
    config = os.path.join(folder, f"config-{count}.yaml")
    with open(config, "w", encoding="ascii") as out:
        out.write(f"extends: [rules-{count}.yaml]\n")
    return config


def sixteenfold(folder):
    """A folder of 1 GiB, one file under sixteen names: beside it, reading 2,000 rules of a configuration, 0.1 s at each start, is little."""
    path, file = os.path.join(folder, "sixteenfold"), source(folder, 64)
    os.makedirs(path)
    for number in range(16):
        os.link(file, os.path.join(path, f"{number}.c"))
    return path


def works(folder):
    """Name, unit, shape, and (x, arguments of a scan)."""
    many = sixteenfold(folder)
    yield "history", "commits", "proportional", [(1000 * step, ["--jobs", "1", history(1000 * step)]) for step in STEPS]
    yield "blob size", "MiB", "proportional", [(12 * step, ["--jobs", "1", source(folder, 12 * step)]) for step in STEPS]
    yield "rules", "rules", "flat", [(count, ["--jobs", "1", "--config", only_rules(folder, count), many]) for count in RULES]
    yield "threads", "threads", "divided", [(step, ["--jobs", str(step), history(1000 * STEPS[-1])]) for step in STEPS]


def points_of(options, work):
    runs = {x: [] for x, _ in work}
    for number in range(options.rounds + 1):
        for x, arguments in work:
            run = measure.run([options.sluice, "scan", "--no-progress", *arguments], 1800)
            if run.exit_code not in (0, 1):
                sys.exit(f"sluice scan {' '.join(arguments)}: exit code {run.exit_code}: {run.stderr[-300:]}")
            if number > 0:  # the first one compiles rules and warms caches
                runs[x].append(run)
    return [Point(x, statistics.median(run.cpu_s for run in runs[x]), statistics.median(run.wall_s for run in runs[x])) for x, _ in work]


def measured(options):
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        return [Curve(name, unit, shape, points_of(options, work)) for name, unit, shape, work in works(folder)]


def picture(curves):
    return growth_picture.svg(curves, f"{datetime.date.today():%-d %B %Y}, {results.processor()}, {results.cores()} cores")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sluice", required=True, type=os.path.abspath, help="the program to measure")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--picture", metavar="FILE", help="an SVG of the curves")
    options = parser.parse_args()
    curves = measured(options)
    for curve in curves:
        for point in curve.points:
            print(f"{curve.name:<10} {point.x:>6} {curve.unit:<8} {point.cpu_s:8.3f} CPU s  x{point.cpu_s / curve.points[0].cpu_s:5.2f}   "
                  f"{point.wall_s:8.3f} wall s  x{point.wall_s / curve.points[0].wall_s:5.2f}")
    if options.picture:
        with open(options.picture, "w", encoding="utf-8") as file:
            file.write(picture(curves))


if __name__ == "__main__":
    main()
