/**
 * The numbers of a tensor as a value that can be read like an array and called like a function: `x.data[0]` of
 * `neurones`, `await x.data()` of TensorFlow.js.
 */
import type { TensorData } from "../../tensor/dtype.js";
import type { Tensor } from "../../tensor/tensor.js";

/** The storage itself cannot be called, so this is a function that passes every other use on to the storage. */
export function callableNumbers(x: Tensor): TensorData {
  const numbers = x.storage;
  const read = () => Promise.resolve().then(() => x.dataSync());
  return new Proxy(read, {
    get(_, name) {
      const value: unknown = Reflect.get(numbers, name, numbers);
      return typeof value === "function" ? (value as () => unknown).bind(numbers) : value;
    },
    set: (_, name, value) => Reflect.set(numbers, name, value, numbers),
    has: (_, name) => name in numbers,
    getPrototypeOf: () => Object.getPrototypeOf(numbers) as object,
  }) as unknown as TensorData;
}
