/**
 * The weights of a model in the memory of a program, and in the variables of its layers.
 *
 * During training the weights are in memory. They are copied there from the variables when a variable has another
 * version than before. When other code is about to read the variables, they are lent the memory (`lend`): what is
 * read is then copied, and nothing else. So two models that train the same layers in turn copy what they share, from
 * memory to memory, and no slots of their optimizers.
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
  /** The version of each variable when it last agreed with the memory. */
  private readonly known: (number | undefined)[] = [];
  /** The version of the optimizer's slots when they last did. */
  private knownSlots: number | undefined;
  /** Whether training has changed the weights in memory since they were last lent. */
  private ahead = false;

  constructor(lowered: LoweredModel, instance: ProgramInstance, optimizer: Optimizer | undefined) {
    this.lowered = lowered;
    this.instance = instance;
    this.optimizer = optimizer;
  }

  /** Copies the variables that other code has changed into memory. */
  take(): void {
    this.lowered.variables.forEach((variable, index) => {
      if (this.known[index] === variable.version) return;
      variable.copyTo(this.instance.weightNumbers(index));
      this.known[index] = variable.version;
    });
  }

  /** Copies the slots of the optimizer into memory, if other code may have changed them, or this is the first step. */
  takeSlots(): void {
    const { optimizer } = this;
    if (optimizer === undefined || this.knownSlots === optimizer.slotsVersion) return;
    this.eachTrained((variable, index) =>
      optimizer
        .slotsOf(variable)
        .forEach((memory, slot) => this.instance.slotNumbers(index, slot).set(memory)),
    );
    this.knownSlots = optimizer.slotsVersion;
  }

  /** Notes that a training step has changed the weights in memory, and the slots. */
  changed(): void {
    this.ahead = true;
  }

  /** Has the variables and the optimizer copy what training has changed once it is read. */
  lend(): void {
    if (!this.ahead) return;
    this.lowered.variables.forEach((_, index) => this.lendWeight(index));
    const { optimizer } = this;
    const { slots } = this.instance.weights;
    if (optimizer !== undefined) {
      this.eachTrained((variable, index) =>
        optimizer.lendSlots(
          variable,
          slots.map((_, slot) => this.instance.slotNumbers(index, slot)),
        ),
      );
      this.knownSlots = optimizer.slotsVersion;
    }
    this.ahead = false;
  }

  /** The same for one weight, which is about to be read. */
  lendWeight(index: number): void {
    if (!this.ahead || !this.lowered.program.weights[index].changes) return;
    const variable = this.lowered.variables[index];
    variable.lend(this.instance.weightNumbers(index));
    this.known[index] = variable.version;
  }

  /** Copies what training has changed back to the variables and to the optimizer, which then hold no memory. */
  synchronize(): void {
    this.lend();
    for (const variable of this.lowered.variables) void variable.storage;
    const { optimizer } = this;
    if (optimizer === undefined || this.knownSlots !== optimizer.slotsVersion) return;
    this.eachTrained((variable) => optimizer.slotsOf(variable));
    this.knownSlots = optimizer.slotsVersion;
  }

  /** The trained variables, with their indices. */
  eachTrained(visit: (variable: Variable, index: number) => void): void {
    const { program, variables } = this.lowered;
    variables.forEach((variable, index) => {
      if (program.weights[index].trainable) visit(variable, index);
    });
  }
}
