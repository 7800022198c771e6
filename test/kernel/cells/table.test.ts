/** The states of cells in short notebooks, step by step (`table.ts`). */
import assert from "node:assert/strict";
import { TestNotebook } from "../compiler/notebook.js";
import { CellLab } from "./lab.js";
import { TABLE, type Row } from "./table.js";

const notebook = new TestNotebook();
const SIGNS = { stale: "!", edited: "~", "not run": "?", fresh: "" } as const;

async function obey(lab: CellLab, command: string): Promise<void> {
  const [, verb = "", id = "", text = ""] = /^(\w+)(?: ([\w.-]+))?(?:: ([\s\S]*))?/.exec(command) ?? [];
  const words = command.split(" ").slice(1);
  if (command === "all") await lab.runAll();
  else if (command === "restart") lab.restart();
  else if (verb === "run") for (const cell of words) await lab.run(cell);
  else if (verb === "stop") await lab.run(id, { isStopped: true });
  else if (verb === "move") lab.move(id, Number(words[1]));
  else if (verb === "delete") lab.remove(id);
  else if (verb === "console") await lab.console(text);
  else if (verb === "file") notebook.write(id, text);
  else if (verb === "late") {
    const [name = "", value] = text.split(" = ");
    lab.late(id, () => (notebook.exports[name] = Number(value)));
  } else lab.write({ [verb]: text });
}

async function marksOf({ cells, steps }: Row): Promise<string[]> {
  const lab = new CellLab(notebook);
  lab.write(cells);
  const marks: string[] = [];
  for (const [command] of steps) {
    await obey(lab, command);
    const states = lab.states();
    const marked = Object.keys(states).filter((id) => states[id] !== "fresh");
    marks.push(
      `${command} → ${marked
        .map((id) => `${id}${SIGNS[states[id]!]}`)
        .sort()
        .join(" ")}`,
    );
  }
  return marks;
}

describe("the table of short notebooks", function () {
  this.timeout(300_000);

  it(`gives the expected states after each step of ${TABLE.length} notebooks`, async () => {
    assert.ok(TABLE.length >= 80);
    const wrong: string[] = [];
    for (const row of TABLE) {
      const expected = row.steps.map(([command, marked]) => `${command} → ${marked}`);
      const found = await marksOf(row);
      if (found.join() !== expected.join())
        wrong.push(
          `${row.name}\n${found.map((line, i) => (line === expected[i] ? `  ${line}` : `  ${line}   (expected: ${expected[i]})`)).join("\n")}`,
        );
    }
    assert.equal(wrong.length, 0, wrong.join("\n\n"));
  });
});
