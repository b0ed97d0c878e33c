import type { Services } from '../../contracts/services.ts';
import type { SiteName, Viewer } from '../../contracts/shared.ts';

/** What the host hands to every page: the domains, who looks, and where the sites are. */
export interface SiteLocals {
  readonly services: Services;
  readonly viewer: Viewer | null;
  /** The token of a guest's basket, from the cart's own cookie. */
  readonly basketToken: string | null;
  readonly site: SiteName;
  /** Of the site itself, without a slash at the end: `https://blog.example.org`. */
  readonly origin: string;
  readonly origins: Readonly<Record<SiteName, string>>;
}
