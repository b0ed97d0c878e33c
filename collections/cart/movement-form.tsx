'use client';
import { Button, FieldLabel, TextInput, toast, useConfig, useDocumentInfo } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { type ChangeEvent, useState } from 'react';

/** Adds to a pool or takes away; what is on hand is never typed over, so no sale is lost. */
export function MovementForm() {
  const { id } = useDocumentInfo();
  const { config } = useConfig();
  const router = useRouter();
  const [change, setChange] = useState('');
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  if (!id) return null;

  const move = async () => {
    setBusy(true);
    try {
      const answer = await fetch(`${config.routes.api}/cart/stock-movements`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ pool: id, change: Number(change), note }),
      });
      const said: unknown = await answer.json().catch(() => null);
      if (answer.ok) {
        toast.success('The movement is in the ledger.');
        setChange('');
        setNote('');
        router.refresh();
      } else {
        toast.error(toMessage(said));
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="field-type" style={{ display: 'grid', gap: 'calc(var(--base) / 2)', maxWidth: '32rem' }}>
      <FieldLabel label="Add to stock, or take away" />
      <TextInput
        path="movement-change"
        label="Difference"
        description="12 when twelve came in, -3 when three are gone."
        value={change}
        onChange={(event: ChangeEvent<HTMLInputElement>) => setChange(event.target.value)}
      />
      <TextInput
        path="movement-note"
        label="Note"
        value={note}
        onChange={(event: ChangeEvent<HTMLInputElement>) => setNote(event.target.value)}
      />
      <div>
        <Button buttonStyle="secondary" disabled={isBusy || change.trim() === ''} onClick={() => void move()}>
          Add the movement
        </Button>
      </div>
    </div>
  );
}

function toMessage(said: unknown): string {
  const errors = said && typeof said === 'object' && 'errors' in said && Array.isArray(said.errors) ? said.errors : [];
  const first: unknown = errors[0];
  return first && typeof first === 'object' && 'message' in first
    ? String(first.message)
    : 'It could not be saved. Reload the page and try again.';
}
