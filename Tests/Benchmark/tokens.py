"""What a token costs when it is new, by the CPU time of the server, beside a call whose token is remembered.

usage: tokens.py BINARY [COUNT]     with the Python of scripts/python; about a minute with the default of 6,000
"""

import os
import pathlib
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Integration"))

from forge import Server, connect, hello, post
from issuer import Issuer, Key

BATCH, ROUNDS = 200, 7


def processor_time(process):
    """Of all its threads so far, µs."""
    threads = pathlib.Path(f"/proc/{process}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1000


def cost(server, connection, tokens):
    """µs a call, one after the other on one connection."""
    before = processor_time(server.pid)
    for start in range(0, len(tokens), BATCH):
        part = tokens[start : start + BATCH]
        connection.sendall(b"".join(post(hello(), server.host, {"Authorization": f"Bearer {token}"}) for token in part))
        answers = b""
        while answers.count(b"HTTP/1.1 ") < len(part) or not answers.endswith(b"}"):
            answers += connection.recv(1 << 20)
        assert answers.count(b"HTTP/1.1 200 ") == len(part)
    return (processor_time(server.pid) - before) / len(tokens)


def main(binary, count=6000):
    with Issuer() as issuer, tempfile.TemporaryDirectory() as folder:
        issuer.published = [Key("one")]
        config = f"""
        [middleware.jwt]
        enabled = true
        [middleware.jwt.validation]
        strategy = "local"
        [middleware.jwt.validation.local]
        issuer = "{issuer.name}"
        audience = "{issuer.audience}"
        """
        with Server(os.path.abspath(binary), config=config, folder=pathlib.Path(folder)) as server:
            with connect(server.port, 60) as connection:
                rounds = [measured(server, connection, issuer, f"{round}", int(count)) for round in range(ROUNDS)]
    for name, values in zip(("new", "remembered", "difference"), zip(*rounds)):
        print(f"{name}: {statistics.median(values):.1f} µs ({min(values):.1f} to {max(values):.1f})")


def measured(server, connection, issuer, round, count):
    sign, claims = issuer.published[0].token, issuer.claims
    known = sign(claims())
    cost(server, connection, [known] * BATCH)
    fresh = cost(server, connection, [sign(claims(subject=f"{round}-{number}")) for number in range(count)])
    again = cost(server, connection, [known] * count)
    return fresh, again, fresh - again


main(*sys.argv[1:])
