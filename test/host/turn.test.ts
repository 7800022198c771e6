import assert from "node:assert/strict";
import { once } from "node:events";
import { Worker } from "node:worker_threads";

const BROWSER_TURN = new URL("../../src/host/turn.browser.js", import.meta.url).href;

/** What a worker sends that runs this code, where `turn(n)` waits for a turn and notes `n` in `served`. */
async function inWorker(code: string): Promise<unknown> {
  const worker = new Worker(
    `import(${JSON.stringify(BROWSER_TURN)}).then(async ({ nextTurn }) => {
       const served = [];
       const turn = (n) => new Promise((resolve) => nextTurn(() => { served.push(n); resolve(); }));
       ${code}
       require("node:worker_threads").parentPort.postMessage(served);
     });`,
    { eval: true },
  );
  try {
    const [sent] = (await once(worker, "message")) as [unknown];
    return sent;
  } finally {
    await worker.terminate();
  }
}

describe("turns of a browser's event loop", () => {
  it("come in the order in which they are asked for, also from within a turn", async () => {
    assert.deepEqual(
      await inWorker(
        "const inner = turn(1).then(() => turn(4)); await Promise.all([inner, turn(2), turn(3)]);",
      ),
      [1, 2, 3, 4],
    );
  });

  it("go on after one whose message was lost, in the same order", async () => {
    const losing = `const { postMessage } = MessagePort.prototype;
      MessagePort.prototype.postMessage = () => { MessagePort.prototype.postMessage = postMessage; };`;
    assert.deepEqual(
      await inWorker(
        `await turn(0); ${losing} await Promise.all([turn(1), turn(2), turn(3)]); await turn(4);`,
      ),
      [0, 1, 2, 3, 4],
    );
  });

  it("come once each, where a long computation has held them up", async () => {
    const busy = "for (const end = Date.now() + 2500; Date.now() < end; );";
    assert.deepEqual(
      await inWorker(`const waits = [turn(1), turn(2)]; ${busy} await Promise.all(waits);
        const again = turn(3); ${busy} await again; await turn(4);`),
      [1, 2, 3, 4],
    );
  });
});
