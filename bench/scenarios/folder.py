#!/usr/bin/env python3
"""How fast a folder is scanned: source trees of a repository's history, from a warm cache, in bytes a second of CPU time.

    folder.py --sluice build/release/sluice              trees of a generated repository
    folder.py --sluice ... PATH...                       trees of real ones

Up to 24 trees of the newer half of the main line are laid out, 256 MiB at most, and no file twice: Sluice passes over copies. Sluice and rg have
one thread; rg looks for the same literals, one a rule, as fixed strings. Others run as they do by default, slow ones on 2 MiB taken from everywhere
in the newest tree, and what they say they read is divided by their CPU time: several skip much of a tree."""

import argparse
import hashlib
import io
import os
import re
import secrets
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import history  # noqa: E402  (beside this file)
import measure  # noqa: E402
import results  # noqa: E402
import tools  # noqa: E402

RULES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "patterns")
TREES, MAX_BYTES = 24, 256 << 20
PART_BYTES = 2 << 20  # all that a slow tool gets: files from everywhere in the newest tree
PROOF = "zz-last/proof.py"  # among them; holds a password, and comes last


def trees(repository, scratch):
    """Two folders, made once for each HEAD: source trees, and a part of one."""
    commits = tools.git_lines(repository, "rev-list", "--first-parent", "HEAD")
    newer = commits[: max(1, len(commits) // 2)]
    folder = os.path.join(scratch, f"different-trees-{hashlib.sha256(newer[0].encode()).hexdigest()[:8]}")
    if not os.path.exists(folder):
        unfinished = folder + ".part"
        shutil.rmtree(unfinished, ignore_errors=True)
        everything, seen = os.path.join(unfinished, "all"), set()
        for number, commit in enumerate(newer[:: max(1, len(newer) // TREES)][:TREES]):
            if size(everything) < MAX_BYTES:
                lay_out(repository, commit, os.path.join(everything, f"tree-{number:02}"), seen)
        if size(everything) == 0:
            raise ValueError(f"no tree of {repository} can be laid out")
        take_part(os.path.join(everything, min(os.listdir(everything))), os.path.join(unfinished, "part"))
        os.rename(unfinished, folder)
    return os.path.join(folder, "all"), os.path.join(folder, "part")


def take_part(tree, part):
    files = sorted(os.path.join(root, name) for root, _, names in os.walk(tree) for name in names)
    for path in files[:: max(1, size(tree) // PART_BYTES)]:
        if os.path.getsize(path) < PART_BYTES // 8:  # one large file is no sample
            os.makedirs(os.path.dirname(os.path.join(part, os.path.relpath(path, tree))), exist_ok=True)
            shutil.copyfile(path, os.path.join(part, os.path.relpath(path, tree)))
    proof = os.path.join(part, PROOF)
    os.makedirs(os.path.dirname(proof))
    with open(proof, "w", encoding="ascii") as file:
        file.write(f'password = "{secrets.token_urlsafe(18)}"\n')


def lay_out(repository, commit, folder, seen):
    """Regular files only, and none whose content is in `seen`: a tool that follows links would read some twice. `git archive` fails on a partial
    clone; then there is no such tree."""
    done = subprocess.run(["git", "-C", repository, "archive", "--format=tar", commit], capture_output=True, check=False)
    if done.returncode == 0:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python before 3.11.4 has none
            archive.extractall(folder, [member for member in archive.getmembers() if member.isfile() and is_new(archive, member, seen)])


def is_new(archive, member, seen):
    digest = hashlib.sha256(archive.extractfile(member).read()).digest()
    is_first = digest not in seen
    seen.add(digest)
    return is_first


def size(folder):
    return sum(os.path.getsize(os.path.join(root, name)) for root, _, names in os.walk(folder) for name in names)


def literals(path):
    """The longest run of letters in each rule's expression, outside its classes and repeats, one a line."""
    found = set()
    for name in sorted(os.listdir(RULES)):
        if name.endswith(".yaml"):
            with open(os.path.join(RULES, name), encoding="utf-8") as file:
                for expression in re.findall(r"(?m)^\s+(?:- )?regex: '(.*)'$", file.read()):
                    bare = re.sub(r"\(\?[a-zA-Z:-]*|\[(?:\\.|[^\]])*\]|\{[^}]*\}|\\.|\$\{[^}]*\}", " ", expression)
                    found.update(sorted((run for run in re.findall(r"[\w-]{3,}", bare)), key=len)[-1:])
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(f"{literal}\n" for literal in sorted(found)))
    return path


def proven_bytes(tool, run, report, everything):
    if isinstance(tool, tools.DetectSecrets):
        return everything if PROOF in run.stdout else None
    return tool.folder_bytes(run, report)


def run_once(tool, folder, sizes, temporary, options):
    report = os.path.join(temporary, "report")
    argv = [*(tools.without_network() if tool.is_peer else []), *tool.folder_argv(folder, report)]
    run = measure.run(argv, options.timeout, keeps_stdout=tool.keeps_stdout)
    read = proven_bytes(tool, run, report, sizes[folder])
    problem = "" if read else f"no proof that it read anything: {tools.last_line(run.stderr)}"
    return {"wall_s": run.wall_s, "cpu_s": run.cpu_s, "bytes": read, "of_bytes": sizes[folder], "exit_code": run.exit_code, "problem": problem}


def compare(folders, contestants, options):
    """{name: runs}, in rounds that alternate. `folders`: for all, and for slow tools."""
    sizes = {folder: size(folder) for folder in folders}
    for folder in folders:
        measure.warm(folder)
    history.prime(contestants, options)
    runs = {tool.name: [] for tool in contestants}
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as temporary:
        for number in range(options.rounds):
            for tool in contestants:
                if tool.is_peer and number >= options.peer_rounds:
                    continue
                history.progress(f"folder: round {number + 1} of {options.rounds}, {tool.name}")
                runs[tool.name].append(run_once(tool, folders[1 if tool.is_slow else 0], sizes, temporary, options))
    history.progress("")
    return runs


def contestants_of(options, peers, temporary):
    """Sluice and rg with one thread, and the peers. A second Sluice leaves alone what is encoded or archived, which tells its cost."""
    one = ["--jobs", "1"]
    found = [tools.Sluice(options.sluice, "sluice", one),
             tools.Sluice(options.sluice, "sluice, nothing unpacked", [*one, "--decode-depth", "0", "--archive-depth", "0"])]
    rg = shutil.which("rg")
    if rg:
        found.append(tools.Ripgrep(rg, literals(os.path.join(temporary, "literals"))))
    return [*found, *(peer for peer in peers if peer.folders)]


def rate(runs):
    """Bytes a second of CPU time, the median of the runs that read something."""
    return statistics.median([run["bytes"] / run["cpu_s"] for run in runs if not run["problem"]] or [0])


def share_read(runs):
    return (runs[0]["bytes"] or 0) / runs[0]["of_bytes"]


def measured(path, options, peers):
    """The bytes laid out and {name: runs}."""
    folders = trees(path, results.scratch())
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as temporary:
        return size(folders[0]), compare(folders, contestants_of(options, peers, temporary), options)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="repositories; without one, a generated one")
    parser.add_argument("--sluice", required=True, type=os.path.abspath, help="the program to measure")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PATH", help="a peer that is not on PATH")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer-rounds", type=int, default=1, help="of these, with peers")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for one run")
    options = parser.parse_args()
    peers, _ = tools.find_peers(options.peer)
    for scenario in history.scenarios_of(options.paths, "small", results.scratch()):
        everything, runs = measured(scenario.path, options, peers)
        print(f"{scenario.name}: {everything / 1e6:.0f} MB")
        for name, entries in runs.items():
            problem = next((run["problem"] for run in entries if run["problem"]), "")
            print(f"  {name:<26} {rate(entries) / 1e9:7.3f} GB/s of CPU, {statistics.median(run['wall_s'] for run in entries):8.2f} wall s, "
                  f"{share_read(entries):4.0%} read {problem}".rstrip())


if __name__ == "__main__":
    main()
