/**
 * Counts tensors as TensorFlow.js does: those that a program has, and not those that an operation makes on its
 * way.
 *
 * The engine tells of each tensor that it makes. While a call of the engine runs (`within`), its tensors are
 * its own; those that it returns become the program's. Gradients read the numbers of all tensors on the way
 * back, so nothing is disposed before the call ends.
 */
import { StateError } from "../../errors/errors.js";
import type { TensorData } from "../../tensor/dtype.js";
import type { Tensor } from "../../tensor/tensor.js";
import { Variable, watchTensors } from "../../tensor/tensor.js";
import { tensorsIn } from "./containers.js";

/** The tensors that the program has and has not disposed. */
const live = new Set<number>();
const numbers = new WeakMap<Tensor, number>();
const kept = new WeakSet<Tensor>();
const disposed = new WeakSet<Tensor>();
/** The tensors of each `tidy` that runs, the innermost last. */
const scopes: Tensor[][] = [];
/** Tensors that were disposed while the engine computed. */
let waiting: Tensor[] = [];
/** How many tensors of the program have the same numbers: a reshaped tensor has those of the one before. */
const users = new WeakMap<TensorData, number>();
let buffers = 0;
/** Is told of each operation of the program while it is measured. */
let observer: Observer | undefined;
let depth = 0;
let numbered = 0;
let bytes = 0;

/** The number of a tensor, in the order in which tensors were made. */
export function numberOf(tensor: Tensor): number {
  const known = numbers.get(tensor);
  if (known !== undefined) return known;
  numbers.set(tensor, numbered);
  return numbered++;
}

/** Counts one user more or less of the numbers of a tensor; those of a variable are its own, and change. */
function use(tensor: Tensor, more: 1 | -1): void {
  if (tensor instanceof Variable) {
    buffers += more;
    return;
  }
  const before = users.get(tensor.storage) ?? 0;
  if (before === 0 || before + more === 0) buffers += more;
  users.set(tensor.storage, before + more);
}

/** Counts a tensor as the program's. */
function own(tensor: Tensor): void {
  const number = numberOf(tensor);
  if (live.has(number)) return;
  live.add(number);
  // A variable whose constructor runs has its storage already.
  const { storage } = tensor;
  bytes += storage.byteLength;
  use(tensor, 1);
  if (!(tensor instanceof Variable)) scopes.at(-1)?.push(tensor);
}

watchTensors((tensor) => {
  if (depth === 0 || tensor instanceof Variable) own(tensor);
});

function isOwn(tensor: Tensor): boolean {
  const number = numbers.get(tensor);
  return number !== undefined && live.has(number);
}

/** Whether a call of the engine runs. */
export function isEngine(): boolean {
  return depth > 0;
}

/** Begins a call of the engine; the function that is returned ends it. */
export function enter(): () => void {
  depth++;
  let over = false;
  return () => {
    if (over) return;
    over = true;
    depth--;
    if (depth > 0) return;
    const late = waiting;
    waiting = [];
    late.forEach(release);
  };
}

/** What is told of each operation of the program: its name, and the call that computes it. */
type Observer = <Result>(name: string, call: () => Result) => Result;

/** Tells of each operation of the program from now on, or of none. */
export function observe(next: Observer | undefined): void {
  observer = next;
}

/**
 * Runs a call of the engine: of the tensors that it makes, the program owns those in the result.
 * @param name the operation of the program
 */
export function within<Result>(call: () => Result, name?: string): Result {
  if (observer !== undefined && name !== undefined && depth === 0) return observer(name, () => within(call));
  const leave = enter();
  let result: Result;
  try {
    result = call();
  } finally {
    leave();
  }
  if (depth === 0) adopt(result);
  return result;
}

/** Makes the tensors of a result the program's. */
export function adopt(result: unknown): void {
  if (depth > 0) return;
  for (const tensor of tensorsIn(result)) if (!disposed.has(tensor)) own(tensor);
}

/** As `within`, for a call that ends later. */
export async function withinLater<Result>(call: () => Promise<Result>): Promise<Result> {
  const leave = enter();
  let result: Result;
  try {
    result = await call();
  } finally {
    leave();
  }
  adopt(result);
  return result;
}

/** Runs a function of the program that the engine calls, such as a callback. */
export function outside<Result>(call: () => Result): Result {
  const before = depth;
  depth = 0;
  try {
    return call();
  } finally {
    depth = before;
  }
}

/** Disposes the tensors that `f` makes, but for those that it returns, those kept, and variables. */
export function inScope<Result>(f: () => Result): Result {
  if (depth > 0) return f();
  const scope: Tensor[] = [];
  scopes.push(scope);
  let result: Result | undefined;
  try {
    result = f();
    return result;
  } finally {
    scopes.splice(scopes.indexOf(scope), 1);
    const returned = new Set(tensorsIn(result));
    for (const tensor of scope) {
      if (returned.has(tensor)) scopes.at(-1)?.push(tensor);
      else if (!kept.has(tensor)) dispose(tensor);
    }
  }
}

/** Begins a scope by hand, as `engine().startScope()` does. */
export function startScope(): void {
  scopes.push([]);
}

export function endScope(result?: unknown): void {
  const returned = new Set(tensorsIn(result));
  for (const tensor of scopes.pop() ?? []) {
    if (returned.has(tensor)) scopes.at(-1)?.push(tensor);
    else if (!kept.has(tensor)) dispose(tensor);
  }
}

/** Keeps a tensor beyond the `tidy` that runs. */
export function keep(tensor: Tensor): void {
  kept.add(tensor);
}

export function isKept(tensor: Tensor): boolean {
  return kept.has(tensor);
}

export function isDisposed(tensor: Tensor): boolean {
  return disposed.has(tensor);
}

/** Disposes a tensor: whoever reads it afterwards gets an error. */
export function dispose(tensor: Tensor): void {
  if (disposed.has(tensor)) return;
  if (depth === 0) return release(tensor);
  // A tensor on the way of a gradient is not the program's, and is forgotten with the gradient.
  if (isOwn(tensor)) waiting.push(tensor);
}

function release(tensor: Tensor): void {
  if (disposed.has(tensor)) return;
  disposed.add(tensor);
  const number = numberOf(tensor);
  if (live.delete(number)) {
    bytes -= tensor.storage.byteLength;
    use(tensor, -1);
  }
  const { shape } = tensor;
  Object.defineProperty(tensor, "storage", {
    get(): never {
      throw disposedTensor(shape);
    },
  });
}

/** Arrays of the engine that are tensors in TensorFlow.js, such as the running means of an optimizer. */
let others = 0;

/** Counts arrays of the engine that are tensors in TensorFlow.js. */
export function count(more: number, moreBytes: number): void {
  others += more;
  bytes += moreBytes;
}

/** The count of `tf.memory()`. */
export function counts(): { readonly tensors: number; readonly bytes: number; readonly buffers: number } {
  return { tensors: live.size + others, bytes, buffers: buffers + others };
}

function disposedTensor(shape: readonly number[]): StateError {
  return new StateError({
    where: "tensor",
    argument: "x",
    received: {
      fr: `un tenseur libéré, de forme [${shape.join(", ")}]`,
      en: `a disposed tensor, of shape [${shape.join(", ")}]`,
    },
    expected: { fr: "un tenseur qui n’est pas libéré", en: "a tensor that is not disposed" },
    mend: {
      fr: "dispose() ou tidy() l’ont libéré : renvoyez-le de tidy, ou gardez-le par keep(x).",
      en: "dispose() or tidy() has disposed it: return it from tidy, or keep it by keep(x).",
    },
  });
}
