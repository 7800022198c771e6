/** What a layer's call may depend on beside its input. */
import { checkOptions } from "../errors/check-options.js";
import { TRUTH, type Kind } from "../errors/kinds.js";
import { RandomStream } from "../random/stream.js";

export interface CallContext {
  /** Whether the model is being trained: dropout drops, batch normalisation uses the batch's own statistics. */
  readonly training: boolean;
  /** Random numbers of this call. */
  readonly random: RandomStream;
}

const STREAM: Kind = {
  fits: (value) => value instanceof RandomStream,
  example: "random",
  expected: { fr: "un flux de nombres aléatoires", en: "a stream of random numbers" },
  mend: {
    fr: "Ne donnez rien : la couche a son propre flux.",
    en: "Leave it out: the layer has a stream of its own.",
  },
};
const KINDS = { training: TRUTH, random: STREAM } as const;

/**
 * The context of a call, what is not given being that of a prediction.
 * @param draw makes the random numbers where none are given
 * @throws ArgumentError for anything else, such as the `initialState` of TensorFlow.js
 */
export function callContext(
  context: Partial<CallContext> | undefined,
  where: string,
  draw: () => RandomStream = () => new RandomStream(1),
): CallContext {
  if (context === undefined) return { training: false, random: draw() };
  checkOptions(context, KINDS, where);
  const { training = false, random = draw() } = context;
  return { training, random };
}
