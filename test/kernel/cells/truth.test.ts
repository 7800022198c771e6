/**
 * Random notebooks, run, edited and moved at random: a cell that is marked fresh shows what a fresh kernel would show
 * that runs the page from the top, and a run from the top leaves nothing marked.
 *
 * `NEURONES_NOTEBOOKS` sets how many notebooks are tried, `NEURONES_SEED` the first of their seeds.
 */
import assert from "node:assert/strict";
import { TestNotebook } from "../compiler/notebook.js";
import { CellLab } from "./lab.js";
import { Dice, interpret, isConstant, randomCell } from "./random-notebooks.js";

const NOTEBOOKS = Number(process.env.NEURONES_NOTEBOOKS ?? 60);
const SEED = Number(process.env.NEURONES_SEED ?? 1);
/** How many of them change objects through names that no analysis sees. */
const ALIASED = Math.ceil(NOTEBOOKS / 6);
const STEPS = 30;
const MOST_CELLS = 12;

/** One compiler for all notebooks: it takes a second to start. */
const notebook = new TestNotebook();

function plain(output: string): string {
  return output.startsWith("rejected") ? "rejected" : output;
}

/** The cells that are marked fresh although a fresh kernel shows something else. */
function wrong(lab: CellLab, states = lab.states()): string[] {
  const ran = lab.order.map((id) => lab.ranSource(id) ?? lab.sourceOf(id));
  const truth = interpret(ran);
  return lab.order.flatMap((id, place) =>
    states[id] === "fresh" && plain(lab.outputOf(id)) !== truth[place]
      ? [`${id} shows ${lab.outputOf(id)}, not ${truth[place]}`]
      : [],
  );
}

function told(lab: CellLab, history: readonly string[]): string {
  const states = lab.states();
  return [...history, ...lab.order.map((id) => `--- ${id} ${states[id]}\n${lab.sourceOf(id)}`)].join("\n");
}

describe("the states of cells, compared with the truth", function () {
  this.timeout(600_000);

  /** Runs, edits and moves the cells of a random notebook at random; called after each step with what was done. */
  async function play(
    seed: number,
    hasAliases: boolean,
    check: (lab: CellLab, history: readonly string[]) => void,
  ): Promise<void> {
    const dice = new Dice(seed);
    const lab = new CellLab(notebook);
    const history = [`seed ${seed}`];
    const known = new Set(["_"]);
    const first = 3 + dice.below(MOST_CELLS - 3);
    for (let i = 0; i < first; i++)
      lab.write({ [`cell${i}`]: randomCell(dice, dice.below(4) > 0 ? known : undefined, hasAliases) });
    for (let step = 0; step < STEPS; step++) {
      const id = dice.pick(lab.order);
      const action = dice.below(10);
      if (action < 6) history.push(`run ${id}: ${await lab.run(id)}`);
      else if (action < 8) {
        lab.write({ [id]: randomCell(dice, dice.below(3) > 0 ? new Set(known) : undefined, hasAliases) });
        history.push(`edit ${id}: ${lab.sourceOf(id)}`);
      } else if (action < 9) {
        const place = dice.below(lab.order.length);
        lab.move(id, place);
        history.push(`move ${id} to ${place}`);
      } else {
        history.push("run all");
        await lab.runAll();
      }
      check(lab, history);
    }
  }

  it(`holds for ${NOTEBOOKS} random notebooks: what is marked fresh is what a fresh kernel shows`, async () => {
    for (let seed = SEED; seed < SEED + NOTEBOOKS; seed++)
      await play(seed, false, (lab, history) => {
        const found = wrong(lab);
        assert.deepEqual(found, [], `${found.join("\n")}\n${told(lab, history)}`);
      });
  });

  it(`misses a small share in ${ALIASED} notebooks a third of whose changes no analysis sees`, async function () {
    let fresh = 0;
    let missed = 0;
    for (let seed = SEED; seed < SEED + ALIASED; seed++)
      await play(seed, true, (lab) => {
        const states = lab.states();
        fresh += Object.values(states).filter((state) => state === "fresh").length;
        missed += wrong(lab, states).length;
      });
    // The share stands in docs/rerun.md.
    if (process.env.NEURONES_NOTEBOOKS !== undefined)
      console.log(`missed: ${missed} of ${fresh} fresh cells`);
    assert.ok(fresh > 0 && missed / fresh < 0.1, `${missed} of ${fresh}`);
  });

  it(`marks nothing after a run from the top, a second one, and cells that give what they gave`, async () => {
    let tried = 0;
    for (let seed = SEED; tried < NOTEBOOKS; seed++) {
      const dice = new Dice(seed);
      const lab = new CellLab(notebook);
      const known = new Set<string>();
      for (let i = 0; i < MOST_CELLS; i++) lab.write({ [`cell${i}`]: randomCell(dice, known) });
      const check = (what: string): void => {
        const marked = [...lab.judge()].filter(([, { state }]) => state !== "fresh");
        assert.deepEqual(
          marked.map(([id, { state, causes }]) => `${id} ${state} ${JSON.stringify(causes)}`),
          [],
          told(lab, [`seed ${seed}`, what]),
        );
      };
      // After an error, names may be missing that a second run finds further down.
      const sources = lab.order.map((id) => lab.sourceOf(id));
      if (interpret(sources).some((shown) => /rejected|error/.test(shown))) continue;
      tried += 1;
      await lab.runAll();
      check("a run from the top");
      await lab.runAll();
      check("a second one");
      for (const id of lab.order.filter((one) => isConstant(lab.sourceOf(one)))) {
        await lab.run(id);
        check(`${id} again`);
      }
    }
  });
});
