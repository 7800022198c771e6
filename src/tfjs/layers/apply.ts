/** `apply` as TensorFlow.js has it: symbolic tensors have names, and numbers that come out are the program's. */
import type { CallContext, Layer as EngineLayer } from "../../layers/layer.js";
import { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { RandomStream } from "../../random/stream.js";
import { within } from "../memory/tracking.js";
import { given, lenient } from "../options.js";
import { inNameScopeOnce, scopedName, uniqueName } from "./name-scopes.js";
import { nameSymbolic } from "./names.js";
import { noteReaders } from "./nodes.js";

type Arguments = Readonly<Record<string, unknown>> | null | undefined;

/** What the engine takes of the arguments besides the inputs. */
export function contextOf(kwargs: Arguments): Partial<CallContext> {
  const { training, ...others } = given({ ...kwargs });
  return { ...others, ...(training === undefined ? {} : { training: training === true }) };
}

/** Whether the engine itself applies the layer to numbers. */
function isOfEngine(kwargs: Arguments): boolean {
  return kwargs?.random instanceof RandomStream;
}

/**
 * Applies a layer, or a model.
 * @param apply the engine's method
 */
export function applyNamed(
  layer: EngineLayer,
  apply: (input: never, context?: Partial<CallContext>) => unknown,
  input: unknown,
  kwargs?: Arguments,
): unknown {
  const first: unknown = Array.isArray(input) ? input[0] : input;
  const call = (context?: Partial<CallContext>) => apply.call(layer, input as never, context);
  return inNameScopeOnce(layer.name, () => {
    if (first instanceof SymbolicTensor) return named(layer, call(given({ ...kwargs })));
    if (isOfEngine(kwargs)) return call(kwargs as Partial<CallContext>);
    return within(() => lenient(() => call(contextOf(kwargs))));
  });
}

/** Gives names to what a layer gives in a graph. */
function named<Result>(layer: EngineLayer, result: Result): Result {
  const outputs = (Array.isArray(result) ? result : [result]) as readonly SymbolicTensor[];
  for (const output of outputs) nameSymbolic(output, uniqueName(scopedName(layer.name)));
  noteReaders(outputs[0].from!);
  return result;
}
