/** Controls and live figures: `widgets.slider`, `widgets.widget` … */
export { widget, Widget, type WidgetOptions } from "./widget.js";
export type { Still } from "./still.js";
