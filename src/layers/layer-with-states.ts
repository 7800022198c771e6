/**
 * The base class of layers whose inputs may include initial states. TensorFlow.js writes the states after the
 * input, `apply([x, h, c])`, or as an option, `apply(x, { initialState: [h, c] })`.
 */
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type CallContext } from "./layer.js";
import type { SymbolicTensor } from "./symbolic-tensor.js";

/** The context of a call of a recurrent layer. */
export interface RecurrentContext<State> extends CallContext {
  /** The states before the first step, each [batch, size]; zeros by default. */
  readonly initialState: State | readonly State[];
}

/** What such a call may be given besides its input. */
export type RecurrentCall<State> = Partial<RecurrentContext<State>>;

export abstract class LayerWithStates extends Layer {
  override apply<Result extends SymbolicTensor | SymbolicTensor[] = SymbolicTensor>(
    input: SymbolicTensor | readonly SymbolicTensor[],
    context?: RecurrentCall<SymbolicTensor>,
  ): Result;
  override apply<Result extends Tensor | Tensor[] = Tensor>(
    input: Tensor | readonly Tensor[],
    context?: RecurrentCall<Tensor>,
  ): Result;
  override apply(
    input: SymbolicTensor | Tensor | readonly SymbolicTensor[] | readonly Tensor[],
    context?: RecurrentCall<SymbolicTensor> | RecurrentCall<Tensor>,
  ): SymbolicTensor | SymbolicTensor[] | Tensor | Tensor[] {
    const [inputs, rest] = withStates(input, context);
    return super.apply<Tensor | Tensor[]>(inputs as Tensor, rest);
  }
}

/** The inputs of a call, the states among them, and what else it is given. */
function withStates<Value extends Tensor | SymbolicTensor>(
  input: Value | readonly Value[],
  context: RecurrentCall<Value> | undefined,
): readonly [Value | readonly Value[], Partial<CallContext> | undefined] {
  const { initialState, ...rest } = context ?? {};
  if (initialState === undefined || initialState === null) return [input, context && rest];
  const inputs = Array.isArray(input) ? (input as readonly Value[]) : [input as Value];
  const states = Array.isArray(initialState) ? (initialState as readonly Value[]) : [initialState as Value];
  return [[...inputs, ...states], rest];
}
