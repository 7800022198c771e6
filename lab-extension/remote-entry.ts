/** The extension of JupyterLab and Notebook 7, as a script that their pages load. */
import { defineContainer } from "./container.js";
import { labPlugins } from "./plugins.js";

defineContainer("neurones", labPlugins);
