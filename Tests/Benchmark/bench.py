"""Measures the built binaries beside nginx and the Python servers; prints a table in Markdown. See docs/performance.md.

usage: bench.py [--rounds N] [--seconds N] [--no-peers] [--output FILE]
"""

import argparse
import json
import os
import pathlib
import platform
import re
import resource
import statistics
import subprocess
import sys
import time

from processes import LOAD_CORE, cpu, machine, pinned, resident, settle
from servers import CALL, EARLIER_CALL, HEALTH, RELEASE, YIELD, certificate, forge, guarded, nginx, peer, secure_forge, session_call
from single import first_answer, in_process, pipelined, stripped_size

HERE = pathlib.Path(__file__).parent
SEALED = "nginx, the same body over TLS 1.3"
FOREIGN_LIMIT, ATTEMPTS = 5.0, 6


def wrk(program, load, seconds, check=False, connections=64):
    environment = os.environ | load.environment() | ({"BENCH_EXPECT": load.expected} if check else {})
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(HERE / "call.lua"), f"{program.scheme}://127.0.0.1:{program.port}{load.path}"],
        stdout=subprocess.PIPE, text=True, env=environment, preexec_fn=pinned(LOAD_CORE), check=True,
    ).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(re.search(r"^RESULT (.*)$", output, re.MULTILINE).group(1)), used


def measure(program, load, seconds):
    """One round of one row."""
    program.rotate()
    settle()
    pid = program.process.pid
    busy, whole, own = *machine(), cpu(pid)
    result, load_cpu = wrk(program, load, seconds)
    busy, whole, own = machine()[0] - busy, machine()[1] - whole, cpu(pid) - own
    return {
        "rate": result["requests"] / result["seconds"],
        "cpu": own / result["requests"] * 1e6,
        "p50": result["p50"] / 1000,
        "p99": result["p99"] / 1000,
        "errors": result["errors"],
        "foreign": max(0.0, busy - own - load_cpu) / result["seconds"] * 100,
        "resident": resident(pid) / 1e6,
    }


def rounds(rows, count, seconds):
    """Interleaved rounds, every second one backwards; a round with too much foreign load is taken again."""
    found = {name: [] for name, _, _ in rows}
    for turn in range(count):
        for name, program, load in rows if turn % 2 == 0 else rows[::-1]:
            for attempt in range(ATTEMPTS):
                one = measure(program, load, seconds)
                print(f"round {turn} {name}: " + " ".join(f"{k}={v:.2f}" for k, v in one.items()), file=sys.stderr, flush=True)
                if one["foreign"] < FOREIGN_LIMIT:
                    break
            found[name].append(one)
    return found


def verify(rows):
    """Every answer is right before anything is timed."""
    for name, program, load in rows:
        result, _ = wrk(program, load, 1, check=True)
        if result.get("bad", 1) or result["errors"] or not result.get("good"):
            raise SystemExit(f"bench: {name} answers wrongly: {result}; {program.answer(load).body[:300]}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=4)
    arguments.add_argument("--seconds", type=int, default=5)
    arguments.add_argument("--no-peers", action="store_true")
    arguments.add_argument("--output", type=pathlib.Path, help="also write the table to this file")
    options = arguments.parse_args()

    ours, waiting = forge("mcp-forge", "mcp-forge"), forge("mcp-forge-probe", "mcp-forge-probe")
    closed, permitted = guarded("mcp-forge", "mcp-forge with tokens")
    programs = [ours, waiting, closed]
    try:
        ours.start()
        waiting.start()
        closed.start()
        idle = resident(ours.process.pid) / 1e6
        reference = nginx(ours.answer(CALL).body.decode(), ours.answer(HEALTH).body.decode())
        files = certificate()
        sealed = secure_forge(files)
        sealed_reference = nginx(ours.answer(CALL).body.decode(), ours.answer(HEALTH).body.decode(), files)
        for program in (sealed, sealed_reference):
            programs.append(program)
            program.start()
        programs += [reference] + ([] if options.no_peers else [peer("mcp"), peer("fastmcp")])
        for program in programs[5:]:
            program.start()
        rows = [
            ("nginx, the same body", reference, CALL),
            ("`tools/call`, inline", ours, CALL),
            ("`tools/call`, suspending", waiting, YIELD),
            ("`tools/call`, with tokens, limits, CORS and access log", closed, permitted),
            ("`tools/call`, 2025-11-25", ours, EARLIER_CALL),
            ("`tools/call`, 2025-11-25, in a session", ours, session_call(ours)),
            ("nginx, `GET /health`", reference, HEALTH),
            ("`GET /health`", ours, HEALTH),
            (SEALED, sealed_reference, CALL),
            ("`tools/call` over TLS 1.3", sealed, CALL),
        ] + [(f"PyPI `{one.name}`", one, CALL) for one in programs[6:]]
        verify(rows)
        found = rounds(rows, options.rounds, options.seconds)
    finally:
        for program in programs:
            program.stop()
    text = table(rows, found) + "\n\n" + singles(idle)
    print(text)
    if options.output:
        options.output.write_text(text + "\n")
    worst = max(one["foreign"] for every in found.values() for one in every)
    if worst >= FOREIGN_LIMIT:
        print(f"bench: foreign load reached {worst:.0f} % in a round; these figures are not to be kept", file=sys.stderr)
        raise SystemExit(1)


def table(rows, found):
    middle = {name: {key: statistics.median(one[key] for one in every) for key in every[0]} for name, every in found.items()}
    lines = [
        "| 64 connections, one core | requests/s (min–max) | / nginx | µs CPU | p50 ms | p99 ms | RSS MB |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, _, load in rows:
        base = middle[SEALED if "TLS" in name else "nginx, `GET /health`" if load is HEALTH else "nginx, the same body"]["rate"]
        rates, one = [each["rate"] for each in found[name]], middle[name]
        lines.append(
            f"| {name} | {one['rate']:,.0f} ({min(rates):,.0f}–{max(rates):,.0f}) | {one['rate'] / base:.3f} "
            f"| {one['cpu']:.1f} | {one['p50']:.2f} | {one['p99']:.2f} | {one['resident']:.1f} |"
        )
    return "\n".join(lines)


def singles(idle):
    rate, own = pipelined(RELEASE / "mcp-forge")
    lines = ["| | |", "|---|--:|"]
    lines.append(f"| standard streams, pipelined calls/s | {rate:,.0f} ({own:.1f} µs CPU) |")
    lines += [f"| start to first answer, {kind}, ms | {value} |" for kind, value in first_answer(RELEASE / "mcp-forge")]
    lines.append(f"| resident when idle, MB | {idle:.1f} |")
    lines.append(f"| stripped release binary, MB | {stripped_size(RELEASE / 'mcp-forge') / 1e6:.1f} |")
    lines += [f"| {name} | {value} |" for name, value in in_process(RELEASE / "mcp-forge-bench")]
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    lines.append(f"| machine | {os.cpu_count()} cores, {model.group(1) if model else platform.machine()}, Linux {platform.release()} |")
    lines.append(f"| measured | {time.strftime('%Y-%m-%d', time.gmtime())} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
