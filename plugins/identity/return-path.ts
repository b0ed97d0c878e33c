/**
 * Where to go after a sign-in: a path on the host where it began, never an address elsewhere
 * (RFC 9700 §4.11, open redirects). What is not clearly such a path becomes `/`, and so do the
 * pages that would sign in or out again.
 */
export function toReturnPath(value: string | null | undefined): string {
  if (!value || value.length > 2000 || !/^\/(?![/\\])/.test(value) || /[\\\u0000-\u001f\u007f]/.test(value)) return '/';
  const url = new URL(value, 'http://here.invalid');
  if (url.origin !== 'http://here.invalid' || /^\/(sign-in|sign-out|signed-out|auth|oidc)(\/|$)/.test(url.pathname)) return '/';
  // A path such as `/.//elsewhere` becomes one that browsers read as a host.
  return url.pathname.startsWith('//') ? '/' : url.pathname + url.search + url.hash;
}
