/**
 * Lessons: a run from the top ends with no stale cell, and a change of an early cell makes exactly those stale that are
 * written down here.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../setup/clone.js";
import { KernelClient, type Json } from "../client.js";

const FOLDER = path.join(ROOT, "notebooks", "fr");

interface Told {
  readonly state: string;
  readonly because: unknown;
}

/** In each of these lessons: a cell, what is replaced in its text, and the cells that are stale once it has run. */
const CHANGES: Readonly<
  Record<string, readonly { cell: string; from: string; to: string; stale: readonly string[] }[]>
> = {
  "02-apprentissage.ipynb": [
    { cell: "graphe", from: 'value(2, "x")', to: 'value(3, "x")', stale: ["graphe-figure"] },
    {
      cell: "02-retropropagation",
      from: "1 / (1 + Math.exp(-z))",
      to: "1 / (1 + Math.exp(-2 * z))",
      stale: ["02-retropropagation-test", "differences-finies", "autograd"],
    },
  ],
  "06-mnist.ipynb": [
    {
      cell: "compiler",
      from: "train.adam(0.001)",
      to: "train.adam(0.01)",
      stale: ["compiler", "apprendre", "courbes", "evaluer", "confusion-enonce"],
    },
  ],
};

/** A lesson in a kernel of its own, with the states that it is told. */
class Lesson {
  told: Readonly<Record<string, Told>> = {};
  readonly cells: ReadonlyMap<string, string>;

  private constructor(
    private readonly client: KernelClient,
    name: string,
  ) {
    const notebook = JSON.parse(readFileSync(path.join(FOLDER, name), "utf8")) as {
      cells: readonly { id: string; cell_type: string; source: string | readonly string[] }[];
    };
    this.cells = new Map(
      notebook.cells
        .filter(({ cell_type }) => cell_type === "code")
        .map(({ id, source }) => [id, typeof source === "string" ? source : source.join("")]),
    );
    client.listen(({ type, content }) => {
      const cells = type === "comm_msg" ? (content["data"] as Json)["cells"] : undefined;
      if (cells !== undefined) this.told = cells as Record<string, Told>;
    });
  }

  static async open(name: string): Promise<Lesson> {
    const env = { NEURONES_QUICK: "1", NEURONES_OFFLINE: "1" };
    const client = await KernelClient.start({ directory: FOLDER, env });
    const lesson = new Lesson(client, name);
    const data = { order: [...lesson.cells.keys()], sources: Object.fromEntries(lesson.cells) };
    await client.request("comm_open", { comm_id: "lesson", target_name: "neurones.cells", data });
    return lesson;
  }

  async run(id: string, source = this.cells.get(id)!): Promise<void> {
    await this.client.request("comm_msg", { comm_id: "lesson", data: { sources: { [id]: source } } });
    const { reply } = await this.client.execute(source, {}, undefined, id);
    assert.equal(reply["status"], "ok", `${id}: ${JSON.stringify(reply)}`);
  }

  stale(): string[] {
    return Object.keys(this.told).filter((id) => this.told[id]!.state !== "fresh");
  }

  close(): Promise<boolean> {
    return this.client.shutdown();
  }
}

describe("the states of cells in lessons", () => {
  const names = readdirSync(FOLDER).filter((name) => /^\d\d-.*\.ipynb$/.test(name));
  for (const name of names)
    it(`${name}: nothing is stale after a run from the top, and what a change makes stale is known`, async () => {
      const lesson = await Lesson.open(name);
      try {
        for (const id of lesson.cells.keys()) await lesson.run(id);
        assert.deepEqual(lesson.stale(), [], JSON.stringify(lesson.told));
        for (const { cell, from, to, stale } of CHANGES[name] ?? []) {
          const source = lesson.cells.get(cell)!;
          assert.ok(source.includes(from));
          await lesson.run(cell, source.replace(from, to));
          assert.deepEqual(lesson.stale(), stale);
          await lesson.run(cell);
          for (const id of lesson.cells.keys()) if (lesson.stale().includes(id)) await lesson.run(id);
        }
      } finally {
        await lesson.close();
      }
    });
});
