import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { wordOf } from '../fields.ts';
import { toButton } from './parts.ts';

/** A link that looks like a button. */
export const renderButton: RenderBlock = (fields, context) => {
  const button = toButton(fields.buttonText, fields.buttonUrl, context);
  const alignment = wordOf(fields.alignment, ['center', 'left']);
  return button ? element('p', { class: `card-button align-${alignment}` }, button) : '';
};
