// One article by wenyan, in a process of its own: `node wenyan.mjs FILE.md` writes its HTML to standard output.
import fs from "node:fs";
import { renderStyledContent } from "@wenyan-md/core/wrapper";

process.stdout.write(await renderStyledContent(fs.readFileSync(process.argv[2], "utf8"), { themeId: "default" }));
