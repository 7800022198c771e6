/**
 * The elements of a dataset, one after the other. Each stage of a pipeline is an asynchronous generator, which
 * serves its requests in order, so a stage that asks for several elements at once (`prefetch`) gets them in
 * order.
 */
import { stackElements } from "./batch.js";
import { copied, disposeReplaced, tensorsIn } from "./elements.js";
import { shuffled } from "./shuffle.js";

/** How the elements of a batch are put together. */
type Combine = (rows: unknown[]) => unknown;

export class LazyIterator<T> implements AsyncIterableIterator<T> {
  private readonly source: AsyncIterator<T>;

  constructor(source: AsyncIterator<T>) {
    this.source = source;
  }

  /** The next element, or `{ done: true, value: null }` at the end, as in TensorFlow.js. */
  async next(): Promise<IteratorResult<T>> {
    const { done, value } = await this.source.next();
    return done === true ? { done: true, value: null } : { done: false, value };
  }

  /** Ends the source too, which may have opened a file. */
  async return(): Promise<IteratorResult<T>> {
    await this.source.return?.();
    return { done: true, value: null };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async toArray(): Promise<T[]> {
    const elements: T[] = [];
    for await (const element of this) elements.push(element);
    return elements;
  }

  /** Reads all elements, for what a stage before does with them. */
  async resolveFully(): Promise<void> {
    for (let step = await this.next(); step.done !== true;) step = await this.next();
  }

  /** Calls a function with each element, whose tensors are disposed of afterwards. */
  forEachAsync(work: (element: T) => void): Promise<void> {
    return this.map(work).resolveFully();
  }

  map<O>(transform: (element: T) => O): LazyIterator<O> {
    return this.mapAsync((element) => Promise.resolve(transform(element)));
  }

  mapAsync<O>(transform: (element: T) => Promise<O>): LazyIterator<O> {
    return new LazyIterator(mapped(this, transform));
  }

  filter(predicate: (element: T) => boolean): LazyIterator<T> {
    return new LazyIterator(filtered(this, predicate));
  }

  /** A negative number, or none, takes all. */
  take(count?: number): LazyIterator<T> {
    return count === undefined || count === null || count < 0 ? this : new LazyIterator(taken(this, count));
  }

  skip(count?: number): LazyIterator<T> {
    return count === undefined || count === null || count < 0 ? this : new LazyIterator(skipped(this, count));
  }

  concatenate(other: LazyIterator<T>): LazyIterator<T> {
    return new LazyIterator(joined([this, other]));
  }

  prefetch(bufferSize: number): LazyIterator<T> {
    return new LazyIterator(prefetched(this, bufferSize));
  }

  shuffle(windowSize: number, seed = String(Math.random())): LazyIterator<T> {
    return new LazyIterator(shuffled(this, windowSize, seed));
  }

  /** Arrays of elements. */
  rowMajorBatch(batchSize: number, smallLastBatch = true): LazyIterator<T[]> {
    return new LazyIterator(grouped(this, batchSize, smallLastBatch));
  }

  /** Elements whose leaves are those of several elements put together; stacked to tensors by default. */
  columnMajorBatch(
    batchSize: number,
    smallLastBatch = true,
    combine: Combine = stackElements,
  ): LazyIterator<unknown> {
    return this.rowMajorBatch(batchSize, smallLastBatch).map(combine);
  }
}

/** The elements of an array; tensors are copied, because a pipeline disposes of those that it has used. */
export async function* elementsOf<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(copied(item));
}

/** One source after the other, each begun when the one before has ended. */
export async function* joined<T>(
  sources: Iterable<AsyncIterable<T>> | AsyncIterable<AsyncIterable<T>>,
): AsyncGenerator<T> {
  for await (const source of sources) yield* source;
}

async function* mapped<T, O>(
  source: AsyncIterable<T>,
  transform: (element: T) => Promise<O>,
): AsyncGenerator<O> {
  for await (const element of source) {
    const before = tensorsIn(element);
    const result = await transform(element);
    disposeReplaced(before, result);
    yield result;
  }
}

async function* filtered<T>(source: AsyncIterable<T>, predicate: (element: T) => boolean): AsyncGenerator<T> {
  for await (const element of source) {
    if (predicate(element)) yield element;
    else disposeReplaced(tensorsIn(element), undefined);
  }
}

async function* taken<T>(source: LazyIterator<T>, count: number): AsyncGenerator<T> {
  for (let i = 0; i < count; i++) {
    const step = await source.next();
    if (step.done === true) return;
    yield step.value;
  }
}

async function* skipped<T>(source: LazyIterator<T>, count: number): AsyncGenerator<T> {
  for (let i = 0; i < count; i++) {
    const step = await source.next();
    if (step.done === true) return;
    disposeReplaced(tensorsIn(step.value), undefined);
  }
  yield* source;
}

async function* prefetched<T>(source: LazyIterator<T>, bufferSize: number): AsyncGenerator<T> {
  const buffer: Promise<IteratorResult<T>>[] = [];
  for (;;) {
    while (buffer.length < bufferSize) {
      const step = source.next();
      // An error is reported when the element is read, not while it waits.
      step.catch(() => undefined);
      buffer.push(step);
    }
    const step = await buffer.shift()!;
    if (step.done === true) return;
    yield step.value;
  }
}

async function* grouped<T>(source: AsyncIterable<T>, size: number, smallLast: boolean): AsyncGenerator<T[]> {
  let rows: T[] = [];
  for await (const element of source) {
    rows.push(element);
    if (rows.length < size) continue;
    yield rows;
    rows = [];
  }
  if (smallLast && rows.length > 0) yield rows;
}
