let origin = performance.timeOrigin;
const MAX_DRIFT_MS = 20;

/** Epoch ms with fractions, which `Date.now()` has not; set right when the machine has slept. */
export function now(): number {
  const wall = Date.now();
  const drift = wall - (origin + performance.now());
  if (Math.abs(drift) > MAX_DRIFT_MS) origin += drift;
  return Math.round((origin + performance.now()) * 1000) / 1000;
}
