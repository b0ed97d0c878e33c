'use client';
import { useConfig, useDocumentInfo } from '@payloadcms/ui';
import { useEffect, useState } from 'react';

interface Use {
  readonly collection: string;
  readonly id: string | null;
  readonly title: string;
}

/** Where a file is used, with a way there. */
export function MediaUses() {
  const { id } = useDocumentInfo();
  const { config } = useConfig();
  const [uses, setUses] = useState<readonly Use[] | null>(null);
  useEffect(() => {
    if (!id) return;
    const gone = new AbortController();
    fetch(`${config.routes.api}/media/${id}/uses`, { credentials: 'include', signal: gone.signal })
      .then(async (answer) => setUses(answer.ok ? ((await answer.json()) as { uses: Use[] }).uses : null))
      .catch(() => {});
    return () => gone.abort();
  }, [id, config.routes.api]);
  if (!id || !uses) return null;

  const toHref = ({ collection, id: owner }: Use) =>
    `${config.routes.admin}${owner ? `/collections/${collection}/${owner}` : `/globals/${collection}`}`;
  return (
    <div className="field-type">
      <h4 style={{ marginBlock: '0 0.5rem' }}>Used in</h4>
      {uses.length === 0 ? (
        <p>Nothing uses this file. It can be deleted.</p>
      ) : (
        <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
          {uses.map((use) => (
            <li key={`${use.collection} ${use.id}`}>
              <a href={toHref(use)}>{use.title || use.collection.replaceAll('-', ' ')}</a> <small>({use.collection})</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
