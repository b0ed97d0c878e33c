import { APIError } from 'payload';

/** An upload that is not taken, in a sentence for whoever sent it. */
export function refuse(sentence: string, status = 400): never {
  throw new APIError(sentence, status, undefined, true);
}
