import type { AnnouncedTo } from '../../../contracts/blog-pages.ts';
import type { AccessClass } from '../../../contracts/shared.ts';

/** As which kind of reader somebody is addressed; those who work here see what paying members do. */
export function toAnnouncedTo(access: AccessClass): AnnouncedTo {
  if (access === 'guest') return 'guests';
  return access === 'member' ? 'members' : 'paid';
}
