/** The network `mnist-dense` beside TensorFlow.js, Keras and PyTorch: `npm run bench -- mnist-dense [--threads N] [--rounds N] [--peers a,b] [--json]`. */
import { comparisonOf } from "../networks/comparison-job.js";

export { accepts } from "../networks/comparison-job.js";
export default comparisonOf("mnist-dense");
