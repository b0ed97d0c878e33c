import { existsSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Whether there is a Chromium; without one a journey says what to install and passes. */
export function hasChromium(): boolean {
  return existsSync(executablePath);
}

/** A Chromium that finds every `*.localhost` on this machine and calls nobody. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP *.localhost 127.0.0.1',
    ],
  });
}

/** Presses Tab until one of what `target` finds has the focus; throws when it never does. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluateAll((found) => found.some((one) => one === document.activeElement))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not come to ${target}.`);
}
