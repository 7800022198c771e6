/**
 * The playground of a page: the view, and a trainer in a worker.
 *
 * The worker's code is text in this script, since a page that is opened from a disk may neither fetch a file nor
 * start a worker from one.
 */
import workerText from "neurones:worker";
import frontEnd from "../../src/playground/view/index.js";
import type { FrontEndModel, ViewState } from "../../src/playground/view/front-end.js";
import { readLink } from "../../src/playground/protocol/link.js";
import { readSettings } from "../../src/playground/protocol/settings.js";

type Receive = (content: unknown, buffers: readonly ArrayBuffer[]) => void;

/** The settings that an element names in `data-settings`, or those of the page's address. */
function settingsOf({ dataset }: HTMLElement): unknown {
  const linked = location.hash.slice(1);
  if (linked.includes("=")) return readLink(linked);
  return readSettings(JSON.parse(dataset.settings ?? "{}"));
}

function start(place: HTMLElement): void {
  const language = document.documentElement.lang === "en" ? "en" : "fr";
  const address = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  worker.postMessage({ settings: settingsOf(place), language });
  const still = place.querySelector("img");
  const state: ViewState = { language, hasLink: true, autoplay: place.dataset.autoplay !== undefined };
  const model: FrontEndModel = {
    get: (name) => state[name as keyof ViewState],
    send: (content) => worker.postMessage(content),
    on: (_, receive: Receive) =>
      worker.addEventListener(
        "message",
        ({ data }: MessageEvent<{ content: { type: string }; buffers: ArrayBuffer[] }>) => {
          receive(data.content, data.buffers);
          if (data.content.type === "frame") still?.remove();
        },
      ),
  };
  worker.addEventListener("error", ({ message }) => console.error(message));
  frontEnd.render({ model, el: place });
}

document.querySelectorAll<HTMLElement>("[data-playground]").forEach(start);
