/** What a person should read instead of a stack: says what happened and what to do next. */
export class Sentence extends Error {
  override name = 'Sentence';
}
