#!/usr/bin/env python3
"""How cost grows: `sluice scan` while history, blobs, rules or threads double, as a table and as a picture.

    growth.py --sluice build/release/sluice
    growth.py --sluice ... --picture bench/growth.svg

History and blob size should cost in proportion, rules and threads no CPU time, and wall time should fall as threads come, up to the number of cores.
Printed are medians of rounds that alternate; drawn is each curve as a multiple of its first point, both axes logarithmic."""

import argparse
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import measure  # noqa: E402  (beside this file)

BENCH = os.path.dirname(HERE)
STEPS = [1, 2, 4, 8]
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 380, 60, 30, 50
COLORS = ["#0b6e99", "#b3541e", "#4b7f3b", "#7a4fa3", "#8a7a1f"]


def history(folder, commits):
    path = os.path.join(folder, f"history-{commits}.git")
    if not os.path.exists(path):
        subprocess.run([sys.executable, os.path.join(BENCH, "corpora", "generate.py"), path, "--seed", "3", "--commits", str(commits)], check=True,
                       stdout=subprocess.DEVNULL)
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


def curves(folder):
    """Name, unit, and points: (x, arguments of a scan)."""
    file = source(folder, 64)
    yield "history", "commits", [(1000 * step, ["--jobs", "1", history(folder, 1000 * step)]) for step in STEPS]
    yield "blob size", "MiB", [(12 * step, ["--jobs", "1", source(folder, 12 * step)]) for step in STEPS]
    yield "rules", "rules", [(250 * step, ["--jobs", "1", "--config", only_rules(folder, 250 * step), file]) for step in STEPS]
    yield "threads", "threads", [(step, ["--jobs", str(step), history(folder, 8000)]) for step in STEPS]


def measured(options, points):
    """(x, CPU seconds, wall seconds) of each point."""
    runs = {x: [] for x, _ in points}
    for number in range(options.rounds + 1):
        for x, arguments in points:
            run = measure.run([options.sluice, "scan", "--no-progress", *arguments], 1800)
            if run.exit_code not in (0, 1):
                sys.exit(f"sluice scan {' '.join(arguments)}: exit code {run.exit_code}: {run.stderr[-300:]}")
            if number > 0:  # the first one compiles rules and warms caches
                runs[x].append((run.cpu_s, run.wall_s))
    return [(x, statistics.median(cpu for cpu, _ in runs[x]), statistics.median(wall for _, wall in runs[x])) for x, _ in points]


def picture(series):
    """An SVG; `series` is [(label, [multiple of the first point])]. Grey: in proportion, and flat."""
    low, high = -2, math.log2(STEPS[-1])

    def place(index, value):
        x = LEFT + index * (WIDTH - LEFT - 150) / (len(STEPS) - 1)
        y = TOP + (high - max(low, math.log2(value))) * (HEIGHT - TOP - BOTTOM) / (high - low)
        return f"{x:.1f},{y:.1f}"

    def line(values, style):
        return f'<polyline fill="none" {style} points="{" ".join(place(i, value) for i, value in enumerate(values))}"/>'

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
           line(STEPS, 'stroke="#bbb" stroke-dasharray="4"'), line([1] * len(STEPS), 'stroke="#bbb" stroke-dasharray="4"')]
    for index, step in enumerate(STEPS):
        x, y = place(index, 2.0**low).split(",")
        out.append(f'<text x="{x}" y="{float(y) + 18:.1f}" text-anchor="middle" fill="#333">x{step}</text>')
    for power in range(low, int(high) + 1):
        y = place(0, 2.0**power).split(",")[1]
        out.append(f'<text x="{LEFT - 12}" y="{float(y) + 4:.1f}" text-anchor="end" fill="#333">{2.0**power:g}</text>')
    labels = sorted(((float(place(len(values) - 1, values[-1]).split(",")[1]), i) for i, (_, values) in enumerate(series)))
    last_y = -100.0
    for y, i in labels:
        label, values = series[i]
        last_y = max(y, last_y + 15)
        out.append(line(values, f'stroke="{COLORS[i % len(COLORS)]}" stroke-width="2.5"'))
        out.append(f'<text x="{WIDTH - 140}" y="{last_y + 4:.1f}" fill="{COLORS[i % len(COLORS)]}">{label}</text>')
    out.append(f'<text x="{LEFT}" y="{HEIGHT - 8}" fill="#333">what doubles (across) and what it then costs (up), as multiples of the first point</text></svg>\n')
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sluice", required=True, type=os.path.abspath, help="the program to measure")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--picture", metavar="FILE", help="an SVG of the curves")
    options = parser.parse_args()
    series = []
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        for name, unit, points in curves(folder):
            rows = measured(options, points)
            for x, cpu_s, wall_s in rows:
                print(f"{name:<10} {x:>6} {unit:<8} {cpu_s:8.3f} CPU s  x{cpu_s / rows[0][1]:5.2f}   {wall_s:8.3f} wall s  x{wall_s / rows[0][2]:5.2f}", flush=True)
            series.append((f"{name}, CPU time", [cpu_s / rows[0][1] for _, cpu_s, _ in rows]))
            if name == "threads":
                series.append((f"{name}, wall time", [wall_s / rows[0][2] for _, _, wall_s in rows]))
    if options.picture:
        with open(options.picture, "w", encoding="utf-8") as file:
            file.write(picture(series))


if __name__ == "__main__":
    main()
