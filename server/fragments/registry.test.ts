import { expect, test } from 'vitest';
import { findFragmentKind } from './registry.ts';

test('`site` picks one owner of several', () => {
  expect(findFragmentKind('nav-item', 'site=market')?.owners).toEqual(['market']);
  expect(findFragmentKind('nav-item', 'site=nobody')?.owners).toEqual([]);
});

test('a fragment with one owner keeps it, whichever site it is made for', () => {
  expect(findFragmentKind('nav-tree', 'site=market')?.owners).toEqual(['blog']);
});

test('an unknown type has no kind', () => {
  expect(findFragmentKind('nav-shrub')).toBeNull();
});
