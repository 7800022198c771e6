/**
 * The first script of each page of the site: registers the service worker, and loads the page once more under it,
 * so that the page may share memory between its workers.
 */
import { say, setLanguage } from "../../src/language/language.js";

/** Under this name the tab remembers that it was loaded once more: a page that stays unisolated must not load for ever. */
const RELOADED = "neurones-reloaded";
/** Milliseconds after which files that the page has not asked for are fetched. */
const KEEP_AFTER = 8000;

setLanguage(document.documentElement.lang === "en" ? "en" : "fr");
void begin();

async function begin(): Promise<void> {
  const workers = (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (workers === undefined) return tellMissing();
  // The same address as JupyterLite's, which would register another worker otherwise.
  const script = new URL(
    "../service-worker.js?enableCache=false",
    (document.currentScript as HTMLScriptElement).src,
  );
  try {
    const registration = await workers.register(script);
    await workers.ready;
    if (isolates()) return reloadOnce(workers);
    sessionStorage.removeItem(RELOADED);
    setTimeout(() => (registration.active ?? workers.controller)?.postMessage("keep"), KEEP_AFTER);
  } catch {
    tellMissing();
  }
}

/** Whether loading the page once more isolates it: a page in a frame is isolated only if the page around it is. */
function isolates(): boolean {
  return !crossOriginIsolated && window.top === window && sessionStorage.getItem(RELOADED) === null;
}

function reloadOnce(workers: ServiceWorkerContainer): void {
  const reload = (): void => {
    sessionStorage.setItem(RELOADED, "yes");
    location.reload();
  };
  if (workers.controller !== null) reload();
  else workers.addEventListener("controllerchange", reload, { once: true });
}

/** Says why the site does less here, in a line that can be closed. */
function tellMissing(): void {
  const line = document.createElement("div");
  line.className = "neurones-notice";
  line.setAttribute("role", "status");
  line.textContent = isSecureContext
    ? say({
        fr: "Ce navigateur bloque les « service workers » : le cours fonctionne, mais pas hors connexion, et une boucle sans fin ne s’arrête qu’au second appui, en perdant les variables.",
        en: "This browser blocks service workers: the course works, but not offline, and an endless loop ends only at a second press of stop, losing the variables.",
      })
    : say({
        fr: "Cette page n’est pas servie en https : le cours fonctionne, mais pas hors connexion, et une boucle sans fin ne s’arrête qu’au second appui, en perdant les variables.",
        en: "This page is not served over https: the course works, but not offline, and an endless loop ends only at a second press of stop, losing the variables.",
      });
  const close = document.createElement("button");
  close.textContent = "×";
  close.onclick = () => line.remove();
  line.append(close);
  addEventListener("DOMContentLoaded", () => document.body.prepend(line));
}
