import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';
import { toFigure } from './image.ts';

/** Code as it was written, with its language as a class. */
export const renderCodeblock: RenderBlock = (fields, context) => {
  const code = textOf(fields.code);
  if (!code) return '';
  const language = textOf(fields.language)
    .toLowerCase()
    .replace(/[^a-z0-9+#-]/g, '');
  const inner = element('code', { class: language ? `language-${language}` : null }, escapeHtml(code));
  // People reach a code block that scrolls sideways by the keyboard.
  const block = element('pre', { tabindex: 0 }, inner);
  const caption = context.inline(fields.caption);
  return caption ? toFigure('card card-code', block, caption) : block;
};
