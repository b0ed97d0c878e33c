import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { numberOf, textOf } from '../fields.ts';

/** A file to download, with its name and size. */
export const renderFile: RenderBlock = (fields, context) => {
  const href = context.href(fields.src);
  if (!href) return '';
  const name = textOf(fields.fileName);
  const size = numberOf(fields.fileSize);
  const caption = textOf(fields.fileCaption);
  const facts = [name, size === null ? '' : toSize(size)].filter(Boolean).join(' · ');
  const content =
    element('span', { class: 'file-title' }, escapeHtml(textOf(fields.fileTitle) || name || href)) +
    (caption ? element('span', { class: 'file-caption' }, escapeHtml(caption)) : '') +
    (facts ? element('span', { class: 'file-facts' }, escapeHtml(facts)) : '');
  return element('p', { class: 'card card-file' }, element('a', { href, download: true }, content));
};

function toSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
