/** Arbitrary settings for fast-check. */
import fc from "fast-check";
import {
  ACTIVATIONS,
  DATA_NAMES,
  OPTIMIZERS,
  PROBLEMS,
  REGULARIZATIONS,
  type Settings,
} from "../../src/playground/protocol/settings.js";

const coordinate = fc.integer({ min: -999, max: 999 }).map((value) => value / 100);
const points = fc.oneof(
  fc.array(fc.tuple(coordinate, coordinate, fc.nat(3)), { maxLength: 12 }),
  fc.array(fc.tuple(coordinate, coordinate), { maxLength: 12 }),
);

export const someSettings: fc.Arbitrary<Settings> = fc.record<Settings>(
  {
    data: fc.constantFrom(...DATA_NAMES.filter((name) => name !== "own")),
    problem: fc.constantFrom(...PROBLEMS),
    formula: fc.constantFrom("sin(2 x)", "x^2 / 3", "abs(x) - 1", "2 + tanh(5 x)"),
    points,
    samples: fc.integer({ min: 10, max: 60 }),
    noise: fc.constantFrom(0, 0.1, 0.25),
    testShare: fc.constantFrom(0, 0.2, 0.5),
    hidden: fc.array(
      fc.record(
        {
          units: fc.integer({ min: 1, max: 6 }),
          activation: fc.constantFrom(...ACTIVATIONS),
          dropout: fc.constantFrom(0, 0.1, 0.5),
        },
        { noNullPrototype: true },
      ),
      { maxLength: 3 },
    ),
    optimizer: fc.constantFrom(...OPTIMIZERS),
    learningRate: fc.constantFrom(0.001, 0.003, 0.01),
    batchSize: fc.integer({ min: 1, max: 50 }),
    regularization: fc.constantFrom(...REGULARIZATIONS),
    regularizationRate: fc.constantFrom(0, 0.001, 0.01),
    speed: fc.constantFrom(1, 5),
    seed: fc.nat(1000),
  },
  { noNullPrototype: true },
);
