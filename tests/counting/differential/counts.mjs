// Counts texts with the official libraries and with the browser's own functions: one JSON string a line on standard
// input, one JSON array a line on standard output. Needs npm packages; see test_differential.py.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(process.env.SOCLOC_TWITTER_TEXT + "/");
const { parseTweet } = require("twitter-text");
const { RichText } = require("@atproto/api");
const { SegmentedMessage } = require("sms-segments-calculator");
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const clusters = (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
// The calculator keeps together what Unicode 10 does, but no line end: what is compared is how it fills parts.
require("sms-segments-calculator/dist/libs/textUtils").splitGraphemes = (text) =>
  clusters(text).flatMap((cluster) => (cluster === "\r\n" ? ["\r", "\n"] : cluster));

const lines = [];
for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const { weightedLength, valid } = parseTweet(text);
  const post = new RichText({ text });
  const sms = new SegmentedMessage(text);
  const units = sms.messageSize / (sms.encodingName === "GSM-7" ? 7 : 16);
  // Another Unicode than the regex library's may have assigned what this one has not.
  const known = !/\p{Cn}/u.test(text);
  lines.push(
    JSON.stringify({
      x: [weightedLength, valid],
      units: text.length,
      bytes: post.length,
      clusters: known ? [clusters(text).length, post.graphemeLength] : null,
      sms: [sms.encodingName, units, known ? sms.segmentsCount : null],
    }),
  );
}
process.stdout.write(lines.join("\n"));
