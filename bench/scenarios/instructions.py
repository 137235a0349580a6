#!/usr/bin/env python3
"""How many instructions fixed pieces of work take, counted by valgrind: the same on a busy machine as on a quiet one. The exit code is 1 when one takes
more than 5 % above its budget in bench/budgets.yaml.

    instructions.py --sluice build/release/sluice
    instructions.py --sluice ... --update           writes what was counted as the new budgets

The inputs are generated from a seed. What is counted is the whole process with one thread and the rules loaded from a cache that an uncounted run
fills. Valgrind shows programs a processor of its own, so the counts depend on the compiler and the libraries (Debian 12's), hardly on the machine."""

import argparse
import os
import re
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
    done = subprocess.run(["valgrind", *tool, *command], input=text, capture_output=True, text=True, cwd=where, env=environment, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}: {done.stderr[-500:]}")
    return done.stderr


def count(command, text, folder):
    said = valgrind(["--tool=callgrind", f"--callgrind-out-file={os.devnull}"], command, text, folder)
    return int(re.search(r"Collected : (\d+)", said)[1])


def read_budgets():
    """The block `instructions:`; a full YAML reader is not needed for `name: number` lines."""
    with open(BUDGETS, encoding="utf-8") as file:
        text = file.read()
    block = re.search(r"^instructions:.*\n((?:  .*\n)*)", text, re.M)
    return text, block, {name: int(number.replace("_", "")) for name, number in re.findall(r"^  ([a-z-]+): ([0-9_]+)", block[1] if block else "", re.M)}


def write_budgets(counts):
    text, block, _ = read_budgets()
    lines = "instructions:  # bench/scenarios/instructions.py --update; 5 % more is a failure\n"
    lines += "".join(f"  {name}: {number:_}\n" for name, number in counts.items())
    text = text[: block.start()] + lines + text[block.end() :] if block else text + lines
    with open(BUDGETS, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sluice", required=True, type=os.path.abspath, help="the program to measure")
    parser.add_argument("--update", action="store_true", help="write the counts to bench/budgets.yaml")
    options = parser.parse_args()
    _, _, budgets = read_budgets()
    counts, over = {}, []
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        todo = works(options.sluice, folder)
        # The processor that valgrind shows has compiled rules of its own: the first run caches them.
        valgrind(["--tool=none"], [options.sluice, "scan", os.path.join(folder, "settings.env"), "--no-progress"], "", folder)
        for name, command, text in todo:
            counts[name] = count(command, text, folder)
            budget = budgets.get(name)
            share = f"{counts[name] / budget:6.3f} of its budget" if budget else "no budget"
            print(f"{name:<26} {counts[name] / 1e6:12.1f} million instructions, {share}", flush=True)
            if budget and counts[name] > budget * TOLERANCE:
                over.append(name)
    if options.update:
        write_budgets(counts)
    elif over:
        print(f"over budget by more than 5 %: {', '.join(over)} (bench/budgets.yaml)", file=sys.stderr)
    return 1 if over and not options.update else 0


if __name__ == "__main__":
    sys.exit(main())
