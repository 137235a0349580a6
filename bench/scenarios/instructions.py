#!/usr/bin/env python3
"""How many instructions fixed pieces of work take, counted by valgrind: the same on a busy machine as on a quiet one. The exit code is 1 when one takes
more than 5 % above its budget in bench/budgets.yaml.

    instructions.py --sluice build/release/sluice
    instructions.py --sluice ... --update           writes what was counted as the new budgets

The inputs are generated from a seed. What is counted is the whole process with one thread and the rules loaded from a cache that an uncounted run
fills. Valgrind shows programs a processor of its own: of the real one only AVX2 shines through, by which Hyperscan, libdeflate and libc choose their code. The rest
depends on the compiler and the libraries, so a budget holds for one platform: an architecture, with AVX2 or not, and a Debian release. Elsewhere there are no
counts to compare with; there each work is compared with the others: all counts are divided by what their budgets have in common (the median of count / budget),
so that what became dearer than the rest is still found."""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.dirname(HERE)
BUDGETS = os.path.join(BENCH, "budgets.yaml")
TOLERANCE = 1.05
COMMITS = 400


def git(repository, *arguments):
    done = subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def history(folder):
    """A bare repository, packed by one thread, so that the pack is the same everywhere."""
    repository = os.path.join(folder, "history.git")
    subprocess.run([sys.executable, os.path.join(BENCH, "corpora", "generate.py"), repository, "--seed", "5", "--commits", str(COMMITS)], check=True,
                   stdout=subprocess.DEVNULL)
    git(repository, "-c", "pack.threads=1", "repack", "-adfq", "--depth=50", "--window=10")
    return repository


def source_file(folder):
    path = os.path.join(folder, "source.c")
    with open(path, "w", encoding="ascii") as out:
        for number in range(60000):
            out.write(f"  status{number % 97} = update_entry_{number % 13}(table, {number}, &options->flags);\n")
    return path


def assignments(folder):
    path = os.path.join(folder, "settings.env")
    with open(path, "w", encoding="ascii") as out:
        for number in range(4000):
            out.write(f"service_{number}_endpoint = region-{number % 7}.internal.example\nsecret_{number}_name = name-of-{number}\n")
    return path


def works(sluice, folder):
    """(name, command, its standard input)"""
    repository = history(folder)
    tip = git(repository, "rev-parse", "HEAD")
    before = git(repository, "rev-parse", "HEAD~1")
    push = f"refs/heads/main {tip} refs/heads/main {before}\n"
    scan = [sluice, "scan", "--jobs", "1", "--no-progress"]
    return [("scan-history", [*scan, repository], ""), ("scan-history-every-byte", [*scan, repository, "--no-delta"], ""),
            ("scan-source-file", [*scan, source_file(folder)], ""), ("scan-assignments", [*scan, assignments(folder)], ""),
            ("push-one-commit", [sluice, "hook", "run", "pre-push", "origin", "https://example.com/x.git"], push)]


def valgrind(tool, command, text, folder):
    """Its standard error. Sluice's own exit codes 0 and 1 are runs."""
    environment = dict(os.environ, SLUICE_CACHE_DIR=os.path.join(folder, "cache"), GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull)
    where = os.path.join(folder, "history.git")
    done = subprocess.run(["valgrind", *tool, *command], input=text, capture_output=True, text=True, cwd=where, env=environment, check=False,
                          preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}))  # a hook takes a thread for each core
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}: {done.stderr[-500:]}")
    return done.stderr


def count(command, text, folder):
    said = valgrind(["--tool=callgrind", f"--callgrind-out-file={os.devnull}"], command, text, folder)
    return int(re.search(r"Collected : (\d+)", said)[1])


def this_platform():
    """Everything but the program that a count depends on."""
    with open("/etc/os-release", encoding="utf-8") as file:
        system = dict(line.rstrip().replace('"', "").split("=", 1) for line in file if "=" in line)
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        has_avx2 = " avx2 " in file.read()
    return f"{platform.machine()}{' avx2' if has_avx2 else ''}, {system.get('ID', 'linux')} {system.get('VERSION_ID', '')}".strip()


def read_budgets():
    """The text, the block `instructions:` in it, its platform and budgets; a full YAML reader is not needed for `name: value` lines."""
    with open(BUDGETS, encoding="utf-8") as file:
        text = file.read()
    block = re.search(r"^instructions:.*\n((?:  .*\n)*)", text, re.M)
    entries = dict(re.findall(r"^  ([a-z-]+): (.*)$", block[1], re.M))
    return text, block, entries.pop("platform"), {name: int(number.replace("_", "")) for name, number in entries.items()}


def write_budgets(counts):
    text, block, _, _ = read_budgets()
    lines = "instructions:  # bench/scenarios/instructions.py --update; 5 % more is a failure\n" + f"  platform: {this_platform()}\n"
    lines += "".join(f"  {name}: {number:_}\n" for name, number in counts.items())
    with open(BUDGETS, "w", encoding="utf-8") as file:
        file.write(text[: block.start()] + lines + text[block.end() :])


def counted(sluice):
    """{name: instructions}, in the order of works()."""
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        todo = works(sluice, folder)
        # The processor that valgrind shows has compiled rules of its own: the first run caches them.
        valgrind(["--tool=none"], [sluice, "scan", os.path.join(folder, "settings.env"), "--no-progress"], "", folder)
        return {name: count(command, text, folder) for name, command, text in todo}


def shares(counts):
    """{name: share of its budget}, and how many times the budgets all counts are here; 1 on the platform of the budgets."""
    _, _, of_platform, budgets = read_budgets()
    found = {name: number / budgets[name] for name, number in counts.items() if name in budgets}
    common = 1.0 if of_platform == this_platform() else statistics.median(found.values())
    return {name: share / common for name, share in found.items()}, common


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sluice", required=True, type=os.path.abspath, help="the program to measure")
    parser.add_argument("--update", action="store_true", help="write the counts to bench/budgets.yaml")
    options = parser.parse_args()
    counts = counted(options.sluice)
    of_budget, common = shares(counts)
    for name, number in counts.items():
        share = f"{of_budget[name]:6.3f} of its budget" if name in of_budget else "no budget"
        print(f"{name:<26} {number / 1e6:12.1f} million instructions, {share}")
    if options.update:
        write_budgets(counts)
        return 0
    if common != 1.0:
        print(f"no budgets for {this_platform()}, only for {read_budgets()[2]}: what all works have in common ({common:.3f} of the budgets) is taken out")
    over = [name for name, share in of_budget.items() if share > TOLERANCE]
    if over or len(of_budget) < len(counts):
        print(f"over budget by more than 5 %, or without one: {', '.join(over + [name for name in counts if name not in of_budget])} (bench/budgets.yaml)",
              file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
