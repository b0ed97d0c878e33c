/** An address as people say it: `example.org/@nell`; one that is no address stays as it is. */
export function toLinkWords(url: string): string {
  const address = URL.parse(url);
  if (!address) return url;
  if (address.protocol === 'mailto:') return address.pathname;
  return address.host.replace(/^www\./, '') + (address.pathname === '/' ? '' : address.pathname.replace(/\/$/, ''));
}
