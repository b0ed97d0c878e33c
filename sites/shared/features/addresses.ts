import { SITE_NAMES, type SiteName } from '../../../contracts/shared.ts';

/** `market:/a-path/` (as menus keep it) as a whole address; what names no site of ours stays as it is. */
export function toAddress(href: string, origins: Readonly<Record<SiteName, string>>): string {
  const [name, path] = href.split(':/', 2);
  const site = SITE_NAMES.find((each) => each === name);
  return site && path !== undefined && !path.startsWith('/') ? `${origins[site]}/${path}` : href;
}
