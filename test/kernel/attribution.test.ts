/** The cell that output belongs to, in the kernel in Node; also for what only Node has. */
import { attributionSuite, leftBehindSuite } from "./attribution-suite.js";
import { KernelClient } from "./client.js";

/**
 * Cells that leave code of Node behind; and a loop over an async generator, whose steps only Node ties to the cell
 * (`run-storage.browser.ts`).
 */
const LEFT_BEHIND_IN_NODE: Readonly<Record<string, string>> = {
  "an async generator":
    "async function* ticks() { await new Promise((r) => setTimeout(r, 100)); yield 1; }\nvoid (async () => { for await (const tick of ticks()) console.log('tard'); })();",
  "Node's own timers":
    "import { setTimeout as later } from 'node:timers';\nlater(() => console.log('tard'), 100);",
  "Node's promises of timers":
    "import { setTimeout as wait } from 'node:timers/promises';\nvoid wait(100).then(() => console.log('tard'));",
  "an emitter":
    "import { spawn } from 'node:child_process';\nspawn(process.execPath, ['-e', 'setTimeout(() => console.log(1), 50)']).stdout.on('data', () => console.log('tard'));",
  "a callback of the file system":
    "import { readFile } from 'node:fs';\nsetTimeout(() => readFile('/etc/hosts', () => console.log('tard')), 80);",
  "a stream":
    "import { createServer, connect } from 'node:net';\nconst server = createServer((socket) => setTimeout(() => { socket.end('x'); server.close(); }, 80)).listen(0, '127.0.0.1', () => connect((server.address() as any).port, '127.0.0.1').on('data', () => console.log('tard')));",
  "a warning of process.stderr": "setTimeout(() => process.stderr.write('tard\\n'), 100);",
};

describe("kernel: the cell that output belongs to", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
    await kernel.execute("0;");
  });
  after(async () => {
    await kernel.shutdown();
  });

  attributionSuite(() => kernel);
  leftBehindSuite(() => kernel, LEFT_BEHIND_IN_NODE);
});
