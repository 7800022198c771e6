/** The browser edition in Firefox: type errors, traces, stops, restart, download. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Notebook } from "../../grading/notebook-file.js";
import { ENDLESS_CELLS } from "../kernel/endless-cells.js";
import { timed } from "../setup/slowdown.js";
import { findFirefox, Firefox } from "./firefox.js";
import { IS_IDLE, sending, type Answered } from "./lite-expressions.js";
import { LiteSite } from "./lite-page.js";
import { trainingCell } from "./training-cell.js";

const LESSON = "03-perceptron.ipynb";

/** Milliseconds within which a stop ends a cell: a loop that never awaits sees it late in Firefox. */
const SOON = 3000;

/** A cell that trains with eight threads. */
const TRAINING_WITH_EIGHT = `Object.defineProperty((globalThis as any).navigator, "hardwareConcurrency", { value: 8 });
${trainingCell({ examples: 80, batchSize: 40 })}`;

/** A cell whose check calls a function within a time limit, which another worker measures. */
const LIMITED = `import { exercises } from "neurones";
exercises.check("00-puissance", (x: number) => x);
console.log("vérifié");`;

/** How many workers the page has made since its scripts were counted. */
const MADE_WORKERS = `(() => {
  window.made ??= 0;
  if (window.Worker.isCounted) return window.made;
  window.Worker = class extends window.Worker { constructor(...all) { super(...all); window.made++; } };
  window.Worker.isCounted = true;
  return window.made;
})()`;

describe("browser edition: in Firefox", function () {
  this.timeout(600_000);
  let firefox: Firefox;
  let site: LiteSite;
  before(async function () {
    const executable = findFirefox();
    if (executable === undefined) this.skip();
    site = await LiteSite.build("--quick", "--instructor", "--data", "none");
    firefox = await Firefox.launch(executable);
    await firefox.goto(`${site.address}lab/index.html?path=${LESSON}`);
    await firefox.until(`crossOriginIsolated && ${IS_IDLE}`);
  });
  after(async () => {
    await firefox?.close();
    site?.close();
  });

  /** What code that is in no cell writes, without colours. */
  const execute = async (code: string): Promise<string> => {
    const { text } = await firefox.evaluate<Answered>(sending(code));
    return text.replaceAll(/\u001b\[[0-9;]*m/g, "");
  };
  const stop = (): Promise<unknown> =>
    firefox.evaluate("jupyterapp.commands.execute('notebook:interrupt-kernel').then(() => true)");

  it("speaks of a type error in French, with advice", async () => {
    const shown = await execute("length([1, 2, 3])");
    assert.match(shown, /TypeScriptError: .*introuvable.*\(TS\d+\)/);
    assert.match(shown, /Conseil : `length` vient de R/);
  });

  it("names in a trace the cell's lines, and no frame of the kernel", async () => {
    const shown = await execute(
      'class Pile {\n  vider(): never {\n    throw new RangeError("trop");\n  }\n}\nconst fail = () => new Pile().vider();\n\nfail();',
    );
    assert.match(shown, /RangeError: trop/);
    assert.match(
      shown,
      /vider \(Cell \[\d+\], line 3\)[^]*fail \(Cell \[\d+\], line 6\)[^]*Cell \[\d+\], line 8/,
    );
    assert.doesNotMatch(shown, /runner\.js|kernel\.js|http:|eval|cell:/);
    const logged = await execute('console.log(new Error("ici"));');
    assert.match(logged, /^Error: ici\n {4}at Cell \[\d+\], line 1/);
  });

  for (const name of ["while (true)", "for (;;) await null", "a loop that sleeps", "model.fit"])
    it(`stops in ${name}, and keeps the variables`, async () => {
      await execute("let kept = 41;\nlet ticks = 0;");
      const running = execute(ENDLESS_CELLS[name]);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const { result, milliseconds, limit } = await timed(SOON, async () => {
        await stop();
        return await running;
      });
      assert.match(result, /KernelInterrupted/);
      assert.ok(milliseconds < limit, `${milliseconds} ms`);
      assert.equal(await execute("kept + 1"), "42");
    });

  it("starts the kernel afresh", async () => {
    await execute("let avant = 1;");
    await firefox.evaluate(
      "jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart().then(() => true)",
    );
    await firefox.until(IS_IDLE);
    assert.match(await execute("avant"), /TypeScriptError/);
  });

  it("trains with eight threads beside the watch of a time limit: a worker that made them itself could be blocked for ever", async () => {
    assert.equal(await execute(LIMITED), "vérifié\n");
    const workers = await firefox.evaluate<number>(MADE_WORKERS);
    assert.match(await execute(TRAINING_WITH_EIGHT), /^[\d.]+\n$/);
    assert.equal(await firefox.evaluate<number>(MADE_WORKERS), workers + 7);
  });

  it("downloads the lesson as it stands", async () => {
    await firefox.evaluate(
      `jupyterapp.shell.currentWidget.content.model.cells.get(1).sharedModel.setSource("let monTravail = 1;")`,
    );
    await firefox.evaluate(`document.querySelector(".neurones-lesson-bar button").click()`);
    const file = await firefox.downloaded();
    assert.equal(path.basename(file), LESSON);
    const { cells } = JSON.parse(await readFile(file, "utf8")) as Notebook;
    assert.equal([cells[1].source].flat().join(""), "let monTravail = 1;");
  });

  it("has caused no error of the page", () => assert.deepEqual(firefox.pageErrors, []));
});
