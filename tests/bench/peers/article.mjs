// `node article.mjs FILE.md THEME.css`: how long an article takes in a process that is warm, in seconds, as JSON.
// Every article has a number of its own in the text and in its code, so that no result can be remembered.
import fs from "node:fs";
import { renderStyledContent } from "@wenyan-md/core/wrapper";
import hljs from "highlight.js";
import juice from "juice";
import MarkdownIt from "markdown-it";

const ROUNDS = 30;
const [article, css] = process.argv.slice(2).map((name) => fs.readFileSync(name, "utf8"));
const coloured = (code, language) =>
  hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : "";
const markdownIt = new MarkdownIt({ highlight: coloured });
const peers = {
  "wenyan": (text) => renderStyledContent(text, { themeId: "default" }),
  "markdown-it + juice": async (text) => juice.inlineContent(`<section>${markdownIt.render(text)}</section>`, css),
};

async function median(make) {
  const times = [];
  for (let round = 0; round < ROUNDS + 5; round += 1) {
    const text = article.replaceAll("NUMBER", String(round));
    const start = performance.now();
    const html = await make(text);
    times.push(performance.now() - start);
    if (!html.includes(`第${round}泡`)) throw new Error("made something else");
  }
  return times.slice(5).sort((one, other) => one - other)[ROUNDS >> 1] / 1000;
}

const found = {};
for (const [name, make] of Object.entries(peers)) found[name] = await median(make);
console.log(JSON.stringify(found));
