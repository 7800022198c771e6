/**
 * A thousand random messages of a page to widgets: of any shape, with any buffers, to comms that there are and are
 * not, while cells run and are stopped. The kernel survives, no later update is lost, and no page is told a state
 * that it cannot read.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { KernelClient, type Json, type Received } from "./client.js";

const SEED = 20261129;
const ROUNDS = 25;
const MESSAGES = 40;

const CELL = `import { playground, widgets } from "neurones";
const w = widgets.widget({ module: "export default {}", state: { n: 1, list: [1, 2], bytes: new Float32Array([1, 2]), ok: 0 } });
w.onChange("ok", (round) => console.log("entendu", round, curseur.value));
w.onMessage((content) => { if (content === "lever") throw new RangeError("levé"); });
const curseur = widgets.slider({ min: 0, max: 10, value: 3 });
const jeu = playground({ data: "xor", samples: 20, hidden: [2] });
display(curseur); display(jeu); w`;

/** What cells do while the messages come; the last one is stopped. */
const CELLS = [
  "1",
  "await new Promise((r) => setTimeout(r, 30));",
  "for (let i = 0; i < 200; i++) { await null; w.state.n = i; }",
  "await jeu.train(3);",
  "console.log('début'); for (;;) await null;",
] as const;

const key = fc.constantFrom(
  ...[
    "n",
    "list",
    "bytes",
    "value",
    "min",
    "clicks",
    "output",
    "still",
    "_esm",
    "_view_name",
    "_dom_classes",
  ],
  ...["__proto__", "constructor", "toString", "", "x", "é😀"],
);
const json: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 3 });
const state = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(key, json, { maxKeys: 4, noNullPrototype: true }) },
  { weight: 1, arbitrary: json },
);
const path = fc.oneof(fc.array(fc.oneof(key, fc.integer({ min: -2, max: 5 })), { maxLength: 3 }), json);
const method = fc.constantFrom<unknown>(
  ...["update", "update", "update", "custom", "custom", "request_state", "request_states", "echo_update"],
  ...["update_states", "delete", "", 7, null, undefined],
);
/** What the playground's view sends, with anything in it. */
const content = fc.oneof(
  json,
  fc.constantFrom("lever", { event: "click" }),
  fc.record({
    type: fc.constantFrom("open", "change", "play", "pause", "epoch", "restart", "code", "pick", "seen", "x"),
    changes: state,
    pick: fc.oneof(json, fc.record({ column: fc.integer(), neuron: fc.nat(3), from: fc.nat(3) })),
    frame: fc.oneof(fc.integer(), json),
  }),
);
const formed = fc.record({ method, state, buffer_paths: fc.oneof(fc.array(path), json), content });
const data = fc.oneof<fc.WeightedArbitrary<unknown>[]>(
  { weight: 6, arbitrary: formed },
  { weight: 1, arbitrary: json },
);
const buffers = fc.array(fc.uint8Array({ maxLength: 17 }), { maxLength: 3 });

interface Sent {
  readonly type: string;
  /** The number of one of the cell's comms, or another id. */
  readonly target: unknown;
  readonly data: unknown;
  readonly buffers: Uint8Array[];
}

const message: fc.Arbitrary<Sent> = fc.record({
  type: fc.constantFrom(
    "comm_msg",
    "comm_msg",
    "comm_msg",
    "comm_msg",
    "comm_msg",
    "comm_open",
    "comm_close",
  ),
  target: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<unknown>(0, 1, 2) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>("page", "none", "", null, 5, ["a"], {}, "__proto__") },
  ),
  data,
  buffers,
});

const isOf = (comm: string) => (received: Received) =>
  received.type === "comm_msg" && received.content["comm_id"] === comm;

describe("kernel: fuzz of comm messages", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(async () => {
    await kernel.shutdown();
  });

  it("kills nothing, loses no later update, and leaves a state that a page can read", async function () {
    let comms: string[] = [];
    const open = async () => {
      const { outputs, reply } = await kernel.execute(CELL, {}, undefined, "fuzz");
      assert.equal(reply["status"], "ok");
      comms = outputs
        .filter(({ type }) => type === "comm_open")
        .map(({ content: { comm_id: id } }) => String(id));
      assert.equal(comms.length, 3);
    };
    await open();
    const { outputs: before } = await kernel.execute("process.pid");
    const rounds = fc.sample(fc.array(message, { minLength: MESSAGES, maxLength: MESSAGES }), {
      seed: SEED,
      numRuns: ROUNDS,
    });
    for (const [round, messages] of rounds.entries()) {
      const code = CELLS[round % CELLS.length];
      const isEndless = code.includes("for (;;)");
      const begun = isEndless ? kernel.next(({ type }) => type === "stream") : undefined;
      const running = kernel.execute(code);
      await begun;
      const sent = messages.map(({ type, target, data: content, buffers: binary }) => {
        const isOwn = typeof target === "number" && target < 3;
        // The cell's own comms stay open, so that a later update can be heard.
        const kind = isOwn && type === "comm_close" ? "comm_msg" : type;
        const id = isOwn ? (kind === "comm_open" ? "page" : comms[target]) : target;
        return kernel.request(
          kind,
          { comm_id: id, target_name: "jupyter.widget.control", data: content } as Json,
          { buffers: binary },
        );
      });
      if (isEndless) await kernel.interrupt();
      await Promise.all([running, ...sent]);
      const heard = kernel.next(
        ({ type, content: { text } }) => type === "stream" && String(text).includes(`entendu ${round + 1} `),
      );
      await kernel.request("comm_msg", {
        comm_id: comms[2],
        data: { method: "update", state: { ok: round + 1 }, buffer_paths: [] },
      });
      const value = Number(/entendu \d+ (\S+)/.exec(String((await heard).content["text"]))![1]);
      assert.ok(value >= 0 && value <= 10, `the slider's value is still one of its own: ${value}`);
    }
    const control = "control-at-the-end";
    kernel.send("shell", "comm_open", { comm_id: control, target_name: "jupyter.widget.control", data: {} });
    const answer = kernel.next(isOf(control));
    kernel.send("shell", "comm_msg", { comm_id: control, data: { method: "request_states" } });
    const { content: told, buffers: binary } = await answer;
    const { states, buffer_paths: paths } = told["data"] as { states: Json; buffer_paths: unknown[] };
    assert.deepEqual(Object.keys(states).sort(), [...comms].sort());
    assert.equal(paths.length, binary.length);
    const { outputs: after } = await kernel.execute("process.pid");
    assert.deepEqual(after.at(-1)!.content["data"], before.at(-1)!.content["data"], "the same runner");
  });

  it("names a message without form, and a key that the state lacks, once each, below the cell", async () => {
    const { outputs, id } = await kernel.execute(
      `import { widgets } from "neurones"; widgets.widget({ module: "export default {}", state: { n: 1 } })`,
    );
    const comm = outputs.find(({ type }) => type === "comm_open")!.content["comm_id"];
    const warnings: Received[] = [];
    const stop = kernel.listen((received) => {
      if (received.type === "stream" && received.content["name"] === "stderr") warnings.push(received);
    });
    for (let i = 0; i < 3; i++)
      for (const wrong of [
        { method: "avancer" },
        { method: "update", state: { taux: i }, buffer_paths: [] },
        { method: "update", state: { _secret: i }, buffer_paths: [] },
      ])
        await kernel.request("comm_msg", { comm_id: comm, data: wrong });
    await kernel.execute("await new Promise((r) => setTimeout(r, 100));");
    stop();
    const text = warnings.map(({ content: { text: said } }) => String(said)).join("");
    assert.equal(text.match(/n’a pas la forme du protocole/g)?.length, 1, text);
    assert.equal(text.match(/"taux", qui n’est pas une clé/g)?.length, 1, text);
    assert.doesNotMatch(text, /_secret/);
    for (const { parent } of warnings) assert.equal(parent, id);
  });

  it("cuts a callback that writes without end, says so, and hears the next message", async () => {
    const { outputs } = await kernel.execute(
      `import { widgets } from "neurones"; const b = widgets.button();
b.onChange((clicks) => { if (clicks === 1) for (let i = 0; i < 200_000; i++) console.log("encore et encore", i); else console.log("deux"); });
b`,
    );
    const comm = outputs.find(({ type }) => type === "comm_open")!.content["comm_id"];
    const click = () =>
      kernel.request("comm_msg", {
        comm_id: comm,
        data: { method: "custom", content: { event: "click" } },
      });
    let size = 0;
    const stop = kernel.listen(({ type, content: { text = "" } }) => {
      if (type === "stream") size += (text as string).length;
    });
    await click();
    const second = kernel.next(({ type, content: { text } }) => type === "stream" && text === "deux\n");
    await click();
    await second;
    stop();
    assert.ok(size < 4e6, `${size} letters reach the page`);
  });
});
