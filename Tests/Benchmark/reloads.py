"""Reloads under load, half of them of broken files, beside the same load without any. See docs/reload.md.

usage: reloads.py [--reloads 200] [--seconds 10] [--rounds 3] [--connections 64]
"""

import argparse
import os
import pathlib
import re
import signal
import statistics
import threading
import time

from bench import wrk
from processes import cpu, resident, settle
from servers import guarded

BROKEN = "[server]\nnmae = 'x'\n"


def reload(program, good, turns, seconds):
    """Puts another file in place and sends SIGHUP, once for each of `turns`; every second one is broken."""
    config = pathlib.Path(program.command[3])
    begin = time.monotonic()
    for at, turn in enumerate(turns):
        # The keys of limits and tokens stay; what names the server and pages its lists does not.
        text = BROKEN if turn % 2 else f'{good}[server]\nname = "turn-{turn}"\n[mcp]\npage_size = {10 + turn % 50}\n'
        (config.parent / "next").write_text(text)
        os.replace(config.parent / "next", config)
        os.kill(program.process.pid, signal.SIGHUP)
        time.sleep(max(0, begin + (at + 1) * seconds / len(turns) - time.monotonic()))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--reloads", type=int, default=200)
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--connections", type=int, default=64)
    options = arguments.parse_args()

    program, load = guarded("mcp-forge", "mcp-forge with tokens")
    config = pathlib.Path(program.command[3])
    # No limit: what is refused here is a failure.
    good = re.sub(r"\[middleware\.rate_limit\]\n(\w+ = \d+\n)+", "", config.read_text())
    config.write_text(good)
    program.start()
    try:
        wrk(program, load, 1, check=True)
        alone = reload_cost(program, good)
        print(f"a reload without load: {alone * 1000:.2f} ms of CPU")
        found, memory = {"quiet": [], "reloading": []}, [resident(program.process.pid) / 1e6]
        for turn in range(options.rounds):
            for kind in found if turn % 2 == 0 else reversed(found):
                settle()
                turns = range(turn * options.reloads, (turn + 1) * options.reloads)
                work = threading.Thread(target=reload, args=(program, good, turns, options.seconds - 1))
                if kind == "reloading":
                    work.start()
                result, _ = wrk(program, load, options.seconds, check=True, connections=options.connections)
                if kind == "reloading":
                    work.join()
                    assert program.process.poll() is None
                found[kind].append(result)
                print(f"round {turn} {kind}: {result['good'] / result['seconds']:,.0f}/s p50 {result['p50'] / 1000:.2f} "
                      f"p99 {result['p99'] / 1000:.2f} ms, {result['bad'] + result['errors']} failed", flush=True)
            memory.append(resident(program.process.pid) / 1e6)
    finally:
        program.stop()
    p99 = {kind: statistics.median(one["p99"] for one in every) for kind, every in found.items()}
    print(f"p99 {p99['reloading'] / p99['quiet']:.2f} of the quiet one; RSS MB {' '.join(f'{one:.1f}' for one in memory)}")


def reload_cost(program, good, count=50):
    """Seconds of CPU that a reload of a good file takes."""
    before = cpu(program.process.pid)
    reload(program, good, range(0, 2 * count, 2), count * 0.04)
    time.sleep(0.2)
    return (cpu(program.process.pid) - before) / count


main()
