/** The browser edition by touch, on a tablet and on a telephone: the first lesson, as a student works in it. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { LitePage, type LiteSite } from "./lite-page.js";

const TABLET = { width: 1024, height: 768 };
const TELEPHONE = { width: 390, height: 844 };

interface Started {
  readonly browser: Browser;
  readonly site: LiteSite;
  /** A lesson in a window that can be touched. */
  readonly opened: LitePage;
}

/** Adds the tests to a suite that has a lesson open. */
export function testTouch(started: () => Started): void {
  it("is worked by touch, on a tablet", async () => {
    const { opened } = started();
    const usual = opened.page.viewportSize()!;
    await opened.page.setViewportSize(TABLET);
    await answerByTouch(opened);
    await opened.page.setViewportSize(usual);
  });

  it("shows a lesson alone on a telephone, where it is worked by touch, and nothing lies beside the screen", async () => {
    const { browser, site } = started();
    const context = await browser.newContext({ hasTouch: true, viewport: TELEPHONE });
    try {
      const opened = await LitePage.open(context, site, "01-structure.ipynb");
      const { page } = opened;
      assert.match(page.url(), /\/notebooks\//);
      await answerByTouch(opened);
      const { width = 0 } = (await page.locator(".jp-Notebook").first().boundingBox()) ?? {};
      assert.ok(width >= 0.9 * TELEPHONE.width, `the lesson has ${width} pixels`);
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), TELEPHONE.width);
      for (const button of await page.locator(".neurones-lesson-bar button").all()) {
        const box = (await button.boundingBox())!;
        assert.ok(box.x >= 0 && box.x + box.width <= TELEPHONE.width, "a button is out of reach");
      }
      assert.deepEqual(opened.pageErrors, []);
    } finally {
      await context.close();
    }
  });
}

/** Writes a question into the first code cell, runs it by the toolbar and answers it. */
async function answerByTouch({ page, shownCells }: LitePage): Promise<void> {
  const cell = shownCells.first();
  await cell.locator(".cm-content").tap();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText('await input("Nom ?")');
  await runButton(page).tap();
  const field = page.locator(".jp-Stdin-input");
  await field.tap();
  await page.keyboard.insertText("Ève");
  await page.keyboard.press("Enter");
  await cell.locator(".jp-OutputArea-output", { hasText: "'Ève'" }).waitFor();
}

function runButton(page: Page) {
  return page.locator('[data-command="notebook:run-cell-and-select-next"]:visible').first();
}
