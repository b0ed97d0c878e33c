import { expect, test } from 'vitest';
import { listReferences, toDocument } from './references.ts';
import { toBody } from './types.ts';

const element = { version: 1, format: '', indent: 0, direction: null } as const;
const link = (value: unknown) => ({
  ...element,
  type: 'link' as const,
  fields: { linkType: 'internal' as const, doc: { relationTo: 'posts', value } },
  children: [],
});
const paragraph = (...children: never[]) => ({ ...element, type: 'paragraph' as const, children });

test('pictures and links are found in blocks, their rows and their inner bodies', () => {
  const inner = toBody([paragraph(link('p2') as never)]);
  const body = toBody([
    paragraph(link({ id: 'p1' }) as never, link('p1') as never),
    { type: 'upload', version: 3, relationTo: 'media', value: 'm1' },
    {
      type: 'block',
      version: 2,
      format: '',
      fields: { id: '1', blockName: '', blockType: 'gallery', images: [{ media: 'm2' }, { media: { id: 'm3' } }] },
    },
    { type: 'block', version: 2, format: '', fields: { id: '2', blockName: '', blockType: 'toggle', content: inner } },
  ]);
  expect(listReferences(body)).toEqual({
    media: ['m1', 'm2', 'm3'],
    documents: [
      { relationTo: 'posts', id: 'p1' },
      { relationTo: 'posts', id: 'p2' },
    ],
  });
});

test('what is no body refers to nothing', () => {
  for (const value of [null, undefined, 'text', {}, { root: null }]) expect(listReferences(value)).toEqual({ media: [], documents: [] });
  expect(toDocument({ relationTo: 'posts' })).toBeNull();
});
