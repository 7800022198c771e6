/** Fits of R in this folder, a selection of those that `all-references.test.ts` reads from elsewhere. */
import { readFileSync } from "node:fs";
import { ROOT } from "../setup/clone.js";
import { checkFit, describeFit, type Fit } from "./fits.js";

const { fits } = JSON.parse(readFileSync(`${ROOT}/test/neuralnet/references.json`, "utf8")) as {
  fits: readonly Fit[];
};

describe("neuralnet compared with R", function () {
  for (const fit of fits) it(describeFit(fit), () => checkFit(fit));
});
