import { existsSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isBody } from '../core/richtext/types.ts';
import { content } from './content.ts';
import { toLexical } from './lexical.ts';

const { pictures, files, authors, tags, posts, pages, products, events } = content;
const file = (name: string) => new URL(`./pictures/${name}.webp`, import.meta.url);
const known = new Set([...pictures, ...files].map(({ name }) => name));

test('every picture is there, says what it shows, and together they are small', () => {
  for (const { name, alt } of pictures) expect([name, existsSync(file(name)), alt.length > 3]).toEqual([name, true, true]);
  const bytes = pictures.reduce((sum, { name }) => sum + statSync(file(name)).size, 0);
  expect(bytes).toBeLessThan(1_500_000);
});

test('every film, recording and document is there, is small, and has a still that exists', () => {
  for (const { name, poster } of files) {
    expect([name, existsSync(new URL(`./files/${name}`, import.meta.url))]).toEqual([name, true]);
    expect(statSync(new URL(`./files/${name}`, import.meta.url)).size).toBeLessThan(150_000);
    if (poster) expect(known).toContain(poster);
  }
});

test('every text is a body, with pictures that exist', () => {
  const resolve = {
    media: (name: string) => {
      expect(known).toContain(name);
      return name;
    },
  };
  for (const { text } of [...posts, ...pages, ...products, ...events]) expect(isBody(toLexical(text, resolve))).toBe(true);
});

test('posts name authors, tags and pictures that exist', () => {
  const people = new Set(authors.map(({ slug }) => slug));
  const subjects = new Set(tags.map(({ slug }) => slug));
  for (const post of posts) {
    expect(post.authors.every((slug) => people.has(slug))).toBe(true);
    expect(post.tags.every((slug) => subjects.has(slug))).toBe(true);
    expect(known).toContain(post.picture);
  }
});

test('slugs are not used twice on one site', () => {
  for (const slugs of [[...posts, ...pages], products, events].map((list) => list.map(({ slug }) => slug))) {
    expect(new Set(slugs).size).toBe(slugs.length);
  }
});

test('a gated post has something above its paywall and something below it', () => {
  for (const { visibility = 'public', text } of posts) {
    expect(/\S\s*\n=== .* ===\n\s*\S/.test(text)).toBe(visibility !== 'public');
  }
});

test('every quota that a ticket names has a number, and fits into the room', () => {
  for (const { tickets, quotas, room } of events) {
    for (const { quota } of tickets) if (quota) expect(quotas[quota]).toBeLessThanOrEqual(room);
  }
});
