import type { Field } from 'payload';
import { expect, test } from 'vitest';
import { RENDERERS } from '../../core/richtext/blocks.ts';
import { bodyBlocks, inlineBodyBlocks } from './blocks.ts';

test('every block has a renderer, and every renderer a block', () => {
  expect([...bodyBlocks, ...inlineBodyBlocks].map((block) => block.slug).toSorted()).toEqual([...RENDERERS.keys()].toSorted());
});

test('no field is required: an imported card may lack any of them', () => {
  const check = (fields: readonly Field[]): void => {
    for (const field of fields) {
      expect('required' in field && field.required, JSON.stringify(field)).toBe(false);
      if ('fields' in field) check(field.fields);
    }
  };
  for (const block of [...bodyBlocks, ...inlineBodyBlocks]) check(block.fields);
});
