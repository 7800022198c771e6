/** The front end, in the form of anywidget (AFM): `render` draws into an element, and returns what ends it. */
import { setLanguage } from "../../language/language.js";
import type { ToView } from "../protocol/messages.js";
import { element } from "./elements.js";
import type { FrontEndModel, ViewState } from "./front-end.js";
import { View } from "./view.js";

interface Rendering {
  readonly model: FrontEndModel;
  readonly el: HTMLElement;
}

function render({ model, el }: Rendering): () => void {
  const names = ["language", "still", "stillText", "hasLink", "autoplay"] as const;
  const state = Object.fromEntries(names.map((name) => [name, model.get(name)])) as ViewState;
  setLanguage(state.language ?? "fr");
  const still = stillPicture(state);
  el.append(...still);
  const view = new View(el, state, (message) => model.send(message));
  const receive = (content: unknown, buffers: readonly (DataView | ArrayBuffer)[]): void => {
    view.receive(content as ToView, buffers.map(bytesOf));
    if (view.isLive) for (const each of still.splice(0)) each.remove();
  };
  model.on("msg:custom", receive);
  return () => {
    model.off?.("msg:custom", receive);
    view.close();
  };
}

/** The still picture, as an image: an SVG in an image runs no scripts. */
function stillPicture({ still, stillText = "" }: ViewState): HTMLElement[] {
  if (still === undefined) return [];
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(still)}`;
  return [element("img", { src: address, alt: stillText, style: "max-width: 100%; height: auto" })];
}

function bytesOf(buffer: DataView | ArrayBuffer): ArrayBuffer {
  return buffer instanceof ArrayBuffer
    ? buffer
    : (buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer);
}

export default { render };
