// A headless Chromium with a profile of its own, which reaches nothing outside.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PROGRAMS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function opened(work) {
  const program = PROGRAMS.find((path) => path && existsSync(path));
  if (!program) {
    throw new Error("No Chromium was found: apt-get install chromium, or name one in CHROMIUM.");
  }
  // Playwright starts it with a new profile each time.
  const browser = await chromium.launch({
    executablePath: program,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
