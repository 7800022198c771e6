/**
 * The first script of each page of the site: on the first visit it loads the page once more under the service worker,
 * so that the page may share memory between its workers. In a page that stays, it asks for the app's scripts, and starts the
 * kernel's workers, which get ready while JupyterLab loads. On a telephone it leads from JupyterLab to the page of the lesson
 * alone.
 */
import { say, setLanguage } from "../../src/language/language.js";
import type * as PageKernel from "../kernel/page-kernel.js";

/** Under this name the tab remembers that it was loaded once more: a page that stays unisolated must not load for ever. */
const RELOADED = "neurones-reloaded";
/** The shorter side of a tablet's screen has at least so many pixels. */
const TELEPHONE = 600;
/** Milliseconds after which a page is loaded once more without the service worker. */
const PATIENCE = 10_000;
/** Milliseconds after which files that the page has not asked for are fetched. */
const KEEP_AFTER = 8000;

/** This script's element; known only while it runs for the first time. */
const element = document.currentScript as HTMLScriptElement;
const here = element.src;
/** The address of the kernel in the page, which JupyterLab's extension loads too (`extension/remote-entry.ts`). */
const kernel = new URL("../extensions/neurones-browser-edition/bundle/kernel.js", here).href;
/** The same address as JupyterLite's, which would register another worker otherwise. */
const serviceWorker = new URL("../service-worker.js?enableCache=false", here);

const NOTHING_STORED = {
  fr: "Ce navigateur n’enregistre rien dans un cadre d’un autre site, et la leçon ne peut s’y ouvrir.",
  en: "This browser stores nothing in a frame of another site, and the lesson cannot open there.",
};

const NO_SERVICE_WORKERS = {
  fr: "Ce navigateur bloque les « service workers » : le cours fonctionne, mais pas hors connexion, et une boucle sans fin ne s’arrête qu’au second appui, en perdant les variables.",
  en: "This browser blocks service workers: the course works, but not offline, and an endless loop ends only at a second press of stop, losing the variables.",
};

const NO_HTTPS = {
  fr: "Cette page n’est pas servie en https : le cours fonctionne, mais pas hors connexion, et une boucle sans fin ne s’arrête qu’au second appui, en perdant les variables.",
  en: "This page is not served over https: the course works, but not offline, and an endless loop ends only at a second press of stop, losing the variables.",
};

setLanguage(document.documentElement.lang === "en" ? "en" : "fr");
const workers = (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;
if (isLessonOnTelephone())
  location.replace(new URL(`../notebooks/index.html${location.search}`, location.href));
else if (workers !== undefined && isolates()) void reloadUnder(workers);
else {
  askForScripts();
  prepareKernel();
  void keepSite();
}

/** Whether JupyterLab is to show a lesson where it has no room: the page of a lesson alone has a layout for telephones. */
function isLessonOnTelephone(): boolean {
  const isJupyterLab = /\/lab\/(?:index\.html)?$/.test(location.pathname);
  const namesLesson = new URLSearchParams(location.search).has("path");
  return isJupyterLab && namesLesson && Math.min(screen.width, screen.height) < TELEPHONE;
}

/** Whether loading the page once more isolates it: a page in a frame is isolated only if the page around it is. */
function isolates(): boolean {
  if (crossOriginIsolated || window.top !== window) return false;
  try {
    if (sessionStorage.getItem(RELOADED) !== null) return false;
    sessionStorage.setItem(RELOADED, "yes");
    return true;
  } catch {
    // A tab that remembers nothing would load the page for ever.
    return false;
  }
}

/** Loads the page once more, under the service worker if there can be one. Until then JupyterLab would load in vain. */
async function reloadUnder(container: ServiceWorkerContainer): Promise<void> {
  window.stop();
  const controlled = new Promise((resolve) =>
    container.addEventListener("controllerchange", resolve, { once: true }),
  );
  const registered = register(container)
    .then(() => (container.controller === null ? controlled : undefined))
    .catch(() => undefined);
  await Promise.race([registered, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  location.reload();
}

async function register(container: ServiceWorkerContainer): Promise<ServiceWorkerRegistration> {
  const registration = (await container.register(serviceWorker)) as ServiceWorkerRegistration | undefined;
  // Programs that block service workers put a function in the browser's place that does nothing.
  if (registration === undefined) throw new Error("nothing was registered");
  return registration;
}

/** Asks for the app's scripts at once (`build/entry-scripts.ts`), which run later, when JupyterLite comes to them. */
function askForScripts(): void {
  for (const href of (element.dataset["next"] ?? "").split(" ").filter((address) => address !== ""))
    document.head.append(
      Object.assign(document.createElement("link"), { rel: "preload", as: "script", href }),
    );
}

/** Where this fails, the first cell waits for the workers, and says what is wrong. */
function prepareKernel(): void {
  void (import(kernel) as Promise<typeof PageKernel>)
    .then((module) => module.prepareKernel())
    .catch(() => undefined);
}

/** Has the service worker keep the site's files for a time without a network. */
async function keepSite(): Promise<void> {
  if (workers === undefined) return tellMissing();
  try {
    const registration = await register(workers);
    await workers.ready;
    sessionStorage.removeItem(RELOADED);
    setTimeout(() => (registration.active ?? workers.controller)?.postMessage("keep"), KEEP_AFTER);
  } catch {
    tellMissing();
  }
}

/** Says why the site does less here, in a line that can be closed. */
function tellMissing(): void {
  const line = document.createElement("div");
  line.className = "neurones-notice";
  line.setAttribute("role", "status");
  if (isRefusedStorage()) line.append(say(NOTHING_STORED), " ", linkToTab());
  else line.textContent = say(isSecureContext ? NO_SERVICE_WORKERS : NO_HTTPS);
  const close = document.createElement("button");
  close.textContent = "×";
  close.onclick = () => line.remove();
  line.append(close);
  const show = (): void => document.body.prepend(line);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", show);
  else show();
}

/** Whether this page is in a frame, and may store nothing there: some browsers let only frames of the same site. */
function isRefusedStorage(): boolean {
  if (window.top === window) return false;
  try {
    localStorage.getItem(RELOADED);
    return false;
  } catch {
    return true;
  }
}

function linkToTab(): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = location.href;
  link.target = "_blank";
  link.textContent = say({ fr: "Ouvrez-la dans un onglet.", en: "Open it in a tab." });
  return link;
}
