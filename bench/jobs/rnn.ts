/** The network `rnn` beside TensorFlow.js, Keras and PyTorch: `npm run bench -- rnn [--threads N] [--rounds N] [--peers a,b] [--json]`. */
import { comparisonOf } from "../networks/comparison-job.js";

export { accepts } from "../networks/comparison-job.js";
export default comparisonOf("rnn");
