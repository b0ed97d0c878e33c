'use client';
import { Button, toast, useConfig, useDocumentInfo, useField } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';

/** Sets a dead handling back to pending; shown only while it is dead. */
export function RetryButton() {
  const { id } = useDocumentInfo();
  const { value: state } = useField<string>({ path: 'state' });
  const { config } = useConfig();
  const router = useRouter();
  if (!id || state !== 'dead') return null;

  const retry = async () => {
    const url = `${config.routes.api}/activity-handlings/${id}/retry`;
    const answer = await fetch(url, { method: 'POST', credentials: 'include' });
    if (answer.ok) toast.success('It is due again and will be tried within a second.');
    else toast.error('It could not be set back. Reload the page to see its present state.');
    router.refresh();
  };

  return (
    <Button buttonStyle="primary" onClick={() => void retry()}>
      Try again
    </Button>
  );
}
