import { type HttpFact, httpSummary, parseHttpFact } from '../../../shared/model/httpFact';
import type { TrafficEntry } from '../../../shared/model/traffic';
import { Section } from '../../components/Section';

/** The HTTP exchange beneath a message: where it went, what was answered, and all headers. */
export function HttpSection({ entries }: { entries: readonly TrafficEntry[] }) {
  const facts = entries.flatMap((entry) => parseHttpFact(entry.raw) ?? []);
  if (facts.length === 0) return null;
  const answer = facts.find((fact) => fact.type === 'response');
  const aside = answer ? <span className="muted">{httpSummary(answer)}</span> : undefined;
  return (
    <Section name="messages-http" title="HTTP" openAtFirst={false} aside={aside}>
      {facts.map((fact, index) => (
        <HttpFactBlock key={index} fact={fact} />
      ))}
    </Section>
  );
}

export function HttpFactBlock({ fact }: { fact: HttpFact }) {
  return (
    <div className="http-fact">
      <p className="http-line">{httpSummary(fact)}</p>
      {'headers' in fact && <Headers headers={fact.headers} />}
      {fact.type === 'response' && fact.body !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <pre className="text" tabIndex={0}>
          {fact.body}
        </pre>
      )}
    </div>
  );
}

function Headers({ headers }: { headers: Readonly<Record<string, string>> }) {
  return (
    <dl className="http-headers">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
