import { element, toPlainText } from '../../html.ts';
import type { RenderBlock, RenderContext } from '../context.ts';
import { flagOf, textOf, wordOf } from '../fields.ts';
import { toPicture } from './image.ts';
import { toLooks, toTint } from './look.ts';
import { toButton } from './parts.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A banner inside a post: heading, line below, picture and button. */
export const renderHeader: RenderBlock = (fields, context) => {
  const look = toLooks(fields, context);
  const button = flagOf(fields.buttonEnabled) ? toButton(fields.buttonText, fields.buttonUrl, context, look.button) : '';
  const words = toHeadingWords(fields, context) + button;
  const picture = toBackground(fields, context);
  // A banner of the first kind was words on a ground: without words it was not shown.
  if (!words && (!picture || fields.version === 1)) return '';
  return element('div', { class: `card-header ${toBannerClasses(fields, 'full')}`, style: look.card }, picture + toWords(words));
};

/** Width, alignment, side of the picture and named colour of a banner. */
export function toBannerClasses(fields: Fields, usual: 'full' | 'wide'): string {
  const layout = wordOf(fields.layout, [usual, 'regular', 'wide', 'full', 'split']);
  const alignment = wordOf(fields.alignment, ['center', 'left']);
  return `card-${layout} align-${alignment}${fields.swapped === true ? ' swapped' : ''}${toTint(fields.backgroundColor)}`;
}

/** The words of a banner stand together beside or below its picture. */
export function toWords(words: string): string {
  return words ? element('div', { class: 'banner-words' }, words) : '';
}

/** Heading and the line below it, as header and sign-up cards have them. */
export function toHeadingWords(fields: Fields, context: RenderContext, hasId = true): string {
  const header = context.inline(fields.header);
  const subheader = context.inline(fields.subheader);
  const id = header && hasId ? context.headingId(toPlainText(textOf(fields.header))) : null;
  return (header ? element('h2', { id }, header) : '') + (subheader ? element('p', { class: 'card-subheader' }, subheader) : '');
}

/** A picture that only adorns. */
export function toBackground(fields: Fields, context: RenderContext): string {
  const picture = {
    media: fields.media,
    src: fields.backgroundImageSrc,
    width: fields.backgroundImageWidth,
    height: fields.backgroundImageHeight,
  };
  const fit = fields.backgroundSize === 'contain' ? 'card-background contained' : 'card-background';
  return toPicture(picture, context, { class: fit }) ?? '';
}
