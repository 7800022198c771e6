/** Models of a server: reads `model.json` and the files of weights that it names; sends a model as a form. */
import { ArgumentError, DataError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import {
  binaryTopology,
  getModelArtifactsForJSON,
  getModelArtifactsInfoForJSON,
  getWeightSpecs,
  modelJSONFor,
} from "./artifacts.js";
import { concatenateArrayBuffers } from "./bytes.js";
import { env } from "../environment.js";
import { parseModelJSON } from "./model-json.js";
import type { IOHandler, LoadOptions, ModelArtifacts, SaveResult, WeightsManifestConfig } from "./types.js";

/** The names of the parts of the form, as servers written for TensorFlow.js expect them. */
const PARTS = { json: "model.json", weights: "model.weights.bin" };

export class HTTPRequest implements IOHandler {
  static readonly URL_SCHEME_REGEX = /^https?:\/\//;
  readonly DEFAULT_METHOD = "POST";
  protected readonly path: string;
  protected readonly requestInit: RequestInit;
  private readonly options: LoadOptions;

  constructor(path: string, loadOptions: LoadOptions = {}) {
    if (typeof path !== "string" || path === "") throw noAddress(path);
    if (loadOptions.requestInit?.body != null) throw ownBody();
    this.path = path;
    this.options = loadOptions;
    this.requestInit = loadOptions.requestInit ?? {};
  }

  async save(artifacts: ModelArtifacts): Promise<SaveResult> {
    if (artifacts.modelTopology instanceof ArrayBuffer) throw binaryTopology("save");
    const manifest = [{ paths: [`./${PARTS.weights}`], weights: artifacts.weightSpecs ?? [] }];
    const json = JSON.stringify(modelJSONFor(artifacts, manifest));
    const body = new FormData();
    body.append(PARTS.json, new Blob([json], { type: "application/json" }), PARTS.json);
    if (artifacts.weightData != null) {
      const weights = new Blob([concatenateArrayBuffers(artifacts.weightData)], {
        type: "application/octet-stream",
      });
      body.append(PARTS.weights, weights, PARTS.weights);
    }
    const response = await this.request(this.path, {
      method: this.DEFAULT_METHOD,
      ...this.requestInit,
      body,
    });
    return { modelArtifactsInfo: getModelArtifactsInfoForJSON(artifacts), responses: [response] };
  }

  async load(): Promise<ModelArtifacts> {
    const response = await this.request(this.path, this.requestInit);
    const json = parseModelJSON(await response.text(), this.path);
    return getModelArtifactsForJSON(json, async (manifest) => [
      getWeightSpecs(manifest),
      await this.loadShards(await this.addressesOf(manifest)),
    ]);
  }

  /** The addresses of the files of weights: beside `model.json`, with its query. */
  private addressesOf(manifest: WeightsManifestConfig): Promise<string[]> {
    const { weightPathPrefix, weightUrlConverter } = this.options;
    const [prefix, suffix] = parseUrl(this.path);
    return Promise.all(
      manifest.flatMap(({ paths }) =>
        paths.map((path) => weightUrlConverter?.(path) ?? `${weightPathPrefix ?? prefix}${path}${suffix}`),
      ),
    );
  }

  private async loadShards(addresses: readonly string[]): Promise<ArrayBuffer[]> {
    let done = 0;
    this.options.onProgress?.(0);
    return Promise.all(
      addresses.map(async (address) => {
        const bytes = await (await this.request(address, this.requestInit)).arrayBuffer();
        this.options.onProgress?.(++done / addresses.length);
        return bytes;
      }),
    );
  }

  private async request(address: string, init: RequestInit): Promise<Response> {
    const fetchFunc = this.options.fetchFunc ?? env().platform.fetch;
    const response = await fetchFunc(address, init).catch((error: unknown) => {
      const cause = error instanceof Error ? (error.cause ?? error.message) : error;
      throw notAnswered(address, String(cause));
    });
    if (!response.ok) throw notAnswered(address, `${response.status} ${response.statusText ?? ""}`);
    return response;
  }
}

/** An address in two parts: its folder, with "/", and its query, with "?". */
export function parseUrl(url: string): [string, string] {
  const slash = url.lastIndexOf("/");
  const query = url.lastIndexOf("?");
  return [`${url.slice(0, slash)}/`, query > slash ? url.slice(query) : ""];
}

/** Whether an address begins with `http://` or `https://`. */
export function isHTTPScheme(url: string): boolean {
  return HTTPRequest.URL_SCHEME_REGEX.test(url);
}

/**
 * A model of a server.
 * @param path the address of `model.json`, or to save the address that receives the form
 * @param loadOptions options of the request
 */
export function http(path: string, loadOptions?: LoadOptions): IOHandler {
  return new HTTPRequest(path, loadOptions);
}

/** Another name of `http`. */
export const browserHTTPRequest = http;

function notAnswered(address: string, received: string): DataError {
  return new DataError({
    where: "tf.io.http",
    argument: address,
    received,
    expected: { fr: "une adresse qui répond", en: "an address that answers" },
    mend: {
      fr: "Vérifiez l’adresse et le réseau ; dans une page, le serveur doit permettre la lecture (CORS).",
      en: "Check the address and the network; in a page, the server must allow reading (CORS).",
    },
  });
}

function noAddress(path: unknown): ArgumentError {
  return new ArgumentError({
    where: "tf.io.http",
    argument: "path",
    received: written(path),
    expected: { fr: "l’adresse de model.json", en: "the address of model.json" },
    mend: {
      fr: 'Par exemple tf.io.http("https://exemple.fr/modele/model.json").',
      en: 'For example tf.io.http("https://example.com/model/model.json").',
    },
  });
}

function ownBody(): ArgumentError {
  return new ArgumentError({
    where: "tf.io.http",
    argument: "requestInit.body",
    received: { fr: "un corps de requête", en: "a body of a request" },
    expected: { fr: "aucun corps : le modèle en est un", en: "no body: the model is one" },
    mend: { fr: "Enlevez body de requestInit.", en: "Remove body from requestInit." },
  });
}
