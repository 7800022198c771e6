/**
 * Lets two instances of a program on the same memory compute its actions in turn, as two threads may do: an
 * operation that remembers a number outside of memory then computes something else.
 */
import { kernelModule, type Flavour } from "../../src/fast/kernel-module.js";
import { ProgramInstance } from "../../src/fast/program/instance.js";
import type { LoweredModel } from "../../src/fast/program/lower.js";
import type { FastOptimizer } from "../../src/fast/program/optimizers.js";
import type { Division } from "../../src/fast/program/parts.js";
import type { TrainingEngine } from "../../src/model/training/training-engine.js";

/** What is private in an engine and in the parts of its program. */
interface Inside {
  readonly flavour: Flavour;
  readonly rule: FastOptimizer | undefined;
  readonly running: {
    readonly instance: ProgramInstance;
    readonly lowered: LoweredModel;
    readonly division: Division;
  };
}
type Acts = Record<"act", (...given: readonly unknown[]) => void>;

/** The engine must have computed a batch that is as large as any later one. */
export function alternate(engine: TrainingEngine): void {
  const {
    flavour,
    rule,
    running: { instance, lowered, division },
  } = engine as unknown as Inside;
  const { program } = lowered;
  const isShared = instance.memory.buffer instanceof SharedArrayBuffer;
  const options = {
    program,
    division,
    rows: instance.rows,
    training: true,
    slots: rule?.slots ?? 0,
    inTurn: !isShared,
  };
  const module = kernelModule(flavour, isShared)!;
  const other = new ProgramInstance(module, options, instance.memory);
  let turn = 0;
  instance.parts.forEach((part, i) => {
    const both = [part, other.parts[i]].map((each) => {
      const acts = each as unknown as Acts;
      return acts.act.bind(acts);
    });
    (part as unknown as Acts).act = (...given) => both[turn++ % 2](...given);
  });
}
