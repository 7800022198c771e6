/**
 * Several cells as one: the output of each cell is the input of the next one.
 *
 * The states are those of the cells in reverse order, so that the first state is the output, as in
 * TensorFlow.js: for two LSTM cells h₂, c₂, h₁, c₁.
 */
import type { DataType } from "../tensor/dtype.js";
import type { BatchShape, Shape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { callContext, type CallContext } from "./call-context.js";
import type { Layer, LayerOptions } from "./layer.js";
import { cellsOf } from "./check-cells.js";
import { RNNCell, type CellStep } from "./rnn-cell.js";
import { savedLayer } from "./saved-layer.js";

export interface StackedRNNCellsOptions extends LayerOptions {
  /** The cells, the first of which reads the input. */
  readonly cells: readonly RNNCell[];
}

export class StackedRNNCells extends RNNCell {
  static override readonly className = "StackedRNNCells";
  static override readonly optionNames: readonly string[] = ["cells"];
  readonly cells: readonly RNNCell[];

  constructor(options: StackedRNNCellsOptions) {
    super(options);
    this.cells = cellsOf(options.cells, this.label, "cells");
  }

  protected override get innerLayers(): readonly Layer[] {
    return this.cells;
  }

  override get stateSize(): readonly number[] {
    return [...this.cells].reverse().flatMap(({ stateSizes }) => stateSizes);
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = this.stepShape(inputShape);
    const [batch] = shape;
    this.cells.forEach((cell, i) =>
      cell.ensureBuilt(i === 0 ? shape : [batch, this.cells[i - 1].stateSizes[0]], this.random),
    );
  }

  override begin(shape: Shape, dtype: DataType, context: CallContext): CellStep {
    const steps = this.cells.map((cell, i) =>
      cell.begin(i === 0 ? shape : [shape[0], this.cells[i - 1].stateSizes[0]], dtype, context),
    );
    return (x, states) => {
      let output = x;
      let end = states.length;
      const next = steps.map((step, i) => {
        const begin = end - this.cells[i].stateSizes.length;
        const [result, ...after] = step(output, states.slice(begin, end));
        [output, end] = [result, begin];
        return after;
      });
      return [output, ...next.reverse().flat()];
    };
  }

  override call(input: Tensor | readonly Tensor[], context?: CallContext): readonly Tensor[] {
    const [x, ...states] = this.inputAndStates(input);
    return this.begin(x.shape, x.dtype, callContext(context, this.label))(x, states);
  }

  override get features(): number | null {
    return this.cells[0].features;
  }

  override copy(): StackedRNNCells {
    return new StackedRNNCells({ name: this.name, cells: this.cells.map((cell) => cell.copy()) });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), cells: this.cells.map(savedLayer) };
  }
}
