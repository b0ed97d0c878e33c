import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';
import { toBackground, toHeadingWords } from './header.ts';
import { toButton } from './image.ts';

/** An invitation to join; its button leads to the platform's own sign-up. */
export const renderSignup: RenderBlock = (fields, context) => {
  const disclaimer = context.inline(fields.disclaimer);
  const content =
    toBackground(fields.backgroundImageSrc, context) +
    toHeadingWords(fields, context) +
    toButton(textOf(fields.buttonText) || 'Sign up', context.options.signUpUrl, context) +
    (disclaimer ? element('p', { class: 'card-disclaimer' }, disclaimer) : '');
  return content ? element('div', { class: 'card card-signup' }, content) : '';
};
