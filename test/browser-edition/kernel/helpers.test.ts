import assert from "node:assert/strict";
import { AskedHelpers } from "../../../browser-edition/kernel/asked-helpers.js";
import { isForHelpers, PageHelpers } from "../../../browser-edition/kernel/page-helpers.js";
import { PULSE } from "../../../browser-edition/kernel/runner-messages.js";

/** A worker that only notes what happens to it. */
class NotedWorker {
  onerror: Worker["onerror"] = null;
  readonly messages: unknown[] = [];
  isTerminated = false;
  constructor(
    readonly address: string,
    readonly as: WorkerType,
  ) {}
  postMessage(message: unknown): void {
    this.messages.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  fail(): void {
    this.onerror?.call(null as never, "it has failed" as never);
  }
}

/** A runner's side and a page's side that hand each other their messages. */
function connected() {
  const made: NotedWorker[] = [];
  const page: PageHelpers = new PageHelpers(
    (message) => runner.ended(message),
    (address, as) => {
      if (address.startsWith("bad:")) throw new TypeError("not an address");
      const worker = new NotedWorker(address, as);
      made.push(worker);
      return worker;
    },
  );
  const runner = new AskedHelpers((message) => page.take(message));
  return { made, page, runner };
}

describe("browser edition: the workers that a page makes for the runner's", () => {
  it("are made as asked, and get their own messages in order", () => {
    const { made, runner } = connected();
    const first = runner.make("a.js", "module", () => undefined);
    const second = runner.make("b.js", "classic", () => undefined);
    second.send(1);
    first.send(2);
    second.send(3);
    assert.deepEqual(
      made.map(({ address, as, messages }) => ({ address, as, messages })),
      [
        { address: "a.js", as: "module", messages: [2] },
        { address: "b.js", as: "classic", messages: [1, 3] },
      ],
    );
  });

  it("tell the runner which of them has failed, or cannot be made", () => {
    const { made, runner } = connected();
    const failed: string[] = [];
    for (const address of ["a.js", "b.js", "bad:"])
      runner.make(address, "module", () => failed.push(address));
    assert.deepEqual(failed, ["bad:"]);
    made[1].fail();
    assert.deepEqual(failed, ["bad:", "b.js"]);
  });

  it("end with the runner", () => {
    const { made, page, runner } = connected();
    runner.make("a.js", "module", () => undefined);
    const helper = runner.make("b.js", "module", () => undefined);
    page.close();
    helper.send("nobody hears it");
    assert.deepEqual(
      made.map(({ isTerminated, messages }) => ({ isTerminated, messages })),
      [
        { isTerminated: true, messages: [] },
        { isTerminated: true, messages: [] },
      ],
    );
  });

  it("are told apart from what the runner says to the kernel", () => {
    assert.ok(isForHelpers({ type: "make helper", helper: 0, address: "a.js", as: "module" }));
    assert.ok(isForHelpers({ type: "tell helper", helper: 0, message: "x" }));
    assert.ok(!isForHelpers(PULSE));
    assert.ok(!isForHelpers({ type: "ready" }));
  });
});
