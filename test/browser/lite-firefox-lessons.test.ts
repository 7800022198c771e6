/**
 * The lessons of the browser edition in Firefox, from top to bottom. A lesson takes up to three minutes:
 * `npm run test:long` runs all of them, `npm test` one.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { findFirefox, Firefox } from "./firefox.js";
import { LESSONS } from "./figures.js";
import { openInFirefox, runsAsApproved } from "./firefox-lesson.js";
import { LiteSite } from "./lite-page.js";

const SHORT = /^03-/;

const lessons = readdirSync(LESSONS)
  .filter((name) => name.endsWith(".ipynb"))
  .filter((name) => process.env["NEURONES_LONG"] === "1" || SHORT.test(name));

describe("browser edition: the instructor's lessons in Firefox", function () {
  this.timeout(900_000);
  let executable: string | undefined;
  let site: LiteSite | undefined;
  before(async function () {
    executable = findFirefox();
    if (executable === undefined) this.skip();
    site = await LiteSite.build("--quick", "--instructor", "--data", "none");
  });
  after(() => site?.close());

  for (const lesson of lessons)
    it(`${lesson} runs from top to bottom, with every check green and every figure as approved`, async () => {
      // One of its own for each: JupyterLab would open the lessons before it again.
      const firefox = await Firefox.launch(executable!);
      try {
        await openInFirefox(firefox, site!, lesson);
        await runsAsApproved(firefox, lesson);
        assert.deepEqual(firefox.pageErrors, []);
        assert.deepEqual(firefox.foreignRequests, []);
      } finally {
        await firefox.close();
      }
    });
});
