/** The marks of cells that are out of date, in the browser edition: one notebook, as a student works in it. */
import assert from "node:assert/strict";
import type { LitePage } from "./lite-page.js";
import { MarkedCells } from "./marked-cells.js";

const NAME = "carnet.ipynb";
const CELLS = ["let taux = 1;", "const double = taux * 2;", "double + 1", '"seule"'];

/** Adds the test to a suite that has a lesson open. */
export function testMarks(openedPage: () => LitePage): void {
  it("marks the cells that are out of date, and each command runs the right ones", async () => {
    const notebook = openedPage();
    await notebook.openBeside(NAME, CELLS);
    const { page } = notebook;
    const cells = new MarkedCells(page);
    const command = (id: string): Promise<unknown> => page.evaluate(`jupyterapp.commands.execute("${id}")`);

    await notebook.runAll();
    await cells.untilNumbers("1,2,3,4");
    await cells.untilMarks("");

    await cells.write(1, "let taux = 5;");
    await cells.untilMarks("1 edited");
    await page.keyboard.press("Control+Enter");
    await cells.untilMarks("2 stale, 3 stale");
    await cells.untilNumbers("5,2,3,4");
    assert.match(await cells.titleOf(2), /utilise « taux », que la cellule \[5\] a changé depuis/);
    await cells.press(4, "Alt+Shift+R");
    await cells.untilMarks("");
    await cells.untilNumbers("5,6,7,4");

    await cells.press(1, "Alt+Shift+D");
    await page.locator(".jp-CodeCell.neurones-depends").first().waitFor();
    assert.equal(await page.locator(".jp-CodeCell.neurones-depends").count(), 2);

    await command("neurones:follow");
    await cells.write(1, "let taux = 9;");
    await page.keyboard.press("Control+Enter");
    await cells.untilNumbers("8,9,10,4");
    await cells.untilMarks("");
    await command("neurones:follow");

    await page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()");
    await notebook.untilIdle();
    await cells.press(3, "Alt+Shift+Enter");
    await cells.untilNumbers("1,2,3,4");

    // Afresh, the third cell shows what its own text gives.
    await cells.write(3, "double += 1; double");
    await cells.write(2, "let double = taux * 2;");
    await page.keyboard.press("Control+Enter");
    for (let run = 0; run < 2; run++) {
      await cells.select(3);
      await notebook.run();
    }
    await cells.untilMarks("3 stale");
    const numbers = await cells.numbers();
    await command("neurones:hand-in");
    assert.deepEqual(await cells.differences(), ["cellule 3 : « 19 » au lieu de « 20 »"]);
    assert.equal(await cells.numbers(), numbers);

    assert.deepEqual(notebook.pageErrors, []);
    await notebook.save();
    await notebook.backToLesson();
  });
}
