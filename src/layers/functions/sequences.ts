/** The functions that make layers of sequences: words, recurrent layers and their cells, and what wraps them. */
import { Bidirectional, type BidirectionalOptions } from "../bidirectional.js";
import { Embedding, type EmbeddingOptions } from "../embedding.js";
import { GRUCell } from "../gru-cell.js";
import { GRU } from "../gru.js";
import { LayerNormalization, type LayerNormalizationOptions } from "../layer-normalization.js";
import { LSTMCell, type LSTMCellOptions } from "../lstm-cell.js";
import { LSTM, type LSTMOptions } from "../lstm.js";
import { Masking, type MaskingOptions } from "../masking.js";
import { MultiHeadAttention, type MultiHeadAttentionOptions } from "../multi-head-attention.js";
import { given } from "../options.js";
import type { GatedOptions, RecurrentOptions } from "../recurrent.js";
import { RNN, type RNNOptions } from "../rnn.js";
import { SimpleRNNCell } from "../simple-rnn-cell.js";
import { SimpleRNN } from "../simple-rnn.js";
import { StackedRNNCells, type StackedRNNCellsOptions } from "../stacked-rnn-cells.js";
import type { CellOptions, GatedCellOptions } from "../summing-cell.js";
import { TimeDistributed, type TimeDistributedOptions } from "../time-distributed.js";

export { RNNCell } from "../rnn-cell.js";

/**
 * A learned vector for each word: [batch, time] word numbers become [batch, time, outputDim].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.embedding({ inputDim: 10_000, outputDim: 16, inputLength: 200 });
 * ```
 */
export const embedding = (options: EmbeddingOptions) => new Embedding(given(options));

/**
 * The simplest recurrent layer, hₜ = f(xₜ W + hₜ₋₁ U + b): [batch, time, features] becomes [batch, units].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.simpleRNN({ units: 32, inputShape: [100, 16] });
 * ```
 */
export const simpleRNN = (options: RecurrentOptions) => new SimpleRNN(given(options));

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997): [batch, time, features] becomes [batch, units].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.lstm({ units: 32, returnSequences: true, inputShape: [100, 16] });
 * ```
 */
export const lstm = (options: LSTMOptions) => new LSTM(given(options));

/**
 * The gated recurrent unit (Cho et al. 2014): [batch, time, features] becomes [batch, units].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.gru({ units: 32, inputShape: [100, 16] });
 * ```
 */
export const gru = (options: GatedOptions) => new GRU(given(options));

/**
 * Notes which steps of a sequence are padding, those all of whose numbers are `maskValue`; the recurrent layers
 * that follow leave them out.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * sequential({ layers: [layers.masking({ inputShape: [20, 3] }), layers.lstm({ units: 8 })] });
 * ```
 */
export const masking = (options?: MaskingOptions) => new Masking(options);

/**
 * A recurrent layer of any cell, or of several that are stacked: [batch, time, features] becomes [batch, units].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const cell = [layers.lstmCell({ units: 32 }), layers.gruCell({ units: 16 })];
 * layers.rnn({ cell, returnSequences: true, inputShape: [100, 16] });
 * ```
 */
export const rnn = (options: RNNOptions) => new RNN(given(options));

/**
 * The cell of `simpleRNN`: one step of it, from [x, h] to [output, h].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.rnn({ cell: layers.simpleRNNCell({ units: 32 }) });
 * ```
 */
export const simpleRNNCell = (options: CellOptions) => new SimpleRNNCell(given(options));

/**
 * The cell of `lstm`: one step of it, from [x, h, c] to [output, h, c].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.rnn({ cell: layers.lstmCell({ units: 32 }) });
 * ```
 */
export const lstmCell = (options: LSTMCellOptions) => new LSTMCell(given(options));

/**
 * The cell of `gru`: one step of it, from [x, h] to [output, h].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.rnn({ cell: layers.gruCell({ units: 32 }) });
 * ```
 */
export const gruCell = (options: GatedCellOptions) => new GRUCell(given(options));

/**
 * Several cells as one: the output of each is the input of the next one. The states are those of the cells in
 * reverse order.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const cells = [layers.gruCell({ units: 32 }), layers.gruCell({ units: 16 })];
 * layers.rnn({ cell: layers.stackedRNNCells({ cells }) });
 * ```
 */
export const stackedRNNCells = (options: StackedRNNCellsOptions) => new StackedRNNCells(given(options));

/**
 * Reads a sequence in both directions, with two copies of a recurrent layer (Schuster and Paliwal 1997), and
 * merges their outputs.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.bidirectional({ layer: layers.lstm({ units: 16 }), mergeMode: "sum" });
 * ```
 */
export const bidirectional = (options: BidirectionalOptions) => new Bidirectional(given(options));

/**
 * Applies a layer to each step of a sequence: [batch, time, …] becomes [batch, time, …].
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.timeDistributed({ layer: layers.dense({ units: 4 }), inputShape: [10, 8] });
 * ```
 */
export const timeDistributed = (options: TimeDistributedOptions) => new TimeDistributed(given(options));

/**
 * Layer normalisation: brings the features of each example to a mean and a deviation that are learned (Ba et al.
 * 2016).
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * layers.layerNormalization({ axis: -1, epsilon: 1e-6 });
 * ```
 */
export const layerNormalization = (options?: LayerNormalizationOptions) => new LayerNormalization(options);

/**
 * Multi-head attention (Vaswani et al. 2017): each step of the query [batch, T, features] reads from the steps
 * of the value [batch, S, …]. Applied to [query, value] or [query, value, key], or to a query alone, which then
 * reads itself; a call takes `attentionMask`, `useCausalMask` and `returnAttentionScores`.
 * @param options the layer's options; those without a `?` must be given
 * @example
 * ```ts
 * const x = input({ shape: [10, 16] });
 * layers.multiHeadAttention({ numHeads: 2, keyDim: 8 }).apply([x, x], { useCausalMask: true });
 * ```
 */
export const multiHeadAttention = (options: MultiHeadAttentionOptions) =>
  new MultiHeadAttention(given(options));
