/** The contender of this project. */
import { neuronesModel } from "./neurones-model.js";
import { serve } from "./serve.js";

await serve((network) => Promise.resolve(neuronesModel(network)));
