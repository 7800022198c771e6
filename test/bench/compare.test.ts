/** The comparison of networks, with contenders that are quick, slow, faulty, or this project. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compare } from "../../bench/networks/compare.js";
import type { Entry } from "../../bench/networks/contender.js";
import { lineOf, tableOf } from "../../bench/networks/comparison-job.js";
import { entriesFor, entryOfCheckout, PEERS } from "../../bench/networks/entries.js";
import type { Network } from "../../bench/networks/networks.js";
import { NETWORKS, networkNamed, shortened } from "../../bench/networks/network-named.js";
import { writeData } from "../../bench/networks/write-data.js";
import { UsageError } from "../../bench/options.js";
import { findPeersPython } from "../../bench/peers/environment.js";

const TINY = shortened(networkNamed("mnist-tiny"), 2);
const QUICK = { rounds: 2, coldStarts: 2 };

describe("npm run bench: networks side by side", function () {
  const folder = mkdtempSync(path.join(tmpdir(), "neurones-bench-test-"));
  after(() => rmSync(folder, { recursive: true }));

  /** A contender that reports this many seconds per batch, and logs each command. */
  function child(name: string, body: string): Entry {
    const script = path.join(folder, `${name}.mjs`);
    writeFileSync(
      script,
      `import { appendFileSync } from "node:fs";\nimport { createInterface } from "node:readline";\nconst say = (saying) => console.log(JSON.stringify(saying));\n${body}`,
    );
    return { name, command: process.execPath, args: [script] };
  }
  const log = path.join(folder, "turns.txt");
  const obedient = (name: string, seconds: number) =>
    child(
      name,
      `say({ step: true }); say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) { appendFileSync(${JSON.stringify(log)}, "${name} " + line + "\\n"); say({ seconds: ${seconds} * line, processorSeconds: line / 4, loss: 1 }); }
say({ peakMemoryMB: 100 });`,
    );

  it("lets the contenders train in turn, and gives the times, loss and memory of each", async () => {
    writeFileSync(log, "");
    const { standings, failures } = await compare(
      TINY,
      [obedient("neurones", 0.5), obedient("keras", 2)],
      QUICK,
    );
    assert.deepEqual(failures, []);
    assert.deepEqual(
      standings.map(({ name, epochs, processorTimes, loss, peakMemoryMB, share }) => ({
        name,
        epochs,
        processorTimes,
        loss,
        peakMemoryMB,
        share,
      })),
      [
        {
          name: "neurones",
          epochs: [1, 1],
          processorTimes: [0.5, 0.5],
          loss: 1,
          peakMemoryMB: 100,
          share: 1,
        },
        { name: "keras", epochs: [4, 4], processorTimes: [0.5, 0.5], loss: 1, peakMemoryMB: 100, share: 1 },
      ],
    );
    assert.ok(
      standings.every(
        ({ coldStarts }) =>
          coldStarts.length === 2 && coldStarts.every((seconds) => seconds > 0 && seconds < 30),
      ),
    );
    const turns = readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(" ")[0]);
    assert.deepEqual(turns.slice(-4), ["neurones", "keras", "neurones", "keras"]);
    assert.match(tableOf("mnist-tiny", 1, { standings, failures }), /keras +4\.00 +4\.00 +0\.250/);
    assert.deepEqual(
      { ...lineOf("mnist-tiny", 2, standings[0]), coldStartSeconds: 0 },
      {
        job: "mnist-tiny",
        peer: "neurones",
        threads: 2,
        secondsPerEpoch: 1,
        processorSecondsPerEpoch: 0.5,
        coldStartSeconds: 0,
        peakMemoryMB: 100,
      },
    );
  });

  it("trains a very slow contender on a part of an epoch, scales its time up, and says so", async () => {
    const long: Network = { ...TINY, examples: 8 * TINY.batchSize };
    const comparison = await compare(long, [obedient("neurones", 1), obedient("tfjs-cpu", 10)], {
      rounds: 1,
      coldStarts: 1,
    });
    const [, slow] = comparison.standings;
    assert.ok(Math.abs(slow.share - 1 / 8) < 1e-9);
    assert.ok(Math.abs(slow.epochs[0] - 80) < 1e-9);
    assert.match(tableOf("mnist-tiny", 1, comparison), /80\.00 ≈[\s\S]*≈ a part of an epoch/);
  });

  it("goes on without a contender that cannot train, and reports its error", async () => {
    const { standings, failures } = await compare(
      TINY,
      [
        obedient("neurones", 1),
        child("unable", 'say({ error: "no kernel for Conv2DBackpropFilter" });'),
        child("dying", 'say({ step: true }); console.error("out of memory"); process.exit(3);'),
        child("babbling", 'console.log("hello");'),
        { name: "missing", command: path.join(folder, "nobody"), args: ["x"] },
      ],
      QUICK,
    );
    assert.deepEqual(
      standings.map(({ name }) => name),
      ["neurones"],
    );
    assert.deepEqual(
      failures.map(({ name }) => name),
      ["unable", "dying", "babbling", "missing"],
    );
    assert.equal(failures[0].error, "no kernel for Conv2DBackpropFilter");
    assert.match(failures[1].error, /out of memory/);
  });

  it("trains ours, and TensorFlow.js beside it, on the same examples", async () => {
    const { entries } = entriesFor(TINY, 1, ["tfjs-wasm"]);
    const { standings, failures } = await compare(TINY, entries, { rounds: 1, coldStarts: 1 });
    assert.deepEqual(failures, []);
    assert.deepEqual(
      standings.map(({ name }) => name),
      ["neurones", "tfjs-wasm"],
    );
    for (const { loss, peakMemoryMB } of standings) assert.ok(loss > 1 && loss < 5 && peakMemoryMB > 20);
  });

  for (const network of NETWORKS.map((network) => shortened(network, 1))) {
    it(`${network.name}: the data fit its description and are the same each time`, () => {
      const small = { ...network, examples: 4, batchSize: 4 };
      writeData(small, folder);
      const size = network.shape.reduce((product, extent) => product * extent, 1);
      const first = readFileSync(path.join(folder, network.data.kind === "bag" ? "columns.bin" : "x.bin"));
      assert.equal(statSync(path.join(folder, "y.bin")).size, 4);
      if (network.data.kind !== "bag") assert.equal(first.length, 4 * 4 * size);
      writeData(small, folder);
      assert.ok(
        first.equals(readFileSync(path.join(folder, network.data.kind === "bag" ? "columns.bin" : "x.bin"))),
      );
    });
  }

  it("compares with another checkout, and refuses a folder without a build", () => {
    const entry = entryOfCheckout(process.cwd(), 2);
    assert.equal(entry.name, path.basename(process.cwd()));
    assert.deepEqual(entry.env, { NEURONES_THREADS: "2" });
    assert.throws(
      () => entryOfCheckout(folder, 1),
      (error) => error instanceof UsageError && error.message.includes(folder),
    );
  });

  it("names peers that are not installed, and refuses unknown names", () => {
    const { entries, missing } = entriesFor(networkNamed("imdb-bag"), 1, PEERS, () => undefined);
    assert.deepEqual(
      entries.map(({ name }) => name),
      ["neurones", "tfjs-cpu", "tfjs-wasm"],
    );
    assert.deepEqual(missing, ["keras", "pytorch", "pytorch-bag"]);
    assert.equal(
      entriesFor(networkNamed("rnn"), 1, PEERS, () => "python").entries.some(
        ({ name }) => name === "pytorch-bag",
      ),
      false,
    );
    assert.throws(() => entriesFor(networkNamed("rnn"), 1, ["torch"]), UsageError);
    assert.equal(findPeersPython(path.join(folder, "complete.txt")), undefined);
  });
});
