"""What the kernel knows of processes: time, memory, and who else was busy."""

import os
import pathlib
import re
import time

TICKS = os.sysconf("SC_CLK_TCK")
SERVER_CORE, LOAD_CORE = 0, 1


def family(pid):
    """The process and all below it."""
    found = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += family(int(child))
    return found


def cpu(pid):
    """User and system time of the family so far, seconds; threads that ended included."""
    total = 0
    for one in family(pid):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def resident(pid, key="VmRSS"):
    """Resident memory of the family, bytes."""
    return sum(
        int(re.search(key + r":\s+(\d+)", pathlib.Path(f"/proc/{one}/status").read_text()).group(1)) * 1024
        for one in family(pid)
    )


def machine():
    """Busy and whole time of all cores so far, seconds."""
    fields = [int(field) for field in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS, sum(fields) / TICKS


def settle(limit=10):
    """Waits until the machine is idle, or `limit` seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        busy, whole = machine()
        time.sleep(0.4)
        later_busy, later_whole = machine()
        if (later_busy - busy) / (later_whole - whole) < 0.05:
            return


def pinned(core):
    """A function that puts the calling process on `core`, where there are two."""
    if os.cpu_count() < 2:
        return None
    return lambda: os.sched_setaffinity(0, {core})
