import type { Visibility } from '../../contracts/blog.ts';

/** Who may read a post: Ghost's words, or a filter over tiers, statuses and labels (NQL). */
export function toVisibility(
  visibility: string | null,
  tiersOfPost: readonly string[],
): { visibility: Visibility; tiers: readonly string[]; unread: readonly string[] } {
  switch (visibility) {
    case null:
    case 'public':
      return { visibility: 'public', tiers: [], unread: [] };
    case 'members':
    case 'paid':
      return { visibility, tiers: [], unread: [] };
    case 'tiers':
      return { visibility, tiers: tiersOfPost, unread: [] };
    default:
      return readFilter(visibility, tiersOfPost);
  }
}

/** What is not understood opens nothing: a post is then for the tiers that were named, or for nobody. */
function readFilter(filter: string, tiersOfPost: readonly string[]) {
  const terms = filter
    .split(/[,+()]/)
    .map((term) => term.trim())
    .filter(Boolean);
  if (terms.every((term) => term === 'status:free' || term === 'status:-free') && !filter.includes('+')) {
    const visibility: Visibility = terms.includes('status:free') ? 'members' : 'paid';
    return { visibility, tiers: [], unread: [] };
  }
  const tiers = new Set(tiersOfPost);
  const unread: string[] = [];
  for (const term of terms) {
    const slug = /^(?:product|products|tier|tiers):'?([\w-]+)'?$/.exec(term)?.[1];
    if (slug && !filter.includes('+')) tiers.add(slug);
    else unread.push(term);
  }
  return { visibility: 'tiers' as const, tiers: [...tiers], unread };
}

type ShownTo = ('guests' | 'members' | 'paid' | 'nobody')[] | undefined;
type MailedTo = ('members' | 'paid' | 'nobody')[] | undefined;

/** Who sees a card: Ghost's `visibility` in its new form and its older one; undefined means everybody. */
export function toCardAudience(value: unknown): { shownTo?: ShownTo; mailedTo?: MailedTo } {
  if (!isRecord(value)) return {};
  if (isRecord(value.web) || isRecord(value.email)) {
    const web = isRecord(value.web) ? value.web : {};
    const email = isRecord(value.email) ? value.email : {};
    return withoutEverybody(
      [...(web.nonMember === false ? [] : (['guests'] as const)), ...toSegment(web.memberSegment)],
      toSegment(email.memberSegment),
    );
  }
  const isOnWeb = value.showOnWeb !== false && value.emailOnly !== true;
  return withoutEverybody(
    isOnWeb ? ['guests', 'members', 'paid'] : [],
    value.showOnEmail === false ? [] : toSegment(value.segment || undefined),
  );
}

/** The members that a segment such as `status:free,status:-free` names; nothing said means all. */
export function toSegment(segment: unknown): ('members' | 'paid')[] {
  if (segment === undefined || segment === null) return ['members', 'paid'];
  const terms = String(segment)
    .split(',')
    .map((term) => term.trim());
  return [
    ...(terms.includes('status:free') ? (['members'] as const) : []),
    ...(terms.includes('status:-free') || terms.includes('status:paid') ? (['paid'] as const) : []),
  ];
}

function withoutEverybody(shownTo: ('guests' | 'members' | 'paid')[], mailedTo: ('members' | 'paid')[]) {
  return {
    ...(shownTo.length < 3 ? { shownTo: shownTo.length > 0 ? shownTo : (['nobody'] as 'nobody'[]) } : {}),
    ...(mailedTo.length < 2 ? { mailedTo: mailedTo.length > 0 ? mailedTo : (['nobody'] as 'nobody'[]) } : {}),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
