/** The plugins that every edition of the course has. Each has a folder of its own; they do not know each other. */
import { cellsPlugin } from "./cells/plugin.js";
import type { Plugin } from "./plugin.js";
import { widgetsPlugin } from "./widgets/plugin.js";

export function labPlugins(): Promise<readonly Plugin[]> {
  return Promise.all([cellsPlugin(), widgetsPlugin()]);
}
