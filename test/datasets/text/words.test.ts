import assert from "node:assert/strict";
import { wordsOf } from "../../../src/datasets/text/words.js";

describe("words of a text", () => {
  for (const [text, words] of [
    ["I LOVED it!!! 10/10, a must-see.", ["i", "loved", "it", "10", "10", "a", "must", "see"]],
    [
      "Don't miss it.<br /><br />'Twas fun, they said: 'great'.",
      ["don't", "miss", "it", "twas", "fun", "they", "said", "great"],
    ],
    ["Amélie n’est pas triste", ["amélie", "n'est", "pas", "triste"]],
    ["<BR>one<br/>two<br>three", ["one", "two", "three"]],
    ["… — !?", []],
    ["", []],
  ] as [string, string[]][]) {
    it(JSON.stringify(text), () => assert.deepEqual(wordsOf(text), words));
  }
});
