/**
 * The order of TensorFlow.js' `shuffle`: a window of elements, from which one is drawn and replaced by the next
 * of the source. With the same seed, the order is that of TensorFlow.js.
 */
import { Alea } from "../../random/alea.js";

/**
 * The elements of a source in another order.
 * @param windowSize how many elements are in the window; a window as large as the source makes all orders likely
 */
export async function* shuffled<T>(
  source: AsyncIterator<T>,
  windowSize: number,
  seed: string,
): AsyncGenerator<T> {
  const random = new Alea(seed);
  const window: Promise<IteratorResult<T>>[] = [];
  const refill = (): void => {
    while (window.length < windowSize) window.push(source.next());
  };
  refill();
  while (window.length > 0) {
    const chosen = Math.floor(random.next() * window.length);
    const result = window[chosen];
    // The last place takes the place of the one that is drawn.
    const last = window.pop()!;
    if (chosen < window.length) window[chosen] = last;
    const element = await result;
    if (element.done === true) continue;
    // At the end of the source, ends fill the window: a seed's order depends on how many places it has.
    refill();
    yield element.value;
  }
}
