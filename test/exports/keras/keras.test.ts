/** What docs/from-keras.md writes in the place of Keras' names: each expression is evaluated. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as neurones from "../../../src/index.js";
import { ROOT } from "../../setup/clone.js";
import { SECTIONS, type Row } from "./rows.js";

const DOCUMENT = path.join(ROOT, "docs", "from-keras.md");

const HEAD = `# From Keras, in Python and in R

What Keras calls its layers, losses and so on, and what \`neurones\` calls them. Names are those of TensorFlow.js: \`camelCase\`, and options in an
object. \`test/exports/keras\` evaluates every expression of the last column; there \`net\` is a compiled model, \`x\` and \`y\` are its data, and \`p\`
are predictions.
`;

function cell(code: string): string {
  return `\`${code.replaceAll("|", "\\|")}\``;
}

function written(): string {
  const sections = SECTIONS.map(({ title, rows }) =>
    [
      `## ${title}\n`,
      "| Keras in Python | Keras in R | here |",
      "| --- | --- | --- |",
      ...rows.map(({ python, r, ours }) => `| ${cell(python)} | ${cell(r)} | ${cell(ours)} |`),
      "",
    ].join("\n"),
  );
  return `${HEAD}\n${sections.join("\n")}`;
}

/** The names that the expressions use beside those of `neurones`. */
function data(): Record<string, unknown> {
  const { layers, sequential, tensor } = neurones;
  const x = neurones.randomUniform([10, 2]);
  const net = sequential({ layers: [layers.dense({ units: 2, inputShape: [2] })] });
  net.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  const y = tensor([
    [1, 0],
    [0, 1],
  ]);
  return {
    x,
    y,
    net,
    p: tensor([
      [0.7, 0.3],
      [0.4, 0.6],
    ]),
  };
}

type Made = new (...names: string[]) => (...values: unknown[]) => Promise<unknown>;
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as Made;

async function evaluate({ ours }: Row): Promise<unknown> {
  const names: Record<string, unknown> = { ...neurones, ...data() };
  if (ours.includes("net.")) names.y = neurones.randomUniform([10, 2]);
  const quiet = ours
    .replace("validationSplit: 0.2", "validationSplit: 0.2, verbose: 0")
    .replace("summary()", "summary(null, null, () => undefined)");
  return await new AsyncFunction(...Object.keys(names), `return (${quiet});`)(...Object.values(names));
}

describe("names of Keras", () => {
  it("are in docs/from-keras.md (NEURONES_APPROVE=1 writes it)", () => {
    if (process.env["NEURONES_APPROVE"] === "1") writeFileSync(DOCUMENT, written());
    assert.equal(readFileSync(DOCUMENT, "utf8"), written());
  });

  for (const { title, rows } of SECTIONS)
    it(`${title}: every expression of the table can be evaluated`, async () => {
      for (const row of rows) {
        const value = await evaluate(row).catch((error: unknown) =>
          assert.fail(`${row.ours}: ${String(error)}`),
        );
        if (!/compile|summary/.test(row.ours)) assert.notEqual(value, undefined, row.ours);
      }
    });
});
