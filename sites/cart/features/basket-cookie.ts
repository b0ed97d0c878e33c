import type { AstroCookies } from 'astro';

/** First-party to the cart's host: the token of a guest's basket. */
export const BASKET_COOKIE = 'rose_basket';
const thirtyDays = 60 * 60 * 24 * 30;

export function keepBasket(cookies: AstroCookies, token: string, url: URL): void {
  cookies.set(BASKET_COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    path: '/',
    maxAge: thirtyDays,
  });
}
