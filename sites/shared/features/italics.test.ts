import { expect, test } from 'vitest';
import { hasItalics } from './italics.ts';

test('emphasis and quotations stand in italics, pictures and lines do not', () => {
  expect(hasItalics('<p>Sweeter <em>after</em> the frost</p>')).toBe(true);
  expect(hasItalics('<blockquote class="card-aside"><p>Yes.</p></blockquote>')).toBe(true);
  expect(hasItalics('<p><img src="/a.webp" alt=""><iframe title=""></iframe></p>')).toBe(false);
});
