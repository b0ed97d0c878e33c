import { z } from 'zod';
import type { EmbedFacts } from '../../contracts/lookups.ts';
import { element, sanitizeHtml, toAttributes, toSafeUrl } from '../../core/html.ts';

const size = z.coerce.number().int().positive().max(10_000).optional().catch(undefined);
const words = z.string().max(2000).optional().catch(undefined);

/** An oEmbed answer (§2.3.4). Providers are loose with sizes and leave out what they must not: what is unfit is dropped. */
const oembed = z.object({
  type: z.enum(['photo', 'video', 'link', 'rich']),
  title: words,
  author_name: words,
  author_url: words,
  provider_name: words,
  provider_url: words,
  thumbnail_url: words,
  thumbnail_width: size,
  thumbnail_height: size,
  url: words,
  html: z.string().max(100_000).optional().catch(undefined),
  width: size,
  height: size,
});

/** What of a provider's answer may stand in a page; null when it offers nothing that can. */
export function readEmbed(answer: unknown, url: string): EmbedFacts | null {
  const parsed = oembed.safeParse(answer);
  if (!parsed.success || parsed.data.type === 'link') return null;
  const { type, html, title = '', ...said } = parsed.data;
  const shown = type === 'photo' ? toPhoto(said, title) : toFrame(html ?? '', title, said);
  if (!shown) return null;
  const metadata: Record<string, string | number> = {};
  for (const [name, value] of Object.entries({ type, ...said })) {
    if (value === undefined || (name.endsWith('url') && toSafeUrl(String(value)) === null)) continue;
    metadata[name] = value;
  }
  return { url, title, html: shown, embedType: type, metadata };
}

function toPhoto(
  { url, width, height }: { url?: string | undefined; width?: number | undefined; height?: number | undefined },
  alt: string,
): string {
  const src = url && toSafeUrl(url);
  return src && /^https:/i.test(src) ? `<img${toAttributes({ src, alt, width, height })}>` : '';
}

/** The provider's frame with nothing but its address and size; without one the words that the script would have replaced. */
function toFrame(html: string, title: string, said: { width?: number | undefined; height?: number | undefined }): string {
  const frame = /<iframe\b[^>]*>/i.exec(html)?.[0];
  if (!frame) return sanitizeHtml(html.replace(/<script\b[\s\S]*?<\/script>/gi, ''), { embeds: 'link' }).trim();
  const read = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(frame)?.[1]?.replaceAll('&amp;', '&');
  const given = read('src') ?? '';
  const src = URL.parse(given.startsWith('//') ? `https:${given}` : given);
  if (src?.protocol !== 'https:') return '';
  const pixels = (name: 'width' | 'height') => (/^\d+$/.test(read(name) ?? '') ? read(name) : said[name]);
  return element(
    'iframe',
    { src: src.href, title: title || src.hostname, width: pixels('width'), height: pixels('height'), allowfullscreen: true },
    '',
  );
}
