/** A file cannot be read as traffic. The message says where and why. */
export class TrafficFileError extends Error {
  override readonly name = 'TrafficFileError';

  /** @param line from 1; undefined if it is about the whole file */
  constructor(
    readonly path: string,
    problem: string,
    readonly line?: number,
    options?: ErrorOptions,
  ) {
    super(
      line === undefined ? `${path}: ${problem}` : `${path}, line ${line}: ${problem}`,
      options,
    );
  }
}
