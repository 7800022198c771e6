/** The regularizers, as a model is written with them: `regularizers.l2({ l2: 0.001 })`. */
export {
  l1,
  l1l2,
  l2,
  type Regularizer,
  type RegularizerLike,
  type RegularizerName,
} from "./regularizers.js";
