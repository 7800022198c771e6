/** All exercises of all lessons, by name, in the order of the lessons. */
import type { Exercise } from "./exercise.js";
import { exercises as language } from "./00-typescript/exercises.js";
import { exercises as structure } from "./01-structure/exercises.js";
import { exercises as learning } from "./02-apprentissage/exercises.js";
import { exercises as perceptron } from "./03-perceptron/exercises.js";
import { exercises as xor } from "./04-xor/exercises.js";
import { exercises as flower } from "./05-fleur/exercises.js";
import { exercises as mnist } from "./06-mnist/exercises.js";
import { exercises as photographs } from "./07-cifar10/exercises.js";
import { exercises as reviews } from "./08-imdb/exercises.js";
import { exercises as scratch } from "./09-from-scratch/exercises.js";
import { exercises as generative } from "./10-generatif/exercises.js";

export const EXERCISES: ReadonlyMap<string, Exercise> = new Map(
  [language, structure, learning, perceptron, xor, flower, mnist, photographs, reviews, scratch, generative]
    .flat()
    .map((exercise) => [exercise.id, exercise]),
);
