import { expect, test } from 'vitest';
import { findMediaId, toPictureHtml } from './pictures.ts';

const picture = {
  url: 'https://cms.example.org/media/x/a.jpg',
  alt: 'A "rose"',
  width: 1600,
  height: 900,
  srcset: '/media/x/320.webp 320w',
  sources: [{ type: 'image/avif', srcset: '/media/x/320.avif 320w' }],
  placeholder: 'data:image/webp;base64,UklGRg==',
  focus: { x: 20, y: 80 },
};

test('every format and size, ratio, blur and focal point', () => {
  expect(toPictureHtml(picture, { sizes: '50vw', class: 'lead', eager: true })).toBe(
    '<picture><source type="image/avif" srcset="/media/x/320.avif 320w" sizes="50vw"><img class="lead" src="https://cms.example.org/media/x/a.jpg" srcset="/media/x/320.webp 320w" sizes="50vw" alt="A &quot;rose&quot;" width="1600" height="900" fetchpriority="high" style="background:url(data:image/webp;base64,UklGRg==) 50%/cover no-repeat;object-position:20% 80%"></picture>',
  );
  expect(toPictureHtml(picture)).toContain('loading="lazy"');
});

test('a phone gets two dots to a pixel where a picture is as wide as the page', () => {
  expect(toPictureHtml(picture, { sizes: '(min-width: 60rem) 44rem, 100vw' })).toContain(
    'sizes="(max-width: 30rem) and (min-resolution: 2.5dppx) 67vw, (min-width: 60rem) 44rem, 100vw"',
  );
  expect(toPictureHtml(picture, { sizes: '11rem' })).not.toContain('dppx');
});

test('a feed gets one address', () => {
  const html = toPictureHtml(picture, { plain: true });
  expect(html).toMatch(/^<img /);
  expect(html).not.toMatch(/srcset|style|data:/);
});

test('a placeholder that is not of our making is left out', () => {
  expect(toPictureHtml({ ...picture, placeholder: 'x);background:url(https://evil.example/' })).not.toContain('evil');
});

test('the id in an address', () => {
  const id = '0f0e0d0c-0b0a-4908-8706-050403020100';
  expect(findMediaId(`/media/${id}/a.jpg?v=1`)).toBe(id);
  expect(findMediaId(`https://blog.example.org/media/${id}/a.jpg`)).toBe(id);
  expect(findMediaId(`/other/media/${id}/a.jpg`)).toBeNull();
  expect(findMediaId('https://elsewhere.example/a.jpg')).toBeNull();
});
