/**
 * `tf.data.Dataset`: a sequence of elements that can be read again and again, with the methods that make another
 * dataset of it. Nothing is read until the iterator is asked.
 *
 * `size` is the number of elements as far as it is known without reading: null where it is not, Infinity for a
 * dataset without end.
 */
import { ArgumentError } from "../../errors/errors.js";
import { Alea } from "../../random/alea.js";
import { checkCount } from "./checks.js";
import { joined, LazyIterator } from "./lazy-iterator.js";
import type { TensorContainer } from "./elements.js";

export abstract class Dataset<T extends TensorContainer> {
  /** The largest window of a shuffle that TensorFlow.js recommends. */
  static readonly MAX_BUFFER_SIZE = 10_000;
  readonly size: number | null = null;

  /** The elements from the beginning. */
  abstract iterator(): Promise<LazyIterator<T>>;

  /** Lets `for await` and a training read the dataset. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    yield* await this.iterator();
  }

  /** Several elements in one, each leaf with one axis more; the last batch may be smaller. */
  batch(batchSize: number, smallLastBatch = true): Dataset<TensorContainer> {
    checkCount(batchSize, 1, "batch", "batchSize");
    const round = smallLastBatch ? Math.ceil : Math.floor;
    return this.derive(
      (elements) => elements.columnMajorBatch(batchSize, smallLastBatch) as LazyIterator<TensorContainer>,
      this.size === null ? null : round(this.size / batchSize),
    );
  }

  concatenate(dataset: Dataset<T>): Dataset<T> {
    const either = this.size === Infinity || dataset.size === Infinity;
    const known = this.size !== null && dataset.size !== null;
    return datasetOf(
      async () => (await this.iterator()).concatenate(await dataset.iterator()),
      either ? Infinity : known ? this.size + dataset.size : null,
    );
  }

  filter(predicate: (value: T) => boolean): Dataset<T> {
    return this.derive((elements) => elements.filter(predicate), this.size === Infinity ? Infinity : null);
  }

  async forEachAsync(work: (input: T) => void): Promise<void> {
    await (await this.iterator()).forEachAsync(work);
  }

  map<O extends TensorContainer>(transform: (value: T) => O): Dataset<O> {
    return this.derive((elements) => elements.map(transform), this.size);
  }

  mapAsync<O extends TensorContainer>(transform: (value: T) => Promise<O>): Dataset<O> {
    return this.derive((elements) => elements.mapAsync(transform), this.size);
  }

  /** Asks for the next elements before they are needed. */
  prefetch(bufferSize: number): Dataset<T> {
    checkCount(bufferSize, 1, "prefetch", "bufferSize");
    return this.derive((elements) => elements.prefetch(bufferSize), this.size);
  }

  /** The dataset several times, or without end where `count` is missing or negative. */
  repeat(count?: number): Dataset<T> {
    const times = count === undefined || count === null || count < 0 ? Infinity : count;
    const size = times === 0 ? 0 : this.size === null ? null : this.size * times;
    return datasetOf(() => Promise.resolve(new LazyIterator(joined(this.passes(times)))), size);
  }

  /** The iterators of `times` passes; a dataset without elements is not repeated for ever. */
  private async *passes(times: number): AsyncGenerator<AsyncIterable<T>> {
    let given = true;
    const noting = async function* (elements: AsyncIterable<T>): AsyncGenerator<T> {
      for await (const element of elements) {
        given = true;
        yield element;
      }
    };
    for (let pass = 0; pass < times && (given || times < Infinity); pass++) {
      given = false;
      yield noting(await this.iterator());
    }
  }

  /** Leaves elements out at the beginning; all where `count` is missing or negative. */
  skip(count: number): Dataset<T> {
    const all = count === undefined || count === null || count < 0;
    const size = this.size === null ? null : all ? 0 : Math.max(this.size - count, 0);
    return this.derive((elements) => elements.skip(count), size);
  }

  /**
   * Another order, drawn from a window of `bufferSize` elements.
   * @param seed the same seed gives the same orders, those of TensorFlow.js
   * @param reshuffleEachIteration whether each reading of the dataset draws another order; true by default
   */
  shuffle(bufferSize: number, seed?: string | number, reshuffleEachIteration = true): Dataset<T> {
    if (bufferSize === undefined || bufferSize === null || bufferSize < 0) throw this.noWindow(bufferSize);
    const random = new Alea(String(seed ?? Math.random()));
    return this.derive((elements) => {
      const drawn = random.nextInteger();
      return elements.shuffle(
        bufferSize,
        String(reshuffleEachIteration ? drawn + random.nextInteger() : drawn),
      );
    }, this.size);
  }

  /** The first elements; all where `count` is missing or negative. */
  take(count: number): Dataset<T> {
    const size = this.size === null ? null : count < 0 ? this.size : Math.min(this.size, count);
    return this.derive((elements) => elements.take(count), size);
  }

  async toArray(): Promise<T[]> {
    if (this.size === Infinity) throw endless();
    return (await this.iterator()).toArray();
  }

  /** As `toArray`; TensorFlow.js' own tests call it. */
  toArrayForTest(): Promise<T[]> {
    return this.toArray();
  }

  private derive<O extends TensorContainer>(
    change: (elements: LazyIterator<T>) => LazyIterator<O>,
    size: number | null,
  ): Dataset<O> {
    return datasetOf(async () => change(await this.iterator()), size);
  }

  private noWindow(bufferSize: unknown): ArgumentError {
    return new ArgumentError({
      where: "shuffle",
      argument: "bufferSize",
      received: String(bufferSize),
      expected: { fr: "le nombre d’éléments de la fenêtre", en: "the number of elements of the window" },
      mend:
        this.size === null
          ? { fr: "Par exemple shuffle(1000).", en: "For example shuffle(1000)." }
          : {
              fr: `Le jeu a ${this.size} éléments : shuffle(${this.size}) rend tous les ordres possibles.`,
              en: `The dataset has ${this.size} elements: shuffle(${this.size}) makes all orders possible.`,
            },
    });
  }
}

/** A dataset from what begins its elements. */
export function datasetOf<T extends TensorContainer>(
  begin: () => Promise<LazyIterator<T>>,
  size: number | null = null,
): Dataset<T> {
  return new (class extends Dataset<T> {
    override readonly size = size;
    override iterator(): Promise<LazyIterator<T>> {
      return begin();
    }
  })();
}

function endless(): ArgumentError {
  return new ArgumentError({
    where: "toArray",
    argument: "dataset",
    received: { fr: "un jeu sans fin", en: "a dataset without end" },
    expected: { fr: "un jeu qui a une fin", en: "a dataset that ends" },
    mend: {
      fr: "Prenez-en une partie : dataset.take(100).toArray().",
      en: "Take a part: dataset.take(100).toArray().",
    },
  });
}
