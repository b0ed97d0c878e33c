import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';

/** Words that open on a click, without a script. */
export const renderToggle: RenderBlock = (fields, context) => {
  const heading = context.inline(fields.heading);
  const content = context.rich(fields.content);
  if (!heading && !content) return '';
  return element(
    'details',
    { class: 'card card-toggle' },
    element('summary', {}, heading || 'More') + element('div', { class: 'toggle-content' }, content),
  );
};
