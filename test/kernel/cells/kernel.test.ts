/** The real kernel tells pages which cells are out of date, and answers what a command is to run. */
import assert from "node:assert/strict";
import { KernelClient, resultOf, streamOf, type Json } from "../client.js";
import { Dice, interpret, randomCell } from "./random-notebooks.js";

interface Told {
  readonly state: string;
  readonly declares: readonly string[];
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly because: readonly { readonly name: string; readonly by?: string; readonly why: string }[];
  readonly twice?: unknown;
  readonly loop?: readonly string[];
}

/** A page with a comm of the target `neurones.cells`. */
class Page {
  cells: Readonly<Record<string, Told>> = {};
  private readonly answers = new Map<number, readonly string[]>();
  private questions = 0;
  private readonly stop: () => void;

  constructor(
    private readonly client: KernelClient,
    readonly id: string,
  ) {
    this.stop = client.listen(({ type, content }) => {
      if (type !== "comm_msg" || content["comm_id"] !== id) return;
      const data = content["data"] as Json;
      if (data["cells"] !== undefined) this.cells = data["cells"] as Record<string, Told>;
      else this.answers.set(data["question"] as number, data["answer"] as string[]);
    });
  }

  async open(cells: Readonly<Record<string, string>>): Promise<void> {
    const data = { order: Object.keys(cells), sources: cells };
    await this.client.request("comm_open", { comm_id: this.id, target_name: "neurones.cells", data });
  }

  async change(data: Json): Promise<void> {
    await this.client.request("comm_msg", { comm_id: this.id, data });
  }

  async ask(ask: string, cell?: string): Promise<readonly string[] | undefined> {
    const question = ++this.questions;
    await this.change({ ask, cell, question });
    await this.until(() => this.answers.has(question));
    return this.answers.get(question);
  }

  /** Waits until the page has been told what a test waits for. */
  async until(isTold: (cells: Page["cells"]) => boolean): Promise<void> {
    const end = performance.now() + 60_000;
    while (!isTold(this.cells)) {
      assert.ok(performance.now() < end, JSON.stringify(this.cells));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  marks(): string {
    return Object.entries(this.cells)
      .filter(([, { state }]) => state !== "fresh")
      .map(([id, { state }]) => `${id} ${state}`)
      .join(", ");
  }

  close(): void {
    this.stop();
  }
}

describe("the states of cells, told by the kernel", function () {
  this.timeout(600_000);
  let client: KernelClient;
  const pages: Page[] = [];
  const page = (id: string): Page => {
    const made = new Page(client, id);
    pages.push(made);
    return made;
  };

  before(async () => (client = await KernelClient.start({ env: { NEURONES_KERNEL_MEMORY: "600" } })));
  after(() => client.shutdown());
  afterEach(async () => {
    for (const one of pages.splice(0)) {
      one.close();
      await client.request("comm_close", { comm_id: one.id, data: {} });
    }
  });

  const run = (id: string, code: string) => client.execute(code, { stop_on_error: false }, undefined, id);

  it("tells when a comm opens, after each run and after each change, with the reasons", async () => {
    const cells = { a: "let rate = 1;", b: "const double = rate * 2;", c: "double + 1" };
    const one = page("one");
    const two = page("two");
    await one.open(cells);
    await two.open(cells);
    await one.until(({ c }) => c?.reads.includes("double") === true);
    assert.equal(one.marks(), "a not run, b not run, c not run");
    assert.deepEqual(one.cells["b"]!.reads, ["rate"]);
    for (const [id, code] of Object.entries(cells)) await run(id, code);
    assert.equal(one.marks(), "");
    await one.change({ sources: { a: "let rate = 5;" } });
    assert.equal(one.marks(), "a edited");
    await run("a", "let rate = 5;");
    assert.equal(one.marks(), "b stale, c stale");
    assert.deepEqual(one.cells["b"]!.because, [{ name: "rate", by: "a", why: "changed" }]);
    assert.deepEqual(one.cells["c"]!.because, [{ name: "double", by: "b", why: "stale" }]);
    await two.change({ sources: { a: "let rate = 5;" } });
    assert.deepEqual(two.cells, one.cells);
    assert.deepEqual(await one.ask("stale"), ["b", "c"]);
    assert.deepEqual(await one.ask("needs", "c"), ["b", "c"]);
    assert.deepEqual(await one.ask("dependents", "a"), ["b", "c"]);
    await client.execute("rate = 9;");
    assert.equal(one.marks(), "b stale, c stale");
  });

  it("knows a cell again whose deletion was undone, and forgets one that stays deleted when another runs", async () => {
    const texts = { u1: "let angle = 2;", u2: "const twice = angle * 2;", u3: "twice" };
    const undone = page("undone");
    await undone.open(texts);
    for (const [id, code] of Object.entries(texts)) await client.execute(code, {}, undefined, id);
    const stateOf = (id: string) => undone.cells[id]?.state;
    await undone.until(() => stateOf("u3") === "fresh");
    await undone.change({ order: ["u1", "u3"] });
    await undone.until(() => stateOf("u3") === "stale");
    await undone.change({ order: ["u1", "u2", "u3"], sources: { u2: texts.u2 } });
    await undone.until(() => stateOf("u2") === "fresh" && stateOf("u3") === "fresh");
    await undone.change({ order: ["u1", "u3"] });
    await client.execute(texts.u1, {}, undefined, "u1");
    await undone.change({ order: ["u1", "u2", "u3"], sources: { u2: texts.u2 } });
    await undone.until(() => stateOf("u2") === "not run");
    undone.close();
  });

  it("knows what a timer and the callback of a control have assigned", async () => {
    const b =
      "const poll = setInterval(() => { if (process.title === 'go') { speed = 2; clearInterval(poll); } }, 20); 0";
    const cells = { a: "let speed = 1;", b, c: "speed" };
    const one = page("timers");
    await one.open(cells);
    for (const [id, code] of Object.entries(cells)) await run(id, code);
    assert.equal(one.marks(), "");
    await client.execute('process.title = "go"');
    await one.until(({ c }) => c?.state === "stale");
    await run("c", cells.c);
    await one.until(({ c }) => c?.state === "fresh");
  });

  it("marks no cell while nothing but printing goes on", async () => {
    const cells = {
      a: "let ticks = 3;",
      b: "const clock = setInterval(() => console.log(ticks), 20); 0",
      c: "ticks",
    };
    const one = page("printing");
    await one.open(cells);
    for (const [id, code] of Object.entries(cells)) await run(id, code);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(one.marks(), "");
    await client.execute("clearInterval(clock)");
  });

  it("answers once it has read cells that have not run", async () => {
    const unread = page("unread");
    await unread.open({ a: "let unread = 1;", b: "const twice = unread * 2;", c: "twice + 1", d: "4" });
    assert.deepEqual(await unread.ask("needs", "c"), ["a", "b", "c"]);
  });

  it("tells loops and names that two cells declare", async () => {
    const one = page("loops");
    await one.open({ a: "let p = 1;", b: "let q = p;", c: "let p = 3;" });
    for (const [id, code] of [
      ["a", "let p = 1;"],
      ["b", "let q = p;"],
      ["c", "let p = 3;"],
    ] as const)
      await run(id, code);
    assert.deepEqual(one.cells["a"]!.twice, [{ name: "p", by: ["c"] }]);
    await one.change({ order: ["a", "b"], sources: { a: "let p = q + 1;" } });
    await run("a", "let p = q + 1;");
    assert.deepEqual(one.cells["a"]!.loop, ["a", "b"]);
    assert.deepEqual(await one.ask("stale"), ["a", "b"]);
  });

  it("forgets what has run when the variables are lost, and stays in order after a stop", async () => {
    const one = page("lost");
    await one.open({ a: "let kept = 1;", b: "while (true) {}" });
    await run("a", "let kept = 1;");
    const stopped = run("b", "while (true) {}");
    await new Promise((resolve) => setTimeout(resolve, 500));
    await client.interrupt();
    await stopped;
    assert.equal(one.marks(), "b stale");
    assert.equal(one.cells["b"]!.because[0]!.why, "stopped");
    await run("b", "const lists = []; for (;;) lists.push(new Float64Array(1e6).fill(1));");
    assert.equal(one.marks(), "a not run, b not run");
  });

  it("says in a verdict that an answer was computed before something changed, with no page open", async () => {
    const check = 'exercises.check("02-taux-limite", tauxLimite)';
    await run("import", 'import { exercises, setLanguage } from "neurones"; setLanguage("en");');
    await run("rate", "let taux = 0.1;");
    await run("answer", "const tauxLimite = taux * 10;");
    assert.doesNotMatch(resultOf(await run("check", check)) ?? "", /has changed/);
    await run("rate", "let taux = 0.2;");
    assert.match(
      resultOf(await run("check", check)) ?? "",
      /^. [^\n]+\n⚠ `taux` has changed since `tauxLimite` was computed: run the cell of `tauxLimite` again first/,
    );
    await run("answer", "const tauxLimite = taux * 5;");
    assert.doesNotMatch(resultOf(await run("check", check)) ?? "", /has changed/);
    await client.execute('setLanguage("fr")');
  });

  it("refuses nothing that a page may send", async () => {
    const one = page("strange");
    await one.open({});
    for (const data of [
      {},
      { order: 3 },
      { order: [1, "a"] },
      { sources: [] },
      { sources: { a: 1, b: "x" } },
      { ask: "?" },
      { ask: "needs" },
    ])
      await one.change(data as Json);
    assert.equal((await client.execute("1 + 1")).reply["status"], "ok");
  });

  it("agrees with a fresh run in random notebooks", async () => {
    for (let seed = 1; seed <= 3; seed++) {
      const dice = new Dice(seed);
      const one = page(`random ${seed}`);
      const known = new Set<string>();
      const cells: Record<string, string> = {};
      for (let i = 0; i < 8; i++) cells[`${seed}-${i}`] = randomCell(dice, known);
      await one.open(cells);
      const shown: Record<string, string> = {};
      const ran: Record<string, string> = { ...cells };
      const order = Object.keys(cells);
      for (let step = 0; step < 24; step++) {
        const id = step < order.length ? order[step]! : dice.pick(order);
        if (step >= order.length && dice.below(4) === 0) {
          cells[id] = randomCell(dice, new Set(known));
          await one.change({ sources: { [id]: cells[id] } });
        } else {
          const exchange = await run(id, (ran[id] = cells[id]!));
          shown[id] = [streamOf(exchange).trimEnd(), resultOf(exchange)].filter(Boolean).join("\n");
        }
        const truth = interpret(order.map((other) => ran[other]!));
        order.forEach((other, place) => {
          if (one.cells[other]?.state !== "fresh" || /rejected|error|=/.test(truth[place]!)) return;
          assert.equal(shown[other], truth[place], `seed ${seed}, step ${step}, ${other}: ${ran[other]}`);
        });
      }
    }
  });
});
