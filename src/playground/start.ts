/** Remembers the state of a compiled model, so that a training can begin anew from there. */
import type { Model } from "../model/model.js";

/** Returns the function that gives the model its present weights and its optimizer's present state back. */
export function rememberStart(model: Model): () => void {
  const { optimizer } = model;
  const weights = model.getWeights().map((weight) => weight.dataSync());
  const { iterations, learningRate } = optimizer;
  // `slotsOf` makes the slots of a weight with their initial values where there are none yet.
  const slots = model.trainableWeights.map(
    (weight) => [weight, optimizer.slotsOf(weight).map((slot) => slot.slice())] as const,
  );
  return () => {
    model.weights.forEach((weight, i) => (weight.storage = weights[i].slice()));
    for (const [weight, values] of slots) optimizer.slotsOf(weight).forEach((slot, i) => slot.set(values[i]));
    optimizer.iterations = iterations;
    optimizer.learningRate = learningRate;
  };
}
