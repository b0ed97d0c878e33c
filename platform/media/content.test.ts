import { expect, test } from 'vitest';
import { toContent } from './content.ts';

const upload = (text: string) => ({ name: 'a.svg', mimetype: '', data: Buffer.from(text), size: text.length });

test('a drawing is known by its root, whatever stands before it', async () => {
  const before = '\uFEFF<?xml version="1.0"?>\n<!-- a > b --><!DOCTYPE svg [<!ENTITY a "b"> ] >\n<!-- -->';
  expect(await toContent(upload(`${before}<svg xmlns="http://www.w3.org/2000/svg"/>`))).toMatchObject({
    kind: 'drawing',
    mimeType: 'image/svg+xml',
  });
});

test.each(['<!---->', '<!-- ', '<??>', '<!DOCTYPE>', '<!DOCTYPE', '<!DOCTYPE[', '<!DOCTYPE[]', ' '])(
  'a megabyte of %j without a drawing behind it is refused',
  async (piece) => {
    const text = piece.repeat(Math.floor(999_000 / piece.length));
    await expect(toContent(upload(text))).rejects.toThrow(/cannot be uploaded/);
  },
);
