/** Multi-head attention as plain data, and how a layer becomes it. */
import type { MultiHeadAttention } from "../../layers/multi-head-attention.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec } from "./operation.js";

export interface AttentionSpec extends BaseSpec {
  readonly kind: "attention";
  readonly heads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  /** How many steps the query has, and the values. */
  readonly queries: number;
  readonly values: number;
  readonly useBias: boolean;
  readonly causal: boolean;
  /** How many inputs there are: query, value, key, mask of the pairs of steps. The masks of inputs follow. */
  readonly inputs: number;
  /** Which of query, value and key has a mask. */
  readonly masked: readonly boolean[];
  /** Whether the mask of the pairs is the same for all heads. */
  readonly sharedMask: boolean;
}

/** Without dropout of the scores, which are not an output. */
export const lowerAttention: Lowering<MultiHeadAttention, AttentionSpec> = ({
  layer,
  inputShapes,
  outputShape,
  masked,
  options,
  weight,
}) => {
  const { useCausalMask = false, returnAttentionScores = false, ...others } = options;
  const [query, value = query, key = value, pairs] = inputShapes;
  const [queries, width] = query;
  const [values] = value;
  const { numHeads: heads, keyDim, valueDim, useBias } = layer;
  const fits = pairs === undefined || [2, 3].includes(pairs.length);
  const isWhole = pairs === undefined || sizeOf(pairs.slice(-2)) === queries * values;
  const isHeads = pairs?.length !== 3 || pairs[0] === heads || pairs[0] === 1;
  if (layer.dropout > 0 || returnAttentionScores === true || Object.keys(others).length > 0) return undefined;
  if (!fits || !isWhole || !isHeads) return undefined;
  return [
    {
      kind: "attention",
      size: sizeOf(outputShape),
      readsMasks: true,
      weights: layer.weights.map(weight),
      multiplications:
        heads * keyDim * (queries * width + values * key[1]) +
        heads * valueDim * (values * value[1] + sizeOf(outputShape)) +
        heads * queries * values * (keyDim + valueDim),
      heads,
      keyDim,
      valueDim,
      queries,
      values,
      useBias,
      causal: useCausalMask === true,
      inputs: inputShapes.length,
      masked: masked.slice(0, 3),
      sharedMask: pairs?.length !== 3 || pairs[0] === 1,
    },
  ];
};
