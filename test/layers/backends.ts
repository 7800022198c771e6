/** The sets of operations that the suite runs on. */
import { compiledBackend } from "../../src/fast/backend.js";
import { plainBackend, useBackend, type Backend } from "../../src/tensor/backend.js";

const BACKENDS: readonly Backend[] = [plainBackend, compiledBackend("relaxed")!, compiledBackend("plain")!];

/** Defines the same tests on every set of operations. */
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
