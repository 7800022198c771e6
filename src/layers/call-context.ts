/** The context of a layer's call: everything besides the input that the result may depend on. */
import { checkOptions } from "../errors/check-options.js";
import { TRUTH, type Kind, type Kinds } from "../errors/kinds.js";
import { RandomStream } from "../random/stream.js";

/** What a layer's `call` may depend on besides its input, such as whether the model trains. */
export interface CallContext {
  /**
   * Whether this is a training step, in which dropout drops inputs and batch normalisation uses the
   * statistics of the batch.
   */
  readonly training: boolean;
  /** The random stream of this call. */
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
 * The context of a call; the defaults are those of a prediction.
 * @param draw makes the random stream where none is given
 * @param own  the options that calls of this layer have besides
 * @throws ArgumentError for other options
 */
export function callContext(
  context: Partial<CallContext> | undefined,
  where: string,
  draw: () => RandomStream = () => new RandomStream(1),
  own: Kinds<string> = {},
): CallContext {
  if (context === undefined) return { training: false, random: draw() };
  checkOptions(context, { ...KINDS, ...own }, where);
  return { ...context, training: context.training ?? false, random: context.random ?? draw() };
}
