import type { SessionSettings } from '../../shared/model/sessionSettings';

/** How long a call may take that does not say so itself. */
export function callLimits({
  callTimeout,
  resetTimeoutOnProgress,
  maxTotalTimeout,
}: SessionSettings) {
  return {
    ...(callTimeout !== undefined && { timeout: callTimeout }),
    ...(resetTimeoutOnProgress !== undefined && { resetTimeoutOnProgress }),
    ...(maxTotalTimeout !== undefined && { maxTotalTimeout }),
  };
}
