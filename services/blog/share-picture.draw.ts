import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { escapeHtml } from '../../core/html.ts';
import { SHARE_SIZE } from './share-version.ts';

export interface ShareText {
  readonly title: string;
  /** The subject, above the title. */
  readonly kicker: string | null;
  readonly siteTitle: string;
}

/** The light side of the design (sites/shared/design/tokens.css) in the colours that a PNG knows. */
const PAPER = '#fcf8f3';
const INK = '#2a1a1a';
const ROSE = '#a3264a';
const ASH = '#6f5f5d';

const MARGIN = 72;
/** The picture of the post stands at the right, as high as the card. */
const PICTURE = 456;
const LONGEST_TITLE = 180;
const SIZES = [88, 76, 66, 58, 50, 43, 37] as const;

/** Our own fonts (`fonts/fonts.generate.mjs`), by the names that stand in their files. */
const SERIF = { family: 'Newsreader 16pt', file: 'serif' } as const;
const SANS = { family: 'Source Sans 3 ExtraLight', file: 'sans' } as const;
type Face = typeof SERIF | typeof SANS;

/** The card of a page for other sites as PNG: its title, where it is from, and a picture (1 : 1.38, any format) when there is one. */
export async function drawShareCard(text: ShareText, picture: Buffer | null): Promise<Buffer> {
  const width = SHARE_SIZE.width - 2 * MARGIN - (picture ? PICTURE : 0);
  const kicker = await write(text.kicker ?? '', { face: SANS, size: 30, color: ROSE, width });
  const foot = await write(text.siteTitle, { face: SERIF, size: 36, color: ASH, width: width - 56 });
  const title = await writeTitle(text.title, width);
  // The title stands in the middle of what the kicker and the foot leave.
  const top = MARGIN + (kicker ? kicker.height + 28 : 0);
  const bottom = SHARE_SIZE.height - MARGIN - (foot?.height ?? 0) - 28;
  const at = Math.max(top, Math.round((top + bottom - (title?.height ?? 0)) / 2));
  const layers = [
    { input: Buffer.from(FRAME), left: 0, top: 0 },
    ...(kicker ? [{ input: kicker.data, left: MARGIN, top: MARGIN }] : []),
    ...(title ? [{ input: title.data, left: MARGIN, top: at }] : []),
    ...(foot ? [{ input: foot.data, left: MARGIN + 56, top: SHARE_SIZE.height - MARGIN - foot.height }] : []),
    ...(picture
      ? [
          {
            input: await sharp(picture).resize(PICTURE, SHARE_SIZE.height, { fit: 'cover' }).toBuffer(),
            left: SHARE_SIZE.width - PICTURE,
            top: 0,
          },
        ]
      : []),
  ];
  return sharp({ create: { ...SHARE_SIZE, channels: 3, background: PAPER } })
    .composite(layers)
    .png({ palette: true, quality: 92, compressionLevel: 9 })
    .toBuffer();
}

/** How large the picture of a post is on the card. */
export const SHARE_PICTURE = { width: PICTURE, height: SHARE_SIZE.height } as const;

interface Written {
  readonly data: Buffer;
  readonly height: number;
}

/** As large as it fits. */
async function writeTitle(title: string, width: number): Promise<Written | null> {
  const cut = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '')} …` : title;
  let written: Written | null = null;
  for (const size of SIZES) {
    written = await write(cut, { face: SERIF, size, color: INK, width });
    if (!written || written.height <= SHARE_SIZE.height - 2 * MARGIN - 150) break;
  }
  return written;
}

async function write(
  words: string,
  { face, size, color, width }: { face: Face; size: number; color: string; width: number },
): Promise<Written | null> {
  if (!words.trim()) return null;
  // Drawing with a file makes it known for good; the second one has the letters that the first has not.
  await sharp({ text: { text: 'ŵ', font: `${face.family}, ${size}`, fontfile: toFontFile(`${face.file}-latin-ext`) } }).stats();
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${color}">${escapeHtml(words)}</span>`,
      font: `${face.family}, ${size}`,
      fontfile: toFontFile(`${face.file}-latin`),
      width,
      wrap: 'word-char',
      rgba: true,
      dpi: 72,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { data, height: info.height };
}

function toFontFile(name: string): string {
  return fileURLToPath(new URL(`./fonts/${name}.ttf`, import.meta.url));
}

/** The line at the top, and the mark beside the name (sites/shared/features/mark.ts, on a 32 px grid). */
const FRAME = `<svg xmlns="http://www.w3.org/2000/svg" width="${SHARE_SIZE.width}" height="${SHARE_SIZE.height}">
  <rect width="${SHARE_SIZE.width}" height="10" fill="${ROSE}"/>
  <g transform="translate(${MARGIN - 4} ${SHARE_SIZE.height - MARGIN - 42}) scale(1.45)" fill="${ROSE}">
    <path d="M16 3.2c3.900 0 7.600 2.900 7.600 7.300 0 4.600-3.500 8-7.600 8s-7.600-3.400-7.600-8c0-4.400 3.700-7.300 7.600-7.300Z" opacity=".22"/>
    <path d="M16 18.500c-4.100 0-7.600-3.400-7.600-8 0-1 .2-2 .6-2.900 1.800 2.700 4.400 3.900 7.200 3.900 2.700 0 5-1 6.700-3.200.4.700.7 1.400.7 2.200 0 4.600-3.500 8-7.600 8Z"/>
    <path d="M11.400 5.200c1.300-1.300 3-2 4.600-2 1.800 0 3.600.7 4.900 1.900-.9 2.300-2.700 3.600-4.900 3.600-2.100 0-3.800-1.300-4.600-3.500Z" opacity=".75"/>
    <path d="M16 18.500V29" fill="none" stroke="${ROSE}" stroke-width="1.700" stroke-linecap="round"/>
    <path d="M16.200 26c.6-3.200 3-5 7-5.100-.3 3.800-2.900 5.600-7 5.100Z" opacity=".6"/>
  </g>
</svg>`;
