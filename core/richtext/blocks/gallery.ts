import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { numberOf, rowsOf } from '../fields.ts';
import { toCaption, toPicture } from './image.ts';
import { toFigure } from './parts.ts';

/** How many stand in a row when nobody said. */
const IN_A_ROW = 3;

/** Pictures in rows, as they were laid out. */
export const renderGallery: RenderBlock = (fields, context) => {
  const rows = new Map<number, string>();
  for (const [index, image] of rowsOf(fields.images).entries()) {
    const picture = toPicture(image, context, { sizes: '(min-width: 64rem) 27rem, 46vw' });
    if (!picture) continue;
    const href = context.href(image.href);
    const row = numberOf(image.row) ?? Math.floor(index / IN_A_ROW);
    const cell = toFigure('gallery-picture', href ? element('a', { href }, picture) : picture, toCaption(image, context), context);
    rows.set(row, (rows.get(row) ?? '') + cell);
  }
  if (rows.size === 0) return '';
  const inOrder = [...rows].toSorted(([one], [other]) => one - other);
  const content = inOrder.map(([, row]) => element('div', { class: 'gallery-row' }, row)).join('');
  return toFigure('card-gallery card-wide', content, context.inline(fields.caption), context);
};
