/** Runs the same tests with the reference engine and with the fast engine. */
import { fastEngine } from "../../src/fast/fast-engine.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import { registerEngine, type EngineFactory } from "../../src/model/training/training-engine.js";

/** The reference comes first. */
const ENGINES: Readonly<Record<string, EngineFactory>> = {
  autograd: (program) => new AutogradEngine(program),
  compiled: fastEngine,
};

/**
 * In the surrounding `describe`, this engine runs every model that it can run, whatever other engines are
 * registered.
 */
function useEngine(factory: EngineFactory): void {
  let withdraw: () => void;
  before(() => {
    withdraw = registerEngine(factory);
  });
  after(() => withdraw());
}

/** Defines the same tests for each engine. */
export function onEachEngine(tests: () => void): void {
  for (const [name, factory] of Object.entries(ENGINES)) {
    describe(`with the engine “${name}”`, () => {
      useEngine(factory);
      tests();
    });
  }
}
