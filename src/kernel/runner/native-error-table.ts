/**
 * The table of JavaScript's own errors: for each of V8's and Node's messages, the message in French and the
 * advice. The tests compare it with the messages of the running Node (`test/kernel/native-errors.test.ts`).
 */
import { currentFolder } from "#kernel/runner/script-files";
import type { Sentence } from "../../language/language.js";
import { missingValue } from "./missing-value.js";
import type { Scene } from "./scene.js";

export interface NativeError {
  readonly pattern: RegExp;
  /** The message in French; in English V8's own is shown. */
  readonly french: (...parts: string[]) => string;
  /** Advice on how to correct the error. */
  readonly mend?: (scene: Scene, ...parts: string[]) => Sentence | undefined;
}

const is = (pattern: RegExp, french: NativeError["french"], mend?: NativeError["mend"]): NativeError =>
  mend === undefined ? { pattern, french } : { pattern, french, mend };
const always = (fr: string, en: string) => (): Sentence => ({ fr, en });

/** How `undefined` and `null` are named in French messages. */
const NOTHING: Readonly<Record<string, string>> = {
  undefined: "undefined (aucune valeur)",
  null: "null (aucune valeur)",
};

const ARRAY_WANTED = always(
  "il faut un tableau : des crochets autour de la valeur, ou une boucle for (let i = 0; i < n; i++) pour compter.",
  "an array is needed: put brackets around the value, or count with a loop for (let i = 0; i < n; i++).",
);
const JSON_TEXT = always(
  "ce texte n’est pas du JSON complet : vérifiez guillemets doubles, virgules et accolades.",
  "this text is not complete JSON: check the double quotes, commas and braces.",
);

/** The entries by the name of the error. */
export const NATIVE_ERRORS: Readonly<Record<string, readonly NativeError[]>> = {
  TypeError: [
    is(
      /^Promise resolver (.+) is not a function$/s,
      () => "new Promise attend une fonction : (resolve, reject) => { … }",
    ),
    is(
      /^undefined is not a function$/,
      () => "ce qui est appelé ici n’a pas de valeur : ce n’est pas une fonction",
    ),
    is(
      /^(.+?) is not a function(?: or its return value is not iterable)?$/s,
      (what) => `${what} n’est pas une fonction`,
      (_, what) => {
        if (/\.(map|reduce|filter|forEach|length)$/.test(what))
          return {
            fr: `\`${what.replace(/\.\w+$/, "")}\` est-il bien un tableau ?`,
            en: `is \`${what.replace(/\.\w+$/, "")}\` really an array?`,
          };
        if (what.includes(".") || /^[\d"(]/.test(what))
          return {
            fr: "vérifiez le nom, majuscules comprises ; Tab après le point montre ce qui existe.",
            en: "check the name, also its capital letters; Tab after the dot shows the names that exist.",
          };
        return {
          fr: `\`${what}\` a une autre valeur : une cellule a-t-elle donné ce nom à autre chose ? Un produit s’écrit avec * .`,
          en: `\`${what}\` has another value: did a cell give this name to something else? A product is written with * .`,
        };
      },
    ),
    is(/^(.+?) is not a constructor$/s, (what) => `${what} n’est pas une classe : new ne s’emploie pas ici`),
    is(
      /^Cannot read (?:properties|property) of (undefined|null) \(reading '(.*)'\)$/s,
      (nothing, key) => `impossible de lire « ${key} » de ${NOTHING[nothing]}`,
      missingValue,
    ),
    is(
      /^Cannot set properties of (undefined|null) \(setting '(.*)'\)$/s,
      (nothing, key) => `impossible de donner une valeur à « ${key} » de ${NOTHING[nothing]}`,
      (scene) => {
        // V8 reports the position after the place to which a value is assigned.
        const expression = scene.expression?.replace(/(?:\.[\p{L}\p{N}_$]+|\[[^\][]*\])$/u, "");
        return expression?.endsWith("]") === true
          ? {
              fr: `la ligne \`${expression}\` n’existe pas encore : ${expression} = []; d’abord.`,
              en: `the row \`${expression}\` does not exist yet: write ${expression} = []; first.`,
            }
          : missingValue({
              ...(expression === undefined ? {} : { expression }),
              ...(scene.hasValue === true && expression === scene.expression ? { hasValue: true } : {}),
            });
      },
    ),
    is(
      /^Cannot destructure property '(.+?)' of '(element of the loop|value caught)' as it is (undefined|null)\.$/s,
      (key, what, nothing) =>
        `impossible de prendre « ${key} » dans ${what === "value caught" ? "ce que catch a reçu" : "un élément de la boucle"}, qui vaut ${NOTHING[nothing]}`,
    ),
    is(
      /^Cannot destructure property '(.+?)' of '(.+)' as it is (undefined|null)\.$/s,
      (key, what, nothing) => `impossible de prendre « ${key} » dans ${what}, qui vaut ${NOTHING[nothing]}`,
      (_, _key, what) =>
        what === "undefined" || what === "object null"
          ? {
              fr: "la fonction est appelée sans l’argument attendu.",
              en: "the function is called without an argument that it expects.",
            }
          : undefined,
    ),
    is(
      /^Cannot destructure '(.+)' as it is (undefined|null)\.$/s,
      (what, nothing) => `impossible de décomposer ${what}, qui vaut ${NOTHING[nothing]}`,
    ),
    is(
      /^(undefined|null) is not iterable.*$/s,
      (nothing) => `${NOTHING[nothing]} ne se parcourt pas : ce n’est pas un tableau`,
      ARRAY_WANTED,
    ),
    is(
      /^(?:number|boolean|object|function|symbol) (.+?) is not iterable \(cannot read property .*\)$/s,
      (what) => `${what} ne se parcourt pas : ce n’est pas un tableau`,
      ARRAY_WANTED,
    ),
    is(
      /^element of the loop is not (?:async )?iterable$/,
      () => "un élément de la boucle ne se décompose pas : ce n’est pas un tableau",
      always(
        "for (const [a, b] of …) parcourt des tableaux de paires ; pour des valeurs simples : for (const a of …).",
        "for (const [a, b] of …) goes through arrays of pairs; for simple values: for (const a of …).",
      ),
    ),
    is(
      /^(.+?) is not (?:async )?iterable(?: \(cannot read property .*\))?$/s,
      (what) => `${what} ne se parcourt pas : ce n’est pas un tableau`,
      ARRAY_WANTED,
    ),
    is(
      /^Spread syntax requires \.\.\.iterable\[Symbol\.iterator\] to be a function$/,
      () => "trois points étalent un tableau, et ceci n’en est pas un",
      ARRAY_WANTED,
    ),
    is(
      /^Iterator value (.+) is not an entry object$/s,
      (what) => `${what} n’est pas une paire [nom, valeur]`,
    ),
    is(
      /^Result of the Symbol\.iterator method is not an object$/,
      () => "ceci ne se parcourt pas : sa méthode Symbol.iterator ne donne pas d’itérateur",
    ),
    is(
      /^Cannot use 'in' operator to search for '(.+)' in (.+)$/s,
      (key, what) => `« in » cherche « ${key} » dans un objet, et ${what} n’en est pas un`,
      always("pour une valeur dans un tableau : v.includes(x).", "for a value in an array: v.includes(x)."),
    ),
    is(
      /^Right-hand side of 'instanceof' is not (?:an object|callable)$/,
      () => "à droite de instanceof, il faut une classe",
    ),
    is(
      /^Function has non-object prototype '.*' in instanceof check$/,
      () => "à droite de instanceof, il faut une classe",
    ),
    is(
      /^Assignment to constant variable\.$/,
      () => "une constante (const) ne change pas de valeur",
      always("déclarez-la par let.", "declare it with let."),
    ),
    is(
      /^Cannot assign to read only property '(.+?)' of object '.*'$/s,
      (key) => `« ${key} » ne se change pas`,
    ),
    is(
      /^Cannot add property (.+?), object is not extensible$/s,
      (key) => `cet objet est figé : on n’y ajoute pas « ${key} »`,
    ),
    is(/^Cannot delete property '(.+?)' of .*$/s, (key) => `« ${key} » ne s’efface pas`),
    is(
      /^Cannot set property (.+?) of .* which has only a getter$/s,
      (key) => `« ${key} » se lit et ne se change pas`,
    ),
    is(
      /^Class constructor (.+?) cannot be invoked without 'new'$/s,
      (name) => `${name} est une classe : écrivez new ${name}(…)`,
    ),
    is(
      /^(.+?) constructor cannot be invoked without 'new'$/s,
      (name) => `${name} est une classe : écrivez new ${name}(…)`,
    ),
    is(/^Constructor (.+?) requires 'new'$/s, (name) => `${name} est une classe : écrivez new ${name}(…)`),
    is(
      /^Reduce of empty array with no initial value$/,
      () => "reduce sur un tableau vide, sans valeur de départ",
      always(
        "donnez-la après la fonction : v.reduce((s, x) => s + x, 0).",
        "give one after the function: v.reduce((s, x) => s + x, 0).",
      ),
    ),
    is(
      /^The comparison function must be either a function or undefined(?: \[.*\]|: .*)?$/s,
      () => "sort attend une fonction qui compare : (a, b) => a - b",
    ),
    is(
      /^Cannot mix BigInt and other types, use explicit conversions$/,
      () => "un BigInt (1n) ne se mêle pas aux nombres",
      always("convertissez par Number(…).", "convert it by Number(…)."),
    ),
    is(
      /^Cannot convert a BigInt value to a number$/,
      () => "un BigInt (1n) n’est pas accepté ici",
      always("convertissez par Number(…).", "convert it by Number(…)."),
    ),
    is(
      /^Do not know how to serialize a BigInt$/,
      () => "un BigInt (1n) ne s’écrit pas en JSON",
      always("convertissez par Number(…) ou String(…).", "convert it with Number(…) or String(…)."),
    ),
    is(
      /^Cannot convert a Symbol value to a (?:number|string)$/,
      () => "un symbole n’est ni un nombre ni un texte",
    ),
    is(
      /^Cannot convert object to primitive value$/,
      () => "cet objet ne se convertit ni en nombre ni en texte",
    ),
    is(
      /^Cannot convert undefined or null to object$/,
      () => "un objet est attendu, et il n’y a ici aucune valeur (undefined ou null)",
    ),
    is(
      /^Converting circular structure to JSON.*$/s,
      () => "cet objet se contient lui-même : il ne s’écrit pas en JSON",
    ),
    is(/^(\S+) called on (?:non-object|null or undefined)$/s, (name) => `${name} attend un objet`),
    is(
      /^(\S+) requires that 'this' be an? (\w+)$/s,
      (name, kind) => `${name} ne s’applique qu’à une valeur de type ${kind}`,
    ),
    is(
      /^Class extends value (.+) is not a constructor or null$/s,
      (what) => `extends attend une classe, et ${what} n’en est pas une`,
    ),
    is(
      /^Super constructor (.+?) of .* is not a constructor$/s,
      (what) => `super(…) appelle ${what}, qui n’est pas une classe`,
    ),
    is(
      /^Derived constructors may only return object or undefined$/,
      () => "le constructeur d’une classe qui en étend une autre ne renvoie rien, ou un objet",
    ),
    is(
      /^Cannot (?:read|write|access) private (?:member|method) (#\S+) (?:from|to|of) an object whose class did not declare it$/s,
      (name) => `${name} n’existe que dans les objets de la classe qui le déclare`,
    ),
    is(
      /^Receiver must be (?:an instance of )?class (\S+)$/s,
      (name) => `ceci ne s’applique qu’à un objet de la classe ${name}`,
    ),
    is(
      /^Cannot define property (.+?), object is not extensible$/s,
      (key) => `cet objet est figé : on n’y ajoute pas « ${key} »`,
    ),
    is(
      /^Cannot create property '(.+?)' on (?:number|string|boolean|bigint) '(.*)'$/s,
      (key, what) => `${what} n’est pas un objet : on n’y ajoute pas « ${key} »`,
    ),
    is(
      /^Cannot assign to read only property '(.+?)' of string '.*'$/s,
      () => "un texte ne se change pas sur place",
      always(
        "faites-en un nouveau : replace, slice, ou une concaténation par +.",
        "make a new one with replace, slice, or +.",
      ),
    ),
    is(/^Cannot redefine property: (.+)$/s, (key) => `« ${key} » ne se définit pas une seconde fois`),
    is(
      /^Object prototype may only be an Object or null: (.+)$/s,
      (what) => `un prototype est un objet ou null, et ${what} n’en est pas un`,
    ),
    is(
      /^Generator is already running$/,
      () => "ce générateur est déjà en cours : il ne s’appelle pas lui-même",
    ),
    is(
      /^Method (\S+) called on incompatible receiver (.+)$/s,
      (name, what) => `${name} ne s’applique pas à ${what}`,
    ),
    is(/^Chaining cycle detected for promise .*$/s, () => "cette promesse s’attend elle-même"),
    is(/^Cannot create proxy with a non-object as target or handler$/, () => "new Proxy attend deux objets"),
    is(
      /^Invalid value used (?:as weak map key|in weak set)$/,
      () => "un WeakMap ou un WeakSet ne garde que des objets",
    ),
    is(/^Cannot convert (.+) to a BigInt$/s, (what) => `${what} n’est pas un entier : pas de BigInt`),
    is(
      /^\S+ (?:called with|must be called with) a non-global RegExp(?: argument)?$/,
      () => "l’expression régulière doit porter le g final : /…/g",
    ),
    is(
      /^Invalid URL$/,
      () => "cette adresse n’est pas complète",
      always("elle commence par https:// ou file://.", "it begins with https:// or file://."),
    ),
    is(
      /^Failed to parse URL from (.*)$/s,
      (address) => `« ${address} » n’est pas une adresse complète`,
      always(
        "elle commence par https:// ; un fichier se lit par readFileSync de node:fs.",
        "it begins with https://; to read a file, use readFileSync of node:fs.",
      ),
    ),
    is(
      /^fetch failed$/,
      () => "le téléchargement a échoué",
      always(
        "l’ordinateur est-il relié au réseau, et l’adresse est-elle juste ?",
        "is the computer connected to the network, and is the address right?",
      ),
    ),
    is(
      /^The (first argument|"(.+?)" (?:argument|property)) must be (.+?)\. Received (.+)$/s,
      (_, name, wanted, received) =>
        `${name === undefined ? "le premier argument" : `l’argument « ${name} »`} ne convient pas : reçu ${received}, attendu ${wanted}`,
    ),
    is(
      /^Cannot perform .* on a (?:detached ArrayBuffer|proxy that has been revoked).*$/s,
      () => "ces données ont été cédées et ne sont plus là",
    ),
  ],
  ReferenceError: [
    is(
      /^(.+?) is not defined$/s,
      (name) => `${name} n’est défini nulle part`,
      (_, name) => ({
        fr: `exécutez d’abord la cellule qui définit \`${name}\`, ou vérifiez l’orthographe.`,
        en: `run the cell that defines \`${name}\` first, or check the spelling.`,
      }),
    ),
    is(
      /^Cannot access '(.+?)' before initialization$/s,
      (name) => `${name} est lu avant d’avoir une valeur`,
      always("placez sa déclaration plus haut.", "move its declaration up."),
    ),
    is(/^Super constructor may only be called once$/, () => "super(…) s’appelle une seule fois"),
    is(
      /^Must call super constructor .*$/s,
      () => "le constructeur doit appeler super(…) avant d’utiliser this",
    ),
  ],
  RangeError: [
    is(
      /^Maximum call stack size exceeded$/,
      () => "trop d’appels imbriqués : une fonction s’appelle elle-même sans fin",
      always(
        "il faut un cas où elle ne s’appelle plus ; ou un tableau trop long est étalé par trois points.",
        "there must be a case in which it does not call itself; or three dots spread an array that is too long.",
      ),
    ),
    is(
      /^Invalid array length$/,
      () => "longueur de tableau impossible",
      always(
        "elle doit être un entier, ni négatif ni immense.",
        "it must be an integer, neither negative nor huge.",
      ),
    ),
    is(/^Invalid typed array length: (.+)$/s, (length) => `longueur de tableau impossible : ${length}`),
    is(
      /^(?:Array buffer allocation failed|Invalid array buffer length)$/,
      () => "ce tableau est trop grand pour la mémoire, ou sa longueur est impossible",
    ),
    is(/^Invalid string length$/, () => "ce texte est trop long pour la mémoire"),
    is(/^Invalid count value: (.+)$/s, (count) => `un texte ne se répète pas ${count} fois`),
    is(
      /^(\w+)\(\) (?:digits )?argument must be between (\d+) and (\d+)$/,
      (name, low, high) => `${name} prend un nombre de chiffres entre ${low} et ${high}`,
    ),
    is(
      /^toString\(\) radix (?:argument )?must be between 2 and 36$/,
      () => "toString prend une base entre 2 et 36",
    ),
    is(/^Invalid time value$/, () => "cette date n’existe pas"),
    is(
      /^The number (.+) cannot be converted to a BigInt because it is not an integer$/s,
      (number) => `${number} n’est pas entier : pas de BigInt`,
    ),
    is(/^Division by zero$/, () => "division par zéro"),
    is(/^Incorrect locale information provided$/, () => "cette langue n’existe pas"),
    is(/^Invalid code point (.+)$/s, (code) => `aucun caractère n’a le numéro ${code}`),
    is(/^Invalid time zone specified: (.+)$/s, (zone) => `le fuseau horaire « ${zone} » n’existe pas`),
    is(/^(\w+) value is out of range\.$/, (option) => `${option} a une valeur hors des bornes`),
    is(
      /^The value of "(.+?)" is out of range\. It must be (.+?)\. Received (.+)$/s,
      (name, wanted, received) => `« ${name} » est hors des bornes : reçu ${received}, attendu ${wanted}`,
    ),
    is(
      /^(?:offset is out of bounds|Offset is outside the bounds of the DataView|Start offset .+ is outside the bounds of the buffer|Invalid offset)$/,
      () => "la position sort du tableau de données",
    ),
    is(
      /^(?:start offset|byte length) of (\w+) should be a multiple of (\d+)$/,
      (kind, size) =>
        `chaque élément d’un ${kind} prend ${size} octets : position et longueur en sont des multiples`,
    ),
    is(
      /^(?:Exponent must be non-negative|.+ must be positive)$/,
      () => "l’exposant d’un BigInt n’est pas négatif",
    ),
    is(
      /^The normalization form should be one of (.+)$/s,
      (forms) => `la forme attendue est l’une de ${forms}`,
    ),
  ],
  SyntaxError: [
    is(/^Unexpected end of JSON input$/, () => "ce texte JSON s’arrête avant la fin", JSON_TEXT),
    is(
      /^(.+) is not valid JSON$/s,
      (what) => `ceci n’est pas du JSON : ${what.replace(/^Unexpected token /, "caractère inattendu ")}`,
      JSON_TEXT,
    ),
    is(
      /^(.+) in JSON at position (\d+)(.*)$/s,
      (_, position) => `ceci n’est pas du JSON, à partir du caractère ${position}`,
      JSON_TEXT,
    ),
    is(
      /^Invalid flags supplied to RegExp constructor '(.+)'$/s,
      (flags) =>
        `« ${flags} » : ce ne sont pas les lettres d’une expression régulière (d, g, i, m, s, u, v, y)`,
    ),
    is(
      /^Invalid regular expression: (.+): (.+)$/s,
      (expression) => `expression régulière incorrecte : ${expression}`,
    ),
    is(/^Cannot convert (.*) to a BigInt$/s, (what) => `${what} n’est pas un entier : pas de BigInt`),
  ],
  DataCloneError: [
    is(/^(.+) could not be cloned\.$/s, (what) => `${what} ne se copie pas : ni une fonction, ni un symbole`),
  ],
  AggregateError: [is(/^All promises were rejected$/, () => "aucune des promesses n’a été tenue")],
  AbortError: [is(/^(?:This|The) operation was aborted$/, () => "l’opération a été annulée")],
  // Errors of the operating system, with Node's messages.
  Error: [
    is(/^Cannot find module '(.+?)'(?:\n.*)?$/s, (name) => `le module « ${name} » est introuvable`),
    is(
      /^ENOENT: no such file or directory, (?:\w+)(?: '.*' ->)? '(.+)'$/s,
      (path) => `« ${path} » n’existe pas`,
      () => ({
        fr: `on cherche depuis ce dossier : ${currentFolder()}.`,
        en: `the path starts from this folder: ${currentFolder()}.`,
      }),
    ),
    is(
      /^EISDIR: illegal operation on a directory, \w+(?: '(.+)')?$/s,
      (path) => `${path === undefined ? "ceci" : `« ${path} »`} est un dossier, pas un fichier`,
    ),
    is(/^ENOTDIR: not a directory, \w+ '(.+)'$/s, (path) => `« ${path} » n’est pas un dossier`),
    is(/^EEXIST: file already exists, \w+ '(.+)'$/s, (path) => `« ${path} » existe déjà`),
    is(/^ENOTEMPTY: directory not empty, \w+ '(.+)'$/s, (path) => `le dossier « ${path} » n’est pas vide`),
    is(
      /^(?:EACCES: permission denied|EPERM: operation not permitted), \w+(?: '(.+)')?$/s,
      (path) => `le système ne le permet pas${path === undefined ? "" : ` : « ${path} »`}`,
    ),
    is(/^ENOSPC: no space left on device, .*$/s, () => "le disque est plein"),
  ],
  URIError: [is(/^URI malformed$/, () => "cette adresse contient un % qui ne code rien")],
};
