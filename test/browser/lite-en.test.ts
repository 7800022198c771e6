/** The browser edition in English: a lesson whole, its page and its messages, and the way from each language to the other. */
import assert from "node:assert/strict";
import type { Language } from "../../src/language/language.js";
import { errorsOf, failedChecks } from "./lite-expressions.js";
import { LitePage, LiteSite } from "./lite-page.js";
import { startBrowser } from "./suite.js";

const LESSON = "03-perceptron.ipynb";

/** What French outputs contain and English ones never do. */
const FRENCH = /[éèàçêù]|« |\b(?:les|des|poids)\b/;

describe("browser edition: in English", function () {
  this.timeout(600_000);
  const started = startBrowser();
  let sites: Readonly<Record<Language, LiteSite>> | undefined;
  let opened: LitePage;
  before(async () => {
    sites = await LiteSite.buildBoth("--quick", "--instructor", "--data", "none");
    opened = await LitePage.open(started.browser, sites.en, LESSON);
  });
  after(() => sites?.en.close());

  it(`runs ${LESSON} from top to bottom, with every check green and no French word`, async () => {
    await opened.runAll();
    const cells = await opened.codeCells();
    assert.deepEqual(errorsOf(cells), []);
    assert.ok(cells.length > 0 && cells.every(({ count }) => count !== null), "not run");
    assert.deepEqual(failedChecks(cells), []);
    for (const { id, outputs } of cells) assert.doesNotMatch(JSON.stringify(outputs), FRENCH, id);
  });

  it("speaks English around the lesson, in errors, in advice and at a stop", async () => {
    const { page } = opened;
    assert.match((await page.locator("#jp-MainMenu").textContent()) ?? "", /File.*Kernel/s);
    const bar = (await page.locator(".neurones-lesson-bar").textContent()) ?? "";
    assert.match(
      bar,
      /Your work is stored in this browser.*Download my lesson.*Hand in.*Start this lesson again/s,
    );
    const wrong = await opened.execute("length([1, 2, 3])");
    assert.match(wrong, /Cannot find name 'length'/);
    assert.match(wrong, /Hint: `length` is a word of R/);
    const endless = opened.execute("while (true) {}");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await opened.stop();
    assert.match(await endless, /KernelInterrupted/);
    for (const text of [wrong, await endless]) assert.doesNotMatch(text, FRENCH);
  });

  it("leads to the same lesson in the other language, and back", async () => {
    const { page } = opened;
    const follow = async (name: string): Promise<void> => {
      await page.locator(".neurones-lesson-bar a", { hasText: name }).click();
      await page.waitForURL(/03-perceptron/);
    };
    await follow("Français");
    await page.locator(".neurones-lesson-bar", { hasText: "Votre travail" }).waitFor();
    assert.ok(page.url().startsWith(sites!.fr.address), page.url());
    await follow("English");
    await page.locator(".neurones-lesson-bar", { hasText: "Your work" }).waitFor();
    assert.ok(page.url().startsWith(sites!.en.address), page.url());
  });

  it("has caused no error of the page, and no request to another host", () => {
    assert.deepEqual(opened.pageErrors, []);
    assert.deepEqual(opened.foreignRequests, []);
  });
});
