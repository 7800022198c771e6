/** The package `typescript`, joined into the compiler's worker. The twin for Node is `typescript-package.node.ts`. */
import ts from "typescript";

export default ts;
