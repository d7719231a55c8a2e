export interface MissingVariable {
  readonly name: string;
  /** The words of the program. */
  readonly line: string;
}

const NAME = '([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)';
const COMPOUND = '([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)';
const ABSENT =
  '(?:not set|not defined|undefined|unset|missing|required|not provided|not configured|not found|not specified|empty|must be (?:set|provided|defined|specified|configured)|must set)';
const VARIABLE = '(?:environment variables?|env(?:ironment)? vars?|env variables?)';

const PATTERNS: readonly RegExp[] = [
  // API_KEY environment variable is required
  new RegExp(`["'\`$]?\\b${NAME}\\b["'\`]?[^.\\n]{0,60}\\b${VARIABLE}\\b[^\\n]{0,40}\\b${ABSENT}`),
  // Missing required environment variable: API_KEY / The environment variable API_KEY is not set
  new RegExp(
    `(?:[Mm]issing|[Rr]equired|[Nn]o|MISSING|ERROR)\\b[^\\n]{0,40}\\b${VARIABLE}\\b[^A-Z\\n]{0,20}\\b${NAME}\\b`,
  ),
  new RegExp(
    `\\b[Ee]nv(?:ironment)? var(?:iable)?s?\\b[^A-Z\\n]{0,20}\\b${NAME}\\b[^\\n]{0,40}\\b${ABSENT}`,
  ),
  // Please set the GITHUB_TOKEN environment variable
  new RegExp(
    `\\b(?:[Ss]et|[Pp]rovide|[Dd]efine|[Ss]pecify|[Ee]xport|[Cc]onfigure)\\b[^A-Z\\n]{0,40}["'\`$]?\\b${NAME}\\b[^\\n]{0,60}\\b${VARIABLE}`,
  ),
  // GITHUB_TOKEN is not set / Missing GITHUB_TOKEN / GITHUB_TOKEN: is not set
  new RegExp(
    `["'\`$]?\\b${COMPOUND}\\b["'\`]?:?(?: (?:is|was|must be|has to be|are))?(?: \\w+)? ${ABSENT}\\b`,
  ),
  new RegExp(`\\b(?:[Mm]issing|MISSING)\\b[^A-Z\\n]{0,30}["'\`$]?\\b${COMPOUND}\\b`),
  // bash -u, dash -u, ${NAME:?message}
  /: (?:line \d+: |\d+: )?([A-Za-z_]\w*): (?:unbound variable|parameter (?:null or )?not set)/,
];

/** A program that says so and goes on does not stop over it. */
const HARMLESS =
  /\b(?:default(?:s|ing)?|optional|warn(?:ing)?|fall(?:ing)? ?back|disabled|deprecated|ignored)\b/i;
/** Error codes look like names of variables. */
const NO_VARIABLE =
  /^(?:ERR_|E[A-Z]{4,}$|HTTP|JSON|MCP$|URL$|API$|SSL|TLS|STDIO|ERROR|FATAL|INFO|DEBUG|PATH_)/;

/** The environment variable over which a program stopped, as programs say it. */
export function missingVariable(lines: readonly string[]): MissingVariable | undefined {
  return pythonEnviron(lines) ?? settingsModel(lines) ?? environmentSchema(lines) ?? inWords(lines);
}

function inWords(lines: readonly string[]): MissingVariable | undefined {
  for (const pattern of PATTERNS) {
    for (const line of lines) {
      if (HARMLESS.test(line) || /^\s+at /.test(line)) continue;
      const name = pattern.exec(line)?.[1];
      if (name && !NO_VARIABLE.test(name)) return { name, line: line.trim() };
    }
  }
  return undefined;
}

/** `os.environ["X"]` raises a KeyError that does not say of what. */
function pythonEnviron(lines: readonly string[]): MissingVariable | undefined {
  const at = lines.findLastIndex((line) => /^[\s|]*KeyError: '\w+'$/.test(line));
  if (at < 0) return undefined;
  const before = lines.slice(Math.max(0, at - 8), at);
  if (!before.some((line) => /environ\b|<frozen os>|[\\/]os\.py"/.test(line))) return undefined;
  const line = lines[at]!.trim();
  return { name: /'(\w+)'/.exec(line)![1]!, line };
}

/** pydantic-settings: the field's name on one line, `Field required [type=missing` on the next. */
function settingsModel(lines: readonly string[]): MissingVariable | undefined {
  const at = lines.findIndex((line) =>
    /validation errors? for \w*(?:Settings|Config|Env)\w*/.test(line),
  );
  if (at < 0) return undefined;
  const missing = lines.findIndex(
    (line, index) => index > at && /Field required \[type=missing/.test(line),
  );
  const field = missing > 0 ? lines[missing - 1]!.trim() : '';
  if (!/^\w+$/.test(field)) return undefined;
  return { name: field.toUpperCase(), line: `${field}: ${lines[missing]!.trim()}` };
}

/** zod, t3-env and envalid print a heading and then the names. */
function environmentSchema(lines: readonly string[]): MissingVariable | undefined {
  const at = lines.findIndex((line) => /(?:Invalid|Missing) environment variables?:?/i.test(line));
  if (at < 0) return undefined;
  for (const line of lines.slice(at, at + 12)) {
    const name = /["'\s{]([A-Z][A-Z0-9_]{2,})["']?\s*[:\]]/.exec(line)?.[1];
    if (name && !NO_VARIABLE.test(name)) return { name, line: line.trim() };
  }
  return undefined;
}
