/**
 * The weights of a model in the memory of a program, and in the variables of its layers.
 *
 * During training the weights are in memory. They are copied there from the variables when the storage of a
 * variable is another array than before (a variable gets a new array whenever its numbers change), and back to
 * the variables when other code is about to read them (`synchronize`).
 */
import type { Optimizer } from "../optimizers/optimizer.js";
import type { Variable } from "../tensor/tensor.js";
import type { ProgramInstance } from "./program/instance.js";
import type { LoweredModel } from "./program/lower.js";

export class WeightsInMemory {
  private readonly lowered: LoweredModel;
  private readonly instance: ProgramInstance;
  /** Undefined for a model that only predicts, and where no kernel computes the optimizer's rule. */
  private readonly optimizer: Optimizer | undefined;
  /** The storage of each variable when it last agreed with the memory. */
  private readonly known: (Variable["storage"] | undefined)[] = [];
  /**
   * How many steps the optimizer had made when its slots last agreed with the memory; undefined before the
   * first time.
   */
  private knownStep: number | undefined;
  /** Whether training has changed the weights in memory since the variables were last updated. */
  private ahead = false;

  constructor(lowered: LoweredModel, instance: ProgramInstance, optimizer: Optimizer | undefined) {
    this.lowered = lowered;
    this.instance = instance;
    this.optimizer = optimizer;
  }

  /** Copies the variables that other code has changed into memory. */
  take(): void {
    this.lowered.variables.forEach((variable, index) => {
      if (this.known[index] === variable.storage) return;
      this.instance.weightNumbers(index).set(variable.storage);
      this.known[index] = variable.storage;
    });
  }

  /**
   * Copies the slots of the optimizer into memory, if other code has made steps with it, or this is the first
   * step.
   */
  takeSlots(): void {
    const { optimizer } = this;
    if (optimizer === undefined || this.knownStep === optimizer.iterations) return;
    this.eachTrained((variable, index) =>
      optimizer
        .slotsOf(variable)
        .forEach((memory, slot) => this.instance.slotNumbers(index, slot).set(memory)),
    );
    this.knownStep = optimizer.iterations;
  }

  /** Notes that a training step has changed the weights in memory, and the slots. */
  changed(): void {
    this.ahead = true;
    this.knownStep = this.optimizer?.iterations;
  }

  /** Copies what training has changed back to the variables and to the optimizer. */
  synchronize(): void {
    if (!this.ahead) return;
    this.lowered.variables.forEach((_, index) => this.give(index));
    const { optimizer } = this;
    if (optimizer !== undefined)
      this.eachTrained((variable, index) =>
        optimizer
          .slotsOf(variable)
          .forEach((memory, slot) => memory.set(this.instance.slotNumbers(index, slot))),
      );
    this.ahead = false;
  }

  /** Copies some weights back to their variables. */
  give(index: number): void {
    if (!this.ahead || !this.lowered.program.weights[index].changes) return;
    const variable = this.lowered.variables[index];
    variable.storage = this.instance.weightNumbers(index).slice();
    this.known[index] = variable.storage;
  }

  /** The trained variables, with their indices. */
  eachTrained(visit: (variable: Variable, index: number) => void): void {
    const { program, variables } = this.lowered;
    variables.forEach((variable, index) => {
      if (program.weights[index].trainable) visit(variable, index);
    });
  }
}
