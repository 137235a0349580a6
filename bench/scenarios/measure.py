"""Runs a program and says what it cost: wall time, CPU time of its whole process tree, peak memory of its largest process."""

import os
import subprocess
import tempfile
import time


MAX_TEXT_BYTES = 20000


class Run:
    """What one run cost and the end of what it said. Times in seconds, memory in bytes."""

    def __init__(self, exit_code, wall_s, cpu_s, peak_bytes, stdout, stderr):
        self.exit_code, self.wall_s, self.cpu_s, self.peak_bytes, self.stdout, self.stderr = exit_code, wall_s, cpu_s, peak_bytes, stdout, stderr
        self.anonymous_bytes = 0


def start(argv, out, err):
    environment = dict(os.environ, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull)
    return subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment, start_new_session=True)


def run(argv, timeout_s, watches_memory=False, keeps_stdout=False):
    """wait4 counts user and system time of the program and of every descendant it waited for, so `git log` under gitleaks counts as well.
    Its memory figure is the largest single process, not their sum, and holds what is mapped, such as packs, which the kernel can take back at any time.
    `watches_memory` looks every millisecond at what it cannot (RssAnon of the program itself), which costs time: such a run is not for timing."""
    with tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as kept:
        begin = time.monotonic()
        process = start(argv, kept if keeps_stdout else subprocess.DEVNULL, err)
        code, usage, anonymous_bytes = wait(process, begin + timeout_s, watches_memory)
        wall_s = time.monotonic() - begin
        done = Run(code, wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, tail(kept), tail(err))
    done.anonymous_bytes = anonymous_bytes
    return done


def tail(file):
    file.seek(max(0, file.seek(0, os.SEEK_END) - MAX_TEXT_BYTES))
    return file.read().decode(errors="replace")


def wait(process, deadline, watches_memory):
    pause_s, anonymous_bytes = 0.001, 0
    while True:
        if watches_memory:
            anonymous_bytes = max(anonymous_bytes, anonymous(process.pid))
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid != 0:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage, anonymous_bytes
        if time.monotonic() > deadline:
            os.killpg(process.pid, 9)
            deadline = float("inf")
        time.sleep(pause_s)
        if not watches_memory:
            pause_s = min(pause_s * 1.5, 0.02)


def anonymous(pid):
    """Bytes of anonymous memory in use now; 0 once the process has ended."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            return next((int(line.split()[1]) * 1024 for line in file if line.startswith("RssAnon:")), 0)
    except OSError:
        return 0


def warm(folder):
    """Reads what is there, so that no tool pays for a cold page cache."""
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                with open(os.path.join(root, name), "rb") as file:
                    while file.read(1 << 22):
                        pass
            except OSError:
                pass
