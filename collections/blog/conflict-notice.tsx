'use client';
import {
  Button,
  useConfig,
  useDocumentInfo,
  useFormBackgroundProcessing,
  useFormFields,
  useFormModified,
  useFormProcessing,
} from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import { ask } from '../shared/admin/ask.ts';

/** Longer than an autosave waits: what it is about to keep needs no question. */
const SETTLED_MS = 3000;

/**
 * Stands above the text for as long as somebody has saved something newer than what is open here. A refused save
 * says so too, but its words are gone after seconds, and the bar above goes on telling of the last save that worked.
 */
export function ConflictNotice() {
  const { id, collectionSlug } = useDocumentInfo();
  const { config } = useConfig();
  const [isModified, isProcessing, isAutosaving] = [useFormModified(), useFormProcessing(), useFormBackgroundProcessing()];
  const began = useFormFields(([fields]) => toTime(fields.updatedAt?.value));
  const [stored, setStored] = useState<number | null>(null);
  const isSaving = isProcessing || isAutosaving;

  useEffect(() => {
    if (!id || isSaving) return;
    let isOld = false;
    // Asked when a change was left without a save, and after each save, whether it worked or not.
    const timer = setTimeout(async () => {
      const said = await ask(`${config.routes.api}/${collectionSlug}/${id}?draft=true&depth=0&select[updatedAt]=true`, { method: 'GET' });
      if (!isOld && said.ok && said.body && typeof said.body === 'object' && 'updatedAt' in said.body)
        setStored(toTime(said.body.updatedAt));
    }, SETTLED_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [id, collectionSlug, config.routes.api, isSaving, isModified]);

  if (began === null || stored === null || stored <= began) return null;
  return (
    <div className="rose-conflict" role="alert">
      <p>
        <strong>Somebody else has saved this since you opened it.</strong> What you change here is not kept any more. Copy what you need,
        then reload the page to go on from theirs.
      </p>
      <Button buttonStyle="primary" size="medium" margin={false} onClick={() => window.location.reload()}>
        Reload the page
      </Button>
    </div>
  );
}

function toTime(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
