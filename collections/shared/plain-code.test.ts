import type { Field } from 'payload';
import { expect, test } from 'vitest';
import { withPlainCode } from './plain-code.ts';

const CODE = '/collections/shared/admin/plain-code.tsx#PlainCode';
const JSON_TEXT = '/collections/shared/admin/plain-code.tsx#PlainJson';

test('code and JSON are plain text wherever they stand, unless hidden or with a component of their own', () => {
  const fields: Field[] = [
    { type: 'tabs', tabs: [{ label: 'More', fields: [{ name: 'head', type: 'code', admin: { language: 'html' } }] }] },
    { type: 'blocks', name: 'cards', blocks: [{ slug: 'card', fields: [{ type: 'row', fields: [{ name: 'meta', type: 'json' }] }] }] },
    { name: 'hidden', type: 'json', admin: { hidden: true } },
    { name: 'own', type: 'json', admin: { components: { Field: '/own.tsx#Own' } } },
    { name: 'title', type: 'text' },
  ];
  const before = structuredClone(fields);
  expect(withPlainCode(fields)).toEqual([
    {
      type: 'tabs',
      tabs: [{ label: 'More', fields: [{ name: 'head', type: 'code', admin: { language: 'html', components: { Field: CODE } } }] }],
    },
    {
      type: 'blocks',
      name: 'cards',
      blocks: [
        {
          slug: 'card',
          fields: [{ type: 'row', fields: [{ name: 'meta', type: 'json', admin: { components: { Field: JSON_TEXT } } }] }],
        },
      ],
    },
    ...before.slice(2),
  ]);
  expect(fields).toEqual(before);
});
