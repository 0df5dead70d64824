// look.mjs FOLDER OUT [PAGE...]: pictures of pages at 400 and 1400 px, light, dark and printed, to be looked at.
import { mkdirSync } from "node:fs";
import { opened } from "./browser.mjs";

const [folder, out, ...pages] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
await opened(async (browser) => {
  for (const page of pages) {
    for (const [name, width, media] of [
      ["wide", 1400, {}],
      ["narrow", 400, {}],
      ["dark", 1400, { colorScheme: "dark" }],
      ["print", 1000, { media: "print" }],
    ]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false });
      const tab = await context.newPage();
      await tab.emulateMedia(media);
      await tab.goto(`file://${folder}/${page}`);
      await tab.screenshot({ path: `${out}/${page.replace(".html", "")}-${name}.png`, fullPage: true });
      await context.close();
    }
  }
});
