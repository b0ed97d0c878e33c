import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';
import { highlight } from '../highlight.ts';
import { toFigure } from './parts.ts';

/** Code as it was written, with its language as a class; coloured on pages of ours. */
export const renderCodeblock: RenderBlock = (fields, context) => {
  const code = textOf(fields.code);
  if (!code) return '';
  const language = textOf(fields.language)
    .toLowerCase()
    .replace(/[^a-z0-9+#-]/g, '');
  const isPage = context.kind === 'site';
  const coloured = isPage ? highlight(code, language) : null;
  const inner = element('code', { class: language ? `language-${language}` : null }, coloured ?? escapeHtml(code));
  // People reach a code block that scrolls sideways by the keyboard.
  const block = element('pre', { tabindex: isPage ? 0 : null }, inner);
  const caption = context.inline(fields.caption);
  return caption ? toFigure('card-code', block, caption, context) : block;
};
