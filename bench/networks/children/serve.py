"""The program of a contender in Python; it does the same as serve.ts."""

import json
import os
import sys
import time


class Network:
    """A network of network.json."""

    def __init__(self, folder):
        with open(os.path.join(folder, "network.json"), encoding="utf-8") as file:
            spec = json.load(file)
        self.shape = spec["shape"]
        self.data = spec["data"]
        self.layers = spec["layers"]
        self.inputs = spec.get("inputs", 1)
        self.judge = spec.get("judge")
        self.classes = spec["classes"]
        self.target = spec.get("target")
        self.examples = spec["examples"]
        self.batch_size = spec["batchSize"]


def read_examples(network, folder, count, dense=True):
    """Reads the first examples: x (for a bag with dense=False, the pair of starts and columns) and the classes y."""
    import numpy

    def start_of(name, dtype, items):
        return numpy.fromfile(os.path.join(folder, name), dtype=dtype, count=items)

    y = start_of("y.bin", "u1", count)
    size = 1
    for extent in network.shape:
        size *= extent
    if network.data["kind"] != "bag":
        dtype = "<i4" if network.data["kind"] == "words" else "<f4"
        return start_of("x.bin", dtype, count * size).reshape([count, *network.shape]), y
    starts = start_of("starts.bin", "<i4", count + 1)
    columns = start_of("columns.bin", "<i4", starts[-1])
    if not dense:
        return (starts, columns), y
    x = numpy.zeros([count, size], dtype="float32")
    x[numpy.repeat(numpy.arange(count), numpy.diff(starts)), columns] = 1
    return x, y


def first(count, x, y):
    """The first `count` examples, without a copy."""
    return ((x[0][: count + 1], x[1][: x[0][count]]) if isinstance(x, tuple) else x[:count]), y[:count]


def send(**message):
    print(json.dumps(message), flush=True)


def peak_memory_mb():
    """Linux records the peak of the program since its start; elsewhere the peak of the process is used."""
    if sys.platform == "linux":
        with open("/proc/self/status", encoding="utf-8") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:")) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / 1024 if sys.platform == "darwin" else peak / 1024


def serve(make, dense=True):
    """Serves until standard input ends. `make` returns an object with `take(x, y)`, and `train()`, which returns the mean loss."""
    folder = sys.argv[1]
    try:
        network = Network(folder)
        model = make(network)
        model.take(*read_examples(network, folder, network.batch_size, dense))
        model.train()
        send(step=True)
        taken = network.examples
        x, y = read_examples(network, folder, taken, dense)
        model.take(x, y)
        send(ready=True)
        for line in sys.stdin:
            count = int(line) * network.batch_size
            if count != taken:
                taken = count
                model.take(*first(count, x, y))
            started, before = time.perf_counter(), time.process_time()
            loss = model.train()
            seconds, processor_seconds = time.perf_counter() - started, time.process_time() - before
            send(seconds=seconds, processorSeconds=processor_seconds, loss=float(loss))
        send(peakMemoryMB=peak_memory_mb())
    except Exception as error:  # pylint: disable=broad-except
        send(error=f"{type(error).__name__}: {error}")
