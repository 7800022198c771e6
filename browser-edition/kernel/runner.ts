/** The worker of the runner, with the engine, which is loaded before the first cell. */
import { provideEnvironment } from "../../src/host/environment.js";
import { fetchCompiled } from "../../src/host/compiled-kernels.browser.js";
import { provideDataAddress } from "../../src/host/data-address.js";
import { provideWorkerMaker } from "../../src/host/worker-maker.js";
import { nextTurn } from "../../src/host/turn.browser.js";
import { setLanguage } from "../../src/language/language.js";
import { provideModule } from "../../src/kernel/runner/modules.browser.js";
import type { ForwardedComm } from "../../src/kernel/runner/messages.js";
import { serve as serveSession } from "../../src/kernel/runner/serve.js";
import { isShared, SharedState } from "../../src/kernel/runner/shared-state.js";
import { AskedHelpers } from "./asked-helpers.js";
import { PULSE, type RunnerWorkerData, type ToRunnerWorker } from "./runner-messages.js";
import { post, serve } from "./worker-scope.js";

/** Variables that the engine reads: the build puts them here. */
declare const ENVIRONMENT: Readonly<Record<string, string>>;
/** The files that the engine reads beside its code, from the extension's folder: the build puts them here, too. */
declare const FILES_BESIDE: readonly string[];

provideEnvironment(ENVIRONMENT);
// From `extensions/<name>/bundle/`, where this script lies, to the site's own folder.
provideDataAddress("../../../data/");
const helpers = new AskedHelpers(post);
provideWorkerMaker(helpers.make);
/** Loaded before the runner is needed: a worker is started while the page loads. */
const engine = Promise.all([import("../../src/index.js"), import("../../src/tfjs/index.js")]);
/** What the engine reads beside its code (`build/bundle-kernel.ts`): no cell waits for a request. */
const compiled = fetchCompiled(FILES_BESIDE.map((file) => new URL(`../${file}`, import.meta.url)));
serve(
  async ({ directory, language, shared }: RunnerWorkerData): Promise<(message: ToRunnerWorker) => void> => {
    setLanguage(language);
    const [neurones, tfjs] = await engine;
    await compiled;
    provideModule("neurones", neurones);
    provideModule("neurones/tfjs", tfjs);
    const state = new SharedState(shared);
    const { receive, receiveComm } = serveSession(directory, state, post);
    const hearComm = (message: ForwardedComm): void => {
      // Where no memory is shared, the page could not count the message.
      if (!isShared(state.interrupted)) state.addMessage();
      receiveComm(message);
    };
    return (message) => {
      // A worker whose turns have ended can end no cell either.
      if (message === PULSE) nextTurn(() => post(PULSE));
      else if (typeof message === "string") receive(message);
      else if ("endedHelper" in message) helpers.ended(message);
      else hearComm(message);
    };
  },
);
