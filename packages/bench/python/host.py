"""Runs one rival for the benchmark: `python3 host.py <module>`, one JSON request a line in, one JSON reply a line out.

The module beside this file defines `prepare(task)`, which returns `run, answer` or `run, answer, evaluations`:
`run()` does the work once, `answer()` gives a list of arrays, `evaluations()` a count for the last run.
Times are taken here, around `run` alone, so that neither the pipe nor JSON is part of them.
"""

import base64
import importlib
import json
import sys
import time

import numpy as np


def arrays(value):
    """What rivals/python.ts packs: typed arrays as {"dtype", "bytes"}, anything else as it is."""
    if set(value) == {"dtype", "bytes"}:
        return np.frombuffer(base64.b64decode(value["bytes"]), dtype=value["dtype"]).copy()
    return value


def packed(part):
    flat = np.ascontiguousarray(np.asarray(part, dtype="<f8")).ravel()
    return base64.b64encode(flat.tobytes()).decode()


def timed(run, runs):
    start = time.perf_counter()
    for _ in range(runs):
        run()
    return time.perf_counter() - start


def main():
    requests, replies = sys.stdin, sys.stdout
    sys.stdout = sys.stderr
    run = answer = evaluations = None
    for line in requests:
        request = json.loads(line, object_hook=arrays)
        try:
            if "task" in request:
                run, answer, *rest = importlib.import_module(sys.argv[1]).prepare(request["task"])
                evaluations = rest[0] if rest else None
                reply = {}
            elif "runs" in request:
                reply = {"seconds": timed(run, request["runs"])}
                if evaluations:
                    reply["evaluations"] = int(evaluations())
            else:
                reply = {"parts": [packed(part) for part in answer()]}
        except ModuleNotFoundError as error:
            reply = {"missing": error.name}
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


main()
