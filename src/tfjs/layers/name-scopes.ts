/**
 * Names within names, as TensorFlow.js gives them to weights and symbolic tensors: `dense_Dense1/kernel`. A name
 * that is taken gets a number, `dense_Dense1/kernel_1`.
 */

/** The names of the layers whose calls run, the innermost last. */
const scopes: string[] = [];
/** How often each name was asked for. */
const asked = new Map<string, number>();

/** Runs a call of a layer, within which names begin with that of the layer. */
export function inNameScope<Result>(name: string, call: () => Result): Result {
  scopes.push(name);
  try {
    return call();
  } finally {
    scopes.pop();
  }
}

/** The same, unless the call of this layer runs already. */
export function inNameScopeOnce<Result>(name: string, call: () => Result): Result {
  return scopes.at(-1) === name ? call() : inNameScope(name, call);
}

/** The name with those of the layers whose calls run in front. */
export function scopedName(name: string): string {
  return [...scopes, name].join("/");
}

/** The names of the layers whose calls run. */
export function currentPlace(): string {
  return scopes.join("/");
}

/** The name of a layer with those of the layers whose calls run. */
export function placeOf(layerName: string): string {
  return scopes.at(-1) === layerName ? scopes.join("/") : scopedName(layerName);
}

/** The name, with a number where another has it already. */
export function uniqueName(name: string): string {
  const count = asked.get(name) ?? 0;
  asked.set(name, count + 1);
  if (count === 0) return name;
  const numbered = `${name}_${count}`;
  asked.set(numbered, 1);
  return numbered;
}
