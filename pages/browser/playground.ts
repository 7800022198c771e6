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
import type { Beginning } from "../../src/playground/protocol/beginning.js";

type Receive = (content: unknown, buffers: readonly ArrayBuffer[]) => void;

/** The settings in the page's address, which are those of the page's first playground. */
const linked = location.hash.includes("=") ? location.hash.slice(1) : undefined;

/** How far outside of the window a playground is started: its engine takes a moment. */
const MARGIN = "400px";

/** What an element names in `data-playground`, with the settings of the page's address. */
function beginningOf({ dataset }: HTMLElement, isFirst: boolean): Beginning {
  const beginning = JSON.parse(dataset.playground!) as Beginning;
  return linked !== undefined && isFirst ? { ...beginning, settings: readLink(linked) } : beginning;
}

function start(place: HTMLElement, isFirst: boolean): void {
  const language = document.documentElement.lang === "en" ? "en" : "fr";
  const address = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  worker.postMessage({ beginning: beginningOf(place, isFirst), language });
  const still = place.querySelector("img");
  const state: ViewState = { language, hasLink: true, autoplay: true };
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

const places = [...document.querySelectorAll<HTMLElement>("[data-playground]")];
const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      start(target as HTMLElement, target === places[0]);
    }
  },
  { rootMargin: MARGIN },
);
for (const place of places) observer.observe(place);
if (linked !== undefined) places[0]?.scrollIntoView({ behavior: "instant" });
