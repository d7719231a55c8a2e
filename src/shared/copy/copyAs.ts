import { maskMessage } from '../secrets/maskMessage';
import { maskSecrets } from '../secrets/maskSecrets';
import { copyAsCli } from './copyAsCli';
import { copyAsCurl } from './copyAsCurl';
import { copyAsPython } from './copyAsPython';
import { copyAsTypeScript } from './copyAsTypeScript';
import type { CopyFormat } from './copyFormats';
import type { CopySource } from './copySource';

/**
 * A request as text that can be used elsewhere. What is known as a secret, or looks like one, is masked.
 * Undefined where that cannot be: `curl` needs HTTP, programs a target, and Python a method that
 * its client has.
 */
export function copyAs(
  format: CopyFormat,
  source: CopySource,
  secrets: readonly string[] = [],
): string | undefined {
  const raw = maskMessage(source.raw, secrets);
  const params = JSON.parse(maskMessage(JSON.stringify(source.params), secrets));
  const masked = { ...source, raw, params };
  switch (format) {
    case 'json':
      return pretty(raw);
    case 'curl':
      return copyAsCurl(masked);
    case 'typescript':
      return copyAsTypeScript(withoutSecrets(masked, secrets));
    case 'python':
      return copyAsPython(withoutSecrets(masked, secrets));
    case 'cli':
      return copyAsCli(withoutSecrets(masked, secrets));
  }
}

/** Arguments and addresses may hold them too. */
function withoutSecrets(source: CopySource, secrets: readonly string[]): CopySource {
  const mask = (text: string) => maskSecrets(text, secrets);
  const { definition, url } = source;
  const run = definition && 'run' in definition ? definition.run : undefined;
  return {
    ...source,
    ...(url !== undefined && { url: mask(url) }),
    ...(definition && {
      definition: {
        ...definition,
        ...('url' in definition && { url: mask(definition.url) }),
        ...(run && { run: { ...run, args: maskArgs(run.args, mask) } }),
      } as typeof definition,
    }),
  };
}

/** An option and its value are two words: they are looked at as one text. */
function maskArgs(args: readonly string[], mask: (text: string) => string): string[] {
  const joined = mask(args.join('\n')).split('\n');
  return joined.length === args.length ? joined : args.map(mask);
}

/** Over several lines, as it was otherwise. */
function pretty(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
