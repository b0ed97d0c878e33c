import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';

/** Words that open on a click, without a script; in mails and the fediverse they stand open. */
export const renderToggle: RenderBlock = (fields, context) => {
  const heading = context.inline(fields.heading);
  const content = context.rich(fields.content);
  if (!heading && !content) return '';
  const inner = element('div', { class: 'toggle-content' }, content);
  if (context.kind === 'mail' || context.kind === 'fediverse') {
    const title = heading ? element('h4', { class: 'toggle-heading' }, heading) : '';
    return element('div', { class: 'card-toggle' }, title + inner);
  }
  return element('details', { class: 'card-toggle' }, element('summary', { class: 'toggle-heading' }, heading || 'More') + inner);
};
