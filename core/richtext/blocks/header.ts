import { element, toAttributes, toPlainText } from '../../html.ts';
import type { RenderBlock, RenderContext } from '../context.ts';
import { flagOf, textOf, wordOf } from '../fields.ts';
import { toButton } from './image.ts';

/** A banner inside a post: heading, line below, picture and button. */
export const renderHeader: RenderBlock = (fields, context) => {
  const button = flagOf(fields.buttonEnabled) ? toButton(fields.buttonText, fields.buttonUrl, context) : '';
  const content = toHeadingWords(fields, context) + button;
  const picture = toBackground(fields.backgroundImageSrc, context);
  if (!content && !picture) return '';
  const width = wordOf(fields.layout, ['regular', 'wide', 'full', 'split']);
  return element('div', { class: `card card-header card-${width}` }, picture + content);
};

/** Heading and the line below it, as header and sign-up cards have them. */
export function toHeadingWords(fields: Readonly<Record<string, unknown>>, context: RenderContext): string {
  const header = context.inline(fields.header);
  const subheader = context.inline(fields.subheader);
  const id = header ? context.headingId(toPlainText(textOf(fields.header))) : null;
  return (header ? element('h2', { id }, header) : '') + (subheader ? element('p', { class: 'card-subheader' }, subheader) : '');
}

/** A picture that only adorns. */
export function toBackground(url: unknown, context: RenderContext): string {
  const src = context.href(url);
  return src ? `<img${toAttributes({ class: 'card-background', src, alt: '', loading: 'lazy' })}>` : '';
}
