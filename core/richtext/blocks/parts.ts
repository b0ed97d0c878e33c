import { element, escapeHtml, toAttributes } from '../../html.ts';
import type { RenderContext } from '../context.ts';
import { textOf } from '../fields.ts';

/** Pieces that several cards are made of. */

/** `<figure>` with its caption when there is one; both are HTML already. Servers of the fediverse know paragraphs only. */
export function toFigure(className: string, content: string, caption: string, context: RenderContext): string {
  if (context.kind === 'fediverse') {
    const isBlock = /^<(?:p|div|pre|ul|ol|blockquote|table|h[1-6])[\s>]/.test(content);
    return (isBlock ? content : element('p', {}, content)) + (caption ? element('p', {}, caption) : '');
  }
  return element('figure', { class: className }, content + (caption ? element('figcaption', {}, caption) : ''));
}

/** A button that is a link; nothing without words and an address. */
export function toButton(text: unknown, url: unknown, context: RenderContext, style: string | null = null): string {
  const href = context.href(url);
  const words = textOf(text).trim();
  return href && words ? element('a', { class: 'button', href, style }, escapeHtml(words)) : '';
}

/** A plain link in a line of its own, for what cannot be shown where it is read. */
export function toLinkLine(className: string | null, href: string, words: string): string {
  return element('p', { class: className }, element('a', { href }, escapeHtml(words)));
}

/** A still that leads to what moves. */
export function toLinkedStill(href: string, still: { src: string; alt: string; width: number | null; height: number | null }): string {
  return element('a', { href }, `<img${toAttributes(still)}>`);
}

/** Whether what plays, opens and is styled can do so here. */
export function isLive({ kind }: RenderContext): boolean {
  return kind === 'site' || kind === 'export';
}

/** Seconds as a clock shows them: `2:05`, `1:00:00`. */
export function toClock(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const tail = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
