import { element, escapeHtml, toPlainText } from '../../html.ts';
import type { RenderBlock, RenderContext } from '../context.ts';
import { flagOf, textOf, wordOf } from '../fields.ts';
import { toButton } from './parts.ts';

/** Words for mails only; everywhere else it shows nothing. */
export const renderEmail: RenderBlock = (fields, context) =>
  context.kind === 'mail' ? context.raw(withNames(textOf(fields.html), context)) : '';

/** Words and a button for mails to some readers. */
export const renderEmailCta: RenderBlock = (fields, context) => {
  if (context.kind !== 'mail') return '';
  const button = flagOf(fields.showButton) ? toButton(fields.buttonText, fields.buttonUrl, context) : '';
  const content = context.raw(withNames(textOf(fields.html), context)) + (button ? element('p', {}, button) : '');
  const rule = flagOf(fields.showDividers) ? '<hr>' : '';
  const alignment = wordOf(fields.alignment, ['left', 'center']);
  return content ? rule + element('div', { class: `card-email-cta align-${alignment}` }, content) + rule : '';
};

const NAME = /\{(\w+)(?:,? *(?:"|&quot;)(.*?)(?:"|&quot;))?\}/g;

/** `{first_name, "friend"}` becomes what the mail says for it, also where an editor set it as code. */
function withNames(html: string, { options }: RenderContext): string {
  // The fallback stands in HTML already; the raw card is sanitised afterwards.
  const filled = (_match: string, field: string, fallback = '') =>
    options.nameFor ? escapeHtml(options.nameFor(field, toPlainText(fallback))) : fallback;
  return html.replace(new RegExp(`<code>\\s*(${NAME.source})\\s*</code>`, 'g'), '$1').replace(NAME, filled);
}
