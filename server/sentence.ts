/** What a person should read instead of a stack: says what happened and what to do next. Exit code 1. */
export class Sentence extends Error {
  override name = 'Sentence';
}

/** A command was called in a way that it does not know; nothing was done. Exit code 2. */
export class Misuse extends Sentence {
  override name = 'Misuse';
}
