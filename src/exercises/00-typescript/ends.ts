import { listExercise } from "../kinds.js";

/** The array `notes` of the lesson. */
const NOTES = [12, 15.5, 9, 14, 7.5, 10];
const [first, second, , , beforeLast, last] = NOTES;
const PAST_THE_END = NOTES[NOTES.length];

export const ends = listExercise({
  id: "00-extremes",
  title: { fr: "Le premier et le dernier", en: "The first and the last" },
  expected: [first, last],
  mistakes: [
    {
      value: [second, PAST_THE_END],
      why: {
        fr: "Vous comptez comme en R, à partir de 1 : `notes[1]` est la deuxième note, et `notes[notes.length]` n’existe pas.",
        en: "You count as in R, from 1: `grades[1]` is the second mark, and `grades[grades.length]` does not exist.",
      },
    },
    {
      value: [first, PAST_THE_END],
      why: {
        fr: "La première est juste. L’autre lit une position où il n’y a rien : comme on compte à partir de 0, la dernière vaut un de moins que `notes.length`.",
        en: "The first is right. The other reads a position where there is nothing: as one counts from 0, the last is one less than `grades.length`.",
      },
    },
    {
      value: [second, last],
      why: {
        fr: "La dernière est juste. `notes[1]` est la deuxième : on compte à partir de 0.",
        en: "The last is right. `grades[1]` is the second: one counts from 0.",
      },
    },
    {
      value: [second, beforeLast],
      why: {
        fr: "Vos deux positions sont décalées d’un rang, vers l’intérieur.",
        en: "Both of your positions are off by one, inwards.",
      },
    },
    {
      value: [first, beforeLast],
      why: {
        fr: "La première est juste. L’autre est l’avant-dernière : vous avez ôté un de trop.",
        en: "The first is right. The other is the last but one: you subtracted one too many.",
      },
    },
    {
      value: [first, NOTES.length - 1],
      why: {
        fr: "La première est juste. L’autre est la bonne position, mais pas la note : lisez dans `notes` ce qui s’y trouve.",
        en: "The first is right. The other is the right position, but not the mark: read from `grades` what stands there.",
      },
    },
    {
      value: [first, NOTES.length],
      why: {
        fr: "La première est juste. `notes.length` est le nombre de notes : servez-vous-en pour la position.",
        en: "The first is right. `grades.length` is the number of marks: use it for the position.",
      },
    },
    {
      value: [0, NOTES.length - 1],
      why: {
        fr: "Ce sont les positions ; on demande les notes qui s’y trouvent.",
        en: "Those are the positions; the marks that stand there are asked for.",
      },
    },
    { value: [last, first], why: { fr: "Les deux sont échangées.", en: "The two are exchanged." } },
  ],
  because: {
    fr: "Les positions vont de 0 à la longueur moins un : le premier élément est à la position 0.",
    en: "Positions go from 0 to the length minus one: the first element is at position 0.",
  },
  hints: [
    {
      fr: "Un élément se lit entre crochets, après le nom du tableau. Quelle est la première position ?",
      en: "An element is read in brackets after the array's name. What is the first position?",
    },
    {
      fr: "S’il y a n éléments et que l’on compte à partir de 0, la dernière position est n − 1.",
      en: "With n elements counted from 0, the last position is n − 1.",
    },
    {
      fr: "La première est `notes[0]` ; pour l’autre, `notes.length - 1` entre les crochets.",
      en: "The first is `grades[0]`; for the other, `grades.length - 1` in the brackets.",
    },
  ],
  read: { fr: "section 3, « Les tableaux ».", en: 'section 3, "Arrays".' },
});
