import { afterAll, beforeAll, expect, test } from 'vitest';
import { FROM_DOCS, FROM_WORD } from './clipboards.ts';
import { type Desk, openDesk, PATIENCE } from './editor.ts';

let desk: Desk | null = null;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.leave());

test.for([
  ['Google Docs', FROM_DOCS, 'minus four'],
  ['Word', FROM_WORD, 'Early ones'],
] as const)('what is pasted from %s keeps its meaning and loses its looks', async ([from, html, within], { skip }) => {
  if (!desk) return skip('install chromium');
  const { text, begin, readDraft } = desk;
  const id = await begin(`Pasted from ${from}`);
  await text().click();
  await text().evaluate((element, clipboard) => {
    const data = new DataTransfer();
    data.setData('text/html', clipboard);
    data.setData('text/plain', 'plain');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
  // An autosave of before may still be under way.
  await expect.poll(async () => JSON.stringify(await readDraft(id)), { timeout: PATIENCE }).toContain(within);
  const { children } = (await readDraft(id)).root;
  const kinds = children.filter((node) => node.type !== 'paragraph' || JSON.stringify(node).includes('"text"'));
  const all = JSON.stringify(kinds);
  expect(all).not.toMatch(/"style":"[^"]/);
  expect(all).not.toMatch(/google\.com|upload|Mso/);
  if (from === 'Google Docs') {
    expect(kinds.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list']);
    expect(all).toContain('"url":"https://weather.example/frost"');
    expect(toMarks(kinds)).toEqual({ 'minus four': 1, ' by dawn': 2 });
  } else {
    expect(kinds.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list', 'paragraph', 'list']);
    expect(toMarks(kinds)).toEqual({ Ada: 1, Nell: 2 });
    expect(kinds[2]).toMatchObject({ listType: 'bullet' });
    expect(JSON.stringify(kinds[2])).toContain('Early ones');
    expect(kinds[4]).toMatchObject({ listType: 'number' });
    expect(all).not.toContain('·');
  }
});

test('markdown becomes what it means, and a snippet is kept and put in again', async ({ skip }) => {
  if (!desk) return skip('install chromium');
  const { page, text, begin, slash, readDraft } = desk;
  const id = await begin('By keyboard');
  await text().click();
  await page.keyboard.type('## A heading');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Some **bold** words to use again.');
  const kinds = async () => (await readDraft(id)).root.children.map(({ type }) => type);
  await expect.poll(kinds, { timeout: PATIENCE }).toEqual(['heading', 'list', 'paragraph']);

  await page.keyboard.press('Shift+Home');
  await page.locator('[data-button-key="saveSnippet"]').first().click();
  await page.locator('#field-snippet-name').fill('Closing words');
  await page.getByRole('button', { name: 'Save the snippet' }).click();
  await page.getByText('is among the snippets now').waitFor();

  await text().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await slash('snippet', 'snippet');
  await page.locator('.payload__modal-item').getByText('Closing words').first().click();
  const times = async () => JSON.stringify(await readDraft(id)).split('words to use again').length - 1;
  await expect.poll(times, { timeout: PATIENCE }).toBe(2);
});

/** Marks by the words that carry them. */
function toMarks(nodes: readonly unknown[]): Record<string, number> {
  const found = [...JSON.stringify(nodes).matchAll(/\{[^{}]*"type":"text"[^{}]*\}/g)].map(
    ([json]) => JSON.parse(json) as { text: string; format: number },
  );
  return Object.fromEntries(found.filter(({ format }) => format > 0).map(({ text: words, format }) => [words, format]));
}
