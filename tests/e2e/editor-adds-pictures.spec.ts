import { existsSync } from 'node:fs';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UPLOADS } from '../../server/payload-manners.ts';
import { hasChromium } from './browser.ts';
import { type Desk, openDesk, PATIENCE } from './editor.ts';

let desk: Desk | null = null;

beforeAll(async () => {
  if (hasChromium()) await leaveUpload();
  desk = await openDesk();
});
afterAll(() => desk?.leave());

const PICTURE = 'samples/pictures/beetroots.webp';
const LEFT = path.join(UPLOADS, 'left-by-a-test');

/** As a request that broke off two hours ago would have. */
async function leaveUpload(): Promise<void> {
  const then = new Date(Date.now() - 7_200_000);
  await mkdir(UPLOADS, { recursive: true });
  await writeFile(LEFT, 'a part');
  await utimes(LEFT, then, then);
}

/** Lets a file fall on the last line of the text, as from a folder of the editor's own. */
async function drop({ text }: Desk, name: string): Promise<void> {
  const line = text().locator('p').last();
  const box = await line.boundingBox();
  const bytes = await readFile(PICTURE, 'base64');
  await line.evaluate(
    (element, { base64, called, at }) => {
      const dataTransfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([content], called, { type: 'image/webp' }));
      element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, clientX: at.x, clientY: at.y }));
    },
    { base64: bytes, called: name, at: { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 4 } },
  );
}

test('what a broken-off upload left behind is swept away', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  await expect.poll(() => existsSync(LEFT), { timeout: PATIENCE }).toBe(false);
});

test('a picture that is dropped into the text asks for words, and is drawn once it has them', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { page, text, begin, autosaved, read, readDraft } = desk;
  const id = await begin('What came up');
  await text().click();
  const written = autosaved();
  await page.keyboard.type('The first of the year.');
  await page.keyboard.press('Enter');
  await written;

  await drop(desk, 'first-of-the-year.webp');
  const dialog = page.locator('.bulk-upload--file-manager');
  const save = dialog.getByRole('button', { name: 'Save', exact: true });
  await save.click();
  await dialog.getByText('Say what the picture shows').first().waitFor();
  const find = async () =>
    (await read('/api/media?depth=0&where[filename][equals]=first-of-the-year.webp')).docs as { id: string; alt: string }[];
  expect(await find(), 'nothing is kept without words').toEqual([]);

  await dialog.locator('input[name="alt"]').fill('Three beetroots on a bench');
  const placed = autosaved();
  await save.click();
  await dialog.waitFor({ state: 'detached' });
  const drawn = text().locator('img');
  await drawn.waitFor();
  await page.waitForFunction((image) => image instanceof HTMLImageElement && image.naturalWidth > 0, await drawn.elementHandle(), {
    timeout: PATIENCE,
  });
  await placed;
  const [kept] = await find();
  expect(kept).toMatchObject({ alt: 'Three beetroots on a bench' });
  await expect
    .poll(async () => (await readDraft(id)).root.children.find(({ type }) => type === 'upload'), { timeout: PATIENCE })
    .toMatchObject({ relationTo: 'media', value: kept?.id });
});

test('what of a picture matters, and what is cut off it, is set in a dialog and kept', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { house, page, read } = desk;
  await page.goto(`${house.origin('cms')}/admin/collections/media/create`);
  await page.locator('input[type=file]').first().setInputFiles(PICTURE);
  await page.locator('input[name="alt"]').fill('Beetroots, to be cut');
  await page.locator('#action-save').click();
  await page.waitForURL(/\/media\/[0-9a-f-]{36}/);
  const id = /\/media\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const before = await read(`/api/media/${id}?depth=0`);

  await page.getByRole('button', { name: 'Edit Image' }).click();
  const dialog = page.locator('.edit-upload');
  // Until the picture is there, a width is a share of nothing.
  await dialog.getByRole('button', { name: 'Apply Changes', disabled: false }).waitFor();
  await dialog.locator('input[name="X %"]').fill('20');
  await dialog.locator('input[name="Y %"]').fill('70');
  await dialog.locator('input[name="Width (px)"]').fill(String(Math.round(Number(before.width) / 2)));
  await dialog.getByRole('button', { name: 'Apply Changes' }).click();
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH' && response.url().includes('/api/media/'));
  await page.locator('#action-save').click();
  expect((await saved).ok()).toBe(true);
  const after = await read(`/api/media/${id}?depth=0`);
  expect(after).toMatchObject({ focalX: 20, focalY: 70, crop: { width: 50, height: 100 } });
  expect([after.width, after.height], 'the file itself stays whole').toEqual([before.width, before.height]);
  expect(after.fingerprint, 'pages fetch the new cut').not.toBe(before.fingerprint);

  await page.goto(`${house.origin('cms')}/admin/collections/media/${id}`);
  await page.getByRole('button', { name: 'Edit Image' }).click();
  expect(await dialog.locator('input[name="X %"]').inputValue()).toBe('20');
  expect(await dialog.locator('input[name="Y %"]').inputValue()).toBe('70');
});
