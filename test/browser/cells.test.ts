/** The marks of cells that are out of date, in JupyterLab and Notebook 7, as a person sees and uses them. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { eventually } from "../setup/clone.js";
import { MarkedCells } from "./marked-cells.js";
import { NotebookPage } from "./notebook-page.js";
import { startJupyterLab } from "./suite.js";

const CELLS = ["let taux = 1;", "const double = taux * 2;", "double + 1", '"seule"'];

describe("browser: cells that are out of date", function () {
  const started = startJupyterLab();
  let notebook: NotebookPage;

  const cells = (): MarkedCells => new MarkedCells(notebook.page);
  const untilMarks = (wanted: string): Promise<void> => cells().untilMarks(wanted);

  async function openAndRun(name: string, texts = CELLS): Promise<void> {
    notebook = await started.open(name, texts);
    await notebook.runAll();
    await untilMarks("");
  }

  async function changeFirst(): Promise<void> {
    await cells().write(1, "let taux = 5;");
    await untilMarks("1 edited");
    await notebook.page.keyboard.press("Control+Enter");
  }

  /** Lets the page believe that the server's kernel is another one, `python3`. */
  async function nameKernels(page: Page): Promise<void> {
    await page.route(/\/api\/(?:kernelspecs|sessions|kernels)\b/, async (route) => {
      const postData = route.request().postData()?.replaceAll('"python3"', '"neurones"');
      const response = await route.fetch(postData === undefined ? {} : { postData });
      const body = (await response.text()).replaceAll('"neurones"', '"python3"');
      await route.fulfill({ response, body });
    });
  }

  it("bear a mark that says why, and lose it once they have run", async () => {
    await openAndRun("marques.ipynb");
    await changeFirst();
    await untilMarks("2 stale, 3 stale");
    await eventually("the mark names the cell by its number", async () =>
      /utilise « taux », que la cellule \[5\] a changé depuis/.test(await cells().titleOf(2)),
    );
    assert.match(await cells().titleOf(3), /utilise « double », de la cellule \[2\], qui n’est plus à jour/);
    await notebook.run(2);
    await untilMarks("3 stale");
    await notebook.run(3);
    await untilMarks("");
  });

  it("are run in order by one key, and no others", async () => {
    await openAndRun("touche.ipynb");
    await changeFirst();
    await untilMarks("2 stale, 3 stale");
    await notebook.page.keyboard.press("Escape");
    await notebook.page.keyboard.press("Alt+Shift+R");
    await untilMarks("");
    await cells().untilNumbers("5,6,7,4");
    await notebook.page.keyboard.press("Alt+Shift+R");
    await notebook.page.getByText("Rien à exécuter : toutes les cellules exécutées sont à jour.").waitFor();
  });

  it("run with what they need, also after a restart", async () => {
    await openAndRun("besoin.ipynb");
    const { page } = notebook;
    // A second time, so that the numbers say which cells have run since.
    await notebook.choose("run", "runmenu:run-all");
    await cells().untilNumbers("5,6,7,8");
    await notebook.choose("kernel", "kernelmenu:restart");
    await page.locator(".jp-Dialog .jp-mod-accept").click();
    await notebook.untilIdle();
    await cells().press(3, "Alt+Shift+Enter");
    await cells().untilNumbers("1,2,3,8");
  });

  it("light up where they depend on the active one", async () => {
    await openAndRun("montre.ipynb");
    await cells().press(1, "Alt+Shift+D");
    await notebook.page.locator(".jp-CodeCell.neurones-depends").first().waitFor();
    assert.equal(await notebook.page.locator(".jp-CodeCell.neurones-depends").count(), 2);
    await cells().press(4, "Alt+Shift+D");
    await notebook.page.getByText("Aucune cellule n’utilise ce que celle-ci définit.").waitFor();
  });

  it("run by themselves where the switch is on", async () => {
    await openAndRun("suite.ipynb");
    await notebook.choose("run", "neurones:follow");
    await changeFirst();
    await cells().untilNumbers("5,6,7,4");
    await untilMarks("");
    await notebook.choose("run", "neurones:follow");
  });

  it("are tried afresh before the lesson is handed in, and the page stays as it is", async () => {
    await openAndRun("rendre.ipynb", ["let n = 1;", "n += 1; n", "1 + 1"]);
    await notebook.run(2);
    await untilMarks("2 stale");
    await notebook.choose("run", "neurones:hand-in");
    assert.deepEqual(await cells().differences(), ["cellule 2 : « 2 » au lieu de « 3 »"]);
    assert.match(await notebook.prompt(2), /4/);
  });

  it("use keys that nothing else uses", async () => {
    await openAndRun("touches.ipynb");
    const taken = await notebook.page.evaluate(() => {
      const { jupyterapp } = globalThis as Record<string, unknown> as Record<
        string,
        { commands: { keyBindings: readonly { command: string; keys: readonly string[] }[] } }
      >;
      const bindings = jupyterapp!.commands.keyBindings;
      const ours = bindings.filter(({ command }) => command.startsWith("neurones:"));
      if (ours.length !== 3) return [`${ours.length} bindings of our own`];
      return ours.flatMap(({ keys }) =>
        bindings
          .filter((other) => other.keys.join() === keys.join() && !ours.includes(other))
          .map(({ command }) => command),
      );
    });
    assert.deepEqual(taken, []);
  });

  it("are marked in Notebook 7, too", async () => {
    await started.lab.addNotebook("carnet.ipynb", CELLS);
    notebook = started.watch(await NotebookPage.openInNotebook(started.browser, started.lab, "carnet.ipynb"));
    // Errors of Notebook 7 itself as it opens.
    notebook.pageErrors.length = 0;
    for (const cell of [1, 2, 3, 4]) {
      await notebook.run(cell);
      await notebook.untilPrompt(cell, `[${cell}]`);
    }
    await changeFirst();
    await untilMarks("2 stale, 3 stale");
    await notebook.page.keyboard.press("Escape");
    await notebook.page.keyboard.press("Alt+Shift+R");
    await untilMarks("");
    await notebook.page.keyboard.press("Alt+Shift+R");
    await notebook.page.getByText("Rien à exécuter : toutes les cellules exécutées sont à jour.").waitFor();
  });

  it("are left alone in a notebook of another kernel: no comm, no mark, no command", async () => {
    await started.lab.addNotebook("python.ipynb", CELLS, "python3");
    const sent: string[] = [];
    const newPage: Browser["newPage"] = async (options) => {
      const page = await started.browser.newPage(options);
      await nameKernels(page);
      page.on("websocket", (socket) =>
        socket.on("framesent", ({ payload }) => void sent.push(payload.toString())),
      );
      return page;
    };
    notebook = started.watch(await NotebookPage.open({ newPage }, started.lab, "python.ipynb"));
    await notebook.runAll();
    await cells().write(1, "let taux = 5;");
    await notebook.page.keyboard.press("Control+Enter");
    await cells().untilNumbers("5,2,3,4");
    assert.equal(await cells().marks(), "");
    assert.ok(sent.some((message) => message.includes("kernel_info_request")));
    assert.deepEqual(
      sent.filter((message) => message.includes("neurones.cells")),
      [],
    );
    const commands = ["run-stale", "run-needs", "show-dependents", "follow", "hand-in"];
    for (const name of commands) {
      assert.equal(await notebook.page.evaluate(`jupyterapp.commands.hasCommand("neurones:${name}")`), true);
      assert.equal(await notebook.page.evaluate(`jupyterapp.commands.isEnabled("neurones:${name}")`), false);
    }
  });

  it("leave nothing in the notebook's file", async () => {
    await openAndRun("fichier.ipynb");
    await changeFirst();
    await untilMarks("2 stale, 3 stale");
    await notebook.save();
    assert.doesNotMatch(await readFile(started.lab.place("fichier.ipynb"), "utf8"), /stale|neurones-/);
  });
});
