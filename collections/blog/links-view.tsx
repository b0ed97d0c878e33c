import type { AdminViewServerProps } from 'payload';
import { toLinkFindings } from '../../core/link-findings.ts';
import { toMoment } from '../../core/time.ts';
import { ToolPage } from '../shared/admin/tool-page.tsx';
import { CheckLinks } from './check-links.tsx';
import { ReplaceLinks } from './replace-links.tsx';

/** Links that lead nowhere, found when an editor asks, and an address mended wherever it stands. */
export async function LinksView(view: AdminViewServerProps) {
  const { payload, searchParams } = view;
  const { user } = view.initPageResult.req;
  const [{ docs }, { timeZone }] = await Promise.all([
    payload.find({ collection: 'link-checks', sort: '-createdAt', limit: 1, depth: 0, overrideAccess: false, user }),
    payload.findGlobal({ slug: 'site-settings', depth: 0, select: { timeZone: true } }),
  ]);
  const [check] = docs;
  const mend = typeof searchParams?.mend === 'string' ? searchParams.mend : '';
  return (
    <ToolPage
      view={view}
      audience="editors"
      title="Links"
      description="Find links that lead nowhere, and mend an address in every post and page at once."
    >
      <ReplaceLinks key={mend} from={mend} admin={payload.config.routes.admin} />
      <CheckLinks
        check={
          check
            ? {
                id: check.id,
                state: check.state,
                documents: check.documents ?? 0,
                links: check.links ?? 0,
                findings: toLinkFindings(check.findings),
                at: toMoment(check.finishedAt ?? check.createdAt, timeZone),
              }
            : null
        }
        admin={payload.config.routes.admin}
      />
    </ToolPage>
  );
}
