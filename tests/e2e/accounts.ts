import type { Browser, Page } from 'playwright-core';
import { firstEditor, type RunningHouse } from './running-house.ts';

/** A window in which the first editor may use the API of the cms; apart from others, so that it leaves no cookie with them. */
export async function openApi(house: RunningHouse, browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${house.origin('cms')}/api/users/me`);
  await ask(page, '/api/users/login', firstEditor);
  return page;
}

/** GET, or POST when there is something to send, as whoever is signed in there: by the page, as only the browser finds `*.localhost`. Throws with the answer when it is a refusal. */
export async function ask<Answer>(page: Page, path: string, body?: object): Promise<Answer> {
  const { ok, status, text } = await page.evaluate(
    async ([url, json]) => {
      const init = json === '' ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: json };
      const answer = await fetch(url, { credentials: 'include', ...init });
      return { ok: answer.ok, status: answer.status, text: await answer.text() };
    },
    [path, body ? JSON.stringify(body) : ''] as const,
  );
  if (!ok) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as Answer;
}

/** From the form that asks for an address to the press of the button behind the mailed link; `api` reads the mail. */
export async function followLink({ page, api, email }: { page: Page; api: Page; email: string }): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('A link is on its way').waitFor();
  const query = `where[recipient][equals]=${encodeURIComponent(email)}&sort=-createdAt&limit=1`;
  const { docs } = await ask<{ docs: { text: string }[] }>(api, `/api/mails?${query}`);
  await page.goto(/http:\S+/.exec(docs[0]?.text ?? '')?.[0] ?? '');
  await page.getByText(email).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
}
