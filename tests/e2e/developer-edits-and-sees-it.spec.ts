import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choosePort } from '../../server/port.ts';
import { type Started, start } from '../integration/processes.ts';
import { hasChromium, launch } from './browser.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

/** Two busy cores compile the admin and a site from nothing in it; every wait below ends as soon as what it waits for is there. */
const PATIENCE = 180_000;
const DATA = 'data-of-a-developer';

let project: ProjectCopy | null = null;
let dev: Started;
let browser: Browser;
let port: number;

beforeAll(async () => {
  if (!hasChromium()) return;
  project = copyProject();
  port = await choosePort(0);
  dev = start(['npm', 'run', 'dev'], { env: toEnv(), cwd: project.folder });
  [browser] = await Promise.all([launch(), dev.said('First editor')]);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  dev?.child.kill('SIGTERM');
  await dev?.ended;
  await project?.remove();
});

function toEnv(): Record<string, string> {
  const folder = project?.folder ?? '';
  return {
    // The Node of this test, so that the copy needs none of its own.
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
    HOME: String(process.env.HOME),
    PORT: String(port),
    ROSE_DATA: path.join(folder, '.rose', DATA),
    ROSE_ADMIN_PASSWORD: 'roses are ash, say the tests',
  };
}

const origin = (host: string) => `http://${host}.rose.localhost:${port}`;

/** A page that was just loaded hears of edits once it is connected to Vite; people are slower than that, a test is not. */
const untilItListens = (page: Page) => page.waitForEvent('console', (message) => message.text().includes('[vite] connected'));

/** Reloads until the house, which may be starting again, shows it. */
async function reloadUntil(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const answer = await page.reload({ timeout: PATIENCE }).catch(() => null);
    if (answer?.ok() && (await isThere())) return;
    if (Date.now() > until) throw new Error(`It did not show in time. The program said:\n${dev.output().slice(-4000)}`);
    await page.waitForTimeout(250);
  }
}

test('a developer edits pages, a service and a collection, and sees each without starting anything', { timeout: 900_000 }, async ({
  skip,
}) => {
  if (!project) return skip('install chromium');
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${origin('blog')}/`, { timeout: PATIENCE });
  let listening = untilItListens(page);
  await page.goto(
    await page
      .locator('main h2 a, main h3 a')
      .first()
      .evaluate((link) => (link as HTMLAnchorElement).href),
  );
  await listening;

  // Vite tells the browser, which loads the page again by itself.
  listening = untilItListens(page);
  project.edit('sites/blog/features/Article.astro', (text) => `${text}\n<p>A line in the blog.</p>\n`);
  await page.getByText('A line in the blog.').waitFor();
  await listening;
  listening = untilItListens(page);
  project.edit('sites/shared/layouts/Footer.astro', (text) => `${text}\n<p>A line on every site.</p>\n`);
  await page.getByText('A line on every site.').waitFor();
  await listening;
  project.edit('sites/shared/design/base.css', (text) => `${text}\nh1 { outline: 3px solid rgb(1, 2, 3); }\n`);
  await page.waitForFunction(() => {
    const title = document.querySelector('h1');
    return title !== null && getComputedStyle(title).outlineColor === 'rgb(1, 2, 3)';
  });

  project.edit('services/blog/index.ts', (text) =>
    text.replace(
      'export function createBlogService(',
      `export function createBlogService(parts: Parameters<typeof createEdited>[0]): BlogContract {
  const service = createEdited(parts);
  return { ...service, getSiteIdentity: async () => ({ ...(await service.getSiteIdentity()), title: 'The edited journal' }) };
}
function createEdited(`,
    ),
  );
  await page.goto(`${origin('blog')}/`).catch(() => null);
  await reloadUntil(page, async () => (await page.title()).includes('The edited journal'));

  // A field that the database keeps: the house says what is missing, and goes on by itself once it is there.
  project.edit('collections/blog/tags.ts', (text) =>
    text.replace(
      '    fields: [',
      "    fields: [\n      { name: 'motto', type: 'text', admin: { description: 'A line under the name.' } },",
    ),
  );
  await dev.said('The database has no tags.motto: run `node rose.mjs migrations create NAME`');
  const written = start([process.execPath, 'rose.mjs', 'migrations', 'create', 'add_motto'], { env: toEnv(), cwd: project.folder });
  expect([await written.ended, written.output()]).toEqual([0, expect.stringMatching(/^written: migrations\/\d+_\d+_add_motto\.ts/m)]);
  await page.goto(`${origin('cms')}/api/tags?limit=1`).catch(() => null);
  await reloadUntil(page, async () => /"motto":null/.test(await page.content()));

  await page.goto(`${origin('cms')}/admin/login`, { timeout: PATIENCE });
  await page.getByLabel('Email').fill('editor@rose.localhost');
  await page.locator('input[name=password]').fill('roses are ash, say the tests');
  await page.getByRole('button', { name: 'Login', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/login'), { timeout: PATIENCE });
  await page.goto(`${origin('cms')}/admin/collections/tags/create`, { timeout: PATIENCE });
  await page.locator('input[name=motto]').waitFor();
  await page.getByText('A line under the name.').waitFor();
});
