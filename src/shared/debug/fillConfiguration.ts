/** What stands in a launch configuration for what is known only when the server is started. */
export interface ConfigurationValues {
  /** Of the server. */
  readonly port?: number;
  /** Of the server's first process. */
  readonly pid?: number;
  readonly url?: string;
}

/**
 * Fills `${port}`, `${pid}` and `${url}` in, wherever they stand; all other variables are VS Code's. A text that
 * is nothing but a number's variable becomes that number, but in arguments and the environment.
 */
export function fillConfiguration<T>(value: T, values: ConfigurationValues): T {
  return fill(value, values) as T;
}

function fill(value: unknown, values: ConfigurationValues): unknown {
  if (typeof value === 'string') return fillNumber(value, values) ?? fillText(value, values);
  if (Array.isArray(value)) {
    return value.map((item) =>
      typeof item === 'string' ? fillText(item, values) : fill(item, values),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'env' && isRecord(item) ? fillTexts(item, values) : fill(item, values),
    ]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fillTexts(of: Record<string, unknown>, values: ConfigurationValues): object {
  return Object.fromEntries(
    Object.entries(of).map(([key, item]) => [
      key,
      typeof item === 'string' ? fillText(item, values) : item,
    ]),
  );
}

function fillNumber(text: string, { port, pid }: ConfigurationValues): number | undefined {
  if (text === '${port}') return port;
  return text === '${pid}' ? pid : undefined;
}

function fillText(text: string, values: ConfigurationValues): string {
  const { port, pid, url } = values;
  return text.replaceAll(/\$\{(port|pid|url)\}/g, (whole, name: 'port' | 'pid' | 'url') =>
    String({ port, pid, url }[name] ?? whole),
  );
}
