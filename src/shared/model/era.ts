/** The revisions of the protocol that can be pinned, by era; the latest first. */
export const PROTOCOL_VERSIONS = {
  modern: ['2026-07-28'],
  legacy: ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'],
} as const;

/** What `era` of an entry may be: an era, or one revision and no other. */
export const ERA_SETTINGS = [
  'auto',
  'legacy',
  'modern',
  ...PROTOCOL_VERSIONS.modern,
  ...PROTOCOL_VERSIONS.legacy,
] as const;
export type EraSetting = (typeof ERA_SETTINGS)[number];

export interface PinnedEra {
  readonly era: 'auto' | 'legacy' | 'modern';
  /** The only version of that era that will do; absent: any. */
  readonly protocolVersion?: string;
}

export function readEra(setting: EraSetting): PinnedEra {
  if (setting === 'auto' || setting === 'legacy' || setting === 'modern') return { era: setting };
  const isModern = PROTOCOL_VERSIONS.modern.some((version) => version === setting);
  return { era: isModern ? 'modern' : 'legacy', protocolVersion: setting };
}
