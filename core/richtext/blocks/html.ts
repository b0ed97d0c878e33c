import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';
import { toLinkLine } from './parts.ts';

/**
 * HTML by hand, sanitised: its scripts, styles and forms do not run in our pages, nor where they are carried. Away from
 * the page a card that needs them says where the whole is.
 */
export const renderHtml: RenderBlock = (fields, context) => {
  const written = textOf(fields.html);
  const html = context.raw(written);
  const { pageUrl } = context.options;
  const link =
    pageUrl && context.kind !== 'site' && needsMore(written) ? toLinkLine('script-link', pageUrl, 'See this part on the page itself.') : '';
  return html.trim() || link ? element('div', { class: 'card-html' }, html + link) : '';
};

/** Whether scripts that run, drawings by script or a form are lost. */
function needsMore(html: string): boolean {
  return /<(?:form|canvas)\b/i.test(html) || /<script\b(?![^>]*\btype\s*=\s*["']?(?:application\/(?:ld\+)?json|text\/))/i.test(html);
}
