/** The extension of the browser edition, as a script that JupyterLite's page loads. */
import { defineContainer } from "../../lab-extension/container.js";
import { plugins } from "./plugins.js";

/** The folder of this script, which is a classic one. */
const base = new URL("./", (document.currentScript as HTMLScriptElement).src).href;

defineContainer("neurones-browser-edition", () => plugins(base));
