/** Datasets from arrays, generators and functions, and several datasets side by side. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { notIterable } from "./checks.js";
import { Dataset, datasetOf } from "./dataset.js";
import { isBranch, mapLeaves, type TensorContainer } from "./elements.js";
import { elementsOf, LazyIterator } from "./lazy-iterator.js";

/** The elements of an array. */
export function array<T extends TensorContainer>(items: T[]): Dataset<T> {
  if (!Array.isArray(items)) throw notIterable(items, "tf.data.array", { fr: "un tableau", en: "an array" });
  return datasetOf(() => Promise.resolve(new LazyIterator(elementsOf(items))), items.length);
}

type Steps<T> = Iterator<T> | AsyncIterator<T>;

/**
 * What a generator gives.
 * @param generator a function that begins the elements: a generator function, or one that returns an iterator
 */
export function generator<T extends TensorContainer>(
  generator: () => Steps<T> | Promise<Steps<T>>,
): Dataset<T> {
  if (typeof generator !== "function")
    throw notIterable(generator, "tf.data.generator", {
      fr: "la fonction qui crée le générateur, sans l’appeler",
      en: "the function that makes the generator, without calling it",
    });
  return datasetOf(async () => new LazyIterator(readSteps(await generator())));
}

/** What repeated calls of a function give: `{ value, done }` as from an iterator. */
export function func<T extends TensorContainer>(
  step: () => IteratorResult<T> | Promise<IteratorResult<T>>,
): Dataset<T> {
  // As in TensorFlow.js, every iterator calls the same function.
  return datasetOf(() => Promise.resolve(new LazyIterator(readSteps({ next: step } as Steps<T>))));
}

async function* readSteps<T>(steps: Steps<T>): AsyncGenerator<T> {
  try {
    for (;;) {
      const step = await steps.next();
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    await steps.return?.();
  }
}

type DatasetTree =
  Dataset<TensorContainer> | readonly DatasetTree[] | { readonly [name: string]: DatasetTree };

/** Elements of several datasets side by side, in the structure in which the datasets are given; as many as the shortest has. */
export function zip<O extends TensorContainer>(datasets: DatasetTree): Dataset<O> {
  if (!isBranch(datasets))
    throw notIterable(datasets, "tf.data.zip", {
      fr: "un objet ou un tableau de jeux de données",
      en: "an object or an array of datasets",
    });
  const all: Dataset<TensorContainer>[] = [];
  mapLeaves(datasets, (leaf) => {
    if (!(leaf instanceof Dataset)) throw noDataset(leaf);
    all.push(leaf);
    return leaf;
  });
  const sizes = all.flatMap(({ size }) => (size === null ? [] : [size]));
  return datasetOf(
    () => Promise.resolve(new LazyIterator(sideBySide(datasets) as AsyncGenerator<O>)),
    sizes.length < all.length ? null : Math.min(...sizes),
  );
}

async function* sideBySide(datasets: unknown): AsyncGenerator {
  // Each place of the structure has an iterator of its own, even where two places name the same dataset.
  const iterators: AsyncIterator<unknown>[] = [];
  const begun: Promise<void>[] = [];
  const places = withPlaces(datasets, (dataset) => {
    const place = begun.length;
    begun.push(dataset.iterator().then((iterator) => void (iterators[place] = iterator)));
    return place;
  });
  await Promise.all(begun);
  for (;;) {
    const steps = await Promise.all(iterators.map((iterator) => iterator.next()));
    if (steps.some(({ done }) => done === true)) return;
    yield mapLeaves(places, (place) => steps[place as number].value);
  }
}

function withPlaces(value: unknown, number: (dataset: Dataset<TensorContainer>) => number): unknown {
  if (value instanceof Dataset) return number(value as Dataset<TensorContainer>);
  if (Array.isArray(value)) return value.map((each) => withPlaces(each, number));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, each]) => [name, withPlaces(each, number)]),
  );
}

function noDataset(value: unknown): ArgumentError {
  return new ArgumentError({
    where: "tf.data.zip",
    argument: "datasets",
    received: written(value),
    expected: {
      fr: "des jeux de données, dans des objets et tableaux",
      en: "datasets, in objects and arrays",
    },
    mend: {
      fr: "Un tableau devient un jeu par tf.data.array([…]).",
      en: "An array becomes a dataset by tf.data.array([…]).",
    },
  });
}
