/**
 * Brings newer lessons of the site into the browser's storage, beside the student's own (`grading/delivery.ts`).
 * A lesson that the student has never changed is not stored, and is always the site's.
 */
import { deliver, type Delivered, type Delivery, type WorkPlace } from "../../delivery/delivery.js";
import { language } from "../../src/language/language.js";
import type { Contents } from "../extension/notebooks.js";
import { digestOf } from "./lesson-digest.js";
import type { Originals } from "./originals.js";

/** Where the digests of delivered lessons are kept, as `.neurones/travail.json` keeps them on a disk. */
const KEY = "neurones-delivered";

/** Delivers all lessons; resolves to those that lie beside the student's work now. */
export async function deliverNewer(contents: Contents, originals: Originals): Promise<Delivery[]> {
  const delivered = readDelivered();
  const news: Delivery[] = [];
  for (const name of await originals.names()) {
    const content = await originals.lesson(name);
    const version = { content: JSON.stringify(content), digest: digestOf(content) };
    const place = workPlace(contents);
    const delivery = await deliver(place, name.replace(/\.ipynb$/, ""), version, delivered, language());
    if (delivery?.beside === true) news.push(delivery);
  }
  localStorage.setItem(KEY, JSON.stringify(delivered));
  return news;
}

/** Notes that a file holds the site's version again. */
export function noteDelivered(name: string, content: unknown): void {
  localStorage.setItem(KEY, JSON.stringify({ ...readDelivered(), [name]: digestOf(content) }));
}

function workPlace(contents: Contents): WorkPlace {
  return {
    digestOf: async (name) => {
      const model = await contents.get(name, { content: true }).catch(() => undefined);
      return model === undefined ? undefined : digestOf(model.content);
    },
    write: async (name, text) => {
      await contents.save(name, { type: "notebook", format: "json", content: JSON.parse(text) as unknown });
    },
  };
}

function readDelivered(): Delivered {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Delivered;
  } catch {
    return {};
  }
}
