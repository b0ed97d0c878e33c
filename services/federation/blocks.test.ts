import { expect, test } from 'vitest';
import { toNames } from './blocks.ts';

test('a host answers to itself and to every domain above it, without its port', () => {
  expect(toNames('Social.Example.org:8443')).toEqual(['social.example.org', 'example.org', 'org']);
});

test('a name that merely ends alike is not below', () => {
  expect(toNames('notexample.org')).not.toContain('example.org');
});
