/** All exercises of all lessons, by name. */
import type { Exercise } from "./exercise.js";
import * as language from "./00-typescript/exercises.js";
import * as structure from "./01-structure/exercises.js";
import * as learning from "./02-apprentissage/exercises.js";
import * as perceptron from "./03-perceptron/exercises.js";
import * as xor from "./04-xor/exercises.js";
import * as flower from "./05-fleur/exercises.js";
import * as mnist from "./06-mnist/exercises.js";
import * as photographs from "./07-cifar10/exercises.js";
import * as reviews from "./08-imdb/exercises.js";
import * as scratch from "./09-from-scratch/exercises.js";

export const EXERCISES: ReadonlyMap<string, Exercise> = new Map(
  [language, structure, learning, perceptron, xor, flower, mnist, photographs, reviews, scratch]
    .flatMap((lesson) => Object.values(lesson) as Exercise[])
    .map((exercise) => [exercise.id, exercise]),
);
