'use client';
import { Button, toast, useConfig, useDocumentInfo, useField } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';

/** Puts a dead delivery back into the queue; shown only while it is dead. */
export function ResendButton() {
  const { id } = useDocumentInfo();
  const { value: state } = useField<string>({ path: 'state' });
  const { config } = useConfig();
  const router = useRouter();
  if (!id || state !== 'dead') return null;

  const resend = async () => {
    const url = `${config.routes.api}/federation/deliveries/${id}/resend`;
    const answer = await fetch(url, { method: 'POST', credentials: 'include' });
    if (answer.ok) toast.success('It is in the queue again. Reload the page in a moment to see how it went.');
    else toast.error('It could not be sent again. Reload the page to see its present state.');
    router.refresh();
  };

  return (
    <Button buttonStyle="primary" onClick={() => void resend()}>
      Send again
    </Button>
  );
}
