/** The kinds of recurrent layers that kernels compute. */
import { GRU } from "../../layers/gru.js";
import type { Layer } from "../../layers/layer.js";
import { LSTM } from "../../layers/lstm.js";
import { SimpleRNN } from "../../layers/simple-rnn.js";
import { GruOperation, lowerGru } from "./gru.js";
import type { LoweringContext } from "./lowering.js";
import { lowerLstm, LstmOperation } from "./lstm.js";
import type { OperationContext } from "./operation.js";
import type { RecurrentOperation } from "./recurrent.js";
import type { RecurrentSpec } from "./recurrent-spec.js";
import { lowerSimpleRnn, SimpleRnnOperation } from "./simple-rnn.js";

type Use = Pick<LoweringContext, "inputShape" | "inputShapes" | "isMasked" | "path" | "weight">;

/** The operation of a recurrent layer of a known class; undefined for others. */
export function lowerRecurrentLayer(layer: Layer, use: Use): RecurrentSpec | undefined {
  switch (layer.constructor) {
    case SimpleRNN:
      return lowerSimpleRnn({ ...use, layer: layer as SimpleRNN });
    case LSTM:
      return lowerLstm({ ...use, layer: layer as LSTM });
    case GRU:
      return lowerGru({ ...use, layer: layer as GRU });
    default:
      return undefined;
  }
}

export function lowerRecurrent({ layer, ...use }: LoweringContext): readonly RecurrentSpec[] | undefined {
  const spec = lowerRecurrentLayer(layer, use);
  return spec && [spec];
}

export function placeRecurrent(spec: RecurrentSpec, context: OperationContext): RecurrentOperation {
  switch (spec.kind) {
    case "simpleRnn":
      return new SimpleRnnOperation(spec, context);
    case "lstm":
      return new LstmOperation(spec, context);
    case "gru":
      return new GruOperation(spec, context);
  }
}
