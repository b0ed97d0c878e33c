import { expect, test } from 'vitest';
import { parseClock, parseVtt, toChapterCues, toVtt } from './webvtt.ts';

const FILE = `\uFEFFWEBVTT - with a title\r
\r
STYLE\r
::cue { background: url(https://evil.example/) }\r
\r
NOTE made by hand\r
\r
one\r
00:01.000 --> 00:02.500 align:start line:0 onload:x\r
<v Ada>Good <b>morning</b><script>alert(1)</script>\r
second line\r
\r
00:00:00.000 --> 00:00:01.000\r
First\r
`;

test('cues are read in order, without styles, notes and foreign marks', () => {
  expect(parseVtt(FILE)).toEqual([
    { from: 0, to: 1000, text: 'First' },
    { from: 1000, to: 2500, text: 'Good <b>morning</b>alert(1)\nsecond line', settings: 'align:start line:0' },
  ]);
});

test('what is written is read back the same', () => {
  const cues = parseVtt(FILE) ?? [];
  expect(parseVtt(toVtt(cues))).toEqual(cues);
  expect(toVtt(cues)).toContain('00:00:01.000 --> 00:00:02.500 align:start line:0\nGood');
});

test.each([
  '',
  'WEBVTTX\n\n',
  'hello',
  '1\n00:00:01,000 --> 00:00:02,000\nSubRip',
  'WEBVTT\n\n00:02.000 --> 00:01.000\nbackwards',
  'WEBVTT\n\n00:99.000 --> 01:99.000\nx',
])('%j is refused', (file) => expect(parseVtt(file)).toBeNull());

test('chapters last until the next', () => {
  expect(
    toChapterCues(
      [
        { at: '1:30', title: 'Two --> three' },
        { at: '0', title: 'One' },
        { at: 'soon', title: 'Never' },
      ],
      200,
    ),
  ).toEqual([
    { from: 0, to: 90_000, text: 'One' },
    { from: 90_000, to: 200_000, text: 'Two → three' },
  ]);
});

test('clocks', () => {
  expect(['95', '12:30', '1:02:03', '1:99', 'x', '1:2:3:4', ''].map(parseClock)).toEqual([
    95_000,
    750_000,
    3_723_000,
    null,
    null,
    null,
    null,
  ]);
});
