export const COPY_FORMATS = ['json', 'curl', 'typescript', 'cli'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];
