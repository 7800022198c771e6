/** The types of the kernels for recurrent layers, and the order of their steps. */
import type { ActivationKind } from "./activations.js";

/** Kernels for recurrent layers, and the order of their steps. */
export interface RecurrentKernels {
  stepsFirst(
    x: number,
    rows: number,
    steps: number,
    size: number,
    stride: number,
    backwards: boolean,
    y: number,
  ): void;
  stepsSecond(
    y: number,
    rows: number,
    steps: number,
    size: number,
    stride: number,
    backwards: boolean,
    x: number,
    adds: boolean,
  ): void;
  repeatRows(counts: number, before: number, after: number, rows: number, size: number): void;
  clearRepeated(counts: number, x: number, rows: number, size: number): void;
  addRepeated(counts: number, x: number, y: number, rows: number, size: number): void;
  lstmStep(
    sums: number,
    bias: number,
    before: number,
    rows: number,
    units: number,
    gate: ActivationKind,
    activation: ActivationKind,
    memory: number,
    shown: number,
    h: number,
  ): void;
  lstmStepBack(
    counts: number,
    sums: number,
    before: number,
    shown: number,
    dh: number,
    dmemory: number,
    rows: number,
    units: number,
    gate: ActivationKind,
    activation: ActivationKind,
  ): void;
  gruGates(
    sums: number,
    bias: number,
    before: number,
    rows: number,
    units: number,
    gate: ActivationKind,
    seen: number,
  ): void;
  gruState(
    sums: number,
    bias: number,
    before: number,
    rows: number,
    units: number,
    activation: ActivationKind,
    h: number,
  ): void;
  gruStateBack(
    counts: number,
    sums: number,
    before: number,
    dh: number,
    rows: number,
    units: number,
    activation: ActivationKind,
    gate: ActivationKind,
  ): void;
  gruGatesBack(
    counts: number,
    sums: number,
    before: number,
    reset: number,
    dseen: number,
    dh: number,
    rows: number,
    units: number,
    gate: ActivationKind,
  ): void;
}
