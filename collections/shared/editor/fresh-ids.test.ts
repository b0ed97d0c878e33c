import { expect, test } from 'vitest';
import { withFreshIds } from './fresh-ids.ts';

test('cards, their rows and links get ids of their own; what they name keeps its', () => {
  const node = {
    type: 'block',
    fields: { id: 'a', blockType: 'gallery', images: [{ id: 'b', media: 'm1', alt: 'A hen' }], media: { id: 'm2' } },
  };
  const copy = withFreshIds(node);
  expect(copy.fields.id).toMatch(/^[0-9a-f]{24}$/);
  expect(copy.fields.images[0]?.id).toMatch(/^[0-9a-f]{24}$/);
  expect(copy.fields.images[0]?.id).not.toBe(copy.fields.id);
  expect(copy).toEqual({
    ...node,
    fields: { ...node.fields, id: copy.fields.id, images: [{ ...node.fields.images[0], id: copy.fields.images[0]?.id }] },
  });
  expect(node.fields.id, 'the original is left alone').toBe('a');

  const link = {
    type: 'link',
    id: 'l',
    fields: { linkType: 'internal', doc: { relationTo: 'posts', value: 'p1' } },
    children: [{ type: 'text', text: 'x' }],
  };
  const again = withFreshIds(link);
  expect(again).toEqual({ ...link, id: again.id });
  expect(again.id).not.toBe('l');
});
