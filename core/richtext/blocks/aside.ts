import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';

/** A quotation set apart from the text. */
export const renderAside: RenderBlock = (fields, context) => {
  const content = context.rich(fields.content);
  return content ? element('blockquote', { class: 'card-aside' }, content) : '';
};
