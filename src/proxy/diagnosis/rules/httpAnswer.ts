import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import type { HttpExchange } from '../../session/sessionTarget';
import type { Alternative, LaunchFacts } from '../facts';
import type { FixId } from '../fixIds';
import type { Rule } from '../rule';
import { edit, fact, shorten } from '../verdict';

/** The answer that ended the launch: the handshake's, else the probe's. */
export function answerOf({ handshake, http }: LaunchFacts): HttpExchange | undefined {
  return handshake?.kind === 'http' ? handshake.exchange : http;
}

/** Wraps a rule that needs an HTTP answer. */
export function onAnswer(
  rule: (answer: HttpExchange, facts: LaunchFacts) => ReturnType<Rule>,
): Rule {
  return (facts) => {
    const answer = answerOf(facts);
    return answer ? rule(answer, facts) : undefined;
  };
}

export function answerFacts({ method, url, status }: HttpExchange) {
  return [fact(t('Request'), `${method} ${url}`), fact(t('Status'), status)];
}

export function bodyOf({ bodyHead }: HttpExchange): string | undefined {
  const text = bodyHead.trim();
  return text === '' ? undefined : shorten(text, 300);
}

export function useAlternative(facts: LaunchFacts, found: Alternative, id: FixId): Fix | undefined {
  const url = written(facts, found.url);
  if (facts.definition.kind === 'stdio') return undefined;
  const changes: [readonly string[], unknown][] = [[['url'], url]];
  if (found.transport !== facts.definition.transport) changes.push([['type'], found.transport]);
  return edit(id, t('Use {0}', found.url), changes);
}

export function useUrl(facts: LaunchFacts, target: string, id: FixId): Fix {
  return edit(id, t('Use {0}', shorten(target, 60)), [[['url'], written(facts, target)]]);
}

/** Keeps `${port}` in the entry when only the rest of the URL changes. */
function written({ definition, url }: LaunchFacts, target: string): string {
  if (definition.kind === 'stdio' || !url || !URL.canParse(target)) return target;
  const placeholder = /:(\$\{port\})/.exec(definition.url)?.[1];
  if (!placeholder || new URL(target).port !== new URL(url).port) return target;
  return target.replace(
    /^(https?:\/\/(?:\[[^\]]*\]|[^/:]+)):\d+/,
    (_all, host: string) => `${host}:${placeholder}`,
  );
}
