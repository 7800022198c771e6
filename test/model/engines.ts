/** Trainings are tried with each engine that can run them: the readable one and the fast one. */
import { fastEngine } from "../../src/fast/fast-engine.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import { registerEngine, type EngineFactory } from "../../src/model/training/training-engine.js";

/** In the order of trust. */
const ENGINES: Readonly<Record<string, EngineFactory>> = {
  autograd: (program) => new AutogradEngine(program),
  compiled: fastEngine,
};

/** Within the `describe` that this is called in, models are run by this engine wherever it can, whatever else was registered. */
function useEngine(factory: EngineFactory): void {
  let withdraw: () => void;
  before(() => {
    withdraw = registerEngine(factory);
  });
  after(() => withdraw());
}

/** The same tests with each engine. */
export function onEachEngine(tests: () => void): void {
  for (const [name, factory] of Object.entries(ENGINES)) {
    describe(`with the engine “${name}”`, () => {
      useEngine(factory);
      tests();
    });
  }
}
