import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { numberOf, textOf } from '../fields.ts';
import { findMedia } from './image.ts';

/** A file to download, with its name and size. */
export const renderFile: RenderBlock = (fields, context) => {
  const media = findMedia(fields.media, context);
  const href = context.href(media?.url ?? fields.src);
  if (!href) return '';
  const name = textOf(fields.fileName) || (media?.fileName ?? '');
  const size = numberOf(fields.fileSize) ?? media?.fileSize ?? null;
  const title = textOf(fields.fileTitle);
  const part = (className: string, words: string) => (words ? element('span', { class: className }, escapeHtml(words)) : '');
  const facts = [part('file-name', name), part('file-size', size === null ? '' : toSize(size))].filter(Boolean).join(' ');
  const content =
    part('file-title', title || (name ? '' : href)) +
    part('file-caption', textOf(fields.fileCaption)) +
    (facts ? element('span', { class: 'file-facts' }, facts) : '');
  return element('p', { class: 'card-file' }, element('a', { href, download: true }, content));
};

/** As file managers count: a kilobyte is 1,024 bytes. */
function toSize(bytes: number): string {
  const units = ['Bytes', 'KB', 'MB', 'GB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  return `${power > 1 && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${units[power]}`;
}
