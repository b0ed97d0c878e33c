/**
 * Makes the film, the recording and the document of the sample co-op into `samples/files/`:
 * `node samples/generate/files.mjs`. The film is drawn and recorded by /usr/bin/chromium; what comes out is
 * in the repository, so nobody else needs one.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { inks } from './ink.mjs';

/** A hand bell, struck twice: 16-bit PCM in a RIFF file, one channel. */
function ringBell() {
  const rate = 16_000;
  const seconds = 3;
  const partials = [
    [523, 0.5, 1.6],
    [1046, 0.3, 2.4],
    [1256, 0.25, 3],
    [1568, 0.16, 4],
    [2093, 0.12, 6],
  ];
  const strike = (time) =>
    time < 0
      ? 0
      : partials.reduce((sum, [pitch, loud, fade]) => sum + loud * Math.exp(-fade * time) * Math.sin(2 * Math.PI * pitch * time), 0);
  const sound = Buffer.alloc(rate * seconds * 2);
  for (let at = 0; at < rate * seconds; at += 1) {
    const time = at / rate;
    // Fades to nothing at the end, so that it does not stop with a click.
    const level = 0.55 * Math.min(1, (seconds - time) * 4);
    sound.writeInt16LE(Math.round(32_767 * level * Math.max(-1, Math.min(1, strike(time) + 0.7 * strike(time - 0.9)))), at * 2);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + sound.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(sound.length, 40);
  return Buffer.concat([head, sound]);
}

/** One page, in a face that every reader of PDF has (ISO 32000-1, 9.6.2.2). */
function writeBook() {
  const lines = [
    ['F1', 26, 'The weather book'],
    ['F2', 12, 'Cinder Lane, a page of it'],
    ['F2', 12, ''],
    ...[
      '1 November     Fog until eleven. Leeks lifted by feel.',
      '8 November     First ice on the water butt, thin as a window.',
      '15 November    Rain on the tin roof all day. The press likes it damp.',
      '22 November    Minus six. The kale is sweeter for it.',
      '29 November    Wind from the chapel side. One pane of the tunnel gone.',
    ].map((line) => ['F2', 12, line]),
  ];
  const text = [
    'BT',
    '72 740 Td',
    ...lines.map(([face, size, line]) => `/${face} ${size} Tf (${line}) Tj 0 -${size === 26 ? 34 : 22} Td`),
    'ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
    '<< /Title (The weather book) /Author (Cinder Lane) >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) file += `${String(place).padStart(10, '0')} 00000 n \n`;
  return Buffer.from(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${table}\n%%EOF\n`, 'latin1');
}

/** Six seconds of the press: the wheel turns, and a sheet with a rose comes off at every turn. */
async function filmPress() {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  const base64 = await page.evaluate(recordPress, inks);
  await browser.close();
  return Buffer.from(base64, 'base64');
}

/** Runs in the browser. */
async function recordPress(colours) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 360];
  const pen = canvas.getContext('2d');
  const disc = (x, y, radius, colour) => {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.fill();
  };
  const draw = (turn) => {
    pen.fillStyle = colours.straw;
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = '#9c5f3d';
    pen.fillRect(0, 300, 640, 60);
    // The sheet, which slides off while the wheel makes its turn.
    const out = turn % 1;
    pen.save();
    pen.translate(300 - 190 * out, 190 + 40 * out);
    pen.rotate(-0.25 * out);
    pen.fillStyle = '#fdf8ef';
    pen.fillRect(-60, -45, 120, 90);
    for (const [x, y] of [
      [-9, -4],
      [9, -4],
      [0, 9],
      [0, -14],
      [-7, 8],
      [8, 8],
    ])
      disc(x, y, 13, colours.rose);
    disc(0, 0, 8, '#f0a0ad');
    pen.restore();
    // The bed and the platen, which closes once a turn.
    pen.fillStyle = '#33272a';
    pen.fillRect(285, 120, 150, 180);
    pen.save();
    pen.translate(285, 290);
    pen.rotate(-0.12 - 0.22 * (0.5 - 0.5 * Math.cos(2 * Math.PI * out)));
    pen.fillRect(-26, -170, 26, 170);
    pen.restore();
    pen.save();
    pen.translate(490, 200);
    pen.rotate(2 * Math.PI * turn);
    pen.strokeStyle = '#261c1e';
    pen.lineWidth = 14;
    pen.beginPath();
    pen.arc(0, 0, 96, 0, 2 * Math.PI);
    pen.stroke();
    pen.lineWidth = 8;
    for (let spoke = 0; spoke < 6; spoke += 1) {
      pen.rotate(Math.PI / 3);
      pen.beginPath();
      pen.moveTo(0, 0);
      pen.lineTo(0, 92);
      pen.stroke();
    }
    disc(0, 0, 16, colours.rose);
    pen.restore();
  };
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp9', videoBitsPerSecond: 220_000 });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  draw(0);
  recorder.start();
  const began = performance.now();
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      const seconds = (performance.now() - began) / 1000;
      draw(seconds / 2);
      if (seconds < 6) return;
      clearInterval(timer);
      resolve();
    }, 50);
  });
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const target = fileURLToPath(new URL('../files/', import.meta.url));
await mkdir(target, { recursive: true });
await writeFile(`${target}the-bell.wav`, ringBell());
await writeFile(`${target}weather-book.pdf`, writeBook());
await writeFile(`${target}the-press.webm`, await filmPress());
