/** What the API said: its answer, or the sentence with which it refused. */
export type Said =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** Asks an endpoint of this house as the person who is signed in. */
export async function ask(url: string, { method = 'POST', body }: { method?: 'GET' | 'POST'; body?: unknown } = {}): Promise<Said> {
  try {
    const answer = await fetch(url, {
      method,
      credentials: 'include',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json().catch(() => null);
    if (answer.ok) return { ok: true, body: said };
    return { ok: false, status: answer.status, message: toMessage(said) };
  } catch {
    return { ok: false, status: 0, message: 'The house could not be reached. Nothing was changed; try again in a moment.' };
  }
}

/** Payload's errors, or a problem of the host (RFC 9457). */
function toMessage(said: unknown): string {
  if (said && typeof said === 'object') {
    const [first]: unknown[] = 'errors' in said && Array.isArray(said.errors) ? said.errors : [];
    if (first && typeof first === 'object' && 'message' in first) return String(first.message);
    if ('detail' in said && typeof said.detail === 'string') return said.detail;
  }
  return 'It could not be done. Reload the page and try again.';
}
