/**
 * Output of timers and promises that a cell has left behind appears below that cell, whatever runs meanwhile and
 * wherever the kernel works.
 */
import assert from "node:assert/strict";
import { streamOf, type CellClient } from "./cell-client.js";

/**
 * The first cell leaves code behind that prints "tard" while the second cell runs, which prints "B" before
 * and after.
 */
const LEFT_BEHIND: Readonly<Record<string, string>> = {
  "an async function":
    "async function poll() { await new Promise((r) => setTimeout(r, 100)); console.log('tard'); }\nvoid poll();",
  "an async function that has failed before":
    "async function poll() { try { await new Promise((_, no) => setTimeout(no, 100)); } catch { console.log('tard'); } }\nvoid poll();",
  "an async function over several awaits":
    "void (async () => { for (let i = 0; i < 10; i++) await new Promise((r) => setTimeout(r, 10)); console.log('tard'); })();",
  "a function that an async function calls":
    "const say = () => console.log('tard');\nvoid (async () => { await new Promise((r) => setTimeout(r, 100)); say(); })();",
  "a timer": "setTimeout(() => console.log('tard'), 100);",
  "a timer in a timer": "setTimeout(() => setTimeout(() => console.log('tard'), 50), 50);",
  "an interval": "const ticking = setInterval(() => { console.log('tard'); clearInterval(ticking); }, 100);",
  "a promise's then": "void new Promise((r) => setTimeout(r, 100)).then(() => console.log('tard'));",
  "a promise's catch and finally":
    "void new Promise((_, no) => setTimeout(no, 100)).catch(() => undefined).finally(() => console.log('tard'));",
  "a promise that the next cell settles":
    "let go = () => {};\nvoid (async () => { await new Promise<void>((r) => { go = r; }); console.log('tard'); })();",
  "a display": "setTimeout(() => display('tard'), 100);",
};

/** Tests for each of these cells that what it leaves behind prints below it. */
export function leftBehindSuite(client: () => CellClient, cells: Readonly<Record<string, string>>): void {
  for (const [name, code] of Object.entries(cells)) {
    it(`${name} left behind prints below its own cell`, async () => {
      const late = client().next(
        ({ content, type }) => type !== "execute_input" && JSON.stringify(content).includes("tard"),
      );
      const first = await client().execute(`${code}\n0;`);
      assert.equal(first.reply["status"], "ok", JSON.stringify(first.reply));
      const settle = name.includes("next cell") ? "go();" : "";
      const second = await client().execute(
        `console.log("B");\n${settle}\nawait new Promise((r) => setTimeout(r, 600));\nconsole.log("B");`,
      );
      const { parent } = await late;
      assert.equal(streamOf(second), "B\nB\n");
      assert.equal(parent, first.id);
    });
  }
}

/** To be called in `describe`: `client` gives a client of the kernel, once the tests run. */
export function attributionSuite(client: () => CellClient): void {
  leftBehindSuite(client, LEFT_BEHIND);

  it("functions of earlier cells print below the cell that calls them, while a third cell's code still runs", async () => {
    await client().execute(
      "const tell = (text: string) => console.log(text);\nasync function tellLater(text: string) { await null; await new Promise((r) => setTimeout(r, 20)); tell(text); }",
    );
    await client().execute("const beating = setInterval(() => tell('pouls'), 5);");
    const exchange = await client().execute(
      "tell('1'); await tellLater('2'); [3].forEach((n) => tell(`${n}`)); await Promise.resolve(4).then((n) => tell(`${n}`)); for await (const n of [5]) tell(`${n}`);",
    );
    await client().execute("clearInterval(beating);");
    assert.equal(streamOf(exchange), "1\n2\n3\n4\n5\n");
  });

  it("a callback passed to the engine belongs to the cell that trains", async () => {
    const first = await client().execute(
      "import { sequential, layers, tensor } from 'neurones';\nconst onEpochEnd = (epoch: number) => { console.log(`époque ${epoch}`); };\nconst beating = setInterval(() => console.log('pouls'), 1);",
    );
    assert.equal(first.reply["status"], "ok", JSON.stringify(first.reply));
    const exchange = await client().execute(
      "const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });\nmodel.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });\nawait model.fit(tensor([[1], [2]]), tensor([[1], [2]]), { epochs: 3, callbacks: [{ onEpochEnd }] });\n0;",
    );
    await client().execute("clearInterval(beating);");
    assert.equal(exchange.reply["status"], "ok", JSON.stringify(exchange.reply));
    assert.equal(
      streamOf(exchange).replaceAll(/^(?!époque|pouls).*\n/gm, ""),
      "époque 0\népoque 1\népoque 2\n",
    );
  });
}
