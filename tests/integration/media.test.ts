import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMediaFiles } from '../../platform/media-files.ts';
import { findPictures } from '../../platform/pictures.ts';
import { filmOf } from './bodies.ts';
import { drawing, folderOf, type MediaHouse, openMediaHouse, photograph } from './media-house.ts';

let house: MediaHouse;
beforeAll(async () => {
  house = await openMediaHouse();
});
afterAll(() => house.close());

const kept = async (filename: string | null | undefined) => readFile(path.join(folderOf(house), filename ?? ''));
const SCRIPT = '<script>alert(1)</script>';

describe('what is uploaded', () => {
  test('a photograph loses its place, time and camera, stands upright and keeps its pixels', async () => {
    const before = await photograph();
    expect((await sharp(before).metadata()).exif?.toString('latin1')).toContain('Secret Camera');
    const { status, doc } = await house.send('author', { name: 'IMG_1.JPG', data: before });
    expect(status).toBe(201);
    expect(doc).toMatchObject({ mimeType: 'image/jpeg', width: 900, height: 1600 });
    const file = await kept(doc.filename);
    const after = await sharp(file).metadata();
    expect(after).toMatchObject({ width: 900, height: 1600, format: 'jpeg' });
    expect([after.exif, after.xmp, after.iptc, after.orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(file.toString('latin1')).not.toMatch(/Secret Camera|Exif|GPS/);
    expect(doc.fingerprint).toBe(createHash('sha256').update(file).digest('hex').slice(0, 10));
    expect(doc.filesize).toBe(file.length);
  });

  test('a blurred miniature of 200 characters at most is kept, none for what can be seen through', async () => {
    const solid = await house.send('author', { name: 'solid.png', data: await drawing({ width: 800, height: 600 }).png().toBuffer() });
    expect(solid.doc.placeholder).toMatch(/^data:image\/webp;base64,[\w+/=]+$/);
    expect(solid.doc.placeholder?.length).toBeLessThanOrEqual(200);
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    expect((await house.send('author', { name: 'clear.png', data: clear })).doc.placeholder ?? null).toBeNull();
  });

  test('a colour profile stays', async () => {
    const wide = await drawing({ width: 64, height: 64 }).jpeg().withIccProfile('p3').toBuffer();
    const { doc } = await house.send('author', { name: 'wide.jpg', data: wide });
    expect((await sharp(await kept(doc.filename)).metadata()).icc?.length).toBeGreaterThan(100);
  });

  test('what hangs on behind the pixels is gone', async () => {
    for (const format of ['jpeg', 'png', 'gif', 'webp'] as const) {
      const polyglot = Buffer.concat([
        await drawing({ width: 40, height: 40 }).toFormat(format).toBuffer(),
        Buffer.from(`${SCRIPT}PK\x03\x04`),
      ]);
      const { status, doc, message } = await house.send('author', { name: `polyglot.${format}`, data: polyglot });
      expect(status, `${format}: ${message}`).toBe(201);
      expect((await kept(doc.filename)).includes(SCRIPT)).toBe(false);
    }
  });

  test.each([
    ['HTML named .png', 'page.png', `<html>${SCRIPT}</html>`, /no kind that is known/],
    ['HTML named .svg', 'page.svg', `<html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`, /cannot be uploaded/],
    [
      'a program',
      'setup.exe',
      Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8', 'latin1'),
      /cannot be uploaded/,
    ],
    ['nothing', 'nothing.png', '', /./],
    [
      'a PNG cut short',
      'short.png',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000200000002008020000', 'hex'),
      /cannot be read as a picture/,
    ],
    ['captions that run backwards', 'talk.vtt', 'WEBVTT\n\n00:02.000 --> 00:01.000\nNo', /cannot be read as WebVTT/],
  ])('%s is refused in a sentence', async (_what, name, data, sentence) => {
    const files = await readdir(folderOf(house));
    const { status, message } = await house.send('author', { name, type: 'image/png', data });
    expect(status).toBe(400);
    expect(message).toMatch(sentence);
    expect(await readdir(folderOf(house))).toEqual(files);
  });

  test('a wrong extension is refused and the right one named; the header says nothing', async () => {
    const data = await drawing({ width: 40, height: 40 }).webp().toBuffer();
    const wrong = await house.send('author', { name: 'a.jpg', type: 'image/jpeg', data });
    expect([wrong.status, wrong.message]).toEqual([400, expect.stringMatching(/a WebP picture.*\.webp/)]);
    const right = await house.send('author', { name: 'a.webp', type: 'text/html', data });
    expect(right.doc.mimeType).toBe('image/webp');
    expect((await house.send('author', { name: 'bare', data })).doc.filename).toBe('bare.webp');
  });

  test('a bomb of 20,000 × 20,000 pixels is turned away by its header', async () => {
    const { status, message } = await house.send('author', { name: 'bomb.png', data: bomb(20_000) });
    expect([status, message]).toEqual([413, expect.stringContaining('400 million pixels')]);
  });

  test('an SVG is taken without what acts, and says how large it is', async () => {
    const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" onload="alert(1)">${SCRIPT}<path d="M0 0H40"/></svg>`;
    const { status, doc } = await house.send('author', { name: 'mark.svg', data: svg });
    expect([status, doc.mimeType, doc.width, doc.height]).toEqual([201, 'image/svg+xml', 40, 20]);
    const file = (await kept(doc.filename)).toString();
    expect(file).toContain('<path');
    expect(file).not.toMatch(/alert|script|onload/);
  });

  test('a picture says what it shows, unless it is decorative', async () => {
    const data = await drawing({ width: 40, height: 40 }).png().toBuffer();
    const file = { data, mimetype: 'image/png', name: 'silent.png', size: data.length };
    await expect(house.payload.create({ collection: 'media', data: { alt: ' ' }, file })).rejects.toThrow(/What it shows/);
    const decorative = await house.payload.create({ collection: 'media', data: { decorative: true }, file });
    expect((await findPictures(house.payload, [decorative.id])).get(decorative.id)?.alt).toBe('');
  });

  test('strangers are refused before anything is read', async () => {
    expect((await house.send('guest', { name: 'bomb.png', data: bomb(20_000) })).status).toBe(401);
  });
});

describe('what is sent', () => {
  test('a file for good under its version, for a while under another, never as a page', async () => {
    const { doc } = await house.send('author', { name: 'served.svg', data: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
    const address = `/media/${doc.id}/${doc.filename}`;
    const current = await house.host.fetch('blog', `${address}?v=${doc.fingerprint}`);
    expect(current.status).toBe(200);
    expect(current.headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
    });
    expect((await house.host.fetch('blog', `${address}?v=old`)).headers['cache-control']).toBe('public, max-age=300');
    const etag = String(current.headers.etag);
    expect((await house.host.fetch('blog', address, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await house.host.fetch('blog', address, { method: 'HEAD' })).body.length).toBe(0);
    expect((await house.host.fetch('cms', address)).status).toBe(200);
    expect((await house.host.fetch('blog', `/media/${doc.id}/any-other-name.txt`)).headers['content-type']).toContain('image/svg+xml');
  });

  test.each([
    '/media/',
    '/media/x/y.png',
    '/media/00000000-0000-4000-8000-000000000000/a.png',
    '/media/../package.json',
    '/media/00000000-0000-4000-8000-000000000000/..%2f..%2fpackage.json',
  ])('there is nothing at %s', async (address) => expect((await house.host.fetch('blog', address)).status).toBe(404));

  test('ranges of a recording', async () => {
    const data = Buffer.concat([
      Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x00', 'latin1'),
      Buffer.from('fffb9064'.padEnd(834, '0'), 'hex'),
      Buffer.alloc(4000),
    ]);
    const { doc, message } = await house.send('author', { name: 'talk.mp3', data });
    expect(message).toBe('');
    const address = `/media/${doc.id}/${doc.filename}?v=${doc.fingerprint}`;
    const part = await house.host.fetch('blog', address, { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.headers['content-range'], part.headers['content-type']]).toEqual([
      206,
      `bytes 10-19/${data.length}`,
      'audio/mpeg',
    ]);
    expect(part.body).toEqual(data.subarray(10, 20));
    const beyond = await house.host.fetch('blog', address, { headers: { range: 'bytes=99999999-' } });
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${data.length}`]);
    const changed = await house.host.fetch('blog', address, { headers: { range: 'bytes=10-19', 'if-range': '"another"' } });
    expect(changed.status).toBe(200);
  });

  test('a document is kept by the reader, not shown', async () => {
    const { doc, message } = await house.send('author', {
      name: 'a.pdf',
      data: '%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\ntrailer\n<<>>\n%%EOF\n',
    });
    expect(message).toBe('');
    expect((await house.host.fetch('blog', `/media/${doc.id}/a.pdf`)).headers['content-disposition']).toBe('attachment');
  });
});

describe('sizes', () => {
  test('only those that were signed are made, and once', async () => {
    const { doc } = await house.send('author', { name: 'sized.jpg', data: await photograph({ orientation: 1 }) });
    const picture = (await findPictures(house.payload, [doc.id])).get(doc.id);
    expect(picture).toMatchObject({ width: 1600, height: 900, placeholder: expect.stringMatching(/^data:/) });
    expect(picture?.srcset?.match(/ \d+w/g)).toEqual([' 320w', ' 640w', ' 960w', ' 1280w', ' 1600w']);
    const [webp = ''] = picture?.srcset?.split(' ') ?? [];
    const [avif = ''] = picture?.sources?.[0]?.srcset.split(' ') ?? [];
    const answers = await Promise.all([webp, webp, webp, avif].map((address) => house.host.fetch('blog', address)));
    expect(answers.map(({ status, headers }) => [status, headers['content-type']])).toEqual([
      [200, 'image/webp'],
      [200, 'image/webp'],
      [200, 'image/webp'],
      [200, 'image/avif'],
    ]);
    expect(answers[0]?.headers['cache-control']).toContain('immutable');
    expect(await sharp(answers[3]?.body).metadata()).toMatchObject({ width: 320, height: 180 });
    const folder = path.join(folderOf(house), 'variants', doc.id, doc.fingerprint ?? '');
    expect((await readdir(folder)).sort()).toEqual(['320.avif', '320.webp']);
    for (const altered of [
      webp.replace('320.', '321.'),
      webp.replace('320.webp', '320.avif'),
      webp.replace(/s=.*/, 's='),
      webp.replace(/\?.*/, ''),
    ]) {
      expect((await house.host.fetch('blog', altered)).status).toBe(403);
    }
    expect((await readdir(folder)).length).toBe(2);
  });

  test('a crop and a focal point change what is shown, not the file', async () => {
    const { doc } = await house.send('author', { name: 'cut.png', data: await drawing({ width: 800, height: 400 }).png().toBuffer() });
    const before = await kept(doc.filename);
    const query =
      '?uploadEdits[crop][x]=50&uploadEdits[crop][y]=0&uploadEdits[crop][width]=50&uploadEdits[crop][height]=100&uploadEdits[focalPoint][x]=75&uploadEdits[focalPoint][y]=20&uploadEdits[widthInPixels]=400&uploadEdits[heightInPixels]=400';
    const { status } = await house.rest('author', 'PATCH', `/media/${doc.id}${query}`, { caption: 'Cut' });
    expect(status).toBe(200);
    expect(await kept(doc.filename)).toEqual(before);
    const picture = (await findPictures(house.payload, [doc.id])).get(doc.id);
    expect(picture).toMatchObject({ width: 400, height: 400, focus: { x: 50, y: 20 } });
    const { data } = await sharp((await house.host.fetch('blog', picture?.srcset?.split(' ')[0] ?? '')).body)
      .resize(1, 1)
      .raw()
      .toBuffer({ resolveWithObject: true });
    // The right half is blue.
    expect(data[2]).toBeGreaterThan(data[0] ?? 255);
  });
});

test('a film is shown with its still, captions and chapters', async () => {
  const captions = await house.send('author', {
    name: 'film.vtt',
    data: 'WEBVTT\n\nSTYLE\n::cue{}\n\n00:01.000 --> 00:02.000\n<c.x>Hello</c>',
  });
  expect([captions.message, captions.doc?.mimeType]).toEqual(['', 'text/vtt']);
  const still = (await house.send('author', { name: 'still.png', data: await drawing({ width: 64, height: 36 }).png().toBuffer() })).doc;
  const film = await house.send('author', { name: 'film.mp4', data: mp4() });
  expect([film.message, film.doc?.mimeType, film.doc?.width, film.doc?.height]).toEqual(['', 'video/mp4', 640, 360]);
  const { id } = film.doc;
  const patch = (data: object) => house.rest('author', 'PATCH', `/media/${id}`, data);
  const chapters = [
    { at: '0', title: 'Begin' },
    { at: '1:30', title: 'End' },
  ];
  const full = await patch({
    poster: still.id,
    captions: [{ file: captions.doc.id, language: 'en', label: 'English', kind: 'captions' }],
    chapters,
  });
  expect(full.status).toBe(200);
  // Nobody sees a save that changes nothing: no page that shows the film is made anew.
  const post = await house.payload.create({
    collection: 'posts',
    data: {
      title: 'A film',
      slug: 'a-film',
      featureImage: still.id,
      body: filmOf(id),
      visibility: 'public',
      _status: 'published',
    } as never,
  });
  const tagsOfLast = async () => {
    const where = { objectId: { equals: id }, type: { equals: 'Update' } };
    const { docs } = await house.payload.find({ collection: 'activities', where, sort: '-seq', limit: 1 });
    return (docs[0]?.data as { tags: string[] } | undefined)?.tags;
  };
  expect((await patch({ alt: 'Something' })).status).toBe(200);
  expect(await tagsOfLast()).toEqual([`media:${id}`]);
  expect((await patch({ caption: 'At the press' })).status).toBe(200);
  expect(await tagsOfLast()).toEqual([`media:${id}`, `posts:${post.id}`]);
  expect((await patch({ chapters: [{ at: 'soon', title: 'x' }] })).status).toBe(400);
  expect((await patch({ captions: [{ file: captions.doc.id, language: 'English!', label: 'x', kind: 'captions' }] })).status).toBe(400);
  const before = await kept(film.doc.filename);
  for (const [data, said] of [
    [{ chapters: [{ at: 'soon', title: 'x' }] }, 'Write a time'],
    [{ chapters: [{ at: '0', title: '' }] }, 'A chapter needs a title'],
    [{ captions: [{ file: captions.doc.id, language: 'English!', label: 'x', kind: 'captions' }] }, 'Write the language'],
  ] as const) {
    const refused = await house.send('author', { name: 'film.mp4', data: mp4() }, { id, data });
    expect([refused.status, refused.message]).toEqual([400, expect.stringContaining(said)]);
    expect((await kept(film.doc.filename)).equals(before)).toBe(true);
  }

  const file = (await findMediaFiles(house.payload, [id])).get(id);
  expect(file).toMatchObject({ mimeType: 'video/mp4', width: 640, height: 360, poster: { width: 64, height: 36 } });
  expect(file?.tracks?.map(({ kind, label, language }) => [kind, label, language])).toEqual([
    ['captions', 'English', 'en'],
    ['chapters', 'Chapters', 'en'],
  ]);
  const [first, second] = await Promise.all((file?.tracks ?? []).map(({ src }) => house.host.fetch('blog', src)));
  expect([first?.headers['content-type'], first?.text]).toEqual([
    'text/vtt; charset=utf-8',
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n',
  ]);
  expect(second?.text).toContain('00:00:00.000 --> 00:01:30.000\nBegin');
  expect((await house.rest('author', 'GET', `/media/${captions.doc.id}/uses`)).body.uses).toMatchObject([{ collection: 'media', id }]);
});

/** The head of a film: its kind, and a track of 640 × 360. */
function mp4(): Buffer {
  const box = (type: string, ...parts: Buffer[]) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0));
    return Buffer.concat([size, Buffer.from(type), ...parts]);
  };
  const movie = Buffer.alloc(100);
  const track = Buffer.alloc(84);
  for (const [at, value] of [
    [40, 0x10000],
    [56, 0x10000],
    [72, 0x40000000],
  ] as const)
    track.writeUInt32BE(value, at);
  track.writeUInt32BE(640 << 16, 76);
  track.writeUInt32BE(360 << 16, 80);
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isommp41')),
    box('moov', box('mvhd', movie), box('trak', box('tkhd', track))),
    box('mdat', Buffer.alloc(8)),
  ]);
}

/** A PNG of one colour: a few kilobytes that unfold to gigabytes. */
function bomb(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const body = Buffer.concat([Buffer.from(type), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const rows = deflateSync(Buffer.alloc(3 * side + 1));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
