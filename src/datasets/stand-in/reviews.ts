/**
 * Generated film reviews, which replace those of IMDB if they are not available: short, in simple English,
 * and far fewer.
 *
 * A review has a few opinions and some neutral remarks. Not all opinions agree with its label, so that even a
 * perfect classifier of single words makes errors. Some opinions are negated (“not good”), which a model of
 * sequences can detect and a bag of words cannot.
 */
import { RandomStream } from "../../random/stream.js";
import { ReviewIndexer, wordsOf, type Part, type ReviewIndex } from "../text/review-index.js";

const TRAIN = 3000;
const TEST = 1000;
const SEED = 50;
/** The share of opinions that agree with the label, and of opinions that are expressed by a negation. */
const AGREE = 0.8;
const NEGATED = 0.15;

const GOOD = [
  "good",
  "great",
  "wonderful",
  "excellent",
  "brilliant",
  "charming",
  "moving",
  "funny",
  "beautiful",
  "superb",
  "touching",
  "clever",
  "fresh",
  "gripping",
  "perfect",
  "delightful",
];
const BAD = [
  "bad",
  "awful",
  "terrible",
  "boring",
  "dull",
  "stupid",
  "weak",
  "annoying",
  "silly",
  "painful",
  "flat",
  "ugly",
  "predictable",
  "horrible",
  "tired",
  "pointless",
];
const THINGS = [
  "the film",
  "the movie",
  "the story",
  "the plot",
  "the acting",
  "the music",
  "the ending",
  "the script",
  "the dialogue",
  "the camera work",
  "the cast",
  "the first half",
  "the second half",
  "the humour",
];
const VERBS = ["is", "was", "seems", "felt", "turned out", "looked"];
const DEGREES = ["", "", "", "very", "really", "quite", "simply", "rather"];
const PRAISE = [
  "i loved every minute of it",
  "i would gladly see it again",
  "do not miss it",
  "one of the best of the year",
  "i laughed and i cried",
  "highly recommended",
];
const BLAME = [
  "i wanted my money back",
  "i fell asleep twice",
  "a waste of time",
  "one of the worst of the year",
  "i nearly left the room",
  "avoid it",
];
const REMARKS = [
  "i saw it with my brother on a rainy evening",
  "it was made in the seventies",
  "the director had made two films before",
  "it lasts almost two hours",
  "most of it takes place in a small town",
  "a man comes home after many years",
  "the book came first",
  "she plays a doctor and he plays her neighbour",
  "there is a dog in it",
  "we had bought the tickets in advance",
  "it was shown late at night on television",
];

/** The index of the generated reviews; the same on every call. */
export function writeReviews(): ReviewIndex {
  const indexer = new ReviewIndexer();
  for (const [part, count, path] of [
    ["train", TRAIN, 0],
    ["test", TEST, 1],
  ] as [Part, number, number][]) {
    const random = new RandomStream(SEED, path);
    for (let i = 0; i < count; i++) {
      const label = i % 2 === 0 ? 1 : 0;
      indexer.add(part, label, i, wordsOf(writeReview(label, random)));
    }
  }
  return indexer.finish();
}

function writeReview(label: 0 | 1, random: RandomStream): string {
  const opinions = 3 + random.integer(5);
  const sentences = Array.from({ length: opinions }, () =>
    writeOpinion((label === 1) === random.uniform() < AGREE, random),
  );
  const remarks = random.integer(5);
  for (let i = 0; i < remarks; i++)
    sentences.splice(random.integer(sentences.length + 1), 0, pick(REMARKS, random));
  return `${sentences.join(". ")}.`;
}

function writeOpinion(isGood: boolean, random: RandomStream): string {
  if (random.uniform() < 0.2) return pick(isGood ? PRAISE : BLAME, random);
  const negated = random.uniform() < NEGATED;
  const adjective = pick(isGood !== negated ? GOOD : BAD, random);
  const degree = negated ? "not" : pick(DEGREES, random);
  return [pick(THINGS, random), pick(VERBS, random), degree, adjective]
    .filter((word) => word !== "")
    .join(" ");
}

function pick<Item>(items: readonly Item[], random: RandomStream): Item {
  return items[random.integer(items.length)];
}
