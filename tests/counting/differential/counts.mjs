// Counts texts with the official library and with the browser's own functions: one JSON string a line on standard
// input, one JSON array a line on standard output. Needs `npm install twitter-text@3.1.0`; see test_differential.py.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(process.env.SOCLOC_TWITTER_TEXT + "/");
const { parseTweet } = require("twitter-text");
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const encoder = new TextEncoder();

const lines = [];
for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const { weightedLength, valid } = parseTweet(text);
  // Another Unicode than the regex library's may have assigned what this one has not.
  const graphemes = /\p{Cn}/u.test(text) ? null : [...segmenter.segment(text)].length;
  lines.push(JSON.stringify([weightedLength, valid, text.length, encoder.encode(text).length, graphemes]));
}
process.stdout.write(lines.join("\n"));
