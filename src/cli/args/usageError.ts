/** The command line does not say what to do. The message says why, for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
