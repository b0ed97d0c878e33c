import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { flagOf, textOf, wordOf } from '../fields.ts';
import { toButton } from './image.ts';

/** Words for mails only; on the web it shows nothing. */
export const renderEmail: RenderBlock = (fields, context) =>
  context.options.target === 'email' ? context.raw(withoutNames(textOf(fields.html))) : '';

/** Words and a button for mails to some readers. */
export const renderEmailCta: RenderBlock = (fields, context) => {
  if (context.options.target !== 'email') return '';
  const button = flagOf(fields.showButton) ? toButton(fields.buttonText, fields.buttonUrl, context) : '';
  const content = context.raw(withoutNames(textOf(fields.html))) + button;
  const rule = flagOf(fields.showDividers) ? '<hr>' : '';
  const alignment = wordOf(fields.alignment, ['left', 'center']);
  return content ? rule + element('div', { class: `card-email-cta align-${alignment}` }, content) + rule : '';
};

/** `{first_name, "friend"}` becomes the word kept for those whose name is not known. */
function withoutNames(html: string): string {
  return html.replace(/\{\w+(?:,\s*(?:"|&quot;)(.*?)(?:"|&quot;))?\}/g, (_match, fallback?: string) => fallback ?? '');
}
