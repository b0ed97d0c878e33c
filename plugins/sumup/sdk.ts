import { APIError, SumUp } from '@sumup/sdk';

interface SdkOptions {
  readonly apiKey: string;
  readonly host: string;
  readonly timeout: number;
  readonly maxRetries: 0;
}

/** What we use of SumUp's SDK. Answers are read by us, so they are unknown here. */
export interface Sdk {
  readonly checkouts: {
    create(body: Readonly<Record<string, unknown>>): Promise<unknown>;
    list(query: { checkout_reference: string }): Promise<unknown>;
    get(id: string): Promise<unknown>;
    deactivate(id: string): Promise<unknown>;
  };
  readonly transactions: {
    refund(merchantCode: string, id: string, body: { amount?: number }): Promise<unknown>;
    get(merchantCode: string, query: { id: string }): Promise<unknown>;
  };
}

/**
 * @NOTE The declarations of @sumup/sdk 0.2.0 import each other without extensions, which
 * TypeScript does not resolve for ES modules, so the client's shape is stated here.
 */
export function createSdk(options: SdkOptions): Sdk {
  const Client = SumUp as unknown as new (options: SdkOptions) => Sdk;
  return new Client(options);
}

/** An answer that was no 2xx; the error is JSON in one of four shapes, or text. */
export function isApiError(error: unknown): error is { readonly status: number; readonly error: unknown } {
  return error instanceof APIError;
}
