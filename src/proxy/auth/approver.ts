/** One consent that a person is asked for. */
export interface Approval {
  /** Where the authorization server sends the person back to. */
  readonly redirectUrl: string;
  /**
   * Brings the person to `url`, and resolves with the query that they came back with.
   * @throws AuthorizationError when they will not, or the signal's reason
   */
  approve(url: URL, signal: AbortSignal): Promise<URLSearchParams>;
  /** Idempotent. */
  dispose(): void;
}

/** Gets the consent of a person. */
export interface Approver {
  /** @param knownRedirect one that an authorization server knows already: to be had again if possible. */
  open(knownRedirect: string | undefined): Promise<Approval>;
}

export type AuthorizationProblem =
  /** A person must consent, and nobody may be asked. */
  | 'signInRequired'
  /** The person did not want to be brought there. */
  | 'dismissed'
  /** The authorization server said no, or the person did there. */
  | 'denied'
  /** The server was not content after several consents. */
  | 'tooOften'
  /** The way to the consent, or to the token after it, is broken. */
  | 'failed';

/** No token could be had. */
export class AuthorizationError extends Error {
  override readonly name = 'AuthorizationError';
  constructor(
    readonly problem: AuthorizationProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
