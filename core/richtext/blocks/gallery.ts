import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { numberOf, rowsOf } from '../fields.ts';
import { toFigure, toPicture } from './image.ts';

/** Pictures in rows, as they were laid out. */
export const renderGallery: RenderBlock = (fields, context) => {
  const rows = new Map<number, string>();
  for (const [index, image] of rowsOf(fields.images).entries()) {
    const picture = toPicture(image, context);
    if (!picture) continue;
    const href = context.href(image.href);
    const caption = context.inline(image.caption);
    const row = numberOf(image.row) ?? Math.floor(index / 3);
    const cell = toFigure('gallery-picture', href ? element('a', { href }, picture) : picture, caption);
    rows.set(row, (rows.get(row) ?? '') + cell);
  }
  if (rows.size === 0) return '';
  const content = [...rows.values()].map((row) => element('div', { class: 'gallery-row' }, row)).join('');
  return toFigure('card card-gallery card-wide', content, context.inline(fields.caption));
};
