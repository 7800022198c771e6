import { functionExercise } from "../kinds.js";

type Inputs = [b: number, w1: number, w2: number];

/** x₂ = −(w₁/w₂) x₁ − b/w₂: slope, then intercept. */
export const line = functionExercise<Inputs>({
  id: "03-droite",
  title: { fr: "L’équation de la droite", en: "The line's equation" },
  reference: (b, w1, w2) => [-w1 / w2, -b / w2],
  inputs: [
    [-5, 1, 1],
    [2, 3, 4],
    [-7.86, 1.88, 1.39],
    [0, 1, -2],
  ],
  draw: (draw) =>
    [-1, 1, -1].map((sign) => [draw.number(-8, 8), draw.number(-3, 3), sign * draw.number(0.5, 3)]),
  mistakes: [
    {
      like: (b, w1, w2) => [-b / w2, -w1 / w2],
      why: {
        fr: "Les deux nombres sont bons, mais dans l’autre ordre : d’abord la pente, puis l’ordonnée à l’origine.",
        en: "Both numbers are right, in the other order: slope first, then intercept.",
      },
    },
    {
      like: (b, w1, w2) => [w1 / w2, b / w2],
      why: {
        fr: "Les signes sont à revoir : en isolant x₂, on fait passer les autres termes de l’autre côté.",
        en: "Look at the signs: isolating x₂ takes the other terms to the other side.",
      },
    },
    {
      like: (b, w1, w2) => [-w1 / w2, b / w2],
      why: {
        fr: "La pente est bonne ; le signe de l’ordonnée à l’origine ne l’est pas.",
        en: "The slope is right; the sign of the intercept is not.",
      },
    },
    {
      like: (b, w1, w2) => [-w2 / w1, -b / w1],
      why: {
        fr: "Vous avez isolé x₁ ; c’est x₂ en fonction de x₁ qui est demandé.",
        en: "You isolated x₁; x₂ as a function of x₁ is asked for.",
      },
    },
    {
      like: (b, w1, w2) => [w1 / w2, -b / w2],
      why: {
        fr: "L’ordonnée à l’origine est bonne ; le signe de la pente ne l’est pas.",
        en: "The intercept is right; the sign of the slope is not.",
      },
    },
    {
      like: (b, w1, w2) => [-w1 / w2, -(b - 0.5) / w2],
      why: {
        fr: "Le seuil 0,5 porte sur ŷ, pas sur z : σ(z) = 0,5 quand z = 0.",
        en: "The threshold 0.5 is on ŷ, not on z: σ(z) = 0.5 when z = 0.",
      },
    },
  ],
  because: {
    fr: "Sur la frontière σ(z) = ½, donc z = 0 : b + w₁x₁ + w₂x₂ = 0 est l’équation d’une droite.",
    en: "On the boundary σ(z) = ½, so z = 0: b + w₁x₁ + w₂x₂ = 0 is the equation of a line.",
  },
  hints: [
    {
      fr: "La frontière est l’ensemble des points où z = b + w₁x₁ + w₂x₂ = 0.",
      en: "The boundary is where z = b + w₁x₁ + w₂x₂ = 0.",
    },
    { fr: "Isolez x₂ : w₂x₂ = …, puis divisez par w₂.", en: "Isolate x₂: w₂x₂ = …, then divide by w₂." },
    {
      fr: "On obtient x₂ = pente · x₁ + ordonnée, où la pente est le rapport de w₁ à w₂, au signe près.",
      en: "This gives x₂ = slope · x₁ + intercept, the slope being the ratio of w₁ to w₂, up to sign.",
    },
  ],
  read: { fr: "section 5, « La droite trouvée ».", en: 'section 5, "The line it found".' },
});
