import { functionExercise } from "../kinds.js";

type Input = [series: number[]];

const changes = (series: readonly number[]): number[] => series.slice(1).map((value, i) => value - series[i]);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const squares = (series: readonly number[]): number[] => changes(series).map((change) => change ** 2);

export const naive = functionExercise<Input>({
  id: "08-naive",
  title: { fr: "L’erreur à battre", en: "The error to beat" },
  reference: (series) => Math.sqrt(sum(squares(series)) / (series.length - 1)),
  inputs: [[[5, 11, 16, 23, 36]], [[3.5, 1, 1, -2]], [[10, 40.5]]],
  draw: (draw) => [4, 7].map((length) => [draw.numbers(length, 0, 90)]),
  mistakes: [
    {
      like: (series) => sum(squares(series)) / (series.length - 1),
      why: {
        fr: "C’est la moyenne des carrés ; il manque la racine, qui ramène à l’unité de la série.",
        en: "That is the mean of the squares; the root is missing, which brings back the unit of the series.",
      },
    },
    {
      like: (series) => Math.sqrt(sum(squares(series)) / series.length),
      why: {
        fr: "Vous divisez par le nombre d’années ; la première n’a pas de prévision, il y en a donc une de moins.",
        en: "You divide by the number of years; the first has no forecast, so there is one less.",
      },
    },
    {
      like: (series) => Math.sqrt(sum(squares(series))),
      why: {
        fr: "C’est la racine de la somme ; il faut la moyenne.",
        en: "That is the root of the sum; the mean is wanted.",
      },
    },
    {
      like: (series) => sum(changes(series).map(Math.abs)) / (series.length - 1),
      why: {
        fr: "C’est l’écart absolu moyen ; on demande la racine de la moyenne des carrés.",
        en: "That is the mean absolute deviation; the root of the mean square is wanted.",
      },
    },
    {
      like: (series) => sum(changes(series)) / (series.length - 1),
      why: {
        fr: "Les écarts positifs et négatifs se compensent : il manque le carré.",
        en: "Positive and negative deviations cancel: the square is missing.",
      },
    },
    {
      like: (series) => {
        const mean = sum(series) / series.length;
        return Math.sqrt(sum(series.map((value) => (value - mean) ** 2)) / series.length);
      },
      why: {
        fr: "C’est l’écart à la moyenne de toute la série ; ici la prévision est la valeur de l’année d’avant.",
        en: "That is the deviation from the mean of the whole series; here the forecast is the value of the year before.",
      },
    },
  ],
  because: {
    fr: "Prévoir « comme l’an dernier » ne coûte rien : un réseau qui ne fait pas mieux que cela n’a rien appris.",
    en: "Forecasting “same as last year” costs nothing: a network that does no better has learned nothing.",
  },
  hints: [
    {
      fr: "L’erreur de l’année `t` est `serie[t] - serie[t - 1]`. À partir de quelle position ?",
      en: "The error of year `t` is `series[t] - series[t - 1]`. From which position on?",
    },
    {
      fr: "Une boucle de 1 à `serie.length - 1` additionne les carrés de ces erreurs.",
      en: "A loop from 1 to `series.length - 1` adds the squares of these errors.",
    },
    {
      fr: "Divisez par le nombre d’erreurs, `serie.length - 1`, puis prenez `Math.sqrt`.",
      en: "Divide by the number of errors, `series.length - 1`, then take `Math.sqrt`.",
    },
  ],
  read: {
    fr: "section 9, « Prévoir : les taches du Soleil ».",
    en: 'section 9, "Forecasting: sunspots".',
  },
});
