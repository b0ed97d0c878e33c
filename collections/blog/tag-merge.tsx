'use client';
import { Button, toast, useAuth, useConfig, useDocumentInfo, useListDrawer } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useState } from 'react';
import { ask } from '../shared/admin/ask.ts';
import { isOf } from '../shared/admin/roles.ts';

/** Puts another tag in the place of this one: chosen, shown once more, then done. */
export function TagMerge() {
  const { id, title } = useDocumentInfo();
  const { user } = useAuth();
  const { config } = useConfig();
  const router = useRouter();
  const [Drawer, , { openDrawer, closeDrawer }] = useListDrawer({ collectionSlugs: ['tags'] });
  const [target, setTarget] = useState<{ id: string; name: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (!id || !isOf(user, 'editors')) return null;

  const merge = async () => {
    if (!target) return;
    setBusy(true);
    const said = await ask(`${config.routes.api}/blog/tags/merge`, { body: { from: [id], into: target.id } });
    setBusy(false);
    if (!said.ok) return void toast.error(said.message);
    toast.success(`Everything that was tagged “${title}” is now tagged “${target.name}”.`);
    router.push(`${config.routes.admin}/collections/tags/${target.id}`);
  };

  return (
    <div className="field-type rose-merge">
      <p>
        <strong>Merge</strong>
      </p>
      {target ? (
        <>
          <p>{`Posts and pages change from “${title}” to “${target.name}”, its address leads there, and “${title}” is deleted. This cannot be undone.`}</p>
          <div className="rose-actions">
            <Button id="tag-merge" size="small" margin={false} disabled={isBusy} onClick={() => void merge()}>
              {`Merge into “${target.name}”`}
            </Button>
            <Button size="small" margin={false} buttonStyle="secondary" disabled={isBusy} onClick={() => setTarget(null)}>
              Keep both
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="rose-hint">When two tags mean the same.</p>
          <Button id="tag-merge-choose" size="small" margin={false} buttonStyle="secondary" onClick={openDrawer}>
            Choose the tag that stays
          </Button>
        </>
      )}
      <Drawer
        allowCreate={false}
        onSelect={({ doc }) => {
          if (doc.id === id) toast.error('A tag cannot be merged into itself. Choose another one.');
          else setTarget({ id: String(doc.id), name: String(doc.name ?? 'Untitled') });
          closeDrawer();
        }}
      />
    </div>
  );
}
