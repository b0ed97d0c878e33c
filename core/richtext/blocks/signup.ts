import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock, RenderContext } from '../context.ts';
import { textOf } from '../fields.ts';
import { toBackground, toBannerClasses, toHeadingWords, toWords } from './header.ts';
import { toLooks } from './look.ts';

/** An invitation to join; its button leads to the platform's own sign-up, or to the page where that is. */
export const renderSignup: RenderBlock = (fields, context) => {
  const look = toLooks(fields, context);
  const disclaimer = context.inline(fields.disclaimer);
  const words =
    toHeadingWords(fields, context, false) +
    toJoin(textOf(fields.buttonText).trim() || 'Sign up', look.button, context) +
    (disclaimer ? element('p', { class: 'card-disclaimer' }, disclaimer) : '');
  const picture = toBackground(fields, context);
  if (!words && !picture) return '';
  return element('div', { class: `card-signup ${toBannerClasses(fields, 'wide')}`, style: look.card }, picture + toWords(words));
};

function toJoin(words: string, style: string | null, { options, href }: RenderContext): string {
  const url = href(options.signUpUrl ?? options.pageUrl);
  return url ? element('p', {}, element('a', { class: 'button signup-button', href: url, style }, escapeHtml(words))) : '';
}
