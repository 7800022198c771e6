/**
 * A trainer in a worker of a page: the same messages as over a comm, with a page's settings to begin with.
 *
 * The page sends `{ beginning, language }` first, then the view's messages.
 */
import "../autograd/methods.js";
import "../fast/register.js";
import { setLanguage, type Language } from "../language/language.js";
import { trainerFor } from "./beginning.js";
import type { Beginning } from "./protocol/beginning.js";
import type { ToView } from "./protocol/messages.js";

/** What a worker's global scope has, and a page's does not. */
interface Scope {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
}

const scope = globalThis as unknown as Scope;

scope.onmessage = ({ data }) => {
  const { beginning, language } = data as { readonly beginning: Beginning; readonly language: Language };
  setLanguage(language);
  const trainer = trainerFor(beginning);
  trainer.attach({
    send: (content: ToView, buffers = []) => scope.postMessage({ content, buffers }, buffers),
    onMessage: (receive) => (scope.onmessage = (event) => receive(event.data)),
  });
};
