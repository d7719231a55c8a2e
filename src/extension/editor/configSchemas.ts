/** As much of a JSON schema as is looked into here. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [keyword: string]: unknown;
}

/** The words of the schemas that are not in the setting's. */
export interface SchemaWords {
  readonly servers: string;
  readonly portcullis: string;
}

/** What only we read, of an entry in any file. */
const OWN_KEYS = [
  'readyTimeout',
  'restartOnCrash',
  'era',
  'clientCapabilities',
  'answerTimeout',
  'trustedCertificate',
] as const;
/** What only the setting can say. */
const SETTING_KEYS = ['port'];

/**
 * The schema of VS Code's `mcp.json`, beside VS Code's own, which lets nothing else stand in an entry: so our keys
 * are offered in `dev.portcullis`, where it has room, and only checked where else they stand.
 * @param entry the schema of an entry of the setting `portcullis.servers`
 */
export function vscodeSchema(entry: Schema, words: SchemaWords): Schema {
  const dev = entry.properties?.dev?.properties ?? {};
  const own = only(entry, OWN_KEYS);
  const build = dev.build ?? {};
  const portcullis = {
    type: 'object',
    markdownDescription: words.portcullis,
    properties: { ...own, build, debug: configurationOnly(dev.debug) },
    additionalProperties: false,
  };
  const entrySchema = {
    properties: {
      ...mapped(own, (schema) => ({ ...schema, doNotSuggest: true })),
      dev: { type: 'object', properties: { build: { ...build, doNotSuggest: true }, portcullis } },
    },
  };
  return { properties: { servers: { type: 'object', additionalProperties: entrySchema } } };
}

/** The schema of files that VS Code has none for, with the keys of their clients and ours. */
export function clientSchema(entry: Schema, words: SchemaWords): Schema {
  const properties = Object.fromEntries(
    Object.entries(entry.properties ?? {}).filter(([key]) => !SETTING_KEYS.includes(key)),
  );
  const { additionalProperties: _, ...kept } = entry;
  const type = { ...properties.type, enum: ['stdio', 'http', 'sse', 'streamable-http'] };
  const servers = {
    type: 'object',
    description: words.servers,
    // Clients have keys of their own; no schema here knows them all.
    additionalProperties: { ...kept, properties: { ...properties, type } },
  };
  return {
    type: 'object',
    allowComments: true,
    allowTrailingCommas: true,
    properties: { mcpServers: servers },
  };
}

function only({ properties = {} }: Schema, keys: readonly string[]): Record<string, Schema> {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => keys.includes(key)));
}

/** VS Code's schema knows `debug.type` already. */
function configurationOnly(debug: Schema | undefined): Schema {
  const { configuration = {} } = debug?.properties ?? {};
  return { type: 'object', properties: { configuration }, required: ['configuration'] };
}

function mapped(
  schemas: Readonly<Record<string, Schema>>,
  map: (schema: Schema) => Schema,
): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, map(schema)]));
}
