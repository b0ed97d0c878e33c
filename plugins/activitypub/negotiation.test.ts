import { expect, test } from 'vitest';
import { prefersHtml, wantsOnlyJson } from './negotiation.ts';

const CHROMIUM = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const MASTODON = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams", text/html;q=0.1';
const SNAC = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

test('a page becomes JSON only when nothing else is accepted', () => {
  expect(wantsOnlyJson('application/activity+json')).toBe(true);
  expect(wantsOnlyJson(SNAC)).toBe(true);
  expect(wantsOnlyJson('application/json, application/activity+json;q=0.5')).toBe(true);
  expect(wantsOnlyJson('application/activity+json, text/html;q=0')).toBe(true);
});

test('a browser, a crawler and whoever takes anything get the page', () => {
  expect(wantsOnlyJson(CHROMIUM)).toBe(false);
  expect(wantsOnlyJson('*/*')).toBe(false);
  expect(wantsOnlyJson(undefined)).toBe(false);
  expect(wantsOnlyJson('')).toBe(false);
  expect(wantsOnlyJson('application/activity+json, */*;q=0.1')).toBe(false);
});

test('an address without a page answers JSON unless a page is what is wanted', () => {
  expect(prefersHtml(CHROMIUM)).toBe(true);
  expect(prefersHtml(MASTODON)).toBe(false);
  expect(prefersHtml('*/*')).toBe(false);
  expect(prefersHtml(undefined)).toBe(false);
});
