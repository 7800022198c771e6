/** The package `typescript`, in Node. The twin for the browser is `typescript-package.browser.ts`. */

// With `require`, since an ES import would make Node search all nine megabytes for export names, which takes
// 0.25 s.
import ts = require("typescript");

export default ts;
