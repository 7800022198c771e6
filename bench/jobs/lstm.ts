/** The network `lstm` beside TensorFlow.js, Keras and PyTorch: `npm run bench -- lstm [--threads N] [--rounds N] [--peers a,b] [--json]`. */
import { comparisonOf } from "../networks/comparison-job.js";

export { accepts } from "../networks/comparison-job.js";
export default comparisonOf("lstm");
