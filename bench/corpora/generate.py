#!/usr/bin/env python3
"""Makes a git repository from a seed: the same seed gives the same object ids on every machine.

Files of several languages are edited over time on branches that are merged again; synthetic credentials are planted at random points and
most are removed later. What was planted, and where, is written to a ground-truth JSON beside the repository, never into it.

    generate.py OUT --commits 10000 --seed 1        OUT is a new bare repository, OUT.truth.json its ground truth
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import credentials  # noqa: E402  (beside this file)

START_S = 1262304000  # 2010-01-01T00:00:00Z
WORDS = ("account adapter address batch buffer cache channel client cluster config context cursor daemon delta device driver edge entry "
         "event field filter format frame graph handle header index input item journal kernel key label layer limit list lock log "
         "matrix merge message metric model module name node object offset option order output packet page parser patch path peer "
         "plan point pool port query queue range record region report request result route rule sample schema scope segment server "
         "session shard signal slice socket source stage state store stream table target task thread ticket token topic trace tree "
         "type unit update user value vector version view volume worker zone").split()
KINDS = {
    "py": "    {a}_{b} = {c}.{d}({a}, {n})",
    "c": "  {a}->{b} = {c}_{d}(&{a}, {n});  /* {b} of the {c} */",
    "js": "  const {a}{n} = await {b}.{c}({{ {d}: {n} }});",
    "yaml": "  {a}_{b}: {c}-{d}-{n}",
    "md": "The {a} {b} keeps its {c} in a {d} of {n} entries.",
    "json": '  "{a}.{b}": "{c}-{d}-{n}",',
    "sh": 'export {a}_{b}="{c}/{d}/{n}"',
}
PEOPLE = 40


class File:
    __slots__ = ("path", "kind", "lines")

    def __init__(self, path, kind, lines):
        self.path, self.kind, self.lines = path, kind, lines


def line_pool(rng):
    """Lines are drawn from a pool: formatting one per edit would dominate the run."""
    pool = {}
    for kind, template in KINDS.items():
        pool[kind] = [template.format(a=rng.choice(WORDS), b=rng.choice(WORDS), c=rng.choice(WORDS), d=rng.choice(WORDS),
                                      n=rng.randrange(100000)).encode() for _ in range(4000)]
    return pool


class Repository:
    """A stream for git fast-import. Marks number commits from 1; a blob is written inline where it changes."""

    def __init__(self, out, rng, options):
        self.out, self.rng, self.options = out, rng, options
        self.pool = line_pool(rng)
        self.files, self.paths = [], set()
        self.mark, self.time_s = 0, START_S
        self.planted = []  # every credential, in the order of planting
        self.live = []     # (file, record, lines) of those still there
        self.protected = set()  # (path, line) that edits leave alone, so that what was planted stays whole until it is removed

    def new_file(self):
        rng = self.rng
        kind = rng.choice(list(KINDS))
        while True:
            folder = "/".join(rng.choice(WORDS) for _ in range(rng.choice((1, 2, 2, 3))))
            path = f"{folder}/{rng.choice(WORDS)}_{rng.choice(WORDS)}.{kind}"
            if path not in self.paths:
                break
        self.paths.add(path)
        size = min(self.options.max_lines, int(rng.lognormvariate(4.3, 0.9)) + 5)
        file = File(path, kind, rng.choices(self.pool[kind], k=size))
        self.files.append(file)
        return file

    def pick_file(self):
        """Few files get most edits, as in real histories."""
        return self.files[int(len(self.files) * self.rng.random() ** 3)]

    def edit(self, file):
        rng, lines, pool = self.rng, file.lines, self.pool[file.kind]
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            at = rng.randrange(len(lines))
            action = rng.random()
            if self.is_protected(file, at, at + 3):
                continue
            if action < 0.45 and len(lines) < self.options.max_lines:
                lines[at:at] = rng.choices(pool, k=rng.choice((1, 2, 3, 8)))
            elif action < 0.85 or len(lines) < 20:
                lines[at] = rng.choice(pool)
            else:
                del lines[at:at + 3]

    def is_protected(self, file, begin, end):
        return any((file.path, line) in self.protected for line in file.lines[begin:end])

    def plant(self, commit_mark, branch):
        file = self.pick_file()
        kind, secret, text = credentials.make(self.rng)
        block = [line.encode() for line in text.split("\n")]
        at = self.rng.randrange(len(file.lines) + 1)
        if self.is_protected(file, at, at + 1):
            at = 0
        file.lines[at:at] = block
        offset = next(i for i, line in enumerate(block) if secret.split("\n", maxsplit=1)[0].encode() in line)
        record = {"kind": kind, "secret": secret, "path": file.path, "line": at + offset + 1, "mark": commit_mark,
                  "branch": branch, "in_head": True}
        self.planted.append(record)
        self.live.append((file, record, block))
        self.protected.update((file.path, line) for line in block)
        return file

    def remove_one(self):
        """Takes a planted credential out again; its blob stays in history. Returns the file."""
        entry = self.rng.choice(self.live)
        file, record, block = entry
        self.live.remove(entry)
        at = next(i for i in range(len(file.lines)) if file.lines[i:i + len(block)] == block)
        del file.lines[at:at + len(block)]
        self.protected = {(entry[0].path, line) for entry in self.live for line in entry[2]}
        record["in_head"] = False
        return file

    def commit(self, ref, parents, files, message):
        self.mark += 1
        self.time_s += self.rng.randrange(60, 7200)
        person = self.rng.randrange(PEOPLE)
        stamp = b"Person %d <person%d@example.com> %d +0000\n" % (person, person, self.time_s)
        text = message.encode()
        parts = [b"commit %s\nmark :%d\nauthor %scommitter %sdata %d\n%s\n" % (ref, self.mark, stamp, stamp, len(text), text)]
        if parents:
            parts.append(b"from :%d\n" % parents[0])
            parts.extend(b"merge :%d\n" % parent for parent in parents[1:])
        for file in files:
            data = b"\n".join(file.lines) + b"\n"
            parts.append(b"M 100644 inline %s\ndata %d\n%s\n" % (file.path.encode(), len(data), data))
        self.out.write(b"".join(parts))
        return self.mark

    def message(self):
        rng = self.rng
        return f"{rng.choice(WORDS)}: {rng.choice(WORDS)} the {rng.choice(WORDS)} {rng.choice(WORDS)}\n"

    def change(self, mark, branch):
        """The files one commit touches, edited."""
        rng = self.rng
        touched = {}
        if len(self.files) < 5 or rng.random() < self.options.new_files_per_1000 / 1000:
            file = self.new_file()
            touched[file.path] = file
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            file = self.pick_file()
            self.edit(file)
            touched[file.path] = file
        if rng.random() < self.options.credentials_per_1000 / 1000:
            file = self.plant(mark, branch)
            touched[file.path] = file
        if self.live and rng.random() < self.options.credentials_per_1000 / 1250:
            file = self.remove_one()
            touched[file.path] = file
        return list(touched.values())

    def run(self):
        """A main line with a tag every thousand commits; now and then a side branch."""
        rng, main, tags = self.rng, b"refs/heads/main", 0
        head = self.commit(main, [], [self.new_file() for _ in range(self.options.files)], "import\n")
        while self.mark < self.options.commits:
            if rng.random() < 0.06 and self.mark + 7 < self.options.commits:
                head = self.side_branch(head, main)
            else:
                head = self.commit(main, [head], self.change(self.mark + 1, "main"), self.message())
            if self.mark // 1000 > tags:
                tags = self.mark // 1000
                self.out.write(b"reset refs/tags/v%d\nfrom :%d\n\n" % (tags, head))

    def side_branch(self, head, main):
        """A few commits beside the main line, which goes on meanwhile; then a merge that takes every file they touched."""
        rng = self.rng
        name = f"topic-{self.mark}"
        ref, tip, touched = b"refs/heads/" + name.encode(), head, {}
        for _ in range(rng.choice((1, 2, 3))):
            files = self.change(self.mark + 1, name)
            touched.update((file.path, file) for file in files)
            tip = self.commit(ref, [tip], files, self.message())
            if rng.random() < 0.5:
                head = self.commit(main, [head], self.change(self.mark + 1, "main"), self.message())
        merged = self.commit(main, [head, tip], list(touched.values()), f"Merge branch '{name}'\n")
        if rng.random() < 0.9:  # a few branches stay, as they do
            self.out.write(b"reset %s\nfrom 0000000000000000000000000000000000000000\n\n" % ref)
        return merged


def git(folder, *arguments, **keywords):
    environment = dict(os.environ, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull)
    return subprocess.run(["git", "-C", folder, *arguments], check=True, env=environment, **keywords)


def generate(out, options):
    os.makedirs(out)
    git(out, "init", "-q", "--bare", "-b", "main")
    marks = os.path.join(out, "marks")
    importer = subprocess.Popen(["git", "-C", out, "-c", "core.compression=1", "fast-import", "--quiet", "--depth=0", "--done", f"--export-marks={marks}"], stdin=subprocess.PIPE)
    repository = Repository(importer.stdin, random.Random(f"sluice-{options.seed}"), options)
    repository.run()
    importer.stdin.write(b"done\n")
    importer.stdin.close()
    if importer.wait() != 0:
        raise SystemExit("git fast-import failed")
    with open(marks, encoding="ascii") as file:
        commits = dict(line.split() for line in file)
    os.remove(marks)
    for record in repository.planted:
        record["commit"] = commits[f":{record.pop('mark')}"]
    if not options.no_repack:
        git(out, "repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=5")
    with open(out + ".truth.json", "w", encoding="utf-8") as file:
        json.dump({"seed": options.seed, "commits": repository.mark, "planted": repository.planted}, file, indent=1)
    return repository


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("out", help="folder of the new bare repository; OUT.truth.json is written beside it")
    parser.add_argument("--commits", type=int, default=1000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--files", type=int, default=40, help="in the first commit; more come with time")
    parser.add_argument("--new-files-per-1000", type=float, default=40.0, help="commits of a thousand that add one; 0 keeps trees as large as they are")
    parser.add_argument("--max-lines", type=int, default=300, help="of a file: larger files cost time and make blobs as large as real ones")
    parser.add_argument("--credentials-per-1000", type=float, default=5.0, help="commits of a thousand that plant one")
    parser.add_argument("--no-repack", action="store_true", help="leave the pack as fast-import wrote it: faster, larger than real ones")
    parser.add_argument("--force", action="store_true", help="replace OUT")
    options = parser.parse_args()
    if options.force:
        shutil.rmtree(options.out, ignore_errors=True)
    if os.path.exists(options.out):
        parser.error(f"{options.out} exists; --force replaces it")
    repository = generate(options.out, options)
    print(f"{options.out}: {repository.mark} commits, {len(repository.files)} files, {len(repository.planted)} credentials planted")


if __name__ == "__main__":
    main()
