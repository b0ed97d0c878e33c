import { element, escapeHtml, toFrame } from '../../html.ts';
import type { RenderBlock, RenderContext } from '../context.ts';
import { numberOf, textOf } from '../fields.ts';
import { toFigure, toLinkedStill } from './parts.ts';

/**
 * What another site lets stand in pages: on ours a frame that loads on a click, elsewhere its still and a link.
 * A widget that needs its site's script stands there as its words, with a link to the rest.
 */
export const renderEmbed: RenderBlock = (fields, context) => {
  const frame = readFrame(textOf(fields.html));
  const title = textOf(fields.title) || (frame?.title ?? '');
  const href = context.href(fields.url) ?? (frame ? context.href(frame.src) : null);
  const shown = context.kind === 'site' && frame ? toFrame({ ...frame, title }, { embeds: 'click' }) : '';
  // Away from our pages a film is its still, whatever its site put there.
  const isFilm = fields.embedType === 'video' && context.kind !== 'site';
  const words = frame || isFilm ? '' : context.raw(fields.html);
  // Words that lead there themselves need no second link.
  const isLinked = href !== null && words.includes(`href="${escapeHtml(href)}`);
  const link = href && !shown && !isLinked ? toLink(href, title, { ...fields, hasWords: words !== '' }, context) : '';
  const content = shown || words + link;
  return content ? toFigure('card-embed', content, context.inline(fields.caption), context) : '';
};

function toLink(href: string, title: string, fields: Readonly<Record<string, unknown>>, context: RenderContext): string {
  const facts = typeof fields.metadata === 'object' && fields.metadata !== null ? { ...fields.metadata } : {};
  const { thumbnail_url, thumbnail_width, thumbnail_height } = facts as Record<string, unknown>;
  const still = context.kind === 'site' || fields.hasWords === true ? null : context.href(thumbnail_url);
  const size = { width: numberOf(thumbnail_width), height: numberOf(thumbnail_height) };
  const picture = still ? toLinkedStill(href, { src: still, alt: title ? '' : 'Watch the film', ...size }) : '';
  if (picture && !title) return picture;
  return picture + element('p', { class: 'embed-link' }, element('a', { href, rel: 'noopener' }, escapeHtml(title || href)));
}

function readFrame(html: string): { src: string; title: string; width: string; height: string } | null {
  const frame = /<iframe\b[^>]*>/i.exec(html)?.[0];
  if (!frame) return null;
  const read = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(frame)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { src: read('src'), title: read('title'), width: read('width'), height: read('height') };
}
