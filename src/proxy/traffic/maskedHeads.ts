import type { HttpFact } from '../../shared/model/httpFact';
import { maskValues } from '../../shared/secrets/maskSecrets';
import type { TrafficRecorder } from './trafficRecorder';

/**
 * Records heads of HTTP without secrets that are known of a server, whatever the header or the parameter is called
 * in which they are sent. Messages stay as they are.
 * @param secrets asked for every head
 */
export function maskedHeads(
  recorder: TrafficRecorder,
  secrets: () => readonly string[],
): TrafficRecorder {
  return {
    ...recorder,
    http: (fact, origin) => recorder.http(withoutValues(fact, secrets()), origin),
  };
}

function withoutValues(fact: HttpFact, secrets: readonly string[]): HttpFact {
  if (secrets.length === 0 || (fact.type !== 'request' && fact.type !== 'response')) return fact;
  const values = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const headers = Object.fromEntries(
    Object.entries(fact.headers).map(([name, value]) => [name, maskValues(value, values)]),
  );
  return fact.type === 'request'
    ? { ...fact, headers, url: maskValues(fact.url, values) }
    : { ...fact, headers };
}
