/** `?page=3` as a number; whatever is no whole number from 1 to 9999 is the first page. */
export function toPageNumber(url: URL): number {
  const page = url.searchParams.get('page') ?? '';
  return /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1;
}
