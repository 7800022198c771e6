/** The network `imdb-embedding` beside TensorFlow.js, Keras and PyTorch: `npm run bench -- imdb-embedding [--threads N] [--rounds N] [--peers a,b] [--json]`. */
import { comparisonOf } from "../networks/comparison-job.js";

export { accepts } from "../networks/comparison-job.js";
export default comparisonOf("imdb-embedding");
