/** The back ends on which the suite runs. */
import { compiledBackend } from "../../src/fast/backend.js";
import { FLAVOURS } from "../fast/workbench.js";
import { plainBackend, useBackend, type Backend } from "../../src/tensor/backend.js";

const BACKENDS: readonly Backend[] = [plainBackend, ...FLAVOURS.map((flavour) => compiledBackend(flavour)!)];

/** Defines the same tests for every back end. */
export function onEachBackend(define: () => void): void {
  for (const backend of BACKENDS) {
    describe(`on ${backend.name} operations`, () => {
      let usual: Backend;
      before(() => {
        usual = useBackend(backend);
      });
      after(() => useBackend(usual));
      define();
    });
  }
}
